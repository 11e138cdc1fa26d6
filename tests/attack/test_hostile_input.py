"""Hostile values in the path, the query, the headers and every form field of every address: never a fault of ours."""

import inspect
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

import preceptor
from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.tests.world import NOW, World, letters, make_world, token_in
from preceptor.foundation.accounts.middleware import is_open
from preceptor.foundation.accounts.tests.cast import give_position, make_person, make_user
from preceptor.foundation.district.commands.uploads import keep_upload
from preceptor.foundation.documents.models import Signature, StoredFile
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.messages.models import Letter
from tests.attack.addresses import addresses
from tests.attack.fields import Fields, asked_names
from tests.attack.samples import SAMPLES
from tests.attack.stage import Stage, undone

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "Hello\r\nBcc: everybody@evil.example",
    "<script>alert(1)</script>{{ 7|add:7 }}",
    "invoice\u202efdp.exe",
    "a\x00b",
    "99999999999999999999",
    "9" * 5_000,
    "-1",
    "x' OR 1=1 --%_\\",
    "long " * 2_000,
    "nonsense",
    "0001-01-01",
    "9999-12-31",
    "٣",
    "²",
    "1e400",
    "%s %(x)s {0}",
    "on",
]
# Of the library's back office these stand for all the others, which are the same views.
OF_ADMIN = {"admin:index", "admin:accounts_user_changelist", "admin:accounts_user_change", "admin:view_on_site"}
ADDRESSES = {one.name: one for one in addresses() if not one.name.startswith("admin:") or one.name in OF_ADMIN}
DOOR = {401, 403, 404, 405}
ROLES = ("applicant", "coordinator", "administrator")


class Scene:
    """A district in the middle of a call, with one of most things there are."""

    def __init__(self) -> None:
        world = make_world()
        _administrator(world)
        application_id = world.start()
        world.fill(application_id)
        world.submitted("rival")
        upload_id = keep_upload(
            kind="people", name="p.csv", data=b"a,b\n1,2\n", mapping="", by=world.actor("administrator"), now=NOW
        )
        self.objects: dict[str, Any] = {
            "application_id": application_id,
            "cycle_id": world.cycle_id,
            "role": "mentor",
            "rule": "good_standing",
            "requirement": "resume",
            "text": "code_of_ethics",
            "name": "supervisor",
            "endorsement_id": Endorsement.objects.values_list("pk", flat=True)[0],
            "token": token_in(letters("endorsement_asked")[0]) if letters("endorsement_asked") else "none",
            "unit_id": world.units["school-a"].pk,
            "person_id": world.people["rival"].pk,
            "mentee_id": world.people["rival"].pk,
            "file_id": StoredFile.objects.values_list("pk", flat=True)[0],
            "signature_id": Signature.objects.values_list("pk", flat=True)[0],
            "letter_id": Letter.objects.values_list("pk", flat=True)[0],
            "job_id": enqueue("letters.send", key="x", payload={"letter": 1}, now=NOW),
            "upload_id": upload_id,
            "object_id": str(world.users["rival"].pk),
        }
        self.stage = Stage({name: world.users[name] for name in ROLES})

    def url(self, name: str, /, **hostile: Any) -> str:
        """The address with what is there, or with something hostile in its place."""
        known = SAMPLES[name].arguments(None) if name in SAMPLES and ADDRESSES[name].arguments is None else {}  # type: ignore[arg-type, misc]  # these rows ask nothing of the cast
        wanted = ADDRESSES[name].arguments or known or {}
        return reverse(name, kwargs={key: {**self.objects, **hostile}.get(key, value) for key, value in wanted.items()})

    def who(self, name: str) -> tuple[str | None, ...]:
        """Three who come; to an open address a stranger is one of them."""
        return (None, *ROLES[1:]) if is_open(ADDRESSES[name].view) else ROLES


def _administrator(world: World) -> None:
    person = world.people["administrator"] = make_person("administrator")
    world.users["administrator"] = make_user(person)
    give_position(person, "system_administrator", world.units["district"], start=NOW.date() - timedelta(days=9))


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    settings.DEMO, before = False, settings.DEMO
    with time_machine.travel(LATER), django_db_blocker.unblock(), undone():
        yield Scene()
    settings.DEMO = before


def fault(ask: Callable[..., Any], *args: Any, **more: Any) -> str:
    """What went wrong when asking, empty when nothing did; whatever happened is taken back."""
    try:
        with undone():
            code = ask(*args, **more).status_code
    except Exception as found:
        where = traceback.extract_tb(found.__traceback__)
        ours = [frame for frame in where if "/preceptor/" in frame.filename] or where
        return f"{found!r:.200} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return f"status {code}" if code >= 500 else ""


def asks_the_query(name: str) -> bool:
    """Whether anything beside this address's view reads the query; to the others it makes no difference."""
    return ".GET" in inspect.getsource(inspect.getmodule(inspect.unwrap(ADDRESSES[name].view)) or preceptor)


@dataclass
class Visitor:
    """A browser, and the forms that stand on the page before it."""

    client: Client
    fields: Fields = field(default_factory=lambda: Fields(""))

    def sends(self, value: str, *, everything: bool) -> dict[str, str]:
        """The form with a value in every field, or only in those that people type into."""
        if everything or not self.fields.typed:
            return dict.fromkeys((*asked_names(), *self.fields.sent), value)
        return {**self.fields.sent, **dict.fromkeys(self.fields.typed, value)}


def admitted(scene: Scene, name: str, url: str) -> tuple[list[Visitor], list[Visitor]]:
    """Who gets further than the door when reading, and when writing; the others are told apart elsewhere."""
    readers, writers = [], []
    for role in scene.who(name):
        visitor = Visitor(scene.stage.client(role, faults=True, brief=True))
        with undone():
            page = visitor.client.get(url)
            if page.status_code not in DOOR:
                readers.append(visitor)
            if not page.streaming:
                visitor.fields = Fields(page.content.decode(errors="replace"))
        with undone():
            if visitor.client.post(url, visitor.fields.sent).status_code not in DOOR:
                writers.append(visitor)
    return readers, writers


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_hostile_value_in_query_or_form_makes_a_fault(name: str, scene: Scene) -> None:
    url, faults = scene.url(name), []
    readers, writers = admitted(scene, name, url)
    for turn, value in enumerate(HOSTILE if readers and asks_the_query(name) else HOSTILE[:1]):
        client = (readers or writers or [Visitor(Client())])[turn % max(len(readers), 1)].client
        faults.append((value[:20], fault(client.get, url, dict.fromkeys(asked_names(), value))))
    for turn, value in enumerate(HOSTILE if writers else HOSTILE[:1]):
        visitor = (writers or readers or [Visitor(Client())])[turn % max(len(writers), 1)]
        faults.append((value[:20], fault(visitor.client.post, url, visitor.sends(value, everything=bool(turn % 2)))))
    assert [one for one in faults if one[1]] == []


def _of_the_kind(there: object) -> tuple[object, ...]:
    """Values that an address takes in place of this one, and nobody expects."""
    if isinstance(there, int):
        return (0, 2**31, 2**63, 10**30)
    like_a_uuid = str(there).count("-") == 4 and len(str(there)) == len(str(UUID(int=0)))
    return (UUID(int=0), UUID(int=2**128 - 1)) if like_a_uuid else ("x" * 3_000, "-", "0")


@pytest.mark.parametrize("name", [name for name, one in ADDRESSES.items() if one.arguments])
def test_no_hostile_part_of_an_address_makes_a_fault(name: str, scene: Scene) -> None:
    client, faults = scene.stage.client("coordinator", faults=True, brief=True), []
    for key, there in (ADDRESSES[name].arguments or {}).items():
        for value in _of_the_kind(there):
            url = scene.url(name, **{key: value})
            faults += [(key, str(value)[:20], fault(ask, url)) for ask in (client.get, client.post)]
    assert [one for one in faults if one[2]] == []


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete", "trace"])
def test_no_other_method_makes_a_fault(method: str, scene: Scene) -> None:
    client = scene.stage.client("coordinator", faults=True)
    faults = [(name, fault(getattr(client, method), scene.url(name))) for name in ADDRESSES]
    assert [one for one in faults if one[1]] == []


HEADERS = [
    {"hx-request": "true", "hx-current-url": "http://[::1"},
    {"hx-request": "true", "hx-current-url": "%00\x7f"},
    {"referer": "http://[::1"},
    {"accept": "application/json"},
    {"accept-language": "x" * 3_000},
    {"cookie": 'sessionid="\\000aaaaaaaaaaaa"; csrftoken="\\000"; django_language="\\000"'},
    {"x-forwarded-for": "'; DROP TABLE audit_entry; --"},
    {"if-modified-since": "Thu, 01 Jan 99999 00:00:00 GMT"},
]


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("role", [None, "applicant"])
def test_no_hostile_header_makes_a_fault(headers: dict[str, str], role: str | None, scene: Scene) -> None:
    urls = ["/", "/search?q=ana", "/audit/", "/sign-in/login/", "/nowhere/", scene.url("admissions:endorsement-link")]
    client = scene.stage.client(role, faults=True)
    faults = [(url, fault(ask, url, headers=headers)) for url in urls for ask in (client.get, client.post)]
    assert [one for one in faults if one[1]] == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a"),
        ("multipart/form-data; boundary=" + "x" * 300, b"x"),
        ("application/json", b'{"a": "\\u0000"}'),
        ("application/x-www-form-urlencoded; charset=utf-7", b"a=+AAA-"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(2_000))),
        ("text/xml", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"),
    ],
)
def test_no_broken_body_makes_a_fault(kind: str, body: bytes, scene: Scene) -> None:
    names = ("district:load", "admissions:document-attach", "admissions:endorsement-link", "account_login")
    client = scene.stage.client("administrator", faults=True)
    faults = [(name, fault(client.post, scene.url(name), body, content_type=kind)) for name in names]
    assert [one for one in faults if one[1]] == []

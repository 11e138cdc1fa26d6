"""What is sealed for two people reaches nobody else: not by the database, a search, an export, a letter or a log.

The walk over every address (`test_every_url_every_role.py`) watches for the same marker in every answer.
"""

import inspect
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter
from pytest_django import Settings
from time_machine import travel

from preceptor.develop.confidences.commands.disclosing import (
    Named,
    approve_disclosure,
    propose_disclosure,
    read_disclosed,
)
from preceptor.develop.confidences.pages.notes import pair_notes
from preceptor.develop.confidences.rules.disclosing import Demand
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast, give_position, make_person, make_user
from preceptor.foundation.district.models import OrgUnit
from preceptor.foundation.jobs.public import enqueue, run_pending
from preceptor.foundation.messages.models import Letter
from tests.attack import samples_confidences as sealing
from tests.attack.addresses import Address, addresses
from tests.attack.samples import SAMPLES, Sample
from tests.attack.samples_confidences import CODED, MARKER, THE_PAIR, LeakError, watch
from tests.attack.stage import Stage, undone

OFFICERS = {"counsel": "general_counsel", "privacy": "privacy_officer"}
OUTSIDERS = [role for role in PLACES if role not in THE_PAIR]


@pytest.fixture
def lived(cast: Cast) -> Iterator[Cast]:
    """A pair that wrote, released, told of a conflict, and whose notes the law demanded; with all letters written."""
    for name, job in OFFICERS.items():
        cast.people[name] = make_person(name)
        cast.users[name] = make_user(cast.people[name])
        give_position(cast.people[name], job, OrgUnit.objects.get(code="legal"))
    with travel(NOW, tick=False):
        sealing.of_release(cast)
        sealing.of_reflection_release(cast)
        day = NOW.date()
        emails = (cast.people["principal"].email, cast.people["staff"].email)
        demand = Demand(day, day, day + timedelta(days=9), "", None)
        named = Named(emails, "subpoena", "Case 7", demand)
        number = propose_disclosure(named=named, by=cast.actor("counsel"), now=NOW)
        approve_disclosure(disclosure_id=number, by=cast.actor("privacy"), now=NOW)
        page = read_disclosed(disclosure_id=number, by=cast.actor("privacy"), now=NOW)
        assert MARKER in page.notes[0].text
        yield cast


def _cells() -> Iterator[tuple[str, str]]:
    """Every value of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, repr(row)


def test_no_column_of_any_table_holds_a_sealed_word(lived: Cast) -> None:
    words = (MARKER, *(word.decode() for word in CODED), MARKER.encode().hex())
    assert [table for table, row in _cells() if any(word in row for word in words)] == []


def test_no_letter_tells_a_sealed_word(lived: Cast) -> None:
    written = Letter.objects.filter(letter__startswith="confidences.")
    assert {each.letter for each in written} >= {"confidences.released", "confidences.disclosure"}
    assert [each.letter for each in written if MARKER in each.subject + each.body] == []


@pytest.mark.parametrize("words", ["whispers", "Zarzamora", "superintendent must"])
def test_no_search_finds_a_sealed_word(lived: Cast, words: str) -> None:
    stage = Stage(lived.users)
    for role in [*PLACES, *OFFICERS]:
        page = stage.client(role).get(reverse("desk:search"), {"q": words}).content.decode()
        assert MARKER not in page, role


def _source(address: Address) -> str:
    """The module in which an address has its view."""
    module = inspect.getmodule(address.view)
    return inspect.getsource(module) if module else ""


def _tables() -> list[Address]:
    """Addresses whose pages come as tables too."""
    return [each for each in addresses() if "table_response" in _source(each)]


def test_no_table_holds_a_sealed_word(lived: Cast) -> None:
    stage, tried = Stage(lived.users), 0
    for address in _tables():
        sample = SAMPLES.get(address.name, Sample())
        if sample.post is not None:
            continue
        with undone():
            url = reverse(address.name, kwargs=sample.arguments(lived) if sample.arguments else address.arguments)
            for turn, role in enumerate(sorted((sample.who or set()) & set(OUTSIDERS))):
                watch(address.name, role, stage.client(role).get(url, {"format": "xlsx" if turn else "csv"}))
                tried += 1
    assert tried > 5


@pytest.mark.parametrize("officer", OFFICERS)
def test_an_officer_reads_a_sealed_word_nowhere_but_in_the_disclosure(lived: Cast, officer: str) -> None:
    client, opened = Stage(lived.users).client(officer), 0
    for address in addresses():
        if address.arguments == {} or address.context == "confidences":
            sample = SAMPLES.get(address.name, Sample())
            with undone():
                arguments = sample.arguments(lived) if sample.arguments else address.arguments
                url = reverse(address.name, kwargs=arguments)
                response = client.get(url)
                assert response.status_code < 500
                watch(address.name, officer, response)
                opened += response.status_code == 200
    assert opened > 5


def test_no_table_of_sealed_things_is_in_the_back_office() -> None:
    shown = {model._meta.label_lower for model in admin.site._registry}
    kept = {model._meta.label_lower for model in apps.get_app_config("confidences").get_models()}
    assert not shown & {*kept, "documents.circlekey"}


def test_no_log_record_holds_a_sealed_word(cast: Cast, caplog: pytest.LogCaptureFixture, settings: Settings) -> None:
    with caplog.at_level(logging.DEBUG), travel(NOW, tick=False):
        where = sealing.of_note(cast)
        url, client = reverse("confidences:note-detail", kwargs=where), Stage(cast.users).client("principal")
        assert MARKER in client.get(url).content.decode()
        settings.SEALING_KEYS = (b"x" * 32,)
        assert client.get(url).status_code == 503
        enqueue("confidences.round", key="log", payload={}, now=NOW)
        run_pending(now=NOW)
    assert [record for record in caplog.records if MARKER in f"{record.getMessage()} {record.__dict__}"] == []


def test_an_error_report_leaves_out_what_was_typed(cast: Cast) -> None:
    where = sealing.of_pair(cast)
    request = RequestFactory().post("/", {"text": MARKER, "sent_key": "k", "entry": ""})
    request.user = cast.users["participant"]
    with pytest.raises(Exception, match="nothing here for you"):
        pair_notes(request, **where)  # type: ignore[arg-type]  # a request of Django's own factory
    told = SafeExceptionReporterFilter().get_post_parameters(request)
    assert MARKER not in str(told)


def test_the_rotation_prints_no_sealed_word(
    lived: Cast, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.SEALING_KEYS = (b"n" * 32, *settings.SEALING_KEYS)
    call_command("rotate_keys")
    printed = capsys.readouterr()
    assert "wrapped anew" in printed.out
    assert MARKER not in printed.out + printed.err


@pytest.mark.parametrize("content", [MARKER.encode(), b"<p>" + CODED[1] + b"</p>"])
def test_the_watch_sees_a_sealed_word(content: bytes) -> None:
    with pytest.raises(LeakError):
        watch("desk:search", "superintendent", HttpResponse(content))


def test_the_watch_lets_the_pair_read() -> None:
    watch("confidences:note-detail", "staff", HttpResponse(MARKER))

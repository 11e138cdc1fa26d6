"""Measures the pages of the installation that the environment names, in this process; `pages.py` runs it.

Every page goes through the WSGI handler's whole chain of middleware, with warm caches and without DEBUG.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.apps import apps  # noqa: E402  after the path
from django.conf import settings  # noqa: E402  after the path
from django.db import connection  # noqa: E402  after the path
from django.test import Client  # noqa: E402  after the path
from django.urls import NoReverseMatch, reverse  # noqa: E402  after the path
from tests.attack.addresses import Address, addresses  # noqa: E402  after the path

from preceptor.develop.programs.public import open_cycles  # noqa: E402  after the path
from preceptor.foundation.accounts.models import DemoPersona, User  # noqa: E402  after the path
from preceptor.foundation.accounts.tests.cast import enter  # noqa: E402  after the path

CONTEXTS = {app.label for app in apps.get_app_configs() if app.name.startswith("preceptor.")}
MODELS = {
    "application_id": "admissions.Application",
    "assignment_id": "admissions.ReviewAssignment",
    "contest_id": "admissions.Contest",
    "cycle_id": "programs.Cycle",
    "decision_id": "admissions.Decision",
    "endorsement_id": "admissions.Endorsement",
    "file_id": "documents.StoredFile",
    "job_id": "jobs.Job",
    "letter_id": "letters.Letter",
    "mentee_id": "district.Person",
    "offer_id": "pairing.Offer",
    "pair_id": "pairing.Pair",
    "participant_id": "pairing.Participant",
    "person_id": "district.Person",
    "review_id": "admissions.ReviewAssignment",
    "run_id": "pairing.MatchRun",
    "signature_id": "documents.Signature",
    "upload_id": "district.PendingLoad",
    "waiver_id": "admissions.Waiver",
}
OWNERS = ("person_id", "endorser_id", "reviewer_id", "mentor_id", "to_person_id")
MORE = {
    "district:school-list": ("?page=20", "?text=elementary"),
    "desk:search": ("?q=garcia", "?q=elementary"),
    "audit:entry-list": ("?page=20",),
}
"""Further questions to pages that take them."""
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
ROUNDS = 3
ENOUGH_MS = 100.0
MOST_TRIES = 150


@dataclass(frozen=True)
class Reader:
    """Somebody of the demonstration, signed in."""

    line: str
    person_id: int | None
    client: Client


def readers() -> list[Reader]:
    """Every person of the demonstration's sign-in page, with the second factor given."""
    found = []
    for row in DemoPersona.objects.select_related("user").order_by("order"):
        client = Client(
            headers={"accept-encoding": "gzip"}, SERVER_NAME=settings.ALLOWED_HOSTS[0], raise_request_exception=False
        )
        enter(client, row.user)
        found.append(Reader(row.line.partition(":")[0], row.user.person_id, client))
    return found


def model_of(name: str, context: str) -> Any:
    """The model whose rows an argument numbers: one named here, or one of the page's own context by its name."""
    if name in MODELS:
        return apps.get_model(MODELS[name])
    if not name.endswith("_id"):
        return None
    wanted = name.removesuffix("_id").replace("_", "")
    named = {each.__name__.lower(): each for each in apps.get_app_config(context).get_models()}
    return named.get(wanted) or next((each for word, each in sorted(named.items()) if word.endswith(wanted)), None)


def candidates(name: str, people: list[int], context: str) -> list[Any]:
    """Values for an argument: rows of the people of the demonstration first, then the newest and the oldest."""
    if name == "unit_id":
        return list(apps.get_model("district.School").objects.order_by("pk").values_list("unit_id", flat=True)[:2])
    model = model_of(name, context)
    if model is None:
        return words(name, context)
    rows = model.objects
    if model is apps.get_model("district.Person"):
        return people
    fields = {field.attname for field in rows.model._meta.concrete_fields}
    own: list[Any] = []
    for owner in (each for each in OWNERS if each in fields):
        own += rows.filter(**{f"{owner}__in": people}).order_by("-pk").values_list("pk", flat=True)[:12]
    ends = [
        *rows.order_by("-pk").values_list("pk", flat=True)[:3],
        *rows.order_by("pk").values_list("pk", flat=True)[:2],
    ]
    return list(dict.fromkeys([*own, *ends]))


def words(name: str, context: str) -> list[Any]:
    """Values for an argument that is a word: of a program's definition, or of a column of the context's tables."""
    found: dict[str, None] = {}
    for model in apps.get_app_config(context).get_models():
        if name in {field.name for field in model._meta.concrete_fields}:
            found |= dict.fromkeys(model.objects.order_by("-pk").values_list(name, flat=True)[:3])
    for cycle in open_cycles():
        known = cycle.definition
        ways = list(known.admission.values())
        named: dict[str, Iterable[str]] = {
            "role": known.admission,
            "text": known.texts,
            "requirement": [each for way in ways for each in way.documents],
            "rule": [each for way in ways for each in way.rules],
            "name": [*(each for way in ways for each in way.endorsements), *list(cycle.dates)[-2:]],
        }
        found |= dict.fromkeys(named.get(name, ()))
    return list(found)


def question(address: Address, people: list[int]) -> Iterator[str]:
    """Addresses to try for a page, until one is answered."""
    if address.arguments is None:
        return
    values = [[(name, value) for value in candidates(name, people, address.context)] for name in address.arguments]
    for combination in product(*values):
        with suppress(NoReverseMatch):  # a word of a table need not be one that an address takes
            yield reverse(address.name, kwargs=dict(combination))


def find(address: Address, everybody: list[Reader]) -> tuple[Reader, str] | None:
    """The first reader and question that the page answers."""
    people = [each.person_id for each in everybody if each.person_id is not None]
    tries = 0
    for url in question(address, people):
        for reader in everybody:
            tries += 1
            status = reader.client.get(url).status_code
            if status == 200:
                return reader, url
            if status == 405 or status >= 500 or tries > MOST_TRIES:
                return None
    return None


@contextmanager
def counting(kept: list[str]) -> Iterator[None]:
    """Keep every query that reads or writes."""

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith(SAVEPOINTS):
            kept.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield


def milliseconds(reader: Reader, url: str, requests: int) -> list[float]:
    """Server time of each of many requests, sorted."""
    spent = []
    for _ in range(requests):
        begun = time.perf_counter()
        reader.client.get(url)
        spent.append((time.perf_counter() - begun) * 1000)
    return sorted(spent)


def measure(name: str, reader: Reader, url: str, requests: int) -> dict[str, Any]:
    """One line of the table; a page that seems slow is measured again, since others may use the machine."""
    reader.client.get(url)
    queries: list[str] = []
    with counting(queries):
        response = reader.client.get(url)
    best = milliseconds(reader, url, requests) if requests else [0.0]
    for _ in range(ROUNDS - 1):
        if p95(best) <= ENOUGH_MS:
            break
        best = min(best, milliseconds(reader, url, requests), key=p95)
    size = len(response.content) if not response.streaming else 0
    return {
        "page": name,
        "reader": reader.line,
        "url": url,
        "queries": len(queries),
        "median_ms": round(statistics.median(best), 1),
        "p95_ms": round(p95(best), 1),
        "kilobytes": round(size / 1000, 1),
        "sql": queries,
    }


def p95(ordered: list[float]) -> float:
    """The time that 95 of 100 requests stay under."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def all_pages(requests: int) -> tuple[list[dict[str, Any]], list[str]]:
    """Every page once with its first reader, desks with every reader, a few pages with further questions."""
    everybody = readers()
    rows, missing = [], []
    for address in addresses():
        if address.context not in CONTEXTS:
            continue
        found = find(address, everybody)
        if found is None:
            missing.append(address.name)
            continue
        reader, url = found
        rows.append(measure(address.name, reader, url, requests))
        rows += [measure(address.name + more, reader, url + more, requests) for more in MORE.get(address.name, ())]
    rows += [measure("desk:my-desk", each, reverse("desk:my-desk"), requests) for each in everybody[1:]]
    return rows, missing


def main() -> None:
    """Measure and write JSON to the output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--show", default="")
    parser.add_argument("--count-only", action="store_true")
    options = parser.parse_args()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # looking for readers meets many plain refusals
    rows, missing = all_pages(0 if options.count_only else options.requests)
    for row in rows:
        sql = row.pop("sql")
        if options.show and options.show in row["page"]:
            print(row["page"], row["reader"], *sql, sep="\n  ", file=sys.stderr)
    unit = 1024 if sys.platform == "linux" else 1  # Linux counts kibibytes, macOS bytes
    size = {"people": User.objects.count(), "schools": apps.get_model("district.School").objects.count()}
    memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20)
    json.dump({"size": size, "memory_mib": memory, "pages": rows, "not_measured": missing}, sys.stdout)


if __name__ == "__main__":
    main()

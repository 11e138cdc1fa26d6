"""Measures the yearly cycle at 1,000 schools: making 220,000 obligations, and the pages of what is due, ten years deep.

Run `.venv/bin/python benchmarks/obligations.py [--years 10]`; it makes a database of its own on SQLite and removes it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "obligations.json"
SCHOOLS = 1000
MOST_SECONDS, MOST_QUERIES, MOST_MILLISECONDS = 60.0, 15, 100.0
FIRST_YEAR = 2026
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def prepare(folder: Path) -> None:
    """An empty installation with every table."""
    os.environ |= {"PRECEPTOR_DATA": str(folder), "PRECEPTOR_DEMO": "0", "DATABASE_URL": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "preceptor.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def district(years: int) -> None:
    """Offices, schools with a principal each, and the calendar of these years."""
    from preceptor.foundation.district.models import OrgUnit, Person, Position, School, SchoolYear, Semester

    top = OrgUnit.objects.create(code="D", name="District", kind="district")
    top.path = f"/{top.pk}/"
    top.save()
    for code in ("COMP", "FAC", "HR", "HR-PER", "DOI", "DOI-SEC", "FIN"):
        unit = OrgUnit.objects.create(code=code, name=code, kind="office", parent=top)
        OrgUnit.objects.filter(pk=unit.pk).update(path=f"{top.path}{unit.pk}/")
    levels = ("elementary", "middle", "high", "span")
    for number in range(SCHOOLS):
        unit = OrgUnit.objects.create(code=f"S{number}", name=f"School {number}", kind="school", parent=top)
        OrgUnit.objects.filter(pk=unit.pk).update(path=f"{top.path}{unit.pk}/")
        School.objects.create(unit=unit, code=f"S{number}", level=levels[number % 4])
        who = Person.objects.create(given_name="Ana", family_name=f"P{number}", email=f"p{number}@district.example")
        said = {"job": "principal", "title": "Principal", "permanence": "permanent", "start": date(2020, 7, 1)}
        Position.objects.create(person=who, unit=unit, number=f"{number}", **said)
    for turn in range(years):
        begins = FIRST_YEAR - years + 1 + turn
        days = {"start": date(begins, 7, 1), "end": date(begins + 1, 6, 30)}
        year = SchoolYear.objects.create(code=f"{begins}-{(begins + 1) % 100:02d}", **days)
        Semester.objects.create(year=year, name="Fall", start=date(begins, 8, 14), end=date(begins, 12, 18))
        Semester.objects.create(year=year, name="Spring", start=date(begins + 1, 1, 8), end=date(begins + 1, 6, 10))


def catalogue() -> None:
    """The reference catalogue, loaded as an office does."""
    from preceptor.foundation.audit.public import SYSTEM
    from preceptor.relieve.compliance.public import load_catalogue

    folder = HERE.parent / "src" / "preceptor" / "relieve" / "compliance" / "reference"
    for kind in ("requirements", "items"):
        load_catalogue(kind=kind, data=(folder / f"{kind}.csv").read_bytes(), by=SYSTEM, now=NOW)


def cycles(years: int) -> list[float]:
    """Seconds that each year's obligations take; what earlier years owed is signed."""
    from django.db.models import F

    from preceptor.foundation.audit.public import SYSTEM
    from preceptor.relieve.compliance.models import Obligation
    from preceptor.relieve.compliance.public import finish_cycle, make_obligations, start_cycle

    taken = []
    for turn in range(years):
        begins = FIRST_YEAR - years + 1 + turn
        cycle_id = start_cycle(year=f"{begins}-{(begins + 1) % 100:02d}", by=SYSTEM, now=NOW)
        begun = time.perf_counter()
        made = make_obligations(cycle_id=cycle_id)
        finish_cycle(cycle_id=cycle_id, made=made, now=NOW)
        taken.append(round(time.perf_counter() - begun, 2))
        print(f"{begins}: {made} obligations in {taken[-1]} s", flush=True)
        # What fell due is signed, but for one in twenty of this year.
        owed = Obligation.objects.filter(cycle_item__cycle_id=cycle_id)
        if begins == FIRST_YEAR:
            owed = owed.filter(due__lt=NOW.date()).annotate(turn=F("pk") % 20).exclude(turn=0)
        owed.update(state="signed")
    return taken


def pages() -> list[dict[str, Any]]:
    """Queries and milliseconds of what is due, one obligation, and the office's list, fifty readers each."""
    from preceptor.foundation.audit.public import SYSTEM, Actor
    from preceptor.foundation.district.models import Person
    from preceptor.relieve.compliance.desk import desk_items
    from preceptor.relieve.compliance.queries.due import my_due_page, obligation_detail_page
    from preceptor.relieve.compliance.queries.office import cycle_list_page

    readers = [Actor("person", each.pk, "") for each in Person.objects.order_by("pk")[:50]]
    due = {each.id: my_due_page(by=each, now=NOW).lines[0].id for each in readers}
    measures: dict[str, Callable[[Any], object]] = {
        "what is due": lambda by: my_due_page(by=by, now=NOW),
        "one obligation": lambda by: obligation_detail_page(obligation_id=due[by.id], by=by, now=NOW),
        "the desk": lambda by: desk_items(by.id, NOW),
        "late in the district": lambda by: cycle_list_page(by=SYSTEM, now=NOW),  # noqa: ARG005  the office's, whoever asks
    }
    return [measured(name, ask, readers) for name, ask in measures.items()]


def measured(name: str, ask: Callable[[Any], object], readers: list[Any]) -> dict[str, Any]:
    """Queries and milliseconds of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask(readers[0])
    times = []
    for reader in readers:
        begun = time.perf_counter()
        ask(reader)
        times.append(1000 * (time.perf_counter() - begun))
    p95 = statistics.quantiles(times, n=20)[-1]
    told = {"page": name, "queries": len(asked.captured_queries), "p95_ms": round(p95, 1)}
    return {**told, "median_ms": round(statistics.median(times), 1)}


def main() -> None:
    """Build, measure, print, write; fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10, help="years of obligations (10)")
    years = parser.parse_args().years
    folder = Path(tempfile.mkdtemp(prefix="obligations-"))
    try:
        prepare(folder)
        from django.db import transaction

        with transaction.atomic():  # one wait for the disk instead of thousands
            district(years)
        catalogue()
        taken = cycles(years)
        rows = pages()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for row in rows:
        print(row)
    faults = [f"a cycle took {max(taken)} s"] if max(taken) > MOST_SECONDS else []
    faults += [f"{each['page']} needs {each['queries']} queries" for each in rows if each["queries"] > MOST_QUERIES]
    faults += [
        f"{each['page']} has a p95 of {each['p95_ms']} ms" for each in rows if each["p95_ms"] > MOST_MILLISECONDS
    ]
    load = [round(each, 1) for each in os.getloadavg()]
    told = {"years": years, "schools": SCHOOLS, "seconds": taken, "pages": rows, "load": load, "faults": faults}
    RESULTS.write_text(json.dumps(told, indent=1) + "\n")
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main()

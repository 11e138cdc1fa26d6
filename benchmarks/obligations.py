"""Measures the yearly cycle at 1,000 schools: making 220,000 obligations, and the pages of what is due, ten years deep.

Run `.venv/bin/python benchmarks/obligations.py [--years 10]`; it makes a database of its own on SQLite and removes it.
This year is made by the product itself and timed; the years before are copied from it in sets, with their signatures.
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
    officer = Person.objects.create(given_name="Ona", family_name="Officer", email="officer@district.example")
    said = {"job": "compliance_officer", "title": "Compliance officer", "permanence": "permanent"}
    office = OrgUnit.objects.get(code="COMP")
    Position.objects.create(person=officer, unit=office, number="officer", start=date(2020, 7, 1), **said)
    for turn in range(years):
        begins = FIRST_YEAR - years + 1 + turn
        days = {"start": date(begins, 7, 1), "end": date(begins + 1, 6, 30)}
        year = SchoolYear.objects.create(code=code_of(begins), **days)
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
    """Seconds that this year's obligations take through the product's own door; earlier years are copied from it."""
    from django.db.models import F

    from preceptor.foundation.audit.public import SYSTEM
    from preceptor.relieve.compliance.models import Obligation
    from preceptor.relieve.compliance.public import finish_cycle, make_obligations, start_cycle

    cycle_id = start_cycle(year=code_of(FIRST_YEAR), by=SYSTEM, now=NOW)
    begun = time.perf_counter()
    made = make_obligations(cycle_id=cycle_id)
    finish_cycle(cycle_id=cycle_id, made=made, now=NOW)
    taken = round(time.perf_counter() - begun, 2)
    print(f"{made} obligations in {taken} s", flush=True)
    begun = time.perf_counter()
    for back in range(1, years):
        past(cycle_id, back)
    print(f"{years - 1} earlier years copied in {time.perf_counter() - begun:.0f} s", flush=True)
    # What fell due this year is signed, but for one in twenty; and one in five hundred of every year before is late.
    owed = Obligation.objects.filter(cycle_item__cycle_id=cycle_id, due__lt=NOW.date())
    owed.annotate(turn=F("pk") % 20).exclude(turn=0).update(state="signed")
    return [taken]


PAST = """
INSERT INTO compliance_obligation (unit_id, cycle_item_id, period, opens, due, signer, state, exception)
SELECT o.unit_id, mine.id,
       CASE WHEN o.period LIKE '____-__' THEN printf('%%d', substr(o.period, 1, 4) - %s) || substr(o.period, 5)
            ELSE o.period END,
       date(o.opens, %s), date(o.due, %s), o.signer, CASE WHEN o.id %% 500 = 0 THEN 'open' ELSE 'signed' END, ''
FROM compliance_obligation o
JOIN compliance_cycleitem theirs ON theirs.id = o.cycle_item_id AND theirs.cycle_id = %s
JOIN compliance_cycleitem mine ON mine.item_id = theirs.item_id AND mine.cycle_id = %s
ORDER BY o.id
"""
SIGNED = """
INSERT INTO compliance_certification (person_id, version_id, answers, evidence, signed_at, sent_from, seconds, opened)
SELECT p.person_id, c.version_id, '{}', '[]', o.due || ' 17:00:00', o.due || ' 17:10:00', 60, 1
FROM compliance_obligation o
JOIN compliance_cycleitem c ON c.id = o.cycle_item_id AND c.cycle_id = %s
JOIN district_position p ON p.unit_id = o.unit_id
WHERE o.state = 'signed' ORDER BY o.id
"""
CERTIFIED = """
INSERT INTO compliance_certified (certification_id, obligation_id, standing)
SELECT s.id, o.id, 1
FROM (SELECT o.id, row_number() OVER (ORDER BY o.id) AS n FROM compliance_obligation o
      JOIN compliance_cycleitem c ON c.id = o.cycle_item_id AND c.cycle_id = %s WHERE o.state = 'signed') o
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM compliance_certification WHERE id > %s) s ON s.n = o.n
"""


def past(cycle_id: int, back: int) -> None:
    """An earlier year copied from this one, set by set, with what was signed and by whom."""
    from django.db import connection, transaction
    from django.db.models import Max

    from preceptor.relieve.compliance.models import Certification, CycleItem, YearlyCycle

    year = code_of(FIRST_YEAR - back)
    old = YearlyCycle.objects.create(year=year, state="closed", frozen_at=NOW)
    items = CycleItem.objects.filter(cycle_id=cycle_id)
    CycleItem.objects.bulk_create(
        CycleItem(cycle=old, item_id=each.item_id, version_id=each.version_id, frozen_id=each.frozen_id)
        for each in items
    )
    last = Certification.objects.aggregate(last=Max("pk"))["last"] or 0
    shift = f"-{back} years"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PAST, [back, shift, shift, cycle_id, old.pk])
        cursor.execute(SIGNED, [old.pk])
        cursor.execute(CERTIFIED, [old.pk, last])


def code_of(begins: int) -> str:
    """The school year that begins in this year."""
    return f"{begins}-{(begins + 1) % 100:02d}"


def pages() -> list[dict[str, Any]]:
    """Queries and milliseconds of every page of what is due, fifty readers each."""
    from preceptor.foundation.audit.public import SYSTEM, Actor
    from preceptor.foundation.district.models import Person
    from preceptor.relieve.compliance.desk import desk_items
    from preceptor.relieve.compliance.models import CycleItem
    from preceptor.relieve.compliance.queries.due import my_due_page, obligation_detail_page
    from preceptor.relieve.compliance.queries.office import cycle_item_page, cycle_list_page, office_due_page
    from preceptor.relieve.compliance.queries.signed import my_certifications

    officer = Actor("person", Person.objects.get(family_name="Officer").pk, "")
    readers = [Actor("person", each.pk, "") for each in Person.objects.exclude(pk=officer.id).order_by("pk")[:50]]
    due = {each.id: my_due_page(by=each, now=NOW).lines[0].id for each in readers}
    asked = list(CycleItem.objects.filter(cycle__year=code_of(FIRST_YEAR)).values_list("pk", flat=True))
    # The office's own pages look the same whoever asks; each is asked fifty times.
    measures: dict[str, Callable[[Any], object]] = {
        "what is due": lambda by: my_due_page(by=by, now=NOW),
        "one obligation": lambda by: obligation_detail_page(obligation_id=due[by.id], by=by, now=NOW),
        "what I signed": lambda by: my_certifications(by=by),
        "the desk": lambda by: desk_items(by.id, NOW),
        "the officer's desk": lambda _by: desk_items(officer.id or 0, NOW),
        "late in the district": lambda _by: cycle_list_page(by=SYSTEM, now=NOW),
        "one item of the cycle": lambda by: cycle_item_page(
            cycle_item_id=asked[(by.id or 0) % len(asked)], page="1", by=SYSTEM, now=NOW
        ),
        "signed by offices": lambda _by: office_due_page(by=officer, now=NOW),
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


def built(years: int) -> list[float]:
    """Everything that is measured; gives the seconds of this year's making."""
    from django.db import transaction

    with transaction.atomic():  # one wait for the disk instead of thousands
        district(years)
    catalogue()
    return cycles(years)


def main() -> None:
    """Build, measure, print, write; fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10, help="years of obligations (10)")
    parser.add_argument(
        "--keep", type=Path, help="a folder in which the database stays; measured again when it is there"
    )
    options = parser.parse_args()
    years: int = options.years
    folder = options.keep or Path(tempfile.mkdtemp(prefix="obligations-"))
    there = (folder / "taken.json").exists()
    try:
        prepare(folder)
        taken = json.loads((folder / "taken.json").read_text()) if there else built(years)
        (folder / "taken.json").write_text(json.dumps(taken))
        rows = pages()
    finally:
        if options.keep is None:
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

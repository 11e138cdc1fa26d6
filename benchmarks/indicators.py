"""Every shipped indicator over 20,000 people and ten years: seconds and queries.

Run `.venv/bin/python benchmarks/indicators.py`; it makes a database of its own on SQLite and removes it. The run fails
when ten years take more than two seconds, or ask one query more than a single year does.
"""

import json
import os
import platform
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random

import django

RESULTS = Path(__file__).resolve().parent / "results" / "indicators.json"
FOLDER = tempfile.mkdtemp(prefix="indicators-")
os.environ |= {"PRECEPTOR_DATA": FOLDER, "PRECEPTOR_DEMO": "0", "DATABASE_URL": ""}
os.environ["DJANGO_SETTINGS_MODULE"] = "preceptor.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402  Django must be set up first
from django.db import connection  # noqa: E402  as above
from django.test.utils import CaptureQueriesContext  # noqa: E402  as above

from preceptor.foundation.district.models import OrgUnit, Person, Position, Qualification, School  # noqa: E402  Django is set up first
from preceptor.foundation.district.public import QUALIFICATION_KINDS  # noqa: E402  Django is set up first
from preceptor.foundation.indicators.commands.defining import SHIPPED, checked  # noqa: E402  Django is set up first
from preceptor.foundation.indicators.public import Working  # noqa: E402  Django is set up first
from preceptor.foundation.indicators.rules.counting import Period  # noqa: E402  Django is set up first

PEOPLE, SCHOOLS, YEARS = 20_000, 1_000, 10
MOST_SECONDS = 2.0


def fill() -> None:
    """Schools, people, positions and qualifications."""
    chance = Random(1)
    units = OrgUnit.objects.bulk_create(OrgUnit(code=f"s{at}", name=f"S{at}", kind="school") for at in range(SCHOOLS))
    School.objects.bulk_create(School(unit=unit, code=unit.code, level="elementary") for unit in units)
    made = Person.objects.bulk_create(
        (Person(given_name="A", family_name=f"B{at}", email=f"b{at}@district.example") for at in range(PEOPLE)),
        batch_size=1_000,
    )
    jobs = ("teacher",) * 8 + ("principal", "assistant_principal")
    starts = [date(2014 + chance.randrange(11), 7, 1) for _ in made]
    Position.objects.bulk_create(
        (
            Position(person=each, unit=chance.choice(units), number=f"n{each.pk}", job=chance.choice(jobs),
                     title="T", permanence="permanent", start=start)
            for each, start in zip(made, starts, strict=True)
        ),
        batch_size=1_000,
    )  # fmt: skip
    Qualification.objects.bulk_create(
        (
            Qualification(person=each, kind=chance.choice(QUALIFICATION_KINDS), start=start, source="b")
            for each, start in zip(made, starts, strict=True)
        ),
        batch_size=1_000,
    )


def measured() -> tuple[int, dict[int, dict[str, float]]]:
    """How many indicators there are to compute, and seconds and queries of all of them for one year and for ten."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml"))]
    wanted = [each for each in (checked(text, "shipped") for text in texts) if each.entered is None]
    years = range(2026 - YEARS, 2026)
    periods = [Period(str(y), date(y, 7, 1), date(y + 1, 6, 30), date(y + 1, 6, 30)) for y in years]
    found = {}
    for count in (1, YEARS):
        working = Working()
        with CaptureQueriesContext(connection) as asked:
            began, processor = time.perf_counter(), time.process_time()
            for definition in wanted:
                working.work(definition, periods[-count:])
            took = {"seconds": time.perf_counter() - began, "processor_seconds": time.process_time() - processor}
        found[count] = {**{name: round(value, 3) for name, value in took.items()}, "queries": len(asked)}
    return len(wanted), found


def main() -> None:
    """Measure, write the result as JSON, and fail when a promise is broken."""
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
    }
    try:
        call_command("migrate", verbosity=0)
        fill()
        count, found = measured()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    seconds, asked = found[YEARS]["seconds"], (found[1]["queries"], found[YEARS]["queries"])
    faults = [f"{YEARS} years took {seconds} s"] if seconds > MOST_SECONDS else []
    faults += [f"one year asks {asked[0]} queries and {YEARS} years ask {asked[1]}"] if asked[0] != asked[1] else []
    told = {
        **machine,
        "people": PEOPLE,
        "schools": SCHOOLS,
        "indicators": count,
        "by_years": found,
        "limit_seconds": MOST_SECONDS,
        "faults": faults,
    }
    print(json.dumps(told))
    RESULTS.write_text(json.dumps(told, indent=1) + "\n")
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main()

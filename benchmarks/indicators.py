"""Every shipped indicator over 20,000 people and ten years: seconds and queries.

Run `python benchmarks/indicators.py` with `PRECEPTOR_DATA` pointing at a scratch folder; it makes a database there.
"""

import json
import os
import time
from datetime import date
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preceptor.config.settings")
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


def fill() -> None:
    """Schools, people, positions and qualifications, once."""
    if Person.objects.exists():
        return
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


def main() -> None:
    """Measure, and write the result as JSON."""
    call_command("migrate", verbosity=0)
    fill()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml"))]
    wanted = [each for each in (checked(text, "shipped") for text in texts) if each.entered is None]
    years = range(2026 - YEARS, 2026)
    periods = [Period(str(y), date(y, 7, 1), date(y + 1, 6, 30), date(y + 1, 6, 30)) for y in years]
    found = {}
    for count in (1, YEARS):
        working = Working()
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            for definition in wanted:
                working.work(definition, periods[-count:])
            found[count] = {"seconds": round(time.perf_counter() - began, 3), "queries": len(asked)}
    print(json.dumps({"people": PEOPLE, "indicators": len(wanted), "by_years": found}))


if __name__ == "__main__":
    main()

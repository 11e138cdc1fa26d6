"""A small town for the tests of indicators: two school years, principals, teachers, credentials."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from preceptor.foundation.accounts.tests.cast import Cast, make_cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Person, Position, Qualification, School, SchoolYear
from preceptor.foundation.indicators.commands.defining import load_definition

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
PRINCIPALS = """language = 1
code = "principals"
version = 1
title = { en = "Permanent principals", es = "Directores permanentes" }
sentence = { en = "How many principals are permanent.", es = "Cuántos directores son permanentes." }
source = { en = "The board.", es = "La junta." }
shows = "share"

[numerator]
says = { en = "Permanent ones.", es = "Los permanentes." }

[[numerator.all]]
records = "district.positions"
where = { job = ["principal"], permanence = ["permanent"] }

[cohort]
says = { en = "All principals.", es = "Todos los directores." }

[[cohort.all]]
records = "district.positions"
where = { job = ["principal"] }
"""
CLEARED = """language = 1
code = "cleared"
version = 1
title = { en = "Cleared credentials", es = "Credenciales definitivas" }
sentence = { en = "How many cleared.", es = "Cuántos la obtuvieron." }
source = { en = "The strategy.", es = "La estrategia." }
shows = "share"

[numerator]
says = { en = "Cleared in the year.", es = "La obtuvieron en el año." }

[[numerator.all]]
records = "district.qualifications"
where = { kind = ["clear_teaching"] }
when = "began"

[cohort]
says = { en = "On the way.", es = "En camino." }

[[cohort.all]]
records = "district.qualifications"
where = { kind = ["preliminary_teaching"] }
when = "during"
"""
ENGAGEMENT = """language = 1
code = "engagement"
version = 1
title = { en = "Engagement", es = "Compromiso" }
sentence = { en = "How many are engaged.", es = "Cuántos están comprometidos." }
source = { en = "The strategy.", es = "La estrategia." }
shows = "share"

[entered]
counted = { en = "Engaged", es = "Comprometidos" }
out_of = { en = "Answered", es = "Respondieron" }
evidence = { en = "The report.", es = "El informe." }
"""


@dataclass
class Town:
    """The cast, and the teachers by school."""

    cast: Cast
    teachers: list[Person]


def build(teachers: int = 40) -> Town:
    """Teachers at two schools, every third of whom cleared in 2025-26."""
    cast = make_cast()
    for begins in (2024, 2025, 2026):
        code = f"{begins}-{(begins + 1) % 100:02d}"
        SchoolYear.objects.create(code=code, start=date(begins, 7, 1), end=date(begins + 1, 6, 30))
    for code, level in (("school-a", "elementary"), ("school-b", "high")):
        School.objects.create(unit=cast.units[code], code=code, level=level, opened=date(1990, 7, 1))
    made = Person.objects.bulk_create(
        Person(given_name="Teo", family_name=f"T{at}", email=f"t{at}@district.example", employee_number=f"{9000 + at}")
        for at in range(teachers)
    )
    Position.objects.bulk_create(
        Position(
            person=person,
            unit=cast.units["school-a" if at % 2 else "school-b"],
            number=f"s{at}",
            job="teacher",
            title="Teacher",
            permanence="permanent",
            start=date(2023, 7, 1),
        )
        for at, person in enumerate(made)
    )
    for at, person in enumerate(made):
        cleared = date(2026, 3, 1) if at % 3 == 0 else None
        qualify(person, "preliminary_teaching", date(2023, 7, 1), cleared)
        if cleared:
            qualify(person, "clear_teaching", cleared)
    return Town(cast, list(made))


def qualify(person: Person, kind: str, start: date, end: date | None = None) -> None:
    """A row of the personnel office."""
    Qualification.objects.create(person=person, kind=kind, start=start, end=end, source="test")


def define(*texts: str) -> None:
    """Definitions in force."""
    for text in texts:
        load_definition(text=text, file="test.toml", by=SYSTEM, now=NOW)

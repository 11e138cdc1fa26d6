"""What stands in the tables now, by the codes that files use; the loaders compare with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from preceptor.foundation.district.models import (
    FeederLink,
    GroupMembership,
    Holiday,
    OrgUnit,
    Person,
    Position,
    Qualification,
    School,
    SchoolFigure,
    SchoolGroup,
    SchoolYear,
    Semester,
    StandingFact,
)
from preceptor.foundation.district.rules.groups import Membership


@dataclass(frozen=True)
class Standing:
    """Rows of one table by key: their values and their ids."""

    rows: dict[Any, dict[str, Any]] = field(default_factory=dict)
    ids: dict[Any, int] = field(default_factory=dict)


def _standing(model: type[Model], key: tuple[str, ...], values: dict[str, str]) -> Standing:
    """Rows of a table by key; `values` maps our name of a value to the column that holds it."""
    rows: dict[Any, dict[str, Any]] = {}
    ids: dict[Any, int] = {}
    width = len(key)
    names = tuple(values)
    for row in model._default_manager.values_list("pk", *key, *values.values()).iterator(chunk_size=5_000):
        named = row[1 : 1 + width]
        name = named[0] if width == 1 else named
        ids[name] = row[0]
        rows[name] = dict(zip(names, row[1 + width :], strict=True))
    return Standing(rows, ids)


def _same(names: Iterable[str]) -> dict[str, str]:
    """Values that are called as their columns."""
    return {name: name for name in names}


SCHOOL_VALUES = (
    "national_code",
    "level",
    "grade_low",
    "grade_high",
    "charter",
    "magnet",
    "street",
    "city",
    "postal_code",
    "latitude",
    "longitude",
    "opened",
    "active",
)
PERSON_VALUES = ("given_name", "family_name", "email", "phone", "language", "active")
POSITION_VALUES = ("job", "title", "permanence", "end", "leave_start", "leave_end")


def units() -> Standing:
    """Units by code."""
    return _standing(OrgUnit, ("code",), {"name": "name", "kind": "kind", "parent": "parent__code"})


def schools() -> Standing:
    """Schools by code."""
    return _standing(School, ("code",), _same(SCHOOL_VALUES))


def groups() -> Standing:
    """Groups by kind and code."""
    return _standing(SchoolGroup, ("kind", "code"), {"name": "name"})


def memberships() -> Standing:
    """Memberships by school, kind and first day."""
    return _standing(GroupMembership, ("school__code", "kind", "start"), {"group": "group__code", "end": "end"})


def membership_lines(found: Standing) -> list[Membership]:
    """The same memberships for the rule that settles them."""
    return [
        Membership(school, kind, values["group"], start, values["end"])
        for (school, kind, start), values in found.rows.items()
    ]


def figures() -> Standing:
    """Figures by school, year and name."""
    return _standing(SchoolFigure, ("school__code", "year", "name"), _same(("value", "source")))


def feeders() -> Standing:
    """Feeder links by both schools and year."""
    return _standing(FeederLink, ("source_school__code", "target_school__code", "year"), {"share": "share"})


def people() -> Standing:
    """People by employee number."""
    found = _standing(Person, ("employee_number",), _same(PERSON_VALUES))
    found.rows.pop(None, None)
    found.ids.pop(None, None)
    return found


def emails_in_use() -> dict[str, str | None]:
    """Every e-mail address with the employee number of its owner."""
    return dict(Person.objects.values_list("email", "employee_number"))


def positions() -> Standing:
    """Positions by seat and first day."""
    values = _same(POSITION_VALUES) | {
        "person": "person__employee_number",
        "unit": "unit__code",
        "reports_to": "reports_to__number",
    }
    return _standing(Position, ("number", "start"), values)


def facts() -> Standing:
    """Standing facts by employee number, kind and day."""
    return _standing(StandingFact, ("person__employee_number", "kind", "as_of"), _same(("value", "source")))


def qualifications() -> Standing:
    """Qualifications by employee number, kind and first day."""
    return _standing(Qualification, ("person__employee_number", "kind", "start"), _same(("end", "number", "source")))


def years() -> Standing:
    """School years by code."""
    return _standing(SchoolYear, ("code",), _same(("start", "end")))


def semesters() -> Standing:
    """Semesters by year and name."""
    return _standing(Semester, ("year__code", "name"), _same(("start", "end")))


def holidays() -> Standing:
    """Closed days by day."""
    return _standing(Holiday, ("day",), {"name": "name"})

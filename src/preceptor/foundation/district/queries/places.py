"""Units of the organisation tree and schools."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from preceptor.foundation.district.models import GroupMembership, OrgUnit, School, SchoolGroup
from preceptor.foundation.look.public import Refusal

# Above this many ids the whole table is the cheaper question.
MANY = 200


@dataclass(frozen=True)
class UnitBrief:
    """A place of the organisation tree; `path` is the ids from the root down."""

    id: int
    code: str
    name: str
    kind: str
    path: str


@dataclass(frozen=True)
class SchoolBrief:
    """A school: codes, level, grades, charter status, place and local district."""

    id: int
    unit_id: int
    code: str
    name: str
    level: str
    grade_low: str
    grade_high: str
    charter: str
    latitude: float | None
    longitude: float | None
    local_district: str
    magnet: bool = False
    active: bool = True
    path: str = ""


class UnitMissing(Refusal):
    """No place of the organisation has this number or code."""

    status = 404


_UNIT = ("id", "code", "name", "kind", "path")
_SCHOOL = (
    "id",
    "unit_id",
    "code",
    "unit__name",
    "level",
    "grade_low",
    "grade_high",
    "charter",
    "latitude",
    "longitude",
    "magnet",
    "active",
    "unit__path",
)

_NAMES = tuple({"unit__name": "name", "unit__path": "path"}.get(column, column) for column in _SCHOOL)


def _missing(what: str) -> UnitMissing:
    """The refusal for an unknown place."""
    return UnitMissing(
        "unit-missing",
        _("No school or office here has this number or code."),
        remedy=_("Look for it by name in the search box, or load the newest list of schools and offices."),
        facts={"asked": what},
    )


def units(ids: Iterable[int]) -> dict[int, UnitBrief]:
    """Units by id; unknown ids are left out."""
    return {row[0]: UnitBrief(*row) for row in OrgUnit.objects.filter(id__in=set(ids)).values_list(*_UNIT)}


def unit(unit_id: int) -> UnitBrief:
    """One unit; refuses with 404 when there is none."""
    found = units([unit_id])
    if unit_id not in found:
        raise _missing(str(unit_id))
    return found[unit_id]


def unit_by_code(code: str) -> UnitBrief:
    """The unit with this code; refuses with 404 when there is none."""
    row = OrgUnit.objects.filter(code=code).values_list(*_UNIT).first()
    if row is None:
        raise _missing(code)
    return UnitBrief(*row)


def root() -> UnitBrief | None:
    """The top of the tree; nothing before the first load."""
    row = OrgUnit.objects.filter(parent=None).order_by("id").values_list(*_UNIT).first()
    return UnitBrief(*row) if row else None


def _local_districts(school_ids: Iterable[int]) -> dict[int, str]:
    """The name of each school's local district today, that is of its open membership."""
    wanted = set(school_ids)
    rows = GroupMembership.objects.filter(kind=SchoolGroup.Kind.LOCAL_DISTRICT, end=None)
    if len(wanted) <= MANY:
        rows = rows.filter(school_id__in=wanted)
    return dict(rows.values_list("school_id", "group__name"))


def _schools(rows: list[tuple[Any, ...]]) -> list[SchoolBrief]:
    """Briefs of school rows, with their local districts."""
    districts = _local_districts(row[0] for row in rows)
    return [_school(row, districts.get(row[0], "")) for row in rows]


def _school(row: tuple[Any, ...], local_district: str) -> SchoolBrief:
    """One school from a row of values."""
    named = dict(zip(_NAMES, row, strict=True))
    named["latitude"], named["longitude"] = _degrees(named["latitude"]), _degrees(named["longitude"])
    return SchoolBrief(**named, local_district=local_district)


def _degrees(value: Any) -> float | None:
    """A coordinate for drawing."""
    return None if value is None else float(value)


def schools_of_units(ids: Iterable[int]) -> dict[int, SchoolBrief]:
    """Schools by unit id; units that are no school are left out."""
    rows = School.objects.filter(unit_id__in=set(ids)).values_list(*_SCHOOL)
    return {school.unit_id: school for school in _schools(list(rows))}


def school_of_unit(unit_id: int) -> SchoolBrief | None:
    """The school at a unit; nothing when the unit is an office."""
    return schools_of_units([unit_id]).get(unit_id)


def schools_by(which: Q) -> list[SchoolBrief]:
    """Schools of a choice, by name."""
    return _schools(list(School.objects.filter(which).order_by("unit__name", "id").values_list(*_SCHOOL)))


def all_schools() -> list[SchoolBrief]:
    """Every active school by name."""
    return schools_by(Q(active=True))


def search_schools(text: str, limit: int = 8) -> list[SchoolBrief]:
    """Schools whose name holds every word of the text, or whose code it is."""
    words = text.split()
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(unit__name__icontains=word)
    rows = School.objects.filter(named | Q(code=text.strip())).order_by("unit__name", "id").values_list(*_SCHOOL)
    return _schools(list(rows[:limit]))


def schools_in_group(kind: str, code: str, on: date) -> list[int]:
    """Ids of the schools that belong to a group on the day."""
    rows = GroupMembership.objects.filter(Q(end=None) | Q(end__gt=on), kind=kind, group__code=code, start__lte=on)
    return list(rows.order_by("school_id").values_list("school_id", flat=True))

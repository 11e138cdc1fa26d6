"""Loading schools: their units, their own facts, their local districts and their yearly figures."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from preceptor.foundation.district.commands.parts import Context, Part, Planned, blank_texts, by_key, filled, write_rows
from preceptor.foundation.district.commands.places import figures_part, group_parts
from preceptor.foundation.district.commands.units import root_code, root_rows, units_part
from preceptor.foundation.district.models import OrgUnit, School, SchoolGroup
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.cells import level_of
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.groups import Membership
from preceptor.foundation.district.rules.mapping import Fault, Reading, Row, repeated

_PLAIN = (
    "national_code",
    "level",
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
_TEXTS = ("national_code", "street", "city", "postal_code", "grade_low", "grade_high")
_DEFAULTS: dict[str, Any] = {
    "national_code": "",
    "level": "other",
    "grade_low": "",
    "grade_high": "",
    "charter": "none",
    "magnet": False,
    "street": "",
    "city": "",
    "postal_code": "",
    "latitude": None,
    "longitude": None,
    "opened": None,
    "active": True,
}
_LOCAL = SchoolGroup.Kind.LOCAL_DISTRICT.value


def _school_values(row: Row) -> dict[str, Any]:
    """What the file says of one school; a blank cell is the default."""
    values = blank_texts(filled(row, _PLAIN), _TEXTS)
    if "grades" in row.values:
        span = row.values["grades"]
        values["grade_low"], values["grade_high"] = span if isinstance(span, tuple) else ("", "")
    if values.get("level") is None and "grade_low" in values:
        values["level"] = level_of(values["grade_low"], values["grade_high"])
    return {
        name: _DEFAULTS[name] if value is None and name not in {"latitude", "longitude", "opened"} else value
        for name, value in values.items()
    }


def _local_district(row: Row) -> tuple[str, str] | None:
    """Code and name of the local district in a row, or nothing."""
    name, code = row.values.get("local_district"), row.values.get("local_district_code")
    if not name and not code:
        return None
    made = re.sub(r"[^A-Z0-9]+", "-", str(name or code).upper()).strip("-")
    return str(code or made)[:40], str(name or code)


def plan(reading: Reading, context: Context) -> Planned:
    """Plan a file of schools."""
    rows = by_key(reading.rows, ("code",))
    found, places = standing.schools(), standing.units()
    faults = repeated(reading.rows, ("code",), "code")
    districts = {code: _local_district(row) for code, row in rows.items()}
    faults += _taken(rows, districts, places)
    units = _units(rows, districts, places, context)
    schools = changes(found.rows, {code: _school_values(row) for code, row in rows.items()}, _DEFAULTS)
    grouped, wrong = group_parts(*_memberships(rows, districts, context))
    parts = (
        units_part(places, units, main=False),
        Part("schools", schools, lambda todo: _write_schools(todo, found.ids), main=True),
        *grouped,
        *_figures(reading),
    )
    return Planned(parts, tuple([*faults, *wrong]))


def _taken(
    rows: dict[str, Row], districts: dict[str, tuple[str, str] | None], places: standing.Standing
) -> list[Fault]:
    """Codes of schools that an office has already, and the other way round."""
    school = OrgUnit.Kind.SCHOOL.value
    faults = [
        Fault("code-taken", row.number, "code", code, places.rows[code]["name"])
        for code, row in rows.items()
        if code in places.rows and places.rows[code]["kind"] != school
    ]
    for code, district in districts.items():
        kind = places.rows[district[0]]["kind"] if district and district[0] in places.rows else ""
        if district and (district[0] in rows or kind == school):
            faults.append(Fault("code-taken", rows[code].number, "local_district_code", district[0], district[1]))
    return faults


def _units(
    rows: dict[str, Row],
    districts: dict[str, tuple[str, str] | None],
    places: standing.Standing,
    context: Context,
) -> dict[str, dict[str, Any]]:
    """The places of the tree that the schools need: the district, local districts, the schools themselves."""
    wanted: dict[str, dict[str, Any]] = dict(root_rows(places, context))
    top = root_code(places.rows)
    for district in {one for one in districts.values() if one is not None}:
        parent = places.rows.get(district[0], {}).get("parent") or top
        wanted[district[0]] = {"name": district[1], "kind": OrgUnit.Kind.LOCAL_DISTRICT.value, "parent": parent}
    for code, row in rows.items():
        own = districts[code]
        stands = places.rows.get(code, {}).get("parent")
        says = "local_district" in row.values or "local_district_code" in row.values
        parent = own[0] if own else (top if says or stands is None else stands)
        wanted[code] = {"name": row.values["name"], "kind": OrgUnit.Kind.SCHOOL.value, "parent": parent}
    return wanted


def _write_schools(todo: Changes[Any], ids: dict[Any, int]) -> None:
    """Write schools; their units are there by now."""
    units = dict(OrgUnit.objects.filter(kind=OrgUnit.Kind.SCHOOL).values_list("code", "pk"))
    write_rows(School, todo, ids, lambda code, values: {"code": code, "unit_id": units[code], **values})


def _memberships(
    rows: dict[str, Row], districts: dict[str, tuple[str, str] | None], context: Context
) -> tuple[dict[tuple[str, str], str], list[Membership]]:
    """Local districts as groups, and who belongs to them from when on."""
    names = {(_LOCAL, district[0]): district[1] for district in districts.values() if district}
    current = {
        school: (values["group"], start)
        for (school, kind, start), values in standing.memberships().rows.items()
        if kind == _LOCAL and values["end"] is None
    }
    wanted = []
    for code, district in districts.items():
        if district is None:
            continue
        group, since = current.get(code, ("", None))
        first = rows[code].values.get("opened")
        start = since if since and group == district[0] else (context.on if since else _from(first, context.on))
        wanted.append(Membership(code, _LOCAL, district[0], start, None, rows[code].number))
    return names, wanted


def _from(opened: object, on: date) -> date:
    """A school's first known day in its local district: since it opened, as far as anybody says."""
    return opened if isinstance(opened, date) and opened < on else on


def _figures(reading: Reading) -> list[Part]:
    """Yearly figures that stand in the schools' own rows."""
    wanted: dict[Any, dict[str, Any]] = {}
    for row in reading.rows:
        for (year, name), value in row.figures.items():
            if isinstance(value, Decimal):
                wanted[row.values["code"], year, name] = {"value": value, "source": reading.source}
    return [figures_part(wanted, main=False)] if wanted else []

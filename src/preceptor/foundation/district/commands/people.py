"""Loading people, their positions and the confidential facts of their standing."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from preceptor.foundation.district.commands.parts import (
    Context,
    Part,
    Planned,
    blank_texts,
    by_key,
    filled,
    unknown,
    write_rows,
)
from preceptor.foundation.district.models import OrgUnit, Person, Position, StandingFact
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.kinds import STANDING_VALUES
from preceptor.foundation.district.rules.mapping import Fault, Reading, Row, repeated
from preceptor.foundation.district.rules.positions import Held, circle, contested

_PERSON_DEFAULTS: dict[str, Any] = {"phone": "", "language": "en", "active": True}


def plan_people(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of people."""
    found = standing.people()
    faults = repeated(reading.rows, ("employee_number",), "employee_number") + repeated(
        reading.rows, ("email",), "email"
    )
    wanted = {}
    for number, row in by_key(reading.rows, ("employee_number",)).items():
        values = blank_texts(filled(row, standing.PERSON_VALUES), ("phone",))
        wanted[number] = {
            name: _PERSON_DEFAULTS[name] if value is None and name in _PERSON_DEFAULTS else value
            for name, value in values.items()
        }
    faults += _emails_of_others(reading.rows)

    def write(todo: Changes[Any]) -> None:
        write_rows(Person, todo, found.ids, lambda number, values: {"employee_number": number, **values})

    part = Part("people", changes(found.rows, wanted, _PERSON_DEFAULTS), write, main=True)
    return Planned((part,), tuple(faults))


def _emails_of_others(rows: tuple[Row, ...]) -> list[Fault]:
    """Addresses that belong to somebody whom the file does not change."""
    owners = standing.emails_in_use()
    in_file = {row.values["employee_number"] for row in rows}
    return [
        Fault("email-taken", row.number, "email", str(row.values["email"]), owners[str(row.values["email"])] or "")
        for row in rows
        if str(row.values["email"]) in owners
        and owners[str(row.values["email"])] != row.values["employee_number"]
        and owners[str(row.values["email"])] not in in_file
    ]


_POSITION_VALUES = ("job", "title", "permanence", "end", "leave_start", "leave_end", "unit", "reports_to")
_POSITION_DEFAULTS: dict[str, Any] = {"end": None, "leave_start": None, "leave_end": None, "reports_to": None}


def plan_positions(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of positions."""
    found, people, units = standing.positions(), standing.people(), standing.units()
    faults = repeated(reading.rows, ("number", "start"), "number")
    faults += unknown(reading.rows, "employee_number", people.rows, "unknown-person")
    faults += unknown(reading.rows, "unit", units.rows, "unknown-unit")
    rows = by_key(reading.rows, ("number", "start"))
    wanted = {
        key: {**filled(row, _POSITION_VALUES), "person": row.values["employee_number"]} for key, row in rows.items()
    }
    seats = {number: None for number, _ in (*found.rows, *rows)}
    faults += unknown(reading.rows, "reports_to", seats, "unknown-position")
    faults += [fault for row in reading.rows for fault in _bad_dates(row)]
    merged = {**found.rows, **{key: {**_POSITION_DEFAULTS, **values} for key, values in wanted.items()}}
    faults += _held_twice(merged, rows) + _circles(merged)
    part = Part(
        "positions",
        changes(found.rows, wanted, _POSITION_DEFAULTS),
        lambda todo: _write_positions(todo, found.ids),
        main=True,
    )
    return Planned((part,), tuple(faults))


def _bad_dates(row: Row) -> list[Fault]:
    """Ends that come before their starts."""
    faults = []
    for first, last in (("start", "end"), ("leave_start", "leave_end")):
        start, end = row.values.get(first), row.values.get(last)
        if end is not None and (start is None or end <= start):  # type: ignore[operator]  # the reader gave days
            faults.append(Fault("ends-before-start", row.number, last, str(end), str(start or "")))
    return faults


def _held_twice(merged: Mapping[Any, Mapping[str, Any]], rows: Mapping[Any, Row]) -> list[Fault]:
    """Seats that two people hold at once; only seats that the file touches are looked at."""
    touched = {number for number, _ in rows}
    seats: defaultdict[str, list[Held]] = defaultdict(list)
    names: dict[int, tuple[Any, str]] = {}
    for index, ((number, start), values) in enumerate(merged.items()):
        if number in touched:
            names[index] = ((number, start), str(values["person"]))
            leave = values["leave_start"]
            seats[number].append(
                Held(index, index, number, "", values["permanence"], start, values["end"], leave_start=leave)
            )
    faults = []
    for number, seat in seats.items():
        clash = contested(seat)
        if clash:
            (first, one), (second, other) = (names[held.id] for held in clash)
            row = rows.get(second) or rows.get(first)
            faults.append(Fault("seat-twice", row.number if row else 0, "number", number, f"{one}, {other}"))
    return faults


def _circles(merged: Mapping[Any, Mapping[str, Any]]) -> list[Fault]:
    """Seats that report to one another in a circle."""
    above: dict[str, str | None] = {}
    for (number, _), values in sorted(merged.items()):
        above[number] = values["reports_to"]
    ring = circle(above)
    return [Fault("reporting-circle", value=" → ".join((*ring, ring[0])))] if ring else []


def _write_positions(todo: Changes[Any], ids: Mapping[Any, int]) -> None:
    """Write positions, then what they report to, since a file may name a seat before its row."""
    people = dict(Person.objects.exclude(employee_number=None).values_list("employee_number", "pk"))
    units = dict(OrgUnit.objects.values_list("code", "pk"))

    def make(key: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        own = {name: values[name] for name in standing.POSITION_VALUES}
        return {
            "number": key[0],
            "start": key[1],
            "person_id": people[values["person"]],
            "unit_id": units[values["unit"]],
            **own,
        }

    write_rows(Position, todo, ids, make)
    _write_lines({key: values["reports_to"] for key, values in todo.wanted()})


def _write_lines(above: Mapping[Any, str | None]) -> None:
    """Point positions to the newest holder of the seat above; the rule finds whoever holds it on a day."""
    seats = dict(Position.objects.order_by("start", "pk").values_list("number", "pk"))
    moved = []
    for position in Position.objects.filter(number__in=_numbers(above)).iterator(chunk_size=2_000):
        key = (position.number, position.start)
        if key in above:
            number = above[key]
            target = seats[number] if number else None
            if position.reports_to_id != target:
                position.reports_to_id = target
                moved.append(position)
    Position.objects.bulk_create(
        moved, batch_size=1_000, update_conflicts=True, unique_fields=["pk"], update_fields=["reports_to"]
    )


def _numbers(above: Mapping[Any, Any]) -> Any:
    """Numbers to look for; many are looked for all at once."""
    return {number for number, _ in above} if len(above) <= 2_000 else Position.objects.values("number")


def plan_standing(reading: Reading, context: Context) -> Planned:
    """Plan a file of standing facts."""
    found = standing.facts()
    names = ("employee_number", "kind", "as_of")
    faults = repeated(reading.rows, names, "employee_number")
    faults += unknown(reading.rows, "employee_number", standing.people().rows, "unknown-person")
    wanted = {}
    for row in reading.rows:
        kind, value = str(row.values["kind"]), str(row.values["value"]).lower().replace(" ", "_").replace("-", "_")
        if value not in STANDING_VALUES[kind]:
            words = ", ".join(STANDING_VALUES[kind])
            faults.append(Fault("unknown-choice", row.number, "value", str(row.values["value"]), words))
        if row.values["as_of"] > context.on:  # type: ignore[operator]  # the reader gave a day
            faults.append(Fault("future-day", row.number, "as_of", str(row.values["as_of"])))
        wanted[tuple(row.values[name] for name in names)] = {"value": value, "source": row.values["source"]}

    def write(todo: Changes[Any]) -> None:
        people = dict(Person.objects.exclude(employee_number=None).values_list("employee_number", "pk"))
        write_rows(
            StandingFact,
            todo,
            found.ids,
            lambda key, values: {"person_id": people[key[0]], "kind": key[1], "as_of": key[2], **values},
        )

    return Planned((Part("standing", changes(found.rows, wanted), write, main=True),), tuple(faults))

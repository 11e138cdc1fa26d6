"""Loading the personnel office's record of credentials, trainings and coaching duties."""

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
from preceptor.foundation.district.models import Person, Qualification
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.mapping import Fault, Reading, Row, repeated

_KEY = ("employee_number", "kind", "start")
_VALUES = ("end", "number", "source")
_DEFAULTS: dict[str, Any] = {"end": None, "number": ""}


def plan_qualifications(reading: Reading, context: Context) -> Planned:
    """Plan a file of qualifications."""
    found = standing.qualifications()
    faults = repeated(reading.rows, _KEY, "employee_number")
    faults += unknown(reading.rows, "employee_number", standing.people().rows, "unknown-person")
    faults += [fault for row in reading.rows for fault in _days(row, context)]
    wanted = {
        key: {**_DEFAULTS, **blank_texts(filled(row, _VALUES), ("number",))}
        for key, row in by_key(reading.rows, _KEY).items()
    }
    part = Part("qualifications", changes(found.rows, wanted, _DEFAULTS), _writer(found.ids), main=True)
    return Planned((part,), tuple(faults))


def _days(row: Row, context: Context) -> list[Fault]:
    """A first day that is still to come, and an end that is not after it."""
    start, end = row.values["start"], row.values.get("end")
    faults = []
    if start is not None and start > context.on:  # type: ignore[operator]  # the reader gave a day
        faults.append(Fault("future-day", row.number, "start", str(start)))
    if start is not None and end is not None and end <= start:  # type: ignore[operator]  # the reader gave days
        faults.append(Fault("ends-before-start", row.number, "end", str(end), str(start)))
    return faults


def _writer(ids: Mapping[Any, int]) -> Any:
    """Writes the rows; people are named by their employee numbers until then."""

    def write(todo: Changes[Any]) -> None:
        people = dict(Person.objects.exclude(employee_number=None).values_list("employee_number", "pk"))
        write_rows(
            Qualification,
            todo,
            ids,
            lambda key, values: {"person_id": people[key[0]], "kind": key[1], "start": key[2], **values},
        )

    return write

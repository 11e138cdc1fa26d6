"""Loading school years, semesters and closed days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from preceptor.foundation.district.commands.parts import Context, Part, Planned, write_rows
from preceptor.foundation.district.models import Holiday, SchoolYear, Semester
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.mapping import Fault, Reading, Row

LONGEST_BREAK = 60


def plan(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of the calendar."""
    faults = [fault for row in reading.rows for fault in _row_faults(row)]
    sound = [row for row in reading.rows if not _row_faults(row)]
    found = standing.years(), standing.semesters(), standing.holidays()
    years = {str(row.values["year"]): _span(row) for row in sound if row.values["kind"] == "year"}
    terms = {
        (str(row.values["year"]), str(row.values["name"])): _span(row)
        for row in sound
        if row.values["kind"] == "semester"
    }
    days = {day: {"name": row.values["name"]} for row in sound if row.values["kind"] == "holiday" for day in _days(row)}
    faults += _semester_faults(sound, {**found[0].rows, **years})

    def write_terms(todo: Changes[Any]) -> None:
        ids = dict(SchoolYear.objects.values_list("code", "pk"))
        write_rows(Semester, todo, found[1].ids, lambda key, values: {"year_id": ids[key[0]], "name": key[1], **values})

    parts = (
        _part("years", SchoolYear, "code", found[0], years),
        Part("semesters", changes(found[1].rows, terms), write_terms, main=True),
        _part("holidays", Holiday, "day", found[2], days),
    )
    return Planned(parts, tuple(faults))


def _part(name: str, model: Any, key: str, found: standing.Standing, wanted: Mapping[Any, Any]) -> Part:
    """The change of a table that one column names."""

    def write(todo: Changes[Any]) -> None:
        write_rows(model, todo, found.ids, lambda value, values: {key: value, **values})

    return Part(name, changes(found.rows, wanted), write, main=True)


def _days(row: Row) -> list[date]:
    """Every day from the first to the last."""
    span = _span(row)
    return [span["start"] + timedelta(days=index) for index in range((span["end"] - span["start"]).days + 1)]


def _span(row: Row) -> dict[str, Any]:
    """First and last day of a row."""
    return {"start": row.values["start"], "end": row.values.get("end") or row.values["start"]}


def _row_faults(row: Row) -> list[Fault]:
    """What is missing or the wrong way round in one row."""
    kind = str(row.values["kind"])
    needed = {"year": ("year",), "semester": ("year", "name"), "holiday": ("name",)}[kind]
    faults = [Fault("blank", row.number, name) for name in needed if not row.values.get(name)]
    span = _span(row)
    length = (span["end"] - span["start"]).days
    if length < 0 or (kind != "holiday" and length == 0):
        faults.append(Fault("ends-before-start", row.number, "end", str(span["end"]), str(span["start"])))
    elif kind == "holiday" and length > LONGEST_BREAK:
        faults.append(Fault("long-break", row.number, "end", str(span["end"]), str(LONGEST_BREAK)))
    return faults


def _semester_faults(rows: list[Row], years: Mapping[Any, Any]) -> list[Fault]:
    """Semesters without a year, or outside it."""
    faults = []
    for row in rows:
        if row.values["kind"] != "semester":
            continue
        span, year = _span(row), years.get(row.values["year"])
        if year is None:
            faults.append(Fault("unknown-year", row.number, "year", str(row.values["year"])))
        elif span["start"] < year["start"] or span["end"] > year["end"]:
            faults.append(Fault("outside-year", row.number, "start", str(span["start"]), str(row.values["year"])))
    return faults

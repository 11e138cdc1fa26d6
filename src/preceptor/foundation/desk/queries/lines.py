"""Lines that wait for somebody, of whatever context, read together in one query.

A context whose desk items need no more than a key, two texts, a number and two moments offers its rows as `line_rows`;
the desk asks for the rows of all contexts at once, so that a full desk costs no more queries than an empty one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from preceptor.foundation.look.public import remembered

COLUMNS = ("desk_key", "desk_text", "desk_more", "desk_number", "desk_since", "desk_due")
Expression = Any


@dataclass(frozen=True)
class DeskLine:
    """One row that waits: its key as text, what it says, how many, since when and until when."""

    key: str
    text: str
    more: str
    number: int
    since: datetime | None
    due: datetime | None


Lines = Callable[[int, datetime], Mapping[str, "QuerySet[Any]"]]

line_sources: list[Lines] = []


def line_rows(rows: "QuerySet[Any]", **said: Expression) -> "QuerySet[Any]":
    """Rows with the six columns of a line, from names of fields or from expressions; what is left out is empty.

    Columns: `key` (else the primary key), `text`, `more`, `number`, `since`, `due`. KeyError for any other.
    """
    empty: dict[str, Expression] = {
        "key": "pk",
        "text": Value(""),
        "more": Value(""),
        "number": Value(0),
        "since": None,
        "due": None,
    }
    unknown = set(said) - set(empty)
    if unknown:
        raise KeyError(*sorted(unknown))
    given = empty | said
    found: QuerySet[Any] = rows.order_by().annotate(
        desk_key=Cast(given["key"], CharField()),
        desk_text=Cast(given["text"], TextField()),
        desk_more=Cast(given["more"], TextField()),
        desk_number=Cast(given["number"], IntegerField()),
        desk_since=_moment(given["since"]),
        desk_due=_moment(given["due"]),
    )
    return found


def _moment(of: Expression) -> Expression:
    if of is None:
        return Cast(Value(None), DateTimeField())
    return F(of) if isinstance(of, str) else of


def lines(person_id: int, name: str, now: datetime) -> tuple[DeskLine, ...]:
    """What waits for a person under a name, the oldest first; the lines of all names are read together, once a page."""
    return remembered(("desk.lines", person_id), lambda: _read(person_id, now)).get(name, ())


def _read(person_id: int, now: datetime) -> dict[str, tuple[DeskLine, ...]]:
    parts = [
        rows.annotate(desk_name=Value(name, CharField())).values_list("desk_name", *COLUMNS)
        for source in line_sources
        for name, rows in source(person_id, now).items()
    ]
    if not parts:
        return {}
    found: dict[str, list[DeskLine]] = {}
    for name, *row in parts[0].union(*parts[1:], all=True):
        found.setdefault(name, []).append(DeskLine(*row))
    return {name: tuple(sorted(rows, key=_place)) for name, rows in found.items()}


def _place(line: DeskLine) -> tuple[bool, float, int, str]:
    moment = line.due or line.since
    return moment is None, moment.timestamp() if moment else 0.0, len(line.key), line.key

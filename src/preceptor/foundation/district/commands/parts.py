"""The parts of a planned load: what changes in one table, and how it is written in bulk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from preceptor.foundation.district.rules.changes import Changes
from preceptor.foundation.district.rules.mapping import Fault, Reading, Row, nearest

Make = Callable[[Any, Mapping[str, Any]], dict[str, Any]]
BATCH = 1_000


@dataclass(frozen=True)
class Part:
    """What a load changes in one table; `main` is the table that the file is about."""

    name: str
    changes: Changes[Any]
    write: Callable[[Changes[Any]], None]
    main: bool = False


@dataclass(frozen=True)
class Planned:
    """Everything that a file would change, or why it cannot be loaded."""

    parts: tuple[Part, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Context:
    """What a planner may know beside the file: the day, and the district's name for a tree without a root."""

    on: date
    district: str


Planner = Callable[[Reading, Context], Planned]


def write_rows(model: type[Model], changes: Changes[Any], ids: Mapping[Any, int], make: Make) -> None:
    """Insert the new rows and overwrite the changed ones, in few statements on both databases."""
    manager = model._default_manager
    manager.bulk_create([model(**make(key, values)) for key, values in changes.new.items()], batch_size=BATCH)
    altered = [(ids[key], make(key, after)) for key, (_, after) in changes.changed.items()]
    if not altered:
        return
    columns = [model._meta.get_field(name.removesuffix("_id")).name for name in altered[0][1]]
    manager.bulk_create(
        [model(pk=pk, **values) for pk, values in altered],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=columns,
    )


def filled(row: Row, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of a row that the file has; a blank text is empty, never missing."""
    return {name: row.values[name] for name in names if name in row.values}


def blank_texts(values: dict[str, Any], texts: tuple[str, ...]) -> dict[str, Any]:
    """The same values with empty texts in the place of nothing."""
    return {name: "" if value is None and name in texts else value for name, value in values.items()}


def unknown(rows: tuple[Row, ...], name: str, known: Mapping[Any, Any], code: str) -> list[Fault]:
    """Rows that name something which is neither in the tables nor in the file."""
    words = [str(key) for key in known] if len(known) <= 5_000 else []
    missing = [row for row in rows if row.values.get(name) is not None and row.values[name] not in known]
    shown = {value: nearest(value, words) for value in {str(row.values[name]) for row in missing[:50]}}
    return [
        Fault(code, row.number, name, str(row.values[name]), shown.get(str(row.values[name]), "")) for row in missing
    ]


def by_key(rows: tuple[Row, ...], names: tuple[str, ...]) -> dict[Any, Row]:
    """Rows by the values that name them."""
    if len(names) == 1:
        return {row.values[names[0]]: row for row in rows}
    return {tuple(row.values[name] for name in names): row for row in rows}

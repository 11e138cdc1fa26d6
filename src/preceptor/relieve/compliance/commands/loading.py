"""Loading the catalogue from a spreadsheet: all or nothing, told before it is done, the same the second time."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require, together
from preceptor.foundation.district.public import (
    Field,
    LoadRefused,
    Reading,
    Told,
    UnitMissing,
    open_table,
    read_rows,
    repeated,
    tell_all,
    unit_by_code,
)
from preceptor.foundation.district.public import (
    Mapping as ColumnMapping,
)
from preceptor.relieve.compliance.commands.writing import check_gate, gate_closed, new_item, the_gate, write_version
from preceptor.relieve.compliance.models import Item, Requirement
from preceptor.relieve.compliance.queries.requirements import all_requirements
from preceptor.relieve.compliance.queries.values import all_values, fault_sentence, in_force, same_values
from preceptor.relieve.compliance.rules.items import ItemFault, ItemValues
from preceptor.relieve.compliance.rules.sheet import COLUMNS, RequirementValues, read_item, read_requirement

SHOWN = 50
SAMPLES = 20
Values = Any
Faults = list[tuple[int, ItemFault]]


@dataclass(frozen=True)
class RowChange:
    """A row that would change, in words."""

    what: str
    how: str


@dataclass(frozen=True)
class CatalogueOutcome:
    """What a file did, or would do; `digest` names exactly these changes."""

    kind: str
    rows: int
    new: int
    changed: int
    unchanged: int
    samples: tuple[RowChange, ...]
    digest: str
    written: bool = False

    def __str__(self) -> str:
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        return _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged") % counts


@dataclass(frozen=True)
class _Planned:
    new: Mapping[str, Values]
    changed: Mapping[str, tuple[Values, Values]]
    outcome: CatalogueOutcome


def read_sheet(kind: str, data: bytes) -> Reading:
    """The rows of a file of one kind; refuses a file that is no table with these columns."""
    table = open_table(data)
    columns = [Field(it.name, it.kind, it.required, it.longest, it.choices) for it in COLUMNS[kind]]  # type: ignore[arg-type]  # kinds are written beside the reader
    mapping = ColumnMapping(kind=kind, title=kind, columns={it.name: [it.name] for it in columns})
    reading = read_rows(mapping, tuple(columns), table)
    key = ("item", "school", "period") if kind == "proofs" else ("code",)
    twice = repeated(reading.rows, key, key[0])
    return replace(reading, faults=(*reading.faults, *twice))


def load_catalogue(*, kind: str, data: bytes, dry_run: bool = False, by: Actor, now: datetime) -> CatalogueOutcome:
    """Load items or requirements from a file, or say what it would change; refuses with every fault at once."""
    planned = prepare(kind=kind, data=data, by=by, now=now)
    return planned.outcome if dry_run else write(planned, by=by, now=now)


def prepare(*, kind: str, data: bytes, by: Actor, now: datetime) -> _Planned:
    """Read and check a file, and say what it would change; nothing is written."""
    require(by, "compliance.manage", now=now)
    reading = read_sheet(kind, data)
    read: Callable[[Any], tuple[Any, list[ItemFault]]] = read_item if kind == "items" else read_requirement
    found: dict[str, Values] = {}
    faults: Faults = []
    for row in reading.rows:
        values, wrong = read(row.values)
        faults += [(row.number, fault) for fault in wrong]
        if values is not None:
            found[values.code] = values
    standing = _standing_items() if kind == "items" else _standing_requirements()
    numbers = {str(row.values["code"]): row.number for row in reading.rows}
    faults += _strangers(kind, found, standing, numbers)
    unknown = _unknown_owners(found, numbers)
    if reading.faults or faults or unknown:
        _refuse(reading, faults, unknown)
    return _planned(kind, len(reading.rows), found, standing)


def _refuse(reading: Reading, faults: Faults, unknown: list[Told]) -> None:
    told, more = tell_all(reading.faults)
    own = [Told(number, fault.field, *fault_sentence(fault)) for number, fault in faults]
    every = sorted([*told, *own, *unknown], key=lambda each: (each.row, each.column))
    raise LoadRefused(tuple(every[:SHOWN]), more + max(0, len(every) - SHOWN))


def _standing_items() -> dict[str, ItemValues]:
    return all_values(in_force())


def _standing_requirements() -> dict[str, RequirementValues]:
    return {each.code: each for each in all_requirements()}


def _strangers(
    kind: str, found: Mapping[str, Values], standing: Mapping[str, Values], numbers: Mapping[str, int]
) -> Faults:
    """Requirements that nobody knows, items that have ended, and once the gate is closed whatever asks for more."""
    if kind != "items":
        return []
    known = set(Requirement.objects.values_list("code", flat=True))
    ended = set(Item.objects.exclude(ended_on=None).values_list("code", flat=True))
    closed, judge = gate_closed(), the_gate()
    faults = []
    for code, values in found.items():
        faults += [
            (numbers[code], ItemFault("requirements", "unknown-requirement", name))
            for name in values.requirements
            if name not in known
        ]
        if code in ended:
            faults.append((numbers[code], ItemFault("code", "ended-item", code)))
        elif closed and code not in standing:
            faults.append((numbers[code], ItemFault("code", "new-item", code)))
        elif code in standing:
            faults += [(numbers[code], fault) for fault in judge(standing[code], values)]
    return faults


def _unknown_owners(found: Mapping[str, Values], numbers: Mapping[str, int]) -> list[Told]:
    missing: list[Told] = []
    for owner in sorted({values.owner for values in found.values()}):
        try:
            unit_by_code(owner)
        except UnitMissing as refusal:
            missing += [
                Told(numbers[code], "owner", refusal.sentence, refusal.remedy)
                for code, values in found.items()
                if values.owner == owner
            ]
    return missing


def _planned(kind: str, rows: int, found: Mapping[str, Values], standing: Mapping[str, Values]) -> _Planned:
    new = {code: values for code, values in found.items() if code not in standing}
    same = same_values if kind == "items" else _same_requirement
    changed = {
        code: (standing[code], values)
        for code, values in found.items()
        if code in standing and not same(standing[code], values)
    }
    parts = [kind, sorted(map(repr, new.values())), sorted(map(repr, changed.values()))]
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    samples = tuple(_samples(new, changed))
    unchanged = len(found) - len(new) - len(changed)
    return _Planned(new, changed, CatalogueOutcome(kind, rows, len(new), len(changed), unchanged, samples, digest))


def _same_requirement(one: RequirementValues, other: RequirementValues) -> bool:
    return all(
        sorted(getattr(one, each.name)) == sorted(getattr(other, each.name))
        if each.name in ("levels", "charters")
        else getattr(one, each.name) == getattr(other, each.name)
        for each in fields(one)
    )


def _samples(new: Mapping[str, Values], changed: Mapping[str, tuple[Values, Values]]) -> Iterator[RowChange]:
    for code, (before, after) in list(changed.items())[:SAMPLES]:
        steps = [
            f"{each.name}: {_shown(getattr(before, each.name))} → {_shown(getattr(after, each.name))}"
            for each in fields(before)
            if getattr(before, each.name) != getattr(after, each.name)
        ]
        yield RowChange(code, "; ".join(steps))
    for code, values in list(new.items())[: SAMPLES // 4]:
        yield RowChange(code, _("new: %(title)s") % {"title": values.title})


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)


def write(planned: _Planned, *, by: Actor, now: datetime) -> CatalogueOutcome:
    """Write every change and one audit line in one transaction."""
    outcome = planned.outcome
    if not planned.new and not planned.changed:
        return replace(outcome, written=True)
    with transaction.atomic(), together():
        if outcome.kind == "items":
            _write_items(planned, by, now)
        else:
            _write_requirements(planned)
        facts = {"new": outcome.new, "changed": outcome.changed}
        record(by=by, action="compliance.load", about=f"compliance.{outcome.kind}", facts=facts, now=now)
    return replace(outcome, written=True)


def _write_items(planned: _Planned, by: Actor, now: datetime) -> None:
    why = _("from a spreadsheet")
    for values in planned.new.values():
        new_item(values, why=why, by=by, now=now)
    items = {item.code: item for item in Item.objects.select_for_update().filter(code__in=planned.changed)}
    standing, judge = _standing_items(), the_gate()
    for code, (_before, values) in planned.changed.items():
        check_gate(judge(standing[code], values))
        write_version(items[code], values, why=why, by=by, now=now)


def _write_requirements(planned: _Planned) -> None:
    every = {**planned.new, **{code: after for code, (_before, after) in planned.changed.items()}}
    for code, values in every.items():
        said = {each.name: getattr(values, each.name) for each in fields(values) if each.name not in ("code", "owner")}
        said |= {"levels": list(values.levels), "charters": list(values.charters)}
        owner_id = unit_by_code(values.owner).id
        Requirement.objects.update_or_create(code=code, defaults={**said, "owner_id": owner_id})

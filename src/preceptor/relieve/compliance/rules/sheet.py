"""Rows of a catalogue file as items and requirements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from preceptor.relieve.compliance.rules.items import (
    BASES,
    CHARTERS,
    FREQUENCIES,
    LEVELS,
    SIGNERS,
    USUAL_CHARTERS,
    USUAL_LEVELS,
    ItemFault,
    ItemValues,
    item_faults,
    read_questions,
)

Cell = Any
Given = Mapping[str, Cell]


@dataclass(frozen=True)
class Column:
    """One column of a file: its name, how it is read, whether a row needs it."""

    name: str
    kind: str
    required: bool = False
    longest: int = 200
    choices: tuple[str, ...] = ()


ITEM_COLUMNS = (
    Column("code", "code", True, 40),
    Column("title", "text", True),
    Column("statement", "text", True, 4000),
    Column("statement_es", "text", False, 4000),
    Column("owner", "code", True, 40),
    Column("basis", "choice", True, choices=BASES),
    Column("citation", "text"),
    Column("verified_on", "date"),
    Column("least_signer", "choice", True, choices=SIGNERS),
    Column("signer", "choice", choices=SIGNERS),
    Column("levels", "text"),
    Column("charters", "text"),
    Column("frequency", "choice", True, choices=FREQUENCIES),
    Column("due", "code", False, 5),
    Column("due_days", "number"),
    Column("window_days", "number"),
    Column("evidence", "text"),
    Column("evidence_needed", "yes"),
    Column("questions", "text", False, 4000),
    Column("minutes", "number", True),
    Column("minutes_low", "number"),
    Column("minutes_high", "number"),
    Column("minutes_office", "number"),
    Column("minutes_data", "number"),
    Column("form", "code", False, 40),
    Column("sunset", "date"),
    Column("requirements", "text", False, 400),
)
REQUIREMENT_COLUMNS = (
    Column("code", "code", True, 40),
    Column("title", "text", True),
    Column("basis", "choice", True, choices=BASES),
    Column("citation", "text"),
    Column("verified_on", "date"),
    Column("owner", "code", True, 40),
    Column("frequency", "choice", True, choices=FREQUENCIES),
    Column("least_signer", "choice", True, choices=SIGNERS),
    Column("levels", "text"),
    Column("charters", "text"),
    Column("oath", "yes"),
)
PROOF_COLUMNS = (
    Column("item", "code", True, 40),
    Column("school", "code", True, 40),
    Column("period", "code", True, 10),
    Column("proven", "yes", True),
    Column("exception", "text"),
)
COLUMNS = {"items": ITEM_COLUMNS, "requirements": REQUIREMENT_COLUMNS, "proofs": PROOF_COLUMNS}


def words(text: Cell, usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Words between semicolons or commas, each once; the usual ones when nothing is written."""
    found = dict.fromkeys(part.strip() for part in str(text or "").replace(",", ";").split(";") if part.strip())
    return tuple(found) or usual


def read_item(given: Given) -> tuple[ItemValues | None, list[ItemFault]]:
    """An item from a row, or everything that is wrong with it."""
    scope = _scope(given)
    questions = read_questions(str(given.get("questions") or ""))
    faults = _unknown(scope)
    if questions is None:
        faults.append(ItemFault("questions", "bad-questions"))
    minutes = _whole(given.get("minutes"))
    values = ItemValues(
        **{name: str(given.get(name) or "") for name in _TEXTS},
        signer=str(given.get("signer") or "principal"),
        levels=scope["levels"],
        charters=scope["charters"],
        due_days=_whole(given.get("due_days"), 10),
        window_days=_whole(given.get("window_days"), 30),
        evidence_needed=bool(given.get("evidence_needed")),
        questions=questions or (),
        minutes=minutes,
        minutes_low=_whole(given.get("minutes_low"), minutes),
        minutes_high=_whole(given.get("minutes_high"), minutes),
        minutes_office=_whole_or_none(given.get("minutes_office")),
        minutes_data=_whole_or_none(given.get("minutes_data")),
        verified_on=_day(given.get("verified_on")),
        sunset=_day(given.get("sunset")),
        requirements=words(given.get("requirements")),
    )
    faults += item_faults(values)
    return (None if faults else values), faults


_TEXTS = (
    "code",
    "title",
    "statement",
    "statement_es",
    "owner",
    "basis",
    "citation",
    "least_signer",
    "frequency",
    "due",
    "evidence",
    "form",
)


@dataclass(frozen=True)
class RequirementValues:
    """A requirement as its owner writes it."""

    code: str
    title: str
    basis: str
    citation: str
    verified_on: date | None
    owner: str
    frequency: str
    least_signer: str
    levels: tuple[str, ...]
    charters: tuple[str, ...]
    oath: bool


def read_requirement(given: Given) -> tuple[RequirementValues | None, list[ItemFault]]:
    """A requirement from a row, or everything that is wrong with it."""
    scope = _scope(given)
    faults = _unknown(scope)
    values = RequirementValues(
        **{name: str(given.get(name) or "") for name in _REQUIREMENT_TEXTS},
        verified_on=_day(given.get("verified_on")),
        levels=scope["levels"],
        charters=scope["charters"],
        oath=bool(given.get("oath")),
    )
    if values.basis != "none" and not values.citation:
        faults.append(ItemFault("citation", "no-citation"))
    return (None if faults else values), faults


_REQUIREMENT_TEXTS = ("code", "title", "basis", "citation", "owner", "frequency", "least_signer")


def _scope(given: Given) -> dict[str, tuple[str, ...]]:
    return {
        "levels": words(given.get("levels"), USUAL_LEVELS),
        "charters": words(given.get("charters"), USUAL_CHARTERS),
    }


def _unknown(scope: Mapping[str, tuple[str, ...]]) -> list[ItemFault]:
    known = {"levels": LEVELS, "charters": CHARTERS}
    return [
        ItemFault(name, "unknown-choice", word)
        for name, found in scope.items()
        for word in found
        if word not in known[name]
    ]


def _whole(cell: Cell, usual: int = 0) -> int:
    """A whole number; parts of a minute count as a minute."""
    return usual if cell is None else int(-(-Decimal(cell) // 1))


def _whole_or_none(cell: Cell) -> int | None:
    return None if cell is None else _whole(cell)


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None

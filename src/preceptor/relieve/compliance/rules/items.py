"""What the catalogue says about an item, as plain values, and everything that can be wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

SIGNERS = ("principal", "designee", "office", "data")
"""From the strictest to the lightest: who may stand in for whom."""
LEVELS = ("elementary", "middle", "high", "span", "other")
CHARTERS = ("none", "affiliated", "independent")
USUAL_LEVELS = LEVELS[:4]
USUAL_CHARTERS = CHARTERS[:1]
BASES = ("statute", "regulation", "grant", "contract", "policy", "none")
FREQUENCIES = ("year", "semester", "quarter", "month")
TIMES = {"year": 1, "semester": 2, "quarter": 4, "month": 10}
QUESTION_KINDS = ("yes", "number", "text", "date")
MOST_MINUTES = 600
MOST_QUESTIONS = 12
SHORTEST_STATEMENT = 20
_DAY = re.compile(r"^(\d{2})-(\d{2})$")
LEAP = 2024


@dataclass(frozen=True)
class Question:
    """Something to answer before signing: its kind and its words in both languages."""

    kind: str
    text: str
    text_es: str = ""


@dataclass(frozen=True)
class ItemValues:
    """An item as its owner writes it; `owner` is the code of a unit, `requirements` are codes."""

    code: str
    title: str
    statement: str
    owner: str
    basis: str
    least_signer: str
    frequency: str
    minutes: int
    citation: str = ""
    verified_on: date | None = None
    statement_es: str = ""
    signer: str = "principal"
    levels: tuple[str, ...] = USUAL_LEVELS
    charters: tuple[str, ...] = USUAL_CHARTERS
    due: str = ""
    due_days: int = 10
    window_days: int = 30
    evidence: str = ""
    evidence_needed: bool = False
    questions: tuple[Question, ...] = ()
    minutes_low: int = 0
    minutes_high: int = 0
    minutes_office: int | None = None
    minutes_data: int | None = None
    form: str = ""
    sunset: date | None = None
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemFault:
    """What is wrong with one field of an item; `hint` helps to say so."""

    field: str
    code: str
    hint: str = ""


def may_sign(signer: str, least: str) -> bool:
    """Whether this signer is enough where at least that one is asked for."""
    return SIGNERS.index(signer) <= SIGNERS.index(least)


def item_faults(values: ItemValues) -> Iterator[ItemFault]:
    """Everything wrong with an item, field by field."""
    if len(values.statement) < SHORTEST_STATEMENT:
        yield ItemFault("statement", "statement-short", str(SHORTEST_STATEMENT))
    if not values.owner:
        yield ItemFault("owner", "no-owner")
    if values.basis != "none" and not values.citation:
        yield ItemFault("citation", "no-citation")
    if not may_sign(values.signer, values.least_signer):
        yield ItemFault("signer", "signer-below-least", values.least_signer)
    yield from _scope_faults(values)
    yield from _day_faults(values)
    yield from _minute_faults(values)
    if len(values.questions) > MOST_QUESTIONS:
        yield ItemFault("questions", "many-questions", str(MOST_QUESTIONS))


def _scope_faults(values: ItemValues) -> Iterator[ItemFault]:
    if not values.levels:
        yield ItemFault("levels", "no-scope")
    if not values.charters:
        yield ItemFault("charters", "no-scope")


def _day_faults(values: ItemValues) -> Iterator[ItemFault]:
    if values.frequency == "year" and not day_of_year(values.due):
        yield ItemFault("due", "no-due-day")
    if values.frequency != "year" and values.due:
        yield ItemFault("due", "due-day-of-year-only")


def _minute_faults(values: ItemValues) -> Iterator[ItemFault]:
    if not 1 <= values.minutes <= MOST_MINUTES:
        yield ItemFault("minutes", "minutes-range", str(MOST_MINUTES))
    elif not values.minutes_low <= values.minutes <= values.minutes_high <= MOST_MINUTES:
        yield ItemFault("minutes_low", "minutes-order")
    if values.signer == "office" and values.minutes_office is None:
        yield ItemFault("minutes_office", "minutes-of-signer")
    if values.signer == "data" and values.minutes_data is None:
        yield ItemFault("minutes_data", "minutes-of-signer")


def day_of_year(text: str) -> tuple[int, int] | None:
    """Month and day of '10-15'; nothing when there is no such day in any year."""
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        date(LEAP, int(found[1]), int(found[2]))
    except ValueError:
        return None
    return int(found[1]), int(found[2])


def read_questions(text: str) -> tuple[Question, ...] | None:
    """Questions written as 'yes: Is the log complete? // ¿…? | number: How many drills?'; None when unreadable."""
    found = []
    for part in (part.strip() for part in text.split("|")):
        if not part:
            continue
        kind, colon, words = part.partition(":")
        if not colon or kind.strip() not in QUESTION_KINDS or not words.strip():
            return None
        english, _slashes, spanish = words.partition("//")
        found.append(Question(kind.strip(), english.strip(), spanish.strip()))
    return tuple(found)


def write_questions(questions: tuple[Question, ...]) -> str:
    """Questions as `read_questions` reads them."""
    return " | ".join(
        f"{each.kind}: {each.text}" + (f" // {each.text_es}" if each.text_es else "") for each in questions
    )


def frequency_of(times: int) -> str:
    """The rarest rhythm that comes to so many times a year."""
    return next((name for name in FREQUENCIES if TIMES[name] >= times), "month")


def in_scope(levels: tuple[str, ...] | list[str], charters: tuple[str, ...] | list[str], level: str, run: str) -> bool:
    """Whether a school of this level, run in this way, is asked; charters and special schools only when named."""
    return level in levels and run in charters

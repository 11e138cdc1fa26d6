"""Whether an answer fits its question, in terms that a page can turn into a kind sentence."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

FaultCode = Literal[
    "missing",
    "too_many_words",
    "too_many_characters",
    "not_a_number",
    "too_small",
    "too_large",
    "not_a_choice",
    "not_a_date",
]
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Asked:
    """What a question allows."""

    kind: str = "short_answer"
    required: bool = True
    choices: Collection[str] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    max_words: int | None = None
    max_chars: int | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with an answer: the code, what was counted and what is allowed."""

    code: FaultCode
    counted: int | Decimal | None = None
    allowed: int | Decimal | None = None


def words(text: str) -> int:
    """How many words a text has: runs of characters between white space."""
    return len(_WORD.findall(text))


def tidy(text: str) -> str:
    """The text as typed: one kind of line end, no blanks around it, no zero character (databases refuse it)."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def fault_of(asked: Asked, answer: str) -> Fault | None:
    """The first thing wrong with an answer; None when it fits. An empty optional answer fits."""
    text = tidy(answer)
    if not text:
        return Fault("missing") if asked.required else None
    check = {"number": _number_fault, "choice": _choice_fault, "yes_no": _yes_no_fault, "date": _date_fault}
    return check.get(asked.kind, _length_fault)(asked, text)


def _length_fault(asked: Asked, text: str) -> Fault | None:
    """Too many words or characters."""
    if asked.max_words is not None and words(text) > asked.max_words:
        return Fault("too_many_words", words(text), asked.max_words)
    if asked.max_chars is not None and len(text) > asked.max_chars:
        return Fault("too_many_characters", len(text), asked.max_chars)
    return None


def _number_fault(asked: Asked, text: str) -> Fault | None:
    """Not a number, or outside its bounds."""
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Fault("not_a_number")
    if not value.is_finite():
        return Fault("not_a_number")
    if asked.at_least is not None and value < asked.at_least:
        return Fault("too_small", value, asked.at_least)
    if asked.at_most is not None and value > asked.at_most:
        return Fault("too_large", value, asked.at_most)
    return None


def _choice_fault(asked: Asked, text: str) -> Fault | None:
    """Not among the choices."""
    return None if text in asked.choices else Fault("not_a_choice")


def _yes_no_fault(_asked: Asked, text: str) -> Fault | None:
    """Neither yes nor no."""
    return None if text in {"yes", "no"} else Fault("not_a_choice")


def _date_fault(_asked: Asked, text: str) -> Fault | None:
    """Not a day as the browser's date box writes it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return Fault("not_a_date")
    return None

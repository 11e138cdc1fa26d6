"""What a change does to an item, field by field, in words; and which of it asks more of schools."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from preceptor.foundation.look.public import day
from preceptor.relieve.compliance.models import Basis, Frequency, Signer
from preceptor.relieve.compliance.queries.values import CHARTER_WORDS, LEVEL_WORDS
from preceptor.relieve.compliance.rules.gate import more_asked
from preceptor.relieve.compliance.rules.items import ItemFault, ItemValues, write_questions

WORDS = {
    "title": _lazy("Title"),
    "signer": _lazy("Who is asked"),
    "frequency": _lazy("How often"),
    "levels": _lazy("Which schools"),
    "charters": _lazy("Run by whom"),
    "questions": _lazy("Questions"),
    "evidence_needed": _lazy("A file must be attached"),
    "sunset": _lazy("Ends on, unless renewed"),
    "statement": _lazy("Statement to sign"),
    "statement_es": _lazy("The statement in Spanish"),
    "basis": _lazy("Legal basis"),
    "citation": _lazy("Citation"),
    "verified_on": _lazy("Citation verified on"),
    "owner": _lazy("Owning office, by its code"),
    "least_signer": _lazy("Who may certify at least"),
    "due": _lazy("Due on, month and day"),
    "due_days": _lazy("Due so many days after a period"),
    "window_days": _lazy("Open so many days before it is due"),
    "evidence": _lazy("Evidence"),
    "minutes": _lazy("Minutes, likely"),
    "minutes_low": _lazy("Minutes at best"),
    "minutes_high": _lazy("Minutes at worst"),
    "minutes_office": _lazy("Minutes when an office answers"),
    "minutes_data": _lazy("Minutes when data prove it"),
    "form": _lazy("May share a form named"),
    "requirements": _lazy("Requirements that it meets, by their codes"),
}


@dataclass(frozen=True)
class Difference:
    """One field that a change alters; `more` where schools are asked for more by it."""

    field: str
    label: str
    before: str
    after: str
    more: bool

    def __str__(self) -> str:
        return f"{self.label}: {self.before} → {self.after}"


def differences(before: ItemValues, after: ItemValues) -> tuple[Difference, ...]:
    """Every field that differs, those that ask for more first."""
    more = set(more_asked(before, after))
    found = [
        Difference(name, str(label), _shown(name, old), _shown(name, new), name in more)
        for name, label in WORDS.items()
        for old, new in [(getattr(before, name), getattr(after, name))]
        if (set(old) != set(new) if name in _LISTS else old != new)
    ]
    return tuple(sorted(found, key=lambda each: not each.more))


def more_faults(before: ItemValues, after: ItemValues) -> list[ItemFault]:
    """What passes the gate, as faults of a change that has not."""
    return [ItemFault(each.field, "asks-more", str(each)) for each in differences(before, after) if each.more]


_LISTS = ("levels", "charters", "requirements")


def _listed(words: tuple[tuple[str, Any], ...]) -> Callable[[Any], str]:
    return lambda value: ", ".join(str(word) for name, word in words if name in value)


_SHOWN: dict[str, Callable[[Any], str]] = {
    "signer": lambda value: str(Signer(value).label),
    "least_signer": lambda value: str(Signer(value).label),
    "frequency": lambda value: str(Frequency(value).label),
    "basis": lambda value: str(Basis(value).label),
    "levels": _listed(LEVEL_WORDS),
    "charters": _listed(CHARTER_WORDS),
    "questions": write_questions,
    "requirements": ", ".join,
}


def _shown(name: str, value: Any) -> str:
    if name in _SHOWN:
        said = _SHOWN[name](value)
    elif isinstance(value, bool):
        said = _("Yes") if value else _("No")
    elif isinstance(value, date):
        said = day(value)
    else:
        said = "" if value is None else str(value)
    return said or "–"

"""How fair a scenario is and what moves its ranks, each with the sentence that says what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.resource.funding.models import Scenario
from preceptor.resource.funding.plans.sentences import says
from preceptor.resource.funding.queries.scenarios import PLAN, scenario_row
from preceptor.resource.funding.queries.wording import titles_of


def measure_words() -> dict[str, str]:
    """What each measure is called."""
    return {
        "variation": _("Coefficient of variation"),
        "gini": _("Gini coefficient"),
        "mcloone": _("McLoone index"),
        "verstegen": _("Verstegen index"),
        "theil": _("Theil's measure"),
        "range_ratio": _("Federal range ratio"),
    }


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its name, whether pupils are weighted by need, values, and what the first says."""

    title: str
    adjusted: bool
    value: float | None
    other: float | None
    says: str


def measure_rows(kept: Iterable[tuple[str, bool, float | None, float | None]]) -> tuple[MeasureRow, ...]:
    """Name each measure of two scenarios, and say what the second one's value means."""
    words = measure_words()
    return tuple(
        MeasureRow(words[name], adjusted, value, other, says(name, other, adjusted))
        for name, adjusted, value, other in kept
    )


@dataclass(frozen=True)
class MovedRow:
    """One change and what it does to the ranks."""

    change: str
    likeness: float
    moved: int
    largest: int
    school: str


@dataclass(frozen=True)
class FairnessPage:
    """Measures of every grant of money, and what moves ranks."""

    scenario: Scenario
    grants: tuple[tuple[str, tuple[MeasureRow, ...]], ...]
    moves: tuple[MovedRow, ...]


def fairness_page(*, scenario_id: int, by: Actor, now: datetime) -> FairnessPage:
    """The measures of a scenario with their sentences."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    titles, words = titles_of(row.result), measure_words()
    grants: dict[str, list[MeasureRow]] = {}
    for key, name, adjusted, value in row.result.get("fairness", ()):
        title = row.result["grants"][key]["title"]
        made = MeasureRow(words[name], adjusted, value, None, says(name, value, adjusted))
        grants.setdefault(titles.get(title, title), []).append(made)
    moves = row.result.get("sensitivity", ())
    names = dict(row.shares.filter(code__in={each["code"] for each in moves}).values_list("code", "name"))
    return FairnessPage(
        row,
        tuple((title, tuple(rows)) for title, rows in grants.items()),
        tuple(
            MovedRow(
                _change(each["kind"], titles.get(each["change"], each["change"])),
                each["likeness"],
                each["moved"],
                each["largest"],
                names.get(each["code"], each["code"]),
            )
            for each in moves
        ),
    )


def _change(kind: str, title: str) -> str:
    """Say what was changed."""
    if kind == "year":
        return _("Figures of the year before")
    return _("Weight of “%(title)s” half as much again") % {"title": title}

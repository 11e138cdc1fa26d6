"""Scores: what one reviewer's add up to, what all of them do, and who stands before whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

AnswerState = Literal["met", "not_met", "open"]
ScoreFault = Literal["missing", "not_a_number", "out_of_range"]


@dataclass(frozen=True)
class Scale:
    """What a criterion allows, and how much it counts."""

    lowest: int
    highest: int
    weight: int = 1


def total(scores: Mapping[str, int], scales: Mapping[str, Scale]) -> Fraction | None:
    """One reviewer's weighted mean; nothing unless every criterion is scored. All weights zero count as equal."""
    if not scales or any(name not in scores for name in scales):
        return None
    weights = {name: scale.weight for name, scale in scales.items()}
    if not any(weights.values()):
        weights = dict.fromkeys(scales, 1)
    return Fraction(sum(scores[name] * weight for name, weight in weights.items()), sum(weights.values()))


def mean(totals: Iterable[Fraction]) -> Fraction | None:
    """The mean of several reviewers; nothing without any."""
    found = list(totals)
    return sum(found, Fraction()) / len(found) if found else None


def all_in(finished: int, assigned: int, wanted: int) -> bool:
    """Whether every score is there: as many finished as the definition wants, and nobody still reading."""
    return finished >= max(wanted, 1) and finished == assigned


def ranking(scores: Mapping[int, Fraction | None]) -> list[int]:
    """Ids from the best score down; equal scores by id, those without a score last."""
    return sorted(scores, key=lambda one: (scores[one] is None, -(scores[one] or Fraction()), one))


def fault_of_score(text: str, scale: Scale) -> ScoreFault | None:
    """What is wrong with a score as typed."""
    typed = text.strip()
    if not typed:
        return "missing"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        return "not_a_number"
    return None if scale.lowest <= int(typed) <= scale.highest else "out_of_range"


def answered(answers: Iterable[bool], *, complete: bool) -> AnswerState:
    """How a rule that reviewers judge stands: all say yes, all say no, or it is open."""
    found = set(answers)
    if not complete or len(found) != 1:
        return "open"
    return "met" if found == {True} else "not_met"

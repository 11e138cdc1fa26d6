"""Pairs that are never made, whatever they would score."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

PeoplePair = tuple[int, int]


@dataclass(frozen=True)
class Known:
    """What the hard rules look at: reporting lines (nearest first), units, declared conflicts, failed pairs."""

    lines: Mapping[int, tuple[int, ...]]
    evaluators: Mapping[int, int]
    units: Mapping[int, Collection[int]]
    districts: Mapping[int, str]
    conflicts: Collection[PeoplePair]
    failed: Collection[PeoplePair]


def _own_supervisor(known: Known, mentor: int, mentee: int) -> bool:
    return known.lines.get(mentee, ())[:1] == (mentor,) or known.lines.get(mentor, ())[:1] == (mentee,)


def _reporting_line(known: Known, mentor: int, mentee: int) -> bool:
    return mentor in known.lines.get(mentee, ()) or mentee in known.lines.get(mentor, ())


def _evaluator(known: Known, mentor: int, mentee: int) -> bool:
    return known.evaluators.get(mentee) == mentor


def _same_school(known: Known, mentor: int, mentee: int) -> bool:
    return not set(known.units.get(mentor, ())).isdisjoint(known.units.get(mentee, ()))


def _declared_conflict(known: Known, mentor: int, mentee: int) -> bool:
    return (mentor, mentee) in known.conflicts or (mentee, mentor) in known.conflicts


def _failed_pair(known: Known, mentor: int, mentee: int) -> bool:
    return (mentor, mentee) in known.failed


def _same_district(known: Known, mentor: int, mentee: int) -> bool:
    home = known.districts.get(mentor, "")
    return bool(home) and home == known.districts.get(mentee)


BLOCKS: Mapping[str, Callable[[Known, int, int], bool]] = {
    "own_supervisor": _own_supervisor,
    "reporting_line": _reporting_line,
    "evaluator": _evaluator,
    "same_school": _same_school,
    "declared_conflict": _declared_conflict,
    "failed_pair": _failed_pair,
    "same_district": _same_district,
}


def blocked_by(known: Known, mentor: int, mentee: int, rules: Collection[str]) -> str | None:
    """The first hard rule that excludes the pair; nobody mentors themselves, whatever the definition says."""
    if mentor == mentee:
        return "same_person"
    return next((rule for rule in rules if BLOCKS[rule](known, mentor, mentee)), None)

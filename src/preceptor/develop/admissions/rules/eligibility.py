"""How a rule stands for an applicant, once records, contests and waivers are put together."""

from collections.abc import Iterable, Mapping
from typing import Literal

Verdict = Literal["met", "not_met", "unknown", "for_reviewers"]
Standing = Literal["met", "not_met", "unknown", "for_people", "contested", "corrected", "waived"]
Overall = Literal["eligible", "not_eligible", "open"]
_GOOD: frozenset[Standing] = frozenset({"met", "corrected", "waived", "for_people"})


def standing(verdict: Verdict, *, contest: str | None, waived: bool) -> Standing:
    """How one rule stands: a waiver and a correction make it good, an open contest keeps it undecided."""
    if verdict == "met":
        return "met"
    if waived:
        return "waived"
    if contest == "corrected":
        return "corrected"
    if verdict == "for_reviewers":
        return "for_people"
    return "contested" if contest == "open" else verdict


def said_by_endorsers(states: Mapping[str, str]) -> Verdict:
    """What the endorsements say together: met once all are given, not met once one is declined, else still theirs."""
    if "declined" in states.values():
        return "not_met"
    return "met" if states and set(states.values()) == {"endorsed"} else "for_reviewers"


def overall(standings: Iterable[Standing]) -> Overall:
    """Whether the records let a person in: one rule that is not met decides, open ones keep it open."""
    found = set(standings)
    if "not_met" in found:
        return "not_eligible"
    return "eligible" if found <= _GOOD else "open"


def seen_by_others(stands: Standing) -> Literal["met", "not_met", "open"]:
    """What anyone but the applicant sees of a rule: met, not met, or still open."""
    if stands in {"met", "corrected", "waived"}:
        return "met"
    return "not_met" if stands == "not_met" else "open"

"""What the program office sees of the partners' work, as the definition promises it."""

from collections.abc import Collection
from dataclasses import dataclass

VISIT = "school_visit"
# What the office sees where a definition says nothing of privacy.
USUAL = ("hours", "kinds", "visits")


@dataclass(frozen=True)
class OfficeSees:
    """Which figures of an activity are the office's to see; that duties are met or short it always sees."""

    hours: bool
    kinds: bool
    visits: bool
    dates: bool

    def kind(self, general_kind: str) -> bool:
        """Whether the office sees that an activity was of this general kind."""
        return self.visits if general_kind == VISIT else self.kinds

    def amount(self, measure: str, general_kinds: Collection[str]) -> bool:
        """Whether the office sees how much of a duty was done: hours as hours, the rest by what was done."""
        return self.hours if measure == "hours" else all(map(self.kind, general_kinds))


def office_sees(words: Collection[str]) -> OfficeSees:
    """The words of a definition as a policy; what the partners talk about is on no page of the office in any case."""
    return OfficeSees("hours" in words, "kinds" in words, "visits" in words, "dates" in words)

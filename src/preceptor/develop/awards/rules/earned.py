"""Whether somebody has earned an award: every duty it names met in every period, and the awards it builds on held."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

# How the evaluation of duties speaks, by name: what was met late was met, and what was not owed in a period is not
# missing there. Excuses alone fulfil nothing: who left early, or was away all the time, has not earned the award by it.
# What the office exempted somebody from, with its reason, is fulfilled, and the certificate says that it was so.
DONE = frozenset({"MET", "LATE", "OVER"})
EXEMPTED = "EXEMPTED"
MET = DONE | {"EXEMPT", EXEMPTED}
Stands = Literal["met", "exempted", "missing", "open", "unjudged"]
FULFILLED = frozenset({"met", "exempted"})


@dataclass(frozen=True)
class Need:
    """One thing that an award asks for, and how it stands."""

    name: str
    title: str
    stands: Stands


@dataclass(frozen=True)
class Standing:
    """How one person stands towards an award."""

    person_id: int
    needs: tuple[Need, ...]

    @property
    def earned(self) -> bool:
        """Whether nothing is missing."""
        return all(need.stands in FULFILLED for need in self.needs)

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is not fulfilled."""
        return tuple(need for need in self.needs if need.stands not in FULFILLED)


def stands(statuses: Collection[str]) -> Stands:
    """How a duty stands over all its periods."""
    if not statuses:
        return "unjudged"
    if all(status in MET for status in statuses):
        if any(status in DONE for status in statuses):
            return "met"
        return "exempted" if EXEMPTED in statuses else "missing"
    return "open" if all(status in MET or status == "OPEN" for status in statuses) else "missing"


def standings(
    duties: Mapping[str, str],
    awards: Mapping[str, str],
    verdicts: Iterable[tuple[str, int, str]],
    held: Mapping[int, Collection[str]],
    people: Sequence[int],
) -> list[Standing]:
    """Everybody's standing; duties and awards by name with their titles, verdicts as duty, person and status."""
    found: dict[tuple[str, int], list[str]] = {}
    for duty, person_id, status in verdicts:
        if duty in duties:
            found.setdefault((duty, person_id), []).append(status)
    return [
        Standing(
            person_id,
            (
                *(Need(name, title, stands(found.get((name, person_id), []))) for name, title in duties.items()),
                *(
                    Need(name, title, "met" if name in held.get(person_id, ()) else "missing")
                    for name, title in awards.items()
                ),
            ),
        )
        for person_id in people
    ]

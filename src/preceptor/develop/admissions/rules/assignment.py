"""Who reads which application: nobody with a conflict, and everybody as evenly as conflicts allow.

The loads form an optimal semi-matching (Harvey, Ladner, Lovász and Tamir, 2006): as long as some chain of hand-overs
leads from a reviewer to one with at least two fewer applications, it is taken; when none is left, no assignment of the
same applications has a smaller sum of squared loads.
"""

import random
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

ConflictReason = Literal["self", "applicant", "reporting_line", "same_place", "endorser"]
Readers = dict[int, set[int]]


@dataclass(frozen=True)
class Standing:
    """What of a person's positions can make a conflict: the people above, and the places of work."""

    line: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Need:
    """An application: how many readers it still lacks, who reads it already, and who must not."""

    lacking: int
    taken: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Shares:
    """The new readers of each application, and what is lacking where too few people are free of conflicts."""

    readers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    lacking: Mapping[int, int] = field(default_factory=dict)


def conflict(
    reviewer: tuple[int, Standing], applicant: tuple[int, Standing], endorsers: Collection[int], rivals: Collection[int]
) -> ConflictReason | None:
    """Why somebody must not read an application; None when nothing stands against it."""
    reader, theirs = reviewer
    writer, own = applicant
    if reader == writer:
        return "self"
    if reader in rivals:
        return "applicant"
    if reader in own.line or writer in theirs.line:
        return "reporting_line"
    if reader in endorsers:
        return "endorser"
    return "same_place" if own.places & theirs.places else None


def share_out(needs: Mapping[int, Need], pool: Collection[int], loads: Mapping[int, int], seed: int) -> Shares:
    """Readers for every application; the same seed gives the same shares."""
    chance = random.Random(seed)  # noqa: S311  a fair draw that can be repeated, no secret
    people = sorted(set(pool))
    order = {person: place for place, person in enumerate(chance.sample(people, len(people)))}
    applications = sorted(needs)
    chance.shuffle(applications)
    load = {person: loads.get(person, 0) for person in people}
    readers: Readers = {}
    lacking: dict[int, int] = {}
    for one in applications:
        free = sorted(free_for(needs[one], people), key=lambda person: (load[person], order[person]))
        readers[one] = set(free[: needs[one].lacking])
        for person in readers[one]:
            load[person] += 1
        if len(readers[one]) < needs[one].lacking:
            lacking[one] = needs[one].lacking - len(readers[one])
    _level(needs, readers, load)
    return Shares({one: frozenset(readers[one]) for one in sorted(readers)}, lacking)


def free_for(need: Need, people: Collection[int]) -> list[int]:
    """Who may read an application and does not yet."""
    return [person for person in people if person not in need.blocked and person not in need.taken]


def _level(needs: Mapping[int, Need], readers: Readers, load: dict[int, int]) -> None:
    """Hand applications over until no chain of hand-overs makes the loads more even."""
    changed = True
    while changed:
        changed = False
        for start in sorted(load, key=lambda person: (-load[person], person)):
            chain = _chain(needs, readers, load, start)
            if chain:
                for giver, application, taker in chain:
                    readers[application].remove(giver)
                    readers[application].add(taker)
                load[start] -= 1
                load[chain[-1][2]] += 1
                changed = True
                break


def _chain(
    needs: Mapping[int, Need], readers: Readers, load: Mapping[int, int], start: int
) -> list[tuple[int, int, int]]:
    """The shortest chain of hand-overs (giver, application, taker) from `start` to someone with two fewer."""
    came: dict[int, tuple[int, int]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for application in sorted(one for one, held in readers.items() if giver in held):
            for taker in sorted(free_for(needs[application], load)):
                if taker == start or taker in came or taker in readers[application]:
                    continue
                came[taker] = (giver, application)
                if load[taker] <= load[start] - 2:
                    return _walked(came, start, taker)
                waiting.append(taker)
    return []


def _walked(came: Mapping[int, tuple[int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    """The chain from its last taker back to its first giver, in order."""
    found = []
    at = end
    while at != start:
        giver, application = came[at]
        found.append((giver, application, at))
        at = giver
    return found[::-1]

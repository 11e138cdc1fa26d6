"""Why a mentee has no mentor: who excludes whom by which rule, and which full mentors too many compete for.

Mentees who can go to a set of mentors and to nobody else, and are more than those have places, form a Hall violator
(Hall 1935). Following allowed mentors to their mentees, and those to their allowed mentors, finds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from preceptor.planning.matching.methods.network import Network, network_of
from preceptor.planning.matching.plan import Plan
from preceptor.planning.matching.problem import IntArray, Problem


@dataclass(frozen=True, slots=True)
class Excluded:
    """Mentors excluded for a mentee, by the name of the rule; the name is empty for pairs forbidden by hand."""

    rule: str
    mentors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a mentee has no mentor.

    Attributes
    ----------
    code
        ``no_pair`` (nobody was offered), ``all_excluded`` (rules exclude everyone), ``no_room`` (mentors are full).
    excluded
        Which rule excludes which mentors.
    full
        Allowed mentors, whose places are all taken.
    contested, rivals
        The Hall set: mentors whose places are all taken, and the mentees, this one included, who can go to these
        mentors and to nobody else: one rival too many. Confirmed mentees are not among them.
    """

    mentee: str
    code: str
    excluded: tuple[Excluded, ...]
    full: tuple[str, ...]
    contested: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """Full mentors, the mentees who can go to nobody else, and those of them who wait: as many as places lack."""

    mentors: tuple[str, ...]
    rivals: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Group:
    """A contest as it grows, by positions."""

    mentors: set[int]
    mentees: set[int]
    waiting: set[int]

    def __len__(self) -> int:
        """Give the number of mentors, by which the smaller group joins the larger."""
        return len(self.mentors)

    def take(self, other: Group) -> None:
        """Take in everyone of another group."""
        self.mentors |= other.mentors
        self.mentees |= other.mentees
        self.waiting |= other.waiting


@dataclass(eq=False)
class Waitroom:
    """Explains who waits under a plan; what all mentees need is computed once, on first use."""

    problem: Problem
    plan: Plan

    def waiting_list(self) -> tuple[str, ...]:
        """List the mentees without a mentor, by id."""
        return tuple(sorted(set(self.problem.mentees) - self._matched))

    def waiting(self, mentee: str) -> Waiting | None:
        """Explain why a mentee has no mentor; None for one who has, or who takes no part."""
        told = self.told(mentee)
        if told is None:
            return None
        mentors: set[int] = set()
        mentees = {self.mentee_at[mentee]}
        self._follow(self.mentee_at[mentee], mentors, mentees)
        code, excluded, full = told
        names = tuple(self.net.mentor_ids[i] for i in sorted(mentors))
        rivals = tuple(self.net.mentee_ids[j] for j in sorted(mentees)) if names else ()
        return Waiting(mentee, code, excluded, full, names, rivals)

    def told(self, mentee: str) -> tuple[str, tuple[Excluded, ...], tuple[str, ...]] | None:
        """Give code, exclusions and full mentors of a waiting mentee, without the (possibly large) Hall set."""
        if mentee in self._matched or mentee not in self.problem.mentee_at:
            return None
        by_rule = self._excluded.get(mentee, {})
        excluded = tuple(Excluded(rule, tuple(sorted(by_rule[rule]))) for rule in sorted(by_rule))
        ruled_out = {mentor for mentors in by_rule.values() for mentor in mentors}
        full = tuple(sorted(set(self._offered(mentee)) - ruled_out))
        return "no_room" if full else "all_excluded" if ruled_out else "no_pair", excluded, full

    def contests(self) -> tuple[Contest, ...]:
        """Find all contests in one pass over the pairs; contests that share a mentor are one."""
        group_of: dict[int, Group] = {}
        for name in self.waiting_list():
            j = self.mentee_at[name]
            found = Group(set(), {j}, {j})
            met = self._follow(j, found.mentors, found.mentees, group_of)
            groups = {id(group): group for group in (found, *(group_of[i] for i in met))}
            largest, *rest = sorted(groups.values(), key=len, reverse=True)
            for group in rest:
                largest.take(group)
            for group in (found, *rest):
                group_of.update(dict.fromkeys(group.mentors, largest))
        distinct = {id(group): group for group in group_of.values()}
        return tuple(self._named(group) for group in distinct.values())

    def _named(self, group: Group) -> Contest:
        """Name the people of a contest."""
        ids = self.net.mentee_ids
        return Contest(
            mentors=tuple(self.net.mentor_ids[i] for i in sorted(group.mentors)),
            rivals=tuple(ids[j] for j in sorted(group.mentees)),
            waiting=tuple(ids[j] for j in sorted(group.waiting)),
        )

    def _follow(
        self, first: int, mentors: set[int], mentees: set[int], known: Mapping[int, Group] | None = None
    ) -> set[int]:
        """Add everyone reached from a mentee; stop at mentors already known, and give those that were met."""
        met: set[int] = set()
        front = [first]
        while front:
            j = front.pop()
            reached = set(self.net.mentor[self.start[j] : self.start[j + 1]].tolist()) - mentors
            if known:
                met |= reached & known.keys()
                reached -= met
            mentors |= reached
            for i in reached:
                front.extend(self.decided[i] - mentees)
                mentees |= self.decided[i]
        return met

    def _offered(self, mentee: str) -> list[str]:
        """List mentors who have a score with a mentee, allowed or not."""
        order, start = self._by_mentee
        j = self.problem.mentee_at[mentee]
        positions = self.problem.edges.mentor[order[start[j] : start[j + 1]]].tolist()
        return [self.problem.mentors[i].id for i in positions]

    @cached_property
    def net(self) -> Network:
        """Give the open pairs, sorted by mentee."""
        return network_of(self.problem)

    @cached_property
    def start(self) -> IntArray:
        """Give where each mentee's open pairs begin."""
        return np.searchsorted(self.net.mentee, np.arange(len(self.net.mentee_ids) + 1))

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        """Give each mentee's place in the network."""
        return {name: at for at, name in enumerate(self.net.mentee_ids)}

    @cached_property
    def decided(self) -> list[set[int]]:
        """Give the mentees that the plan gives each mentor, confirmed ones left out."""
        mentor_at = {name: at for at, name in enumerate(self.net.mentor_ids)}
        found: list[set[int]] = [set() for _ in self.net.mentor_ids]
        for pair in self.plan.pairs:
            if not pair.locked:
                found[mentor_at[pair.mentor]].add(self.mentee_at[pair.mentee])
        return found

    @cached_property
    def _matched(self) -> set[str]:
        return {pair.mentee for pair in self.plan.pairs}

    @cached_property
    def _by_mentee(self) -> tuple[IntArray, IntArray]:
        order = np.argsort(self.problem.edges.mentee, kind="stable")
        sought = np.arange(len(self.problem.mentees) + 1)
        return order, np.searchsorted(self.problem.edges.mentee[order], sought)

    @cached_property
    def _excluded(self) -> Mapping[str, Mapping[str, set[str]]]:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for pair in self.problem.forbidden:
            found[pair.mentee][""].add(pair.mentor)
        for block in self.problem.blocked:
            found[block.mentee][block.rule].add(block.mentor)
        return found

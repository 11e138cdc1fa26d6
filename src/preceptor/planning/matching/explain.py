"""Why this mentor, and what another one would cost (why somebody waits is in `waiting`).

A pair's runner-up is the other mentor whom forcing on the mentee would cost least. Where forcing keeps every level
above the total, its cost is the length of one shortest cycle in the plan's residual network, so one distance search
per mentee prices all mentors at once, exactly. Only where no mentor can be forced that way is the problem solved
anew, once per candidate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from preceptor.planning.matching.consequences import Act, Change, consequences
from preceptor.planning.matching.methods import prices
from preceptor.planning.matching.methods.network import Network, Scale, scale_of
from preceptor.planning.matching.plan import Assigned, Levels, Plan
from preceptor.planning.matching.problem import IntArray, Problem
from preceptor.planning.matching.waiting import Contest, Waiting, Waitroom


@dataclass(frozen=True, slots=True)
class Term:
    """One named part of a score, in points."""

    name: str
    points: int


FAR = int(prices.FAR)

Terms = Callable[[str, str], tuple[Term, ...]]
"""Gives the terms of the score of a mentor and a mentee; the caller knows them."""


def no_terms(mentor: str, mentee: str) -> tuple[Term, ...]:  # noqa: ARG001 - the shape of `Terms`
    """Give no terms, for callers whose scores have none."""
    return ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a plan loses at each level, in the units of `Levels`; `load` is what the squared load grows by.

    The first figure that is not zero is above zero; figures after it may be below.
    """

    matched: int
    worst: int
    total: int
    load: int


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The next best mentor for a mentee, and what forcing that pair would cost the whole plan."""

    mentor: str
    score: int
    terms: tuple[Term, ...]
    loss: Loss


@dataclass(frozen=True, slots=True)
class PairReason:
    """Why a mentee has this mentor. `runner_up` is None when no other mentor is allowed, or the pair is confirmed."""

    pair: Assigned
    terms: tuple[Term, ...]
    runner_up: RunnerUp | None


@dataclass(eq=False)
class Explainer:
    """Explains a proven plan, pair by pair; what all pairs need is computed once, on first use."""

    problem: Problem
    plan: Plan
    terms: Terms = no_terms

    def pair(self, mentee: str) -> PairReason | None:
        """Explain the mentor of a mentee; None for a mentee without one."""
        held = self._by_mentee.get(mentee)
        if held is None:
            return None
        runner_up = None if held.locked else self.runner_up(mentee)
        return PairReason(held, self.terms(held.mentor, mentee), runner_up)

    def runner_up(self, mentee: str) -> RunnerUp | None:
        """Find the other mentor who costs the plan least, ties by id; also for a mentee who waits.

        None without an alternative, or when the plan is not proven.
        """
        if self.plan.certificate is None:
            return None
        losses = self.losses(mentee) or self._losses_anew(mentee)
        if not losses:
            return None
        order = {name: (it.matched, it.worst, it.total, it.load, name) for name, it in losses.items()}
        mentor = min(order, key=order.__getitem__)
        score = self._scores(mentee)[mentor]
        return RunnerUp(mentor, score, self.terms(mentor, mentee), losses[mentor])

    def losses(self, mentee: str) -> dict[str, Loss]:
        """Price every mentor that can be forced on a mentee without loss of matched mentees or of the floor."""
        net, scale, res, chosen = self._network
        at = self._mentee_at.get(mentee)
        if self.plan.certificate is None or at is None or not len(chosen) or not net.free[at]:
            return {}
        mentors = len(net.mentor_ids)
        away = prices.Distances(np.full(mentors, prices.FAR), np.full(len(net.mentee_ids), prices.FAR), FAR, FAR)
        home = int(res.mate[at])
        if home >= 0:
            away.mentor[home] = 0
        else:
            away.unmatched = 0
        prices.settle(res, away, np.flatnonzero(away.mentor == 0))
        mine = np.flatnonzero(res.mentee == at)
        cost = away.mentor[res.mentor[mine]] - res.worth[mine] + int(res.mate_worth[at])
        other = (res.mentor[mine] != home) & (away.mentor[res.mentor[mine]] < FAR // 2)
        total, load = prices.split(cost[other], scale)
        names = [net.mentor_ids[i] for i in res.mentor[mine[other]].tolist()]
        rows = zip(names, total.tolist(), load.tolist(), strict=True)
        return {name: Loss(0, 0, points, spread) for name, points, spread in rows}

    def _losses_anew(self, mentee: str) -> dict[str, Loss]:
        """Price mentors by solving anew with the pair locked, where some level above the total must give way."""
        found: dict[str, Loss] = {}
        held = self._by_mentee.get(mentee)
        for mentor in self._scores(mentee):
            if held is not None and held.mentor == mentor:
                continue
            after = consequences(self.problem, self.plan, Change(Act.LOCK, mentor, mentee)).after
            if after is not None:
                found[mentor] = loss(self.problem, self.plan.levels, after)
        return found

    def waiting(self, mentee: str) -> Waiting | None:
        """Explain why a mentee has no mentor; None for one who has."""
        return self._room.waiting(mentee)

    def waiting_list(self) -> tuple[str, ...]:
        """List the mentees without a mentor, by id."""
        return self._room.waiting_list()

    def contests(self) -> tuple[Contest, ...]:
        """List all contests for full mentors at once; each waiting mentee with an allowed mentor is in one."""
        return self._room.contests()

    def _scores(self, mentee: str) -> dict[str, int]:
        """Give the open mentors of a mentee, by id, with their scores."""
        net, start = self._room.net, self._room.start
        at = self._mentee_at.get(mentee)
        if at is None:
            return {}
        rows = slice(start[at], start[at + 1])
        names = [net.mentor_ids[i] for i in net.mentor[rows].tolist()]
        return dict(zip(names, net.score[rows].tolist(), strict=True))

    @cached_property
    def _by_mentee(self) -> dict[str, Assigned]:
        return {pair.mentee: pair for pair in self.plan.pairs}

    @cached_property
    def _mentee_at(self) -> dict[str, int]:
        return self._room.mentee_at

    @cached_property
    def _room(self) -> Waitroom:
        return Waitroom(self.problem, self.plan)

    @cached_property
    def _network(self) -> tuple[Network, Scale, prices.Residual, IntArray]:
        """Give the residual network of the plan among the pairs that reach its floor."""
        net, decided = self._room.net, self._room.decided
        floor = self.plan.certificate.floor if self.plan.certificate else None
        scale = Scale(scale_of(net).load_unit, 1)
        edges = np.flatnonzero(net.score >= (0 if floor is None else floor))
        keys = {i * len(net.mentee_ids) + j for i, mentees in enumerate(decided) for j in mentees}
        at = net.mentor[edges] * len(net.mentee_ids) + net.mentee[edges]
        chosen = edges[np.isin(at, np.array(sorted(keys), dtype=np.int64))]
        plain = replace(net, preferred=np.zeros_like(net.preferred))
        return plain, scale, prices.residual_of(plain, edges, chosen, scale), chosen


def loss(problem: Problem, before: Levels, after: Levels) -> Loss:
    """Compare levels; the worst score counts no further than the problem calls enough."""

    def judged(levels: Levels) -> int:
        worst = levels.worst or 0
        return worst if problem.enough is None else min(worst, problem.enough)

    return Loss(
        matched=before.matched - after.matched,
        worst=judged(before) - judged(after),
        total=before.total - after.total,
        load=after.load - before.load,
    )

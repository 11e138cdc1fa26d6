"""One entry: problem and stopping rule in, outcome out.

The objective, most important first: most mentees matched; the worst-off matched mentee's score as high as possible
(up to `Problem.enough`); the largest total score; the most even load (smallest sum of squared loads); the most pairs
of `Problem.preferred`, as long as the numbers stay in exact range. The first four are proven by the certificate.

What is left is decided by id: people and pairs are sorted by id before the solvers see them, and the solvers are
deterministic. So one version of this code and of OR-Tools gives the same plan for the same set of inputs, in
whatever order the rows come. Which of several equally good plans that is, is not promised across versions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from preceptor.planning.matching.methods import flow, prices
from preceptor.planning.matching.methods.network import Network, Scale, network_of, scale_of, too_large
from preceptor.planning.matching.plan import Assigned, Certificate, Cover, Levels, Outcome, Plan, Price, Status
from preceptor.planning.matching.problem import Fault, IntArray, Problem, faults
from preceptor.planning.matching.score import measure

Stop = Callable[[], bool]
"""Asked between steps; True ends the work with the best plan so far."""


def never() -> bool:
    """Stop for nothing: work until the plan is proven."""
    return False


def solve(problem: Problem, stop: Stop = never) -> Outcome:
    """Find the best plan and its proof.

    Never raises for a problem that contradicts itself or has no plan; the outcome's status and reasons say so.
    """
    if wrong := faults(problem):
        return Outcome(Status.INVALID, None, None, wrong)
    net = network_of(problem)
    if too_large(net):
        # Keeping earlier pairs is a courtesy; the proven levels come first when numbers run out of room.
        net = replace(net, preferred=np.zeros_like(net.preferred))
    if too_large(net):
        return Outcome(Status.INVALID, None, None, (_too_large(),))
    every = flow.fill(net, np.arange(len(net)))
    if not len(every):
        return _nothing_to_decide(problem, net, every)
    floor = flow.highest_floor(net, every, problem.enough, stop)
    if not floor.proven or stop():
        return _stopped(problem, net, floor)
    edges = np.flatnonzero(net.score >= floor.score)
    scale = scale_of(net)
    chosen = flow.cheapest(net, edges, len(every), scale)
    certificate = _certificate(problem, net, every, floor, (edges, chosen, scale))
    plan = _plan(problem, net, chosen, certificate)
    return Outcome(Status.OPTIMAL, plan, plan.levels)


def _nothing_to_decide(problem: Problem, net: Network, every: flow.Fill) -> Outcome:
    """Answer when no pair can be added: optimal with confirmed pairs or without mentees, impossible otherwise."""
    cover = _cover(net, every)
    certificate = Certificate(problem.fingerprint, 0, None, cover, None, (0, 0), {}, {})
    plan = _plan(problem, net, every.edges, certificate)
    if plan.pairs or not problem.mentees:
        return Outcome(Status.OPTIMAL, plan, plan.levels)
    sentence = "No mentee can be matched: no allowed pair has a mentor with room. See each mentee's reason."
    return Outcome(Status.IMPOSSIBLE, plan, plan.levels, (Fault("nobody_matched", sentence, {}),))


def _stopped(problem: Problem, net: Network, floor: flow.Floor) -> Outcome:
    """Answer when the stopping rule ended the work: the plan at the floor found, and bounds that surely hold."""
    plan = _plan(problem, net, floor.found.edges, None)
    best = np.zeros(len(net.mentee_ids), dtype=np.int64)
    best[net.mentee] = np.iinfo(np.int64).min
    np.maximum.at(best, net.mentee, net.score)
    usable = np.sort(best[np.unique(net.mentee)])[-len(floor.found) :]
    fixed = sum(pair.score or 0 for pair in plan.pairs if pair.locked)
    bound = Levels(plan.levels.matched, floor.ceiling, fixed + int(usable.sum()), plan.levels.matched)
    sentence = "The search was stopped before the plan was proven. It keeps every rule; a better one may exist."
    return Outcome(Status.STOPPED, plan, bound, (Fault("stopped", sentence, {}),))


def _plan(problem: Problem, net: Network, chosen: IntArray, certificate: Certificate | None) -> Plan:
    """Write chosen pairs and confirmed pairs with their scores, sorted by mentee."""
    columns = zip(net.mentor[chosen].tolist(), net.mentee[chosen].tolist(), net.score[chosen].tolist(), strict=True)
    decided = [Assigned(net.mentor_ids[i], net.mentee_ids[j], score) for i, j, score in columns]
    pairs = sorted([*decided, *_confirmed(problem)], key=lambda pair: pair.mentee)
    return Plan(tuple(pairs), measure(pairs), certificate)


def _confirmed(problem: Problem) -> list[Assigned]:
    """Give the confirmed pairs with their score where they have one."""
    wanted = {(problem.mentor_at[p.mentor], problem.mentee_at[p.mentee]): p for p in problem.locked}
    near = np.flatnonzero(np.isin(problem.edges.mentee, [j for _, j in wanted]))
    rows = zip(*(column[near].tolist() for column in (problem.edges.mentor, problem.edges.mentee)), strict=True)
    scores = dict(zip(rows, problem.edges.score[near].tolist(), strict=True))
    return [Assigned(p.mentor, p.mentee, scores.get(at), locked=True) for at, p in wanted.items()]


def _certificate(
    problem: Problem, net: Network, every: flow.Fill, floor: flow.Floor, chosen: tuple[IntArray, IntArray, Scale]
) -> Certificate:
    """Write the proof: a cover for level 1, one for level 2, prices for levels 3 and 4."""
    edges, pairs, scale = chosen
    at = prices.prices(prices.residual_of(net, edges, pairs, scale))
    base = int(np.min(net.score[edges]))
    rent = prices.split(np.array([at.places], dtype=np.int64), scale)
    mentor_score, mentor_load = prices.split(at.mentor, scale)
    mentee_score, mentee_load = prices.split(-at.mentee, scale)
    return Certificate(
        inputs=problem.fingerprint,
        matched=len(every),
        floor=floor.score,
        all_pairs=_cover(net, every),
        better_pairs=None if floor.cover is None else _cover(net, floor.cover),
        rent=(int(rent[0][0]) + base, int(rent[1][0])),
        mentor_prices=_named(net.mentor_ids, mentor_score + base, mentor_load),
        mentee_prices=_named(net.mentee_ids, mentee_score, mentee_load),
    )


def _cover(net: Network, found: flow.Fill) -> Cover:
    """Name the people of a cover."""
    return Cover(
        mentors=tuple(net.mentor_ids[at] for at in found.cover_mentors.tolist()),
        mentees=tuple(net.mentee_ids[at] for at in found.cover_mentees.tolist()),
    )


def _named(ids: tuple[str, ...], scores: IntArray, loads: IntArray) -> dict[str, Price]:
    """Give prices by id, leaving out those of nothing."""
    rows = zip(ids, scores.tolist(), loads.tolist(), strict=True)
    return {name: (score, load) for name, score, load in rows if score or load}


def _too_large() -> Fault:
    """Say that the numbers leave the range in which whole-number arithmetic is exact."""
    sentence = (
        "Scores this far apart, with this many people and places, leave the range of exact arithmetic. "
        "Use a smaller scale of scores, for example 0 to 1,000."
    )
    return Fault("numbers_too_large", sentence, {})

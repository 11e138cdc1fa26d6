"""The independent check: is the plan allowed, and does its certificate prove that none is better?

Shares no code with the solver. Everything rests on whole-number addition and comparison:

* Level 1. People of the cover `all_pairs` touch every open pair, and together have as many places as the plan
  decides pairs; every pair uses one of those places, so no plan decides more (König 1931).
* Level 2. The cover `better_pairs` touches every open pair above the floor and has fewer places, so some pair of
  any fullest plan lies at the floor or below.
* Levels 3 and 4. Weak duality of linear programming with prices ordered score first, load second. When every
  usable pair costs no more than mentee price plus mentor price, then no plan is worth more than the sum of mentee
  prices, of what each place earns above the rent, and of the rent of all pairs. The plan is worth exactly that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from preceptor.planning.matching.plan import Certificate, Cover, Plan
from preceptor.planning.matching.problem import Fault, IntArray, Problem

PRICE_LIMIT = 2**60
"""Prices within this bound keep a sum of three inside 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The problem as the checker sees it: places left per mentor, who is free, and the open pairs in columns."""

    held: IntArray
    room: IntArray
    mentor: IntArray
    mentee: IntArray
    score: IntArray


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give everything wrong with plan or proof; nothing means allowed and proven best at every level."""
    broken = check_allowed(problem, plan)
    if broken:
        return broken
    if plan.certificate is None:
        return (_fault("no_certificate", "The plan carries no certificate, so nothing proves it. Run it to the end."),)
    return tuple(_proof_faults(problem, plan, plan.certificate))


def check_allowed(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give every rule that the plan breaks, and every figure of it that is wrong."""
    return tuple(_person_faults(problem, plan)) or tuple(_pair_faults(problem, plan))


def _person_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Find people nobody knows, mentees with two mentors, mentors with too many, confirmed pairs not kept."""
    capacity = {mentor.id: mentor.capacity for mentor in problem.mentors}
    mentees = set(problem.mentees)
    for pair in plan.pairs:
        if pair.mentor not in capacity or pair.mentee not in mentees:
            yield _fault("stranger", f"“{pair.mentor}” and “{pair.mentee}” are not both on the lists.")
    for mentee, times in Counter(pair.mentee for pair in plan.pairs).items():
        if times > 1:
            yield _fault("mentee_twice", f"“{mentee}” has {times} mentors in the plan.")
    for mentor, load in Counter(pair.mentor for pair in plan.pairs).items():
        if load > capacity.get(mentor, load):
            yield _fault("over_capacity", f"“{mentor}” has {load} mentees and room for {capacity[mentor]}.")
    kept = {(pair.mentor, pair.mentee) for pair in plan.pairs if pair.locked}
    if kept != {(pair.mentor, pair.mentee) for pair in problem.locked}:
        yield _fault("locks_not_kept", "The confirmed pairs of the plan are not those of the problem.")


def _pair_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Find pairs that are not allowed, scores that are not the given ones, and levels that do not add up."""
    mentors = {mentor.id: at for at, mentor in enumerate(problem.mentors)}
    mentees = {mentee: at for at, mentee in enumerate(problem.mentees)}
    excluded = {(p.mentor, p.mentee) for p in problem.forbidden} | {(b.mentor, b.mentee) for b in problem.blocked}
    width = max(len(mentees), 1)
    keys = problem.edges.mentor * width + problem.edges.mentee
    wanted = np.array([mentors[p.mentor] * width + mentees[p.mentee] for p in plan.pairs], dtype=np.int64)
    at = np.flatnonzero(np.isin(keys, wanted))
    given = dict(zip(keys[at].tolist(), problem.edges.score[at].tolist(), strict=True))
    for pair, key in zip(plan.pairs, wanted.tolist(), strict=True):
        if (pair.mentor, pair.mentee) in excluded or (key not in given and not pair.locked):
            yield _fault("not_allowed", f"“{pair.mentor}” and “{pair.mentee}” are not an allowed pair.")
        elif pair.score != given.get(key):
            is_not = f"score {given.get(key)}, not {pair.score}"
            yield _fault("wrong_score", f"“{pair.mentor}” and “{pair.mentee}” {is_not}.")
    decided = [pair.score for pair in plan.pairs if not pair.locked and pair.score is not None]
    loads = Counter(pair.mentor for pair in plan.pairs).values()
    worst = min(decided) if decided else None
    total = sum(pair.score for pair in plan.pairs if pair.score is not None)
    stated = (plan.levels.matched, plan.levels.worst, plan.levels.total, plan.levels.load)
    if stated != (len(plan.pairs), worst, total, sum(load**2 for load in loads)):
        yield _fault("wrong_levels", "The levels that the plan states are not those of its pairs.")


def _ground(problem: Problem) -> Ground:
    """Take out of the problem what is confirmed, excluded or without room."""
    mentors = {mentor.id: at for at, mentor in enumerate(problem.mentors)}
    mentees = {mentee: at for at, mentee in enumerate(problem.mentees)}
    held = np.zeros(len(mentors), dtype=np.int64)
    free = np.ones(len(mentees), dtype=bool)
    for pair in set(problem.locked):
        held[mentors[pair.mentor]] += 1
        free[mentees[pair.mentee]] = False
    left = [min(mentor.capacity - int(held[at]), len(mentees)) for at, mentor in enumerate(problem.mentors)]
    room = np.array(left, dtype=np.int64)
    width = max(len(mentees), 1)
    banned = [mentors[pair.mentor] * width + mentees[pair.mentee] for pair in problem.forbidden]
    banned += [mentors[block.mentor] * width + mentees[block.mentee] for block in problem.blocked]
    edges = problem.edges
    ban = np.array(banned, dtype=np.int64)
    usable = free[edges.mentee] & (room[edges.mentor] > 0) & ~np.isin(edges.mentor * width + edges.mentee, ban)
    return Ground(held, room, edges.mentor[usable], edges.mentee[usable], edges.score[usable])


def _proof_faults(problem: Problem, plan: Plan, proof: Certificate) -> Iterator[Fault]:
    """Find what is wrong with the proof, level by level."""
    if proof.inputs != problem.fingerprint:
        yield _fault("other_inputs", "The certificate speaks about other inputs than these.")
        return
    ground = _ground(problem)
    decided = [pair.score for pair in plan.pairs if not pair.locked and pair.score is not None]
    if len(decided) != proof.matched:
        yield _fault("wrong_count", f"The certificate counts {proof.matched} pairs, the plan decides {len(decided)}.")
    everything = np.ones(len(ground.score), dtype=bool)
    yield from _cover_faults(problem, ground, everything, proof.all_pairs, len(decided))
    if not decided:
        return
    if proof.floor is None or min(decided) < proof.floor:
        yield _fault("below_floor", "A pair of the plan scores below the floor of the certificate.")
        return
    yield from _floor_faults(problem, ground, proof, len(decided))
    usable = ground.score >= proof.floor
    within = replace(ground, mentor=ground.mentor[usable], mentee=ground.mentee[usable], score=ground.score[usable])
    yield from _price_faults(problem, plan, proof, within)


def _cover_faults(
    problem: Problem, ground: Ground, among: npt.NDArray[np.bool_], cover: Cover, places: int
) -> Iterator[Fault]:
    """Find pairs that the cover misses, and a cover with more places than stated."""
    mentors, mentees = set(cover.mentors), set(cover.mentees)
    by_mentor = np.array([mentor.id in mentors for mentor in problem.mentors], dtype=bool)
    by_mentee = np.array([mentee in mentees for mentee in problem.mentees], dtype=bool)
    if len(ground.score) and not (by_mentor[ground.mentor] | by_mentee[ground.mentee])[among].all():
        yield _fault("cover_misses", "The cover does not touch every pair that it should.")
    size = sum(ground.room[by_mentor].tolist()) + len(mentees)
    if size > places:
        yield _fault("cover_too_large", f"The cover has {size} places; to prove the plan it may have {places}.")


def _floor_faults(problem: Problem, ground: Ground, proof: Certificate, decided: int) -> Iterator[Fault]:
    """Find a floor that is not proven to be the highest one worth asking for."""
    floor, enough = proof.floor, problem.enough
    if floor is None:
        return
    if proof.better_pairs is not None:
        yield from _cover_faults(problem, ground, ground.score > floor, proof.better_pairs, decided - 1)
        if enough is not None and floor >= enough:
            yield _fault("floor_beyond_enough", "The floor asks for more than the problem calls enough.")
    elif enough is None or floor < enough or bool(((ground.score >= enough) & (ground.score < floor)).any()):
        yield _fault("floor_unproven", "Nothing proves that the floor could not be higher.")


def _price_faults(problem: Problem, plan: Plan, proof: Certificate, ground: Ground) -> Iterator[Fault]:
    """Find prices that bound nothing, or a bound that the plan does not reach; `ground` holds usable pairs alone."""
    listed = [proof.rent, *proof.mentor_prices.values(), *proof.mentee_prices.values()]
    if any(abs(part) > PRICE_LIMIT for price in listed for part in price):
        yield _fault("price_range", "A price of the certificate is too large to be checked exactly.")
        return
    none = (0, 0)
    mentor = np.array([proof.mentor_prices.get(m.id, none) for m in problem.mentors], dtype=np.int64)
    mentee = np.array([proof.mentee_prices.get(name, none) for name in problem.mentees], dtype=np.int64)
    if _below_zero(mentee[:, 0], mentee[:, 1]).any():
        yield _fault("price_negative", "A mentee has a price below nothing, which bounds no plan.")
    i, j = ground.mentor, ground.mentee
    if _below_zero(mentor[i, 0] + mentee[j, 0] - ground.score, mentor[i, 1] + mentee[j, 1]).any():
        yield _fault("price_too_low", "A usable pair is worth more than the prices of its two people.")
    worth = (
        sum(pair.score for pair in plan.pairs if not pair.locked and pair.score is not None),
        sum(held**2 for held in ground.held.tolist()) - plan.levels.load,
    )
    places = np.minimum(ground.room, np.bincount(i, minlength=len(mentor)))
    earned = _earned(ground.held, places, mentor, proof.rent)
    bound = tuple(sum(mentee[:, part].tolist()) + earned[part] + proof.rent[part] * proof.matched for part in range(2))
    if bound != worth:
        yield _fault("bound_not_reached", f"The prices allow {bound} in score and load, and the plan reaches {worth}.")


def _earned(held: IntArray, places: IntArray, price: IntArray, rent: tuple[int, int]) -> tuple[int, int]:
    """Sum what each place earns above the rent; the n-th mentee of a mentor adds 2n - 1 to the squared load."""
    mentor = np.repeat(np.arange(len(places)), places)
    first = np.repeat(np.cumsum(places) - places, places)
    nth = held[mentor] + np.arange(len(mentor)) - first + 1
    score, load = price[mentor, 0] - rent[0], price[mentor, 1] - rent[1] - (2 * nth - 1)
    gain = ~_below_zero(score, load)
    return sum(score[gain].tolist()), sum(load[gain].tolist())


def _below_zero(score: IntArray, load: IntArray) -> npt.NDArray[np.bool_]:
    """Tell where a pair of figures is below nothing, score first."""
    below: npt.NDArray[np.bool_] = (score < 0) | ((score == 0) & (load < 0))
    return below


def _fault(code: str, sentence: str) -> Fault:
    """Give a finding of the check."""
    return Fault(code, sentence, {})

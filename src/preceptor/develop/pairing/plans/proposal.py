"""From frozen inputs to a matching problem, and from its outcome to a proposal that people can read and adjust."""

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from preceptor.develop.pairing.rules.blocks import Known, blocked_by
from preceptor.develop.pairing.rules.fit import Side, terms
from preceptor.planning.matching.certificate import to_data
from preceptor.planning.matching.check import check
from preceptor.planning.matching.consequences import Act, Change, consequences
from preceptor.planning.matching.explain import Explainer, PairReason, Term
from preceptor.planning.matching.plan import Levels, Plan
from preceptor.planning.matching.problem import Problem, problem_of
from preceptor.planning.matching.solve import solve

Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What the definition wants of a pairing: the weight of each wish, and the hard rules."""

    weights: Mapping[str, int]
    blocks: Sequence[str]


@dataclass(frozen=True)
class Hand:
    """What people have fixed: pairs that stand, and pairs locked or forbidden for the plan."""

    confirmed: Sequence[tuple[int, int]] = ()
    locked: Sequence[tuple[int, int]] = ()
    forbidden: Sequence[tuple[int, int]] = ()


def freeze(
    *, mentors: Sequence[tuple[Side, int]], mentees: Sequence[Side], known: Known, wanted: Wanted, hand: Hand
) -> dict[str, Any]:
    """Put everything that a matching looks at into plain data, in an order that does not depend on the database."""
    return {
        "mentors": [[capacity, _plain(side)] for side, capacity in sorted(mentors, key=lambda each: each[0].person_id)],
        "mentees": [_plain(side) for side in sorted(mentees, key=lambda side: side.person_id)],
        "known": {
            "lines": {str(person): list(line) for person, line in sorted(known.lines.items())},
            "evaluators": {str(person): other for person, other in sorted(known.evaluators.items())},
            "units": {str(person): sorted(units) for person, units in sorted(known.units.items())},
            "districts": {str(person): name for person, name in sorted(known.districts.items())},
            "conflicts": sorted(map(list, known.conflicts)),
            "failed": sorted(map(list, known.failed)),
        },
        "weights": dict(sorted(wanted.weights.items())),
        "blocks": list(wanted.blocks),
        "confirmed": sorted(map(list, hand.confirmed)),
        "locked": sorted(map(list, hand.locked)),
        "forbidden": sorted(map(list, hand.forbidden)),
    }


def _plain(side: Side) -> dict[str, Any]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in dataclasses.asdict(side).items()
    }


def _side(plain: Mapping[str, Any]) -> Side:
    values: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    return Side(**values)


def _known(plain: Mapping[str, Any]) -> Known:
    return Known(
        lines={int(person): tuple(line) for person, line in plain["lines"].items()},
        evaluators={int(person): other for person, other in plain["evaluators"].items()},
        units={int(person): units for person, units in plain["units"].items()},
        districts={int(person): name for person, name in plain["districts"].items()},
        conflicts={(first, second) for first, second in plain["conflicts"]},
        failed={(first, second) for first, second in plain["failed"]},
    )


def _terms_of(inputs: Inputs) -> Callable[[str, str], tuple[Term, ...]]:
    mentors = {str(plain["person_id"]): _side(plain) for _, plain in inputs["mentors"]}
    mentees = {str(plain["person_id"]): _side(plain) for plain in inputs["mentees"]}

    def of(mentor: str, mentee: str) -> tuple[Term, ...]:
        points = terms(mentors[mentor], mentees[mentee], inputs["weights"])
        return tuple(Term(name, value) for name, value in points.items())

    return of


def problem(inputs: Inputs) -> Problem:
    """The matching problem of frozen inputs: every pair that no hard rule excludes, with its whole score."""
    known = _known(inputs["known"])
    mentors = {plain["person_id"]: _side(plain) for _, plain in inputs["mentors"]}
    mentees = {plain["person_id"]: _side(plain) for plain in inputs["mentees"]}
    kept = {(mentor, mentee) for name in ("confirmed", "locked") for mentor, mentee in inputs[name]}
    scores, blocked = [], []
    for mentor_id, mentor in mentors.items():
        for mentee_id, mentee in mentees.items():
            rule = blocked_by(known, mentor_id, mentee_id, inputs["blocks"])
            if rule is None or (mentor_id, mentee_id) in kept:
                scores.append((str(mentor_id), str(mentee_id), sum(terms(mentor, mentee, inputs["weights"]).values())))
            else:
                blocked.append((str(mentor_id), str(mentee_id), rule))
    return problem_of(
        [(str(plain["person_id"]), capacity) for capacity, plain in inputs["mentors"]],
        [str(person_id) for person_id in mentees],
        scores,
        locked=sorted((str(mentor), str(mentee)) for mentor, mentee in kept),
        forbidden=[(str(mentor), str(mentee)) for mentor, mentee in inputs["forbidden"]],
        blocked=blocked,
    )


def propose(inputs: Inputs) -> dict[str, Any]:
    """Solve, check with code that shares nothing with the solver, and explain; plain data for keeping and showing."""
    began = time.perf_counter()
    asked = problem(inputs)
    outcome = solve(asked)
    faults = check(asked, outcome.plan) if outcome.plan else ()
    return {
        "status": str(outcome.status),
        "levels": _levels(outcome.plan.levels) if outcome.plan else None,
        "bound": _levels(outcome.bound) if outcome.bound else None,
        "reasons": [fault.sentence for fault in (*outcome.reasons, *faults)],
        "checked": not faults,
        "inputs": asked.fingerprint,
        "certificate": to_data(outcome.plan.certificate) if outcome.plan and outcome.plan.certificate else None,
        **(_explained(asked, outcome.plan, inputs) if outcome.plan else {"pairs": [], "unmatched": []}),
        "seconds": round(time.perf_counter() - began, 3),
    }


def _levels(levels: Levels) -> dict[str, int | None]:
    return dataclasses.asdict(levels)


def _explained(asked: Problem, plan: Plan, inputs: Inputs) -> dict[str, Any]:
    explainer = Explainer(asked, plan, _terms_of(inputs))
    reasons = [reason for pair in plan.pairs if (reason := explainer.pair(pair.mentee))]
    waiting = [told for mentee in explainer.waiting_list() if (told := explainer.waiting(mentee))]
    return {"pairs": [_pair(reason) for reason in reasons], "unmatched": [dataclasses.asdict(each) for each in waiting]}


def _pair(reason: PairReason) -> dict[str, Any]:
    other = reason.runner_up
    return {
        "mentor": reason.pair.mentor,
        "mentee": reason.pair.mentee,
        "score": reason.pair.score,
        "locked": reason.pair.locked,
        "terms": {term.name: term.points for term in reason.terms},
        "runner_up": None
        if other is None
        else {
            "mentor": other.mentor,
            "score": other.score,
            "terms": {term.name: term.points for term in other.terms},
            "loss": dataclasses.asdict(other.loss),
        },
    }


def weigh(inputs: Inputs, act: str, mentor_id: int, mentee_id: int) -> dict[str, Any]:
    """What locking, forbidding, moving or releasing a pair would do to the plan of these inputs; nothing is changed."""
    asked = problem(inputs)
    plan = solve(asked).plan
    if plan is None:
        return {"possible": False, "reasons": [], "before": None, "after": None, "moved": []}
    told = consequences(asked, plan, Change(Act(act), str(mentor_id), str(mentee_id)))
    return {
        "possible": told.after is not None,
        "reasons": [fault.sentence for fault in told.outcome.reasons],
        "before": _levels(told.before),
        "after": _levels(told.after) if told.after else None,
        "moved": [dataclasses.asdict(each) for each in told.moved],
    }


def best_with_room(inputs: Inputs, mentee_id: int, room: Mapping[int, int], how_many: int) -> list[dict[str, Any]]:
    """The mentors with room who fit a mentee best, the best first, ties by id; for one who arrives late."""
    known, of = _known(inputs["known"]), _terms_of(inputs)
    found = []
    for _, plain in inputs["mentors"]:
        mentor_id = plain["person_id"]
        if room.get(mentor_id, 0) > 0 and blocked_by(known, mentor_id, mentee_id, inputs["blocks"]) is None:
            points = {term.name: term.points for term in of(str(mentor_id), str(mentee_id))}
            found.append({"mentor": mentor_id, "score": sum(points.values()), "terms": points})
    return sorted(found, key=lambda each: (-each["score"], each["mentor"]))[:how_many]

"""From frozen inputs to a matching problem, and from its outcome to a proposal that people can read and adjust."""

import dataclasses
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from preceptor.develop.pairing.plans.scoring import Table, exclusions, score_table
from preceptor.develop.pairing.rules.blocks import Known, blocked_by
from preceptor.develop.pairing.rules.fit import Side, terms
from preceptor.planning.matching.certificate import to_data
from preceptor.planning.matching.check import check
from preceptor.planning.matching.consequences import Act, Change, consequences
from preceptor.planning.matching.explain import Explainer, Loss, Term, loss
from preceptor.planning.matching.plan import Assigned, Levels, Plan
from preceptor.planning.matching.problem import Block, Edges, Fault, Mentor, Pair, Problem
from preceptor.planning.matching.solve import solve

Inputs = Mapping[str, Any]
MOST_TRIED = 3
LARGE = 50_000


@dataclass(frozen=True)
class Wanted:
    """What the definition wants of a pairing: the weight of each wish, and the hard rules."""

    weights: Mapping[str, int]
    blocks: Sequence[str]


@dataclass(frozen=True)
class Hand:
    """What people have fixed: pairs that stand, and pairs locked or forbidden for the plan.

    After a change by hand, `preferred` are the pairs of the proposal that was changed and `enough` is what its
    worst-off mentee had: the new plan is then the one whose consequences were shown.
    """

    confirmed: Sequence[tuple[int, int]] = ()
    locked: Sequence[tuple[int, int]] = ()
    forbidden: Sequence[tuple[int, int]] = ()
    preferred: Sequence[tuple[int, int]] = ()
    enough: int | None = None


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
        "preferred": sorted(map(list, hand.preferred)),
        "enough": hand.enough,
    }


def ground(inputs: Inputs) -> dict[str, Any]:
    """What a plan rests on: everything but the wish that nobody moves without need."""
    return {name: value for name, value in inputs.items() if name not in {"preferred", "enough"}}


def gentle(inputs: dict[str, Any], earlier: Inputs, outcome: Mapping[str, Any], *, bound: bool) -> dict[str, Any]:
    """The same inputs with the pairs of an earlier proposal preferred; `bound` keeps to what its worst-off had."""
    pairs = sorted([int(pair["mentor"]), int(pair["mentee"])] for pair in outcome["pairs"])
    floor = (outcome["certificate"] or {}).get("floor")
    given = [figure for figure in (earlier.get("enough"), floor) if figure is not None]
    return {**inputs, "preferred": pairs, "enough": min(given, default=None) if bound else None}


def frozen(found: Mapping[str, Any]) -> dict[str, Any]:
    """Frozen inputs from what `queries.inputs.gathered` found."""
    wanted = Wanted(found["weights"], found["blocks"])
    hand = Hand(found["confirmed"], found["locked"], found["forbidden"])
    return freeze(mentors=found["mentors"], mentees=found["mentees"], known=found["known"], wanted=wanted, hand=hand)


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
    """The matching problem of frozen inputs: every pair that no hard rule excludes, with its whole score.

    Pairs that stand are kept whatever the rules say today, and count against a mentor's room even where the room has
    shrunk since; a lock by hand that a hard rule excludes falls.
    """
    mentors = [_side(plain) for _, plain in inputs["mentors"]]
    mentees = [_side(plain) for plain in inputs["mentees"]]
    ids = [side.person_id for side in mentors], [side.person_id for side in mentees]
    standing = {(mentor, mentee) for mentor, mentee in inputs["confirmed"]}
    excluded = exclusions(_known(inputs["known"]), *ids, inputs["blocks"])
    barred = {pair: rule for pair, rule in excluded.items() if pair not in standing}
    kept = standing | {(mentor, mentee) for mentor, mentee in inputs["locked"] if (mentor, mentee) not in barred}
    table = score_table(mentors, mentees, inputs["weights"])
    held = Counter(mentor for mentor, _mentee in standing)
    return Problem(
        mentors=tuple(
            Mentor(str(side.person_id), max(capacity, held[side.person_id]))
            for side, (capacity, _) in zip(mentors, inputs["mentors"], strict=True)
        ),
        mentees=tuple(map(str, ids[1])),
        edges=_edges(table, ids, barred),
        locked=tuple(Pair(str(mentor), str(mentee)) for mentor, mentee in sorted(kept)),
        forbidden=tuple(Pair(str(mentor), str(mentee)) for mentor, mentee in inputs["forbidden"]),
        blocked=tuple(Block(str(mentor), str(mentee), rule) for (mentor, mentee), rule in barred.items()),
        preferred=_preferred(inputs, ids, barred, kept),
        enough=inputs.get("enough"),
    )


def _edges(table: Table, ids: tuple[list[int], list[int]], barred: Mapping[tuple[int, int], str]) -> Edges:
    """Every pair that is not barred, in columns."""
    open_pairs = np.ones(table.shape, dtype=bool)
    row_of, column_of = ({person: at for at, person in enumerate(side)} for side in ids)
    for mentor, mentee in barred:
        open_pairs[row_of[mentor], column_of[mentee]] = False
    rows, columns = np.nonzero(open_pairs)
    return Edges(rows.astype(np.int64), columns.astype(np.int64), table[rows, columns])


def _preferred(
    inputs: Inputs,
    ids: tuple[list[int], list[int]],
    barred: Mapping[tuple[int, int], str],
    kept: Collection[tuple[int, int]],
) -> tuple[Pair, ...]:
    """Pairs of the proposal before, as far as they are still open: nobody moves without need."""
    settled = {mentee for _mentor, mentee in kept}
    forbidden = {(mentor, mentee) for mentor, mentee in inputs["forbidden"]}
    here = set(ids[0]), set(ids[1])
    return tuple(
        Pair(str(mentor), str(mentee))
        for mentor, mentee in inputs.get("preferred", ())
        if mentor in here[0] and mentee in here[1] - settled and (mentor, mentee) not in forbidden | barred.keys()
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
        "reasons": list(map(_told, (*outcome.reasons, *faults))),
        "checked": not faults,
        "inputs": asked.fingerprint,
        "certificate": to_data(outcome.plan.certificate) if outcome.plan and outcome.plan.certificate else None,
        **(_explained(asked, outcome.plan, inputs) if outcome.plan else {"pairs": [], "unmatched": []}),
        "seconds": round(time.perf_counter() - began, 3),
    }


def _told(fault: Fault) -> dict[str, Any]:
    return {"code": fault.code, "sentence": fault.sentence, "facts": dict(fault.facts)}


def _levels(levels: Levels) -> dict[str, int | None]:
    return dataclasses.asdict(levels)


def _explained(asked: Problem, plan: Plan, inputs: Inputs) -> dict[str, Any]:
    explainer = Explainer(asked, plan, _terms_of(inputs))
    forced = _Forced(asked, plan)
    reasons = [_pair_told(explainer, forced, pair) for pair in plan.pairs]
    waiting = [told for mentee in explainer.waiting_list() if (told := explainer.waiting(mentee))]
    return {"pairs": reasons, "unmatched": [dataclasses.asdict(each) for each in waiting]}


def _pair_told(explainer: Explainer, forced: "_Forced", pair: Assigned) -> dict[str, Any]:
    """A pair with its terms, the runner-up and what choosing that one would cost."""
    losses = {} if pair.locked else explainer.losses(pair.mentee)
    other = None if pair.locked else _cheapest(explainer, pair.mentee, losses) or forced.runner_up(pair)
    return {
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "score": pair.score,
        "locked": pair.locked,
        "terms": {term.name: term.points for term in explainer.terms(pair.mentor, pair.mentee)},
        "runner_up": other,
    }


def _cheapest(explainer: Explainer, mentee: str, losses: Mapping[str, Loss]) -> dict[str, Any] | None:
    """The mentor whom forcing on the mentee costs least, ties by id."""
    if not losses:
        return None
    mentor = min(losses, key=lambda name: (*_order(losses[name]), name))
    score = sum(term.points for term in explainer.terms(mentor, mentee))
    return {"mentor": mentor, "score": score, "loss": dataclasses.asdict(losses[mentor])}


def _order(lost: Loss) -> tuple[int, int, int, int]:
    return lost.matched, lost.worst, lost.total, lost.load


@dataclass
class _Forced:
    """Prices runners-up whom nothing short of a worse level can force: each price is a matching of its own.

    So only the few best-scored mentors are tried, and none in a problem so large that a matching takes its time;
    the page of that change then works the price out when somebody asks.
    """

    asked: Problem
    plan: Plan

    def runner_up(self, pair: Assigned) -> dict[str, Any] | None:
        """The mentor whom forcing costs least among the best-scored ones; without a price in a large problem."""
        at = self.asked.mentee_at[pair.mentee]
        mine = np.flatnonzero(self.asked.edges.mentee == at)
        rows = zip(self.asked.edges.score[mine].tolist(), self.asked.edges.mentor[mine].tolist(), strict=True)
        barred = {held.mentor for held in self.asked.forbidden if held.mentee == pair.mentee} | {pair.mentor}
        best = [
            (score, name)
            for score, i in sorted(rows, key=lambda row: (-row[0], row[1]))
            if (name := self.asked.mentors[i].id) not in barred
        ][:MOST_TRIED]
        if not best:
            return None
        if len(self.asked.edges) > LARGE:
            return {"mentor": best[0][1], "score": best[0][0], "loss": None}
        priced = [(self._loss(name, pair.mentee), score, name) for score, name in best]
        found = [(lost, score, name) for lost, score, name in priced if lost is not None]
        if not found:
            return None
        lost, score, name = min(found, key=lambda each: (*_order(each[0]), each[2]))
        return {"mentor": name, "score": score, "loss": dataclasses.asdict(lost)}

    def _loss(self, mentor: str, mentee: str) -> Loss | None:
        after = consequences(self.asked, self.plan, Change(Act.LOCK, mentor, mentee)).after
        return None if after is None else loss(self.asked, self.plan.levels, after)


def weigh(inputs: Inputs, act: str, mentor_id: int, mentee_id: int) -> dict[str, Any]:
    """What locking, forbidding, moving or releasing a pair would do to the plan of these inputs; nothing is changed."""
    asked = problem(inputs)
    plan = solve(asked).plan
    if plan is None:
        return {"possible": False, "reasons": [], "before": None, "after": None, "moved": []}
    told = consequences(asked, plan, Change(Act(act), str(mentor_id), str(mentee_id)))
    return {
        "possible": told.after is not None,
        "reasons": list(map(_told, told.outcome.reasons)),
        "before": _levels(told.before),
        "after": _levels(told.after) if told.after else None,
        "moved": [dataclasses.asdict(each) for each in told.moved],
    }


def choices(inputs: Inputs, mentee_id: int) -> list[dict[str, Any]]:
    """Every mentor with the terms of the score for one mentee and the rule that excludes the pair, the best first."""
    known, of = _known(inputs["known"]), _terms_of(inputs)
    found = []
    for _, plain in inputs["mentors"]:
        mentor_id = plain["person_id"]
        points = {term.name: term.points for term in of(str(mentor_id), str(mentee_id))}
        rule = blocked_by(known, mentor_id, mentee_id, inputs["blocks"])
        if rule is None and [mentor_id, mentee_id] in inputs["forbidden"]:
            rule = ""
        found.append({"mentor": mentor_id, "score": sum(points.values()), "terms": points, "rule": rule})
    return sorted(found, key=lambda each: (each["rule"] is not None, -each["score"], each["mentor"]))


def best_with_room(inputs: Inputs, mentee_id: int, room: Mapping[int, int], how_many: int) -> list[dict[str, Any]]:
    """The mentors with room who fit a mentee best, the best first, ties by id; for one who arrives late."""
    fitting = [each for each in choices(inputs, mentee_id) if each["rule"] is None]
    return [each for each in fitting if room.get(each["mentor"], 0) > 0][:how_many]

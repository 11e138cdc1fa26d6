"""What a change by hand would do, before it is made: the levels after it, and who else moves.

The changed problem is solved anew and exactly. The plan at hand is its preferred one, so nobody moves who need not,
and everyone else is promised the plan's floor, no more (`Problem.enough`): locking what the plan already holds
changes nothing, and locking a pair below the floor does not pull others down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from preceptor.planning.matching.plan import Assigned, Levels, Outcome, Plan
from preceptor.planning.matching.problem import Fault, Pair, Problem
from preceptor.planning.matching.score import measure
from preceptor.planning.matching.solve import Stop, never, solve


class Act(StrEnum):
    """What a coordinator can do to a pair."""

    LOCK = "lock"
    """Keep this pair whatever happens."""
    FORBID = "forbid"
    """Never make this pair."""
    MOVE = "move"
    """Give the mentee to this mentor: lock the pair and release the mentee's other lock."""
    RELEASE = "release"
    """Undo a lock or a ban of this pair."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change by hand."""

    act: Act
    mentor: str
    mentee: str


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """A mentee whose mentor would change; None stands for nobody."""

    mentee: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change leads to.

    Attributes
    ----------
    problem
        The changed problem; adopt it together with `outcome`.
    outcome
        Its plan, proven, or the reasons why the change cannot be made.
    before, after
        Levels of both plans measured alike (as the problem before the change counts worst-off); `after` is None
        without a plan.
    moved
        Everyone whose mentor changes, the mentee of the change included, by id.
    """

    problem: Problem
    outcome: Outcome
    before: Levels
    after: Levels | None
    moved: tuple[Moved, ...]


def consequences(problem: Problem, plan: Plan, change: Change, stop: Stop = never) -> Consequences:
    """Work out what a change by hand would do to a plan; nothing is changed."""
    after = changed(problem, plan, change)
    outcome = solve(after, stop)
    if outcome.plan is None:
        return Consequences(after, outcome, plan.levels, None, ())
    was, now = plan.mentor_of(), outcome.plan.mentor_of()
    moved = (Moved(name, was.get(name), now.get(name)) for name in was.keys() | now.keys())
    return Consequences(
        problem=after,
        outcome=outcome,
        before=plan.levels,
        after=measure(_as_counted(problem, outcome.plan)),
        moved=tuple(sorted((one for one in moved if one.was != one.now), key=lambda one: one.mentee)),
    )


def changed(problem: Problem, plan: Plan, change: Change) -> Problem:
    """Give the problem after a change, with the plan preferred and its floor as what is enough for the others."""
    pair = Pair(change.mentor, change.mentee)
    locked, forbidden = set(problem.locked), set(problem.forbidden)
    if change.act is Act.MOVE:
        locked = {held for held in locked if held.mentee != pair.mentee}
    if change.act in (Act.LOCK, Act.MOVE):
        locked.add(pair)
    elif change.act is Act.FORBID:
        forbidden.add(pair)
    else:
        locked.discard(pair)
        forbidden.discard(pair)
    floor = plan.certificate.floor if plan.certificate else plan.levels.worst
    known = {mentor.id for mentor in problem.mentors}, set(problem.mentees)
    unread = problem.unread if pair.mentor in known[0] and pair.mentee in known[1] else (_stranger(pair),)
    return replace(
        problem,
        locked=tuple(sorted(locked)),
        forbidden=tuple(sorted(forbidden)),
        preferred=tuple(sorted(held.pair for held in plan.pairs)),
        enough=problem.enough if change.act is Act.RELEASE else _lower(problem.enough, floor),
        unread=unread,
    )


def _lower(one: int | None, other: int | None) -> int | None:
    """Give the lower of two bounds, where None is no bound."""
    given = [bound for bound in (one, other) if bound is not None]
    return min(given, default=None)


def _as_counted(problem: Problem, plan: Plan) -> list[Assigned]:
    """Mark as confirmed only what was confirmed before the change, so that both plans are measured alike."""
    locked = set(problem.locked)
    return [replace(pair, locked=pair.pair in locked) for pair in plan.pairs]


def _stranger(pair: Pair) -> Fault:
    """Say that a change names somebody who takes no part."""
    sentence = f"“{pair.mentor}” and “{pair.mentee}” do not both take part. Choose both from the lists."
    return Fault("unknown_pair", sentence, {"mentor": pair.mentor, "mentee": pair.mentee})

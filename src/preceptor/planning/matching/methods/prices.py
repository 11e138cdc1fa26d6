"""Prices that prove a plan: shortest distances in its residual network (Bellman 1958, Ford 1956), in whole numbers.

The residual network of an optimal plan has no cycle of negative length, so distances exist, and they are an optimal
solution of the dual linear program. Distances run over mentors, mentees, one node for all places, one for all
unmatched mentees. Only the arcs of mentors whose distance fell are looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from preceptor.planning.matching.methods.flow import seats, worth
from preceptor.planning.matching.methods.network import Network, Scale
from preceptor.planning.matching.problem import IntArray

FAR = np.int64(2**62)
"""Farther than any real distance."""


@dataclass(slots=True, eq=False)
class Distances:
    """Distances of every node in the residual network, lowered in place until nothing changes."""

    mentor: IntArray
    mentee: IntArray
    places: int
    unmatched: int


@dataclass(frozen=True, slots=True, eq=False)
class Residual:
    """A plan's residual network.

    Attributes
    ----------
    mentor, mentee, worth, start : columns
        Usable edges sorted by mentor; the edges of mentor i are ``start[i]:start[i + 1]``.
    mate, mate_worth : (mentees,)
        The mentor of each mentee in the plan (-1 without one), and what that pair is worth.
    free : (mentees,) of 0 and 1
        1 for the mentees whom the plan decides on.
    give, take : (mentors,)
        Cost of a mentor's last filled place and of the next one (`FAR` where there is none).
    """

    mentor: IntArray
    mentee: IntArray
    worth: IntArray
    start: IntArray
    mate: IntArray
    mate_worth: IntArray
    free: IntArray
    give: IntArray
    take: IntArray


def residual_of(net: Network, edges: IntArray, chosen: IntArray, scale: Scale) -> Residual:
    """Set up the residual network of a plan (`chosen`) within the usable edges."""
    by_mentor = np.argsort(net.mentor[edges], kind="stable")
    value = worth(net, edges, scale)
    mentors, mentees = len(net.mentor_ids), len(net.mentee_ids)
    mate = np.full(mentees, -1, dtype=np.int64)
    mate_worth = np.zeros(mentees, dtype=np.int64)
    mate[net.mentee[chosen]] = net.mentor[chosen]
    mate_worth[net.mentee[chosen]] = value[np.searchsorted(edges, chosen)]
    load = np.bincount(net.mentor[chosen], minlength=mentors)
    places = np.bincount(seats(net, edges)[0], minlength=mentors)
    last = 2 * (net.held + load) - 1
    return Residual(
        mentor=net.mentor[edges][by_mentor],
        mentee=net.mentee[edges][by_mentor],
        worth=value[by_mentor],
        start=np.searchsorted(net.mentor[edges][by_mentor], np.arange(mentors + 1)),
        mate=mate,
        mate_worth=mate_worth,
        free=net.free,
        give=np.where(load > 0, last * scale.keep, FAR),
        take=np.where(load < places, (last + 2) * scale.keep, FAR),
    )


def settle(res: Residual, at: Distances, changed: IntArray) -> Distances:
    """Lower the distances along every arc until none can fall; `changed` are the mentors to look at first.

    Raises ArithmeticError when they fall for ever, which happens only when the plan is not optimal.
    """
    for _ in range(len(res.give) + 3):
        before = at.mentor.copy()
        _to_mentees(res, at, changed)
        _between(res, at)
        changed = np.flatnonzero(at.mentor < before)
        if not len(changed):
            return at
    raise ArithmeticError("the plan is not optimal: its residual network has a negative cycle")


def _to_mentees(res: Residual, at: Distances, changed: IntArray) -> None:
    """Follow the arcs of changed mentors: such a mentor could take each of these mentees instead."""
    counts = res.start[changed + 1] - res.start[changed]
    ends = np.cumsum(counts)
    arcs = np.arange(int(counts.sum())) + np.repeat(res.start[changed] - ends + counts, counts)
    np.minimum.at(at.mentee, res.mentee[arcs], at.mentor[res.mentor[arcs]] - res.worth[arcs])


def _between(res: Residual, at: Distances) -> None:
    """Follow all other arcs: leaving a mentor, being left out, giving a place up, taking one more."""
    out = (res.mate < 0) & (res.free > 0)
    at.unmatched = min(at.unmatched, int(np.min(at.mentee[out], initial=FAR)))
    free = res.free > 0
    at.mentee[free] = np.minimum(at.mentee[free], at.unmatched)
    paired = np.flatnonzero(res.mate >= 0)
    np.minimum.at(at.mentor, res.mate[paired], at.mentee[paired] + res.mate_worth[paired])
    giving = res.give < FAR
    at.places = min(at.places, int(np.min(at.mentor[giving] - res.give[giving], initial=FAR)))
    taking = res.take < FAR
    at.mentor[taking] = np.minimum(at.mentor[taking], at.places + res.take[taking])


def prices(res: Residual) -> Distances:
    """Give distances from everywhere at once, as the dual solution wants them, with the unmatched at zero."""
    mentors, mentees = len(res.give), len(res.mate)
    start = Distances(np.zeros(mentors, dtype=np.int64), np.zeros(mentees, dtype=np.int64), 0, 0)
    at = settle(res, start, np.arange(mentors))
    zero = at.unmatched
    # A confirmed mentee is no node of the network: any price but nothing would loosen the bound.
    return Distances(at.mentor - zero, np.where(res.free > 0, at.mentee - zero, 0), at.places - zero, 0)


def split(values: IntArray, scale: Scale) -> tuple[IntArray, IntArray]:
    """Take combined prices apart into score and load; what preference added falls away by rounding."""
    loads = (values + scale.keep // 2) // scale.keep
    high = (loads + scale.load_unit // 2) // scale.load_unit
    return high, loads - high * scale.load_unit

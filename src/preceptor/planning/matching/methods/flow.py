"""The exact method: maximum flows find levels 1 and 2, one minimum-cost flow finds levels 3 and 4.

One unit flows from the source through a mentee and a mentor to the sink for each pair. The k-th place of a mentor
is an arc of its own that costs ``2k - 1``, so the places of a mentor with load ``l`` cost ``l`` squared. Solvers:
OR-Tools' push-relabel maximum flow and cost-scaling minimum-cost flow (Goldberg 1997).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from preceptor.planning.matching.methods.network import Network, Scale
from preceptor.planning.matching.problem import IntArray

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A largest set of pairs among some edges, and the side of the minimum cut: a cover of those edges.

    `edges` are positions of the chosen pairs; the cover is the mentors on the source side, the mentees on the other.
    """

    edges: IntArray
    cover_mentors: IntArray
    cover_mentees: IntArray

    def __len__(self) -> int:
        """Give the number of pairs."""
        return len(self.edges)


NOTHING = Fill(*(np.empty(0, dtype=np.int64) for _ in range(3)))
"""What no edges carry."""


def fill(net: Network, edges: IntArray) -> Fill:
    """Match as many mentees as the given edges allow (positions in the network)."""
    mentors, mentees = len(net.mentor_ids), len(net.mentee_ids)
    sink, source = mentors + mentees, mentors + mentees + 1
    flow = SimpleMaxFlow()
    flow.add_arcs_with_capacity(np.full(mentees, source), np.arange(mentees), net.free)
    arcs = flow.add_arcs_with_capacity(net.mentee[edges], mentees + net.mentor[edges], np.ones_like(edges))
    flow.add_arcs_with_capacity(mentees + np.arange(mentors), np.full(mentors, sink), net.room)
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise ArithmeticError("the maximum-flow solver did not finish")
    side = np.zeros(mentors + mentees + 2, dtype=bool)
    side[flow.get_source_side_min_cut()] = True
    return Fill(
        edges=edges[np.asarray(flow.flows(arcs)) > 0] if len(edges) else edges,
        cover_mentors=np.flatnonzero(side[mentees:sink] & (net.room > 0)),
        cover_mentees=np.flatnonzero(~side[:mentees] & (net.free > 0)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """Level 2: the floor, the pairs that reach it, the cover that proves it (None at `enough`).

    `proven` is False when the search was stopped; `ceiling` is the highest floor not yet excluded.
    """

    score: int
    found: Fill
    cover: Fill | None
    proven: bool
    ceiling: int


def highest_floor(net: Network, every: Fill, enough: int | None, stop: Callable[[], bool]) -> Floor:
    """Find the highest score that all of the most matched mentees can reach at least.

    Distinct scores are steps, best first. The search starts at a step below which nothing can lie, doubles the number
    of edges until they carry enough pairs, then halves between steps, so that nearly every flow runs on few edges.
    """
    best_first = np.argsort(-net.score, kind="stable")
    steps = np.unique(-net.score)
    ends = np.searchsorted(-net.score[best_first], steps, side="right")
    fills: dict[int, Fill] = {-1: NOTHING, len(steps) - 1: every}

    def at(step: int) -> Fill:
        if step not in fills:
            fills[step] = fill(net, np.sort(best_first[: ends[step]]))
        return fills[step]

    capped = -1 if enough is None else int(np.searchsorted(steps, -enough, side="right")) - 1
    if capped >= 0 and len(at(capped)) == len(every):
        return Floor(int(-steps[capped]), at(capped), None, True, int(-steps[capped]))
    low, high = max(capped, int(np.searchsorted(steps, -_ceiling(net, len(every)))) - 1), len(steps) - 1
    size = int(ends[low + 1])
    while high - low > 1:
        if stop():
            return Floor(int(-steps[high]), fills[high], None, False, int(-steps[low + 1]))
        doubled = int(np.searchsorted(ends, size))
        step = doubled if low < doubled < high else (low + high) // 2
        if len(at(step)) == len(every):
            high, size = step, 0
        else:
            low, size = step, 2 * size
    return Floor(int(-steps[high]), fills[high], at(low), True, int(-steps[high]))


def _ceiling(net: Network, pairs: int) -> int:
    """Give a score that no floor exceeds: the best scores of so many mentees must reach it."""
    best = np.full(len(net.mentee_ids), np.iinfo(np.int64).min)
    np.maximum.at(best, net.mentee, net.score)
    return int(np.sort(best)[-pairs])


def cheapest(net: Network, edges: IntArray, pairs: int, scale: Scale) -> IntArray:
    """Choose exactly so many of the edges with the best total, then the most even load, then the most preferred.

    Returns positions in the network. The caller knows that the edges carry so many pairs.
    """
    mentors, mentees = len(net.mentor_ids), len(net.mentee_ids)
    sink, source = mentors + mentees, mentors + mentees + 1
    places, costs = seats(net, edges)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(mentees, source), np.arange(mentees), net.free, np.zeros(mentees, dtype=np.int64)
    )
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        net.mentee[edges], mentees + net.mentor[edges], np.ones_like(edges), -worth(net, edges, scale)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        mentees + places, np.full(len(places), sink), np.ones_like(places), costs * scale.keep
    )
    flow.set_node_supply(source, pairs)
    flow.set_node_supply(sink, -pairs)
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("the minimum-cost flow solver did not finish")
    chosen: IntArray = edges[np.asarray(flow.flows(arcs)) > 0]
    return chosen


def worth(net: Network, edges: IntArray, scale: Scale) -> IntArray:
    """Give the combined worth of edges: score above the lowest one, then preference."""
    above = net.score[edges] - np.min(net.score[edges], initial=np.iinfo(np.int64).max)
    return above * (scale.load_unit * scale.keep) + net.preferred[edges]


def seats(net: Network, edges: IntArray) -> tuple[IntArray, IntArray]:
    """List the places that the edges could fill: the mentor of each, and what filling it adds to the squared load."""
    places = np.minimum(net.room, np.bincount(net.mentor[edges], minlength=len(net.mentor_ids)))
    mentor = np.repeat(np.arange(len(places)), places)
    nth = np.arange(len(mentor)) - np.repeat(np.cumsum(places) - places, places)
    return mentor, 2 * (net.held[mentor] + nth) + 1

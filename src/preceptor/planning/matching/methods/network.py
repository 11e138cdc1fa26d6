"""The open part of a problem as columns in canonical order: what is locked, excluded or without room is out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from preceptor.planning.matching.problem import NUMBER_LIMIT, IntArray, Pair, Problem, ranks


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Mentors and mentees by rank of their ids; the pairs still open between them.

    Attributes
    ----------
    mentor_ids, mentee_ids
        Sorted; positions below are positions in these.
    held, room : (mentors,)
        Confirmed mentees of each mentor, and places left.
    free : (mentees,) of 0 and 1
        1 where the mentee has no confirmed mentor.
    mentor, mentee, score, preferred : (pairs,)
        Open pairs sorted by mentee, then mentor; `preferred` is 1 for a pair of the earlier plan.
    """

    mentor_ids: tuple[str, ...]
    mentee_ids: tuple[str, ...]
    held: IntArray
    room: IntArray
    free: IntArray
    mentor: IntArray
    mentee: IntArray
    score: IntArray
    preferred: IntArray

    def __len__(self) -> int:
        """Give the number of open pairs."""
        return len(self.score)


def network_of(problem: Problem) -> Network:
    """Sort the problem into canonical order and take out every pair that is locked, excluded or without room."""
    mentor_ids = tuple(sorted(mentor.id for mentor in problem.mentors))
    mentee_ids = tuple(sorted(problem.mentees))
    mentor_at = {name: at for at, name in enumerate(mentor_ids)}
    mentee_at = {name: at for at, name in enumerate(mentee_ids)}
    width = max(len(mentee_ids), 1)

    def keys(pairs: set[Pair]) -> IntArray:
        return np.array([mentor_at[p.mentor] + mentee_at[p.mentee] * len(mentor_ids) for p in pairs], dtype=np.int64)

    locked = set(problem.locked)
    held = np.zeros(len(mentor_ids), dtype=np.int64)
    for name, count in Counter(pair.mentor for pair in locked).items():
        held[mentor_at[name]] = count
    capacity = {mentor.id: mentor.capacity for mentor in problem.mentors}
    full = np.array([min(capacity[name], 2 * width) for name in mentor_ids], dtype=np.int64)
    free = np.ones(len(mentee_ids), dtype=np.int64)
    free[[mentee_at[pair.mentee] for pair in locked]] = 0

    i = ranks([mentor.id for mentor in problem.mentors])[problem.edges.mentor]
    j = ranks(problem.mentees)[problem.edges.mentee]
    key = j * len(mentor_ids) + i
    order = np.argsort(key, kind="stable")
    excluded = keys({*problem.forbidden, *(Pair(block.mentor, block.mentee) for block in problem.blocked)})
    room = np.minimum(full - held, width)
    order = order[(free[j[order]] == 1) & (room[i[order]] > 0) & ~np.isin(key[order], excluded)]
    return Network(
        mentor_ids=mentor_ids,
        mentee_ids=mentee_ids,
        held=held,
        room=room,
        free=free,
        mentor=i[order],
        mentee=j[order],
        score=problem.edges.score[order],
        preferred=np.isin(key[order], keys(set(problem.preferred))).astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """How scores, loads and preference share one whole number: ``keep * (score * load_unit + load) + preference``.

    A cycle in the residual network crosses the sink at most once, so it changes the load cost by less than the
    largest marginal cost of a place, and it changes at most one preferred pair for each mentee on it. Units more
    than eight times as large keep the levels apart, both in the optimum and when prices are taken apart again.
    """

    load_unit: int
    keep: int


def scale_of(net: Network) -> Scale:
    """Choose the units of the levels; without an earlier plan the preference takes no room."""
    most = int(np.max(net.held + net.room, initial=0))
    keep = 8 * (int(net.free.sum()) + 1) if net.preferred.any() else 1
    return Scale(load_unit=8 * (2 * most + 1), keep=keep)


def too_large(net: Network) -> bool:
    """Tell whether a solver's numbers (combined cost times nodes) could leave the safe part of 64 bits."""
    scale = scale_of(net)
    spread = int(np.max(net.score, initial=0)) - int(np.min(net.score, initial=0)) + 2
    nodes = len(net.mentor_ids) + len(net.mentee_ids) + 3
    return spread * scale.load_unit * scale.keep * nodes > NUMBER_LIMIT

"""What a matching is asked: mentors with room, mentees, allowed pairs with whole scores, and what is fixed by hand."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

SCORE_LIMIT = 10**9
"""Scores beyond this are refused: with it, every sum the checker forms fits 64 bits."""

NUMBER_LIMIT = 2**61
"""Ceiling for the largest number the solver can meet (see `methods.network.scale_of`)."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor and the number of mentees the mentor may have, confirmed ones included."""

    id: str
    capacity: int


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A mentor and a mentee, by id."""

    mentor: str
    mentee: str


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A pair that a hard rule excludes, and the name of that rule."""

    mentor: str
    mentee: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a problem cannot be planned as it stands: what happened and what to do next."""

    code: str
    sentence: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Allowed pairs in columns: positions in `Problem.mentors` and `Problem.mentees`, and the whole score."""

    mentor: IntArray
    mentee: IntArray
    score: IntArray

    def __len__(self) -> int:
        """Give the number of allowed pairs."""
        return len(self.score)


@dataclass(frozen=True, eq=False)
class Problem:
    """One matching problem, frozen.

    Attributes
    ----------
    mentors, mentees
        Who takes part, in any order; ids are unique within each side.
    edges
        The allowed pairs. A pair that is absent is not allowed.
    locked
        Confirmed pairs: kept whatever they score, they use up room, and level 2 (the worst-off mentee) does
        not count them, because the plan does not decide them.
    forbidden
        Pairs excluded by hand.
    blocked
        Pairs excluded by a hard rule, with its name, for the explanations. They need no edge.
    preferred
        Pairs of an earlier plan, kept wherever that costs nothing at any level.
    enough
        A score that is good enough for everyone: level 2 is not pushed beyond it. None pushes to the end.
    unread
        Faults met while the rows were read.
    """

    mentors: tuple[Mentor, ...]
    mentees: tuple[str, ...]
    edges: Edges
    locked: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    blocked: tuple[Block, ...] = ()
    preferred: tuple[Pair, ...] = ()
    enough: int | None = None
    unread: tuple[Fault, ...] = ()

    @cached_property
    def mentor_at(self) -> dict[str, int]:
        """Give each mentor's position."""
        return {mentor.id: at for at, mentor in enumerate(self.mentors)}

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        """Give each mentee's position."""
        return {mentee: at for at, mentee in enumerate(self.mentees)}

    @cached_property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the canonical JSON of the inputs, the same for rows in any order."""
        text = json.dumps(canonical(self), separators=(",", ":"), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    @cached_property
    def score_of(self) -> Mapping[Pair, int]:
        """Give the score of every allowed pair by ids; built once, on first use."""
        columns = zip(self.edges.mentor.tolist(), self.edges.mentee.tolist(), self.edges.score.tolist(), strict=True)
        return {Pair(self.mentors[i].id, self.mentees[j]): score for i, j, score in columns}


def problem_of(
    mentors: Iterable[tuple[str, int]],
    mentees: Iterable[str],
    scores: Iterable[tuple[str, str, int]],
    *,
    locked: Iterable[tuple[str, str]] = (),
    forbidden: Iterable[tuple[str, str]] = (),
    blocked: Iterable[tuple[str, str, str]] = (),
) -> Problem:
    """Build a problem from plain rows; rows that cannot be read become faults of the problem, never exceptions."""
    people = tuple(Mentor(*row) for row in mentors)
    wanting = tuple(mentees)
    edges, unread = _edges({m.id: at for at, m in enumerate(people)}, {n: at for at, n in enumerate(wanting)}, scores)
    return Problem(
        mentors=people,
        mentees=wanting,
        edges=edges,
        locked=tuple(Pair(*row) for row in locked),
        forbidden=tuple(Pair(*row) for row in forbidden),
        blocked=tuple(Block(*row) for row in blocked),
        unread=unread,
    )


def _edges(
    mentor_at: Mapping[str, int], mentee_at: Mapping[str, int], scores: Iterable[tuple[str, str, int]]
) -> tuple[Edges, tuple[Fault, ...]]:
    """Turn score rows into columns, and tell which rows name nobody or no whole number."""
    rows: list[tuple[int, int, int]] = []
    unread: list[Fault] = []
    for mentor, mentee, score in scores:
        i, j = mentor_at.get(mentor), mentee_at.get(mentee)
        if i is None or j is None:
            unread.append(_unknown(mentor if i is None else mentee, "mentor" if i is None else "mentee", "score"))
        elif isinstance(score, bool) or not isinstance(score, int | np.integer) or abs(score) > SCORE_LIMIT:
            unread.append(_bad_score(mentor, mentee, score))
        else:
            rows.append((i, j, int(score)))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    columns = (np.ascontiguousarray(table[:, at]) for at in range(3))
    return Edges(*columns), tuple(unread)


def canonical(problem: Problem) -> dict[str, object]:
    """Give the inputs as plain data in canonical order; edges as columns of ranks in the sorted ids."""
    mentors = sorted((mentor.id, mentor.capacity) for mentor in problem.mentors)
    edges = problem.edges
    i = ranks([mentor.id for mentor in problem.mentors])[edges.mentor]
    j = ranks(problem.mentees)[edges.mentee]
    order = np.argsort(j * len(mentors) + i, kind="stable")
    return {
        "mentors": mentors,
        "mentees": sorted(problem.mentees),
        "edges": [i[order].tolist(), j[order].tolist(), edges.score[order].tolist()],
        "locked": sorted([p.mentor, p.mentee] for p in problem.locked),
        "forbidden": sorted([p.mentor, p.mentee] for p in problem.forbidden),
        "blocked": sorted([b.mentor, b.mentee, b.rule] for b in problem.blocked),
        "preferred": sorted([p.mentor, p.mentee] for p in problem.preferred),
        "enough": problem.enough,
    }


def ranks(ids: Iterable[str]) -> IntArray:
    """Give each id's place in the sorted order of the ids."""
    names = list(ids)
    place = np.empty(len(names), dtype=np.int64)
    place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return place


def faults(problem: Problem) -> tuple[Fault, ...]:
    """Tell everything that keeps the problem from being planned, all at once; nothing when it is sound."""
    return (
        *problem.unread,
        *_people_faults(problem),
        *_edge_faults(problem),
        *_pair_faults(problem),
        *_lock_faults(problem),
    )


def _people_faults(problem: Problem) -> Iterator[Fault]:
    """Find ids given twice and capacities below zero."""
    for kind, ids in (("mentor", [m.id for m in problem.mentors]), ("mentee", list(problem.mentees))):
        for name, times in Counter(ids).items():
            if times > 1:
                sentence = f"The {kind} “{name}” is listed {times} times. Keep one of the rows."
                yield Fault("duplicate_id", sentence, {"kind": kind, "id": name, "times": times})
    for mentor in problem.mentors:
        if mentor.capacity < 0:
            sentence = (
                f"Mentor “{mentor.id}” has room for {mentor.capacity} mentees. Write 0 for one who can take nobody."
            )
            yield Fault("negative_capacity", sentence, {"id": mentor.id, "capacity": mentor.capacity})


def _edge_faults(problem: Problem) -> Iterator[Fault]:
    """Find positions outside the lists, scores out of range, and pairs scored twice."""
    edges = problem.edges
    if not len(edges):
        return
    sides = ((edges.mentor, len(problem.mentors)), (edges.mentee, len(problem.mentees)))
    if any(int(side.min()) < 0 or int(side.max()) >= size for side, size in sides):
        yield Fault("unknown_id", "A score names a position outside the lists. Build the pairs from the lists.", {})
        return
    if max(abs(int(edges.score.min())), abs(int(edges.score.max()))) > SCORE_LIMIT:
        at = int(np.argmax(np.abs(edges.score)))
        i, j = int(edges.mentor[at]), int(edges.mentee[at])
        yield _bad_score(problem.mentors[i].id, problem.mentees[j], int(edges.score[at]))
    keys = np.sort(edges.mentor * len(problem.mentees) + edges.mentee)
    for key in np.unique(keys[1:][keys[1:] == keys[:-1]]).tolist():
        i, j = divmod(key, len(problem.mentees))
        mentor, mentee = problem.mentors[i].id, problem.mentees[j]
        sentence = f"The pair “{mentor}” and “{mentee}” has more than one score. Keep one of them."
        yield Fault("duplicate_pair", sentence, {"mentor": mentor, "mentee": mentee})


def _pair_faults(problem: Problem) -> Iterator[Fault]:
    """Find pairs fixed by hand that name nobody, and pairs both locked and excluded."""
    named: tuple[tuple[str, tuple[Pair, ...] | tuple[Block, ...]], ...] = (
        ("lock", problem.locked),
        ("ban", problem.forbidden),
        ("rule", problem.blocked),
    )
    for what, pairs in named:
        for pair in pairs:
            if pair.mentor not in problem.mentor_at:
                yield _unknown(pair.mentor, "mentor", what)
            if pair.mentee not in problem.mentee_at:
                yield _unknown(pair.mentee, "mentee", what)
    ways = {(p.mentor, p.mentee): "forbidden by hand" for p in problem.forbidden}
    ways |= {(b.mentor, b.mentee): f"blocked by the rule “{b.rule}”" for b in problem.blocked}
    for pair in problem.locked:
        if how := ways.get((pair.mentor, pair.mentee)):
            sentence = (
                f"“{pair.mentor}” and “{pair.mentee}” are confirmed as a pair and {how}. Release the pair or allow it."
            )
            yield Fault("locked_and_excluded", sentence, {"mentor": pair.mentor, "mentee": pair.mentee, "how": how})


def _lock_faults(problem: Problem) -> Iterator[Fault]:
    """Find mentees locked to two mentors and mentors with more locks than room."""
    for mentee, times in Counter(pair.mentee for pair in set(problem.locked)).items():
        if times > 1:
            sentence = f"“{mentee}” is confirmed with {times} mentors. Release all but one."
            yield Fault("locked_twice", sentence, {"mentee": mentee, "times": times})
    held = Counter(pair.mentor for pair in set(problem.locked))
    for mentor in problem.mentors:
        if held[mentor.id] > max(mentor.capacity, 0):
            sentence = (
                f"Mentor “{mentor.id}” has {held[mentor.id]} confirmed mentees and room for {mentor.capacity}. "
                "Raise the capacity or release a pair."
            )
            facts = {"id": mentor.id, "confirmed": held[mentor.id], "capacity": mentor.capacity}
            yield Fault("locked_beyond_capacity", sentence, facts)


def _unknown(name: str, kind: str, where: str) -> Fault:
    """Say that an id is on no list."""
    sentence = f"A {where} names the {kind} “{name}”, who is not on the list of {kind}s. Add or remove them."
    return Fault(f"unknown_{kind}", sentence, {"id": name, "where": where})


def _bad_score(mentor: str, mentee: str, score: object) -> Fault:
    """Say that a score is no whole number in range."""
    sentence = (
        f"The score of “{mentor}” and “{mentee}” is {score}. "
        f"Scores are whole numbers from {-SCORE_LIMIT:,} to {SCORE_LIMIT:,}."
    )
    return Fault("bad_score", sentence, {"mentor": mentor, "mentee": mentee, "score": score})

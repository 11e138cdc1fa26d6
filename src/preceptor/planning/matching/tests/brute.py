"""Every plan of a small problem, one by one, and the best of them."""

from collections.abc import Iterator

from hypothesis import strategies as st

from preceptor.planning.matching.plan import Assigned, Levels
from preceptor.planning.matching.problem import Problem, problem_of
from preceptor.planning.matching.score import measure, ranking


def every_plan(problem: Problem) -> Iterator[list[Assigned]]:
    """Give every allowed plan, confirmed pairs in it."""
    locked = {(p.mentor, p.mentee) for p in problem.locked}
    out = {(p.mentor, p.mentee) for p in (*problem.forbidden, *problem.blocked)}
    scores = {(p.mentor, p.mentee): s for p, s in problem.score_of.items()}
    start = [Assigned(m, n, scores.get((m, n)), locked=True) for m, n in sorted(locked)]
    waiting = [n for n in sorted(problem.mentees) if n not in {n for _, n in locked}]
    room = {m.id: m.capacity - sum(1 for a, _ in locked if a == m.id) for m in problem.mentors}

    def grow(at: int, pairs: list[Assigned]) -> Iterator[list[Assigned]]:
        if at == len(waiting):
            yield list(pairs)
            return
        yield from grow(at + 1, pairs)
        for mentor in sorted(room):
            key = (mentor, waiting[at])
            if room[mentor] > 0 and key in scores and key not in out:
                room[mentor] -= 1
                yield from grow(at + 1, [*pairs, Assigned(*key, scores[key])])
                room[mentor] += 1

    yield from grow(0, start)


def judged(levels: Levels, enough: int | None) -> tuple[int, bool, int, int, int]:
    """Give the rank of levels, with the worst score counted no further than is enough."""
    matched, some, worst, total, load = ranking(levels)
    return (matched, some, worst if enough is None or not some else min(worst, enough), total, load)


def best(problem: Problem) -> Levels:
    """Give the levels of a best plan."""
    return max((measure(pairs) for pairs in every_plan(problem)), key=lambda it: judged(it, problem.enough))


@st.composite
def problems(draw: st.DrawFn, enough: bool = True) -> Problem:
    """Draw a small sound problem: locks within room, bans, blocks, negative scores, ties, mentors without room."""
    from dataclasses import replace

    mentors = [(f"m{at}", draw(st.integers(0, 3))) for at in range(draw(st.integers(1, 4)))]
    mentees = [f"n{at}" for at in range(draw(st.integers(0, 5)))]
    pairs = [(m, n) for m, _ in mentors for n in mentees]
    score = st.integers(-2, 4) | st.integers(0, 200)
    scores = [(m, n, draw(score)) for m, n in pairs if draw(st.integers(0, 3))]
    room = dict(mentors)
    locked: list[tuple[str, str]] = []
    if pairs:
        for m, n in draw(st.lists(st.sampled_from(pairs), max_size=2, unique_by=lambda pair: pair[1])):
            if room[m] > 0:
                room[m] -= 1
                locked.append((m, n))
    rest = [pair for pair in pairs if pair not in locked]
    some = st.lists(st.sampled_from(rest), max_size=3, unique=True) if rest else st.just([])
    blocked = [(m, n, draw(st.sampled_from(["same school", "own supervisor"]))) for m, n in draw(some)]
    made = problem_of(mentors, mentees, scores, locked=locked, forbidden=draw(some), blocked=blocked)
    return replace(made, enough=draw(st.none() | st.integers(-1, 60))) if enough else made

"""Scores and exclusions of all pairs at once; the rules of `rules.fit` and `rules.blocks` stay the only judges.

A term that looks at few different values (levels, topics, languages) is judged once for each combination of values.
The three that look at figures are computed in columns, by the same arithmetic as their rules. Hard rules are asked
only about pairs that share something they look at. Tests compare every entry with its rule.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from preceptor.develop.pairing.rules.blocks import Known, PeoplePair, blocked_by
from preceptor.develop.pairing.rules.fit import EARTH_MILES, FAR_MILES, FULL, TERMS, Side, distance

Table = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]
Key = Callable[[Side], Hashable]

# What each term looks at on the mentor's and on the mentee's side.
LOOKS_AT: Mapping[str, tuple[Key, Key]] = {
    "same_level": (lambda side: (side.level, side.held_levels), lambda side: side.level),
    "same_region": (lambda side: side.local_district, lambda side: side.local_district),
    "topics": (lambda side: side.topics, lambda side: side.topics),
    "language": (lambda side: (side.language, side.languages), lambda side: (side.language, side.languages)),
    "experience": (lambda side: side.years, lambda _side: None),
    "mentor_wish": (lambda side: side.wished, lambda side: side.person_id),
    "mentee_wish": (lambda side: side.person_id, lambda side: side.wished),
}


def score_table(mentors: Sequence[Side], mentees: Sequence[Side], weights: Mapping[str, int]) -> Table:
    """Whole score of every pair, mentors in rows and mentees in columns."""
    total = np.zeros((len(mentors), len(mentees)), dtype=np.int64)
    for kind, weight in weights.items():
        if weight and kind in TERMS:
            total += weight * term_table(kind, mentors, mentees)
    return total


def term_table(kind: str, mentors: Sequence[Side], mentees: Sequence[Side]) -> Table:
    """One term of every pair, 0 to 100."""
    if kind in COLUMNS:
        return COLUMNS[kind](mentors, mentees)
    mine, theirs = LOOKS_AT.get(kind, (lambda side: side, lambda side: side))
    rows, row_of = _groups(mentors, mine)
    columns, column_of = _groups(mentees, theirs)
    judged = [[TERMS[kind](mentor, mentee) for mentee in columns] for mentor in rows]
    small = np.array(judged, dtype=np.int64).reshape(len(rows), len(columns))
    table: Table = small[np.ix_(row_of, column_of)]
    return table


def _groups(sides: Sequence[Side], key: Key) -> tuple[list[Side], list[int]]:
    """One side for each different value, and the group of every side."""
    seen: dict[Hashable, int] = {}
    firsts: list[Side] = []
    group_of = []
    for side in sides:
        value = key(side)
        if value not in seen:
            seen[value] = len(firsts)
            firsts.append(side)
        group_of.append(seen[value])
    return firsts, group_of


def _figures(values: Iterator[float | None]) -> Figures:
    """A column of figures, with not-a-number where nobody knows."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _whole(values: Figures) -> Table:
    """Rounded as the rules round, halves to even; nothing where a figure is unknown."""
    return np.rint(np.nan_to_num(values)).astype(np.int64)


def _size_table(mentors: Sequence[Side], mentees: Sequence[Side]) -> Table:
    """`similar_size` of every pair."""
    here = _figures(side.enrollment or None for side in mentors)[:, None]
    there = _figures(side.enrollment or None for side in mentees)[None, :]
    return _whole(FULL * np.minimum(here, there) / np.maximum(here, there))


def _need_table(mentors: Sequence[Side], mentees: Sequence[Side]) -> Table:
    """`similar_need` of every pair."""
    here = _figures(side.need_share for side in mentors)[:, None]
    there = _figures(side.need_share for side in mentees)[None, :]
    return _whole(FULL * (1 - np.minimum(1.0, np.abs(here - there))))


def _distance_table(mentors: Sequence[Side], mentees: Sequence[Side]) -> Table:
    """`distance` of every pair; where two ways of computing a sine might round apart, the rule is asked."""
    north = [np.radians(_figures(side.latitude for side in sides)) for sides in (mentors, mentees)]
    east = [_figures(side.longitude for side in sides) for sides in (mentors, mentees)]
    here, there = north[0][:, None], north[1][None, :]
    across = np.radians(east[1][None, :] - east[0][:, None])
    chord = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    miles = 2 * EARTH_MILES * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    exact = FULL * np.maximum(0.0, 1 - miles / FAR_MILES)
    table = _whole(exact)
    for at, to in np.argwhere(np.abs(exact - np.floor(exact) - 0.5) < 1e-6).tolist():
        table[at, to] = distance(mentors[at], mentees[to])
    return table


COLUMNS: Mapping[str, Callable[[Sequence[Side], Sequence[Side]], Table]] = {
    "similar_size": _size_table,
    "similar_need": _need_table,
    "distance": _distance_table,
}


def exclusions(
    known: Known, mentors: Collection[int], mentees: Collection[int], rules: Collection[str]
) -> dict[PeoplePair, str]:
    """Every pair that a hard rule excludes, with the first such rule."""
    found = {}
    for pair in sorted(_suspects(known, set(mentors), set(mentees), rules)):
        rule = blocked_by(known, *pair, rules)
        if rule is not None:
            found[pair] = rule
    return found


def _suspects(known: Known, mentors: set[int], mentees: set[int], rules: Collection[str]) -> set[PeoplePair]:
    """Pairs that share anything at which a hard rule looks."""
    linked = [(person, other) for person, line in known.lines.items() for other in line]
    linked += [*known.evaluators.items(), *known.conflicts, *known.failed, *((one, one) for one in mentors)]
    both = {(first, second) for first, second in linked if first in mentors and second in mentees}
    both |= {(second, first) for first, second in linked if second in mentors and first in mentees}
    places: list[Mapping[int, Collection[Hashable]]] = [known.units]
    if "same_district" in rules:
        places.append({person: (name,) for person, name in known.districts.items() if name})
    for place in places:
        both.update(_together(place, mentors, mentees))
    return both


def _together(places: Mapping[int, Collection[Hashable]], mentors: set[int], mentees: set[int]) -> Iterator[PeoplePair]:
    """Mentors and mentees at one place."""
    there: dict[Hashable, list[int]] = defaultdict(list)
    for mentee in mentees:
        for place in places.get(mentee, ()):
            there[place].append(mentee)
    for mentor in mentors:
        for place in places.get(mentor, ()):
            yield from ((mentor, mentee) for mentee in there[place])

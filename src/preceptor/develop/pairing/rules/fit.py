"""How well a mentor and a mentee fit: each wish of the definition as a term of 0 to 100, with whole weights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import asin, cos, radians, sin, sqrt

FULL = 100
EARTH_MILES = 3958.8
FAR_MILES = 30.0


@dataclass(frozen=True)
class Side:
    """What the fit looks at on one side; figures that nobody knows are None."""

    person_id: int
    unit_id: int = 0
    level: str = ""
    local_district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    enrollment: int | None = None
    need_share: float | None = None
    years: int = 0
    language: str = "en"
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    wished: frozenset[int] = frozenset()
    held_levels: frozenset[str] = field(default_factory=frozenset)


def miles_between(first: Side, second: Side) -> float | None:
    """Great-circle distance in miles (haversine); None when a place is unknown."""
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return None
    here, there = (radians(float(side.latitude or 0)) for side in (first, second))
    across = radians(float(second.longitude or 0) - float(first.longitude or 0))
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(min(1.0, chord)))


def same_level(mentor: Side, mentee: Side) -> int:
    """Full when the mentor leads, or has led, a school of the mentee's level."""
    return FULL if mentee.level and mentee.level in {mentor.level, *mentor.held_levels} else 0


def similar_size(mentor: Side, mentee: Side) -> int:
    """The smaller enrollment as a share of the larger."""
    if not mentor.enrollment or not mentee.enrollment:
        return 0
    small, large = sorted((mentor.enrollment, mentee.enrollment))
    return round(FULL * small / large)


def similar_need(mentor: Side, mentee: Side) -> int:
    """Full for the same share of pupils in need, down to nothing for shares that have nothing in common."""
    if mentor.need_share is None or mentee.need_share is None:
        return 0
    return round(FULL * (1 - min(1.0, abs(mentor.need_share - mentee.need_share))))


def distance(mentor: Side, mentee: Side) -> int:
    """Full next door, nothing from thirty miles on."""
    miles = miles_between(mentor, mentee)
    return 0 if miles is None else round(FULL * max(0.0, 1 - miles / FAR_MILES))


def same_region(mentor: Side, mentee: Side) -> int:
    """Full in the same local district."""
    return FULL if mentor.local_district and mentor.local_district == mentee.local_district else 0


def topics(mentor: Side, mentee: Side) -> int:
    """The share of the topics that the mentee wants help with in which the mentor is strong."""
    return round(FULL * len(mentor.topics & mentee.topics) / len(mentee.topics)) if mentee.topics else 0


def language(mentor: Side, mentee: Side) -> int:
    """Full when they share a language."""
    spoken = [{side.language, *side.languages} for side in (mentor, mentee)]
    return FULL if spoken[0] & spoken[1] else 0


def experience(mentor: Side, mentee: Side) -> int:  # noqa: ARG001  every term looks at the same two sides
    """Full from ten years as a principal on."""
    return round(FULL * min(1.0, mentor.years / 10))


def mentor_wish(mentor: Side, mentee: Side) -> int:
    """Full when the mentor wished for this mentee."""
    return FULL if mentee.person_id in mentor.wished else 0


def mentee_wish(mentor: Side, mentee: Side) -> int:
    """Full when the mentee wished for this mentor."""
    return FULL if mentor.person_id in mentee.wished else 0


TERMS: Mapping[str, Callable[[Side, Side], int]] = {
    "same_level": same_level,
    "similar_size": similar_size,
    "similar_need": similar_need,
    "distance": distance,
    "same_region": same_region,
    "topics": topics,
    "language": language,
    "experience": experience,
    "mentor_wish": mentor_wish,
    "mentee_wish": mentee_wish,
}


def terms(mentor: Side, mentee: Side, weights: Mapping[str, int]) -> dict[str, int]:
    """Each weighted term of the score of a pair; a kind that no term judges counts nothing."""
    return {kind: weight * TERMS[kind](mentor, mentee) for kind, weight in weights.items() if weight and kind in TERMS}


# What each wish looks at, beside who the person is.
LOOKS_AT: Mapping[str, tuple[str, ...]] = {
    "same_level": ("level", "held_levels"),
    "similar_size": ("enrollment",),
    "similar_need": ("need_share",),
    "distance": ("latitude", "longitude"),
    "same_region": ("local_district",),
    "topics": ("topics",),
    "language": ("language", "languages"),
    "experience": ("years",),
    "mentor_wish": ("wished",),
    "mentee_wish": ("wished",),
}


def seen(side: Side, weights: Mapping[str, int]) -> Side:
    """The side with nothing but what the weighted wishes look at: the rest neither counts nor is kept."""
    looked_at = {name for kind, weight in weights.items() if weight for name in LOOKS_AT.get(kind, ())}
    plain = Side(side.person_id)
    return replace(plain, **{name: getattr(side, name) for name in looked_at})

"""Gathers everything that a matching of a cycle looks at, frozen as plain data."""

from datetime import datetime
from typing import Any

from preceptor.develop.pairing.models import HandMark, Pair, Participant
from preceptor.develop.pairing.queries.sides import active, known_of, sides_of, weights_of
from preceptor.develop.pairing.rules.fit import seen
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import today

Side = Participant.Side


def standing_pairs(cycle_id: int) -> list[tuple[int, int]]:
    """Mentor and mentee of every pair that stands."""
    rows = Pair.objects.filter(cycle_id=cycle_id, ended=None).order_by("mentee_id")
    return list(rows.values_list("mentor_id", "mentee_id"))


def gathered(brief: CycleBrief, now: datetime) -> dict[str, Any]:
    """Both sides, the hard rules' knowledge, standing pairs and hand marks, by the names that `plans.freeze` takes."""
    on = today(now)
    mentors, mentees = active(brief.id, Side.MENTOR), active(brief.id, Side.MENTEE)
    everyone = sorted({row.person_id for row in (*mentors, *mentees)})
    sides = sides_of(brief.id, everyone, on)
    marks = list(HandMark.objects.filter(cycle_id=brief.id).values_list("mark", "mentor_id", "mentee_id"))
    here = {row.person_id for row in mentors}, {row.person_id for row in mentees}
    confirmed = [
        (mentor, mentee) for mentor, mentee in standing_pairs(brief.id) if mentor in here[0] and mentee in here[1]
    ]
    settled = {mentee for _, mentee in confirmed}
    open_marks = [
        (mark, mentor, mentee) for mark, mentor, mentee in marks if mentor in here[0] and mentee in here[1] - settled
    ]
    pairing = brief.definition.pairing
    weights = weights_of(brief)
    sides = {person_id: seen(side, weights) for person_id, side in sides.items()}
    return {
        "mentors": [(sides[row.person_id], row.capacity) for row in mentors],
        "mentees": [sides[row.person_id] for row in mentees],
        "known": known_of(everyone, on),
        "weights": weights,
        "blocks": list(pairing.hard_blocks) if pairing else [],
        "confirmed": confirmed,
        "locked": [(mentor, mentee) for mark, mentor, mentee in open_marks if mark == HandMark.Mark.LOCK],
        "forbidden": [(mentor, mentee) for mark, mentor, mentee in open_marks if mark == HandMark.Mark.FORBID],
    }

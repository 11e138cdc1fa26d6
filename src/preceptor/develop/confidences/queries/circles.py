"""Pairs as circles: who belongs to one, where its sealed texts stand, and when they are destroyed."""

from datetime import date

from django.utils.translation import gettext as _

from preceptor.develop.confidences.models import PairCircle
from preceptor.develop.confidences.rules.destroying import destruction_day, told_day
from preceptor.develop.pairing.public import PairSpan, pairs_of
from preceptor.develop.programs.public import USUAL_NOTE_DAYS, CycleBrief
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import Place
from preceptor.foundation.look.public import Refusal

ENDS = "program_ends"


class NotYours(Refusal):
    """There is no such thing for this person; the same answer for what is not there and what is somebody else's."""

    status = 404


def not_yours() -> NotYours:
    """The answer to everybody but those whom it concerns."""
    return NotYours(
        "not-yours",
        _("There is nothing here for you: it is not there, or it belongs to two other people."),
        remedy=_("Open it from “Our notes” or from your letter again."),
    )


def own_pair(pair_id: int, by: Actor) -> PairSpan:
    """A pair of the actor; refuses everybody else."""
    mine = pairs_of(by.id) if by.kind == "person" and by.id is not None else ()
    found = next((pair for pair in mine if pair.id == pair_id), None)
    if found is None:
        raise not_yours()
    return found


def circle_name(pair_id: int) -> str:
    """The name under which a pair's key is kept."""
    return f"confidences.pair:{pair_id}"


def note_place(note_id: object) -> Place:
    """Where the text of a note stands."""
    return Place("confidences_note", "sealed", str(note_id))


def matter_place(conflict_id: object) -> Place:
    """Where stands what a conflict is about."""
    return Place("confidences_pairconflict", "sealed_matter", str(conflict_id))


def way_place(conflict_id: object) -> Place:
    """Where stands how the two deal with a conflict."""
    return Place("confidences_pairconflict", "sealed_way", str(conflict_id))


def partner_of(pair: PairSpan, person_id: int) -> int:
    """The other one of a pair."""
    return pair.mentor_id if person_id == pair.mentee_id else pair.mentee_id


def due_day(brief: CycleBrief) -> date | None:
    """The day on which a cycle's notes are destroyed; none for a cycle without any date."""
    last = brief.dates.get(ENDS) or max(brief.dates.values(), default=None)
    if last is None:
        return None
    privacy = brief.definition.privacy
    return destruction_day(today(last), privacy.note_days if privacy else USUAL_NOTE_DAYS)


def destroyed_on(brief: CycleBrief, circle: PairCircle | None, day: date) -> date | None:
    """The day that is promised to a pair: the one of the letter, or the first that a letter still allows."""
    due = due_day(brief)
    if due is None:
        return None
    told = circle.told_day if circle else None
    return max(due, told) if told else told_day(due, day)

"""The advisory group: members, meetings, advice, and what the office answers to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.surveys.commands.groups import Sitting
from preceptor.develop.surveys.models import Advice, AdvisoryMeeting, AdvisoryMember, Content
from preceptor.develop.surveys.queries.refusals import SurveyRefused, unknown
from preceptor.develop.surveys.queries.scope import own_round
from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import people_by_email, today

Answer = Advice.Answer


@transaction.atomic
def add_adviser(*, round_id: int, email: str, by: Actor, now: datetime) -> None:
    """Ask somebody into the advisory group by their e-mail address."""
    own_round(round_id, by, now)
    address = email.strip().lower()
    person_id = people_by_email([address]).get(address)
    if person_id is None:
        raise SurveyRefused(
            "nobody-here",
            _("Nobody with this e-mail address is known here."),
            remedy=_("Ask for another address, or have the person loaded by the personnel office."),
        )
    AdvisoryMember.objects.update_or_create(
        round_id=round_id, person_id=person_id, defaults={"until": None}, create_defaults={"since": today(now)}
    )
    record(by=by, action="surveys.adviser", about=f"surveys.round:{round_id}", facts={"person": person_id}, now=now)


@transaction.atomic
def release_adviser(*, round_id: int, person_id: int, by: Actor, now: datetime) -> None:
    """Let somebody leave the advisory group from today; the advice that was given stays."""
    own_round(round_id, by, now)
    if AdvisoryMember.objects.filter(round_id=round_id, person_id=person_id, until=None).update(until=today(now)):
        record(
            by=by,
            action="surveys.adviser-left",
            about=f"surveys.round:{round_id}",
            facts={"person": person_id},
            now=now,
        )


@transaction.atomic
def plan_meeting(*, round_id: int, sitting: Sitting, agenda: str, by: Actor, now: datetime) -> int:
    """Plan a meeting of the advisory group."""
    own_round(round_id, by, now)
    try:
        with transaction.atomic():
            row = AdvisoryMeeting.objects.create(
                round_id=round_id,
                title=sitting.title,
                starts=sitting.starts,
                minutes=sitting.minutes,
                place=sitting.place,
                agenda=agenda,
            )
    except IntegrityError:
        raise SurveyRefused(
            "meeting-there",
            _("The group meets at that moment already."),
            remedy=_("Open that meeting, or choose another time."),
        ) from None
    record(by=by, action="surveys.plan-meeting", about=f"surveys.meeting:{row.pk}", facts={}, now=now)
    return row.pk


@transaction.atomic
def take_advice(*, meeting_id: int, text: str, content_id: int | None, by: Actor, now: datetime) -> int:
    """Write down a piece of advice; the same words again change nothing. Gives the round."""
    meeting = _meeting(meeting_id, by, now)
    if not text.strip():
        raise SurveyRefused("no-advice", _("Nothing was written."), remedy=_("Write the advice in a sentence."))
    if content_id is not None and not Content.objects.filter(pk=content_id, round_id=meeting.round_id).exists():
        raise unknown()
    row, new = Advice.objects.get_or_create(
        meeting=meeting, text=text.strip()[:1000], defaults={"content_id": content_id, "given_at": now}
    )
    if new:
        record(by=by, action="surveys.take-advice", about=_about(row), facts={}, now=now)
    return meeting.round_id


def _meeting(meeting_id: int, by: Actor, now: datetime) -> AdvisoryMeeting:
    meeting = AdvisoryMeeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        raise unknown()
    own_round(meeting.round_id, by, now)
    return meeting


@dataclass(frozen=True)
class Reply:
    """What the office answers to a piece of advice; a part or a no needs its reason."""

    answer: str
    reason: str = ""
    due: date | None = None


@transaction.atomic
def answer_advice(*, advice_id: int, reply: Reply, by: Actor, now: datetime) -> int:
    """Answer a piece of advice; the advisers read answer and reason. Gives the round."""
    row = _advice(advice_id, by, now)
    if reply.answer not in Answer.values or reply.answer == Answer.OPEN:
        raise unknown()
    if reply.answer != Answer.TAKEN and not reply.reason.strip():
        raise SurveyRefused(
            "advice-reason",
            _("Advice that is not taken in full needs a reason; those who gave it read it."),
            remedy=_("Write the reason in a sentence."),
        )
    row.answer, row.reason, row.due = reply.answer, reply.reason.strip(), reply.due
    row.save(update_fields=["answer", "reason", "due"])
    record(by=by, action="surveys.answer-advice", about=_about(row), facts={"answer": row.answer}, now=now)
    return row.meeting.round_id


@transaction.atomic
def finish_advice(*, advice_id: int, by: Actor, now: datetime) -> int:
    """Say that what was promised to the advisers is done. Gives the round."""
    row = _advice(advice_id, by, now)
    if row.answer not in (Answer.TAKEN, Answer.PARTLY):
        raise SurveyRefused(
            "advice-open",
            _("Nothing was promised on this advice yet."),
            remedy=_("Answer it first: in full, in part, or not at all."),
        )
    if row.done_on is None:
        row.done_on = today(now)
        row.save(update_fields=["done_on"])
        record(by=by, action="surveys.finish-advice", about=_about(row), facts={}, now=now)
    return row.meeting.round_id


def _about(row: Advice) -> str:
    return f"surveys.advice:{row.pk}"


def _advice(advice_id: int, by: Actor, now: datetime) -> Advice:
    row = Advice.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=advice_id).first()
    if row is None:
        raise unknown()
    own_round(row.meeting.round_id, by, now)
    return row

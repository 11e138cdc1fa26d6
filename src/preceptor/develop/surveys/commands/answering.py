"""Answering a survey: drafts are kept, answers are sent once, and an anonymous sheet leads back to nobody."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.surveys.commands.rounds import about
from preceptor.develop.surveys.models import Invitation, Sheet, Survey
from preceptor.develop.surveys.queries.asking import asked_of, invitation_of
from preceptor.develop.surveys.queries.refusals import SurveyRefused
from preceptor.develop.surveys.queries.scope import TAKE_PART
from preceptor.develop.surveys.rules.answering import Answer, Fault, faults, tidy
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import district_time


class AnswersUnfit(SurveyRefused):
    """Some answers are missing or not among the choices; `found` says which."""

    status = 422

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__(
            "answers-unfit",
            _("Some answers are missing or cannot be kept as they are."),
            remedy=_("Look at the marked questions; everything that you wrote is still there."),
        )
        self.found = found


@transaction.atomic
def save_draft(*, survey_id: int, given: Mapping[str, Sequence[str]], by: Actor, now: datetime) -> None:
    """Keep answers to go on with later; only the person themselves sees them, and they are dropped when sent."""
    invitation = _open_invitation(survey_id, by, now)
    invitation.draft = tidy(asked_of(invitation.survey), given)
    invitation.save(update_fields=["draft"])


@transaction.atomic
def answer(*, survey_id: int, given: Mapping[str, Sequence[str]], by: Actor, now: datetime) -> None:
    """Send answers, once; AnswersUnfit names every fault and keeps what was written as a draft of the page."""
    invitation = _open_invitation(survey_id, by, now)
    survey = invitation.survey
    questions = asked_of(survey)
    answers = tidy(questions, given)
    found = faults(questions, answers)
    if found:
        raise AnswersUnfit(found)
    invitation.answered, invitation.draft = True, {}
    invitation.save(update_fields=["answered", "draft"])
    if survey.anonymous:
        _lay_by_lot(survey, invitation, answers)
    else:
        Sheet.objects.create(
            survey=survey, person_id=by.id, level=invitation.level, area=invitation.area, answers=answers
        )
        record(by=by, action="surveys.answer", about=about(survey), facts={}, now=now)


def _lay_by_lot(survey: Survey, invitation: Invitation, answers: dict[str, Answer]) -> None:
    """Put an anonymous sheet among the others in an order drawn by lot (the inside-out shuffle of Durstenfeld).

    A table remembers the order in which its rows came, and the session log the order in which people came. So the new
    row takes over the content of one drawn among all, itself included, which takes the new content instead. No line
    goes to the audit trail, whose time and name would say the same.
    """
    ids = list(survey.sheets.select_for_update().values_list("pk", flat=True))
    new = Sheet.objects.create(survey=survey, level=invitation.level, area=invitation.area, answers=answers)
    place = random.SystemRandom().randrange(len(ids) + 1)
    if place < len(ids):
        other = Sheet.objects.get(pk=ids[place])
        for name in ("level", "area", "answers"):
            mine, theirs = getattr(new, name), getattr(other, name)
            setattr(new, name, theirs)
            setattr(other, name, mine)
        Sheet.objects.bulk_update([new, other], ["level", "area", "answers"])


def _open_invitation(survey_id: int, by: Actor, now: datetime) -> Invitation:
    require(by, TAKE_PART, now=now)
    invitation = invitation_of(survey_id, by.id or 0, lock=True)
    survey = invitation.survey
    if invitation.answered:
        raise SurveyRefused(
            "answered",
            _("You have answered this survey already; each person answers once."),
            remedy=_("What you sent is kept. There is nothing more to do."),
        )
    if survey.state != Survey.State.OPEN or survey.closes <= now:
        raise SurveyRefused(
            "survey-closed",
            _("This survey closed on %(when)s.") % {"when": district_time(survey.closed_at or survey.closes)},
            remedy=_("Ask the office that sent it if you still want to be heard."),
        )
    return invitation

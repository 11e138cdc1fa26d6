"""Opening a survey, reminding those who have not answered, closing it, and sharing what came of it."""

import random
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.surveys.commands.rounds import about, draft
from preceptor.develop.surveys.models import Invitation, Passage, Question, Survey
from preceptor.develop.surveys.queries.audience import audience
from preceptor.develop.surveys.queries.refusals import SurveyRefused
from preceptor.develop.surveys.queries.scope import own_survey
from preceptor.foundation.audit.public import SYSTEM, Actor, record
from preceptor.foundation.district.public import people, today
from preceptor.foundation.look.public import district_time
from preceptor.foundation.messages.public import Addressed, Recipient, send_many

State = Survey.State
REMIND_BEFORE = timedelta(days=3)


@transaction.atomic
def open_survey(*, survey_id: int, by: Actor, now: datetime) -> int:
    """Ask everybody, or the sample; each gets a letter. How many are asked."""
    survey = draft(survey_id, by, now)
    if not survey.questions.exists():
        raise SurveyRefused("no-questions", _("The survey has no question yet."), remedy=_("Add one first."))
    if survey.closes <= now:
        raise SurveyRefused(
            "closes-before", _("A survey cannot close in the past."), remedy=_("Choose a later day and time.")
        )
    asked = audience(survey, now)
    if survey.anonymous and len(asked) < survey.least:
        raise SurveyRefused(
            "too-few-asked",
            _("Only %(asked)s people would be asked, fewer than may be shown without naming them (%(least)s).")
            % {"asked": len(asked), "least": survey.least},
            remedy=_("Ask more people, or make the survey named."),
        )
    Invitation.objects.bulk_create(
        [Invitation(survey=survey, person_id=one.person_id, level=one.level, area=one.area) for one in asked],
        batch_size=500,
    )
    survey.state, survey.opened_at = State.OPEN, now
    survey.save(update_fields=["state", "opened_at"])
    _write(survey, [one.person_id for one in asked], "invitation", now)
    record(by=by, action="surveys.open", about=about(survey), facts={"asked": len(asked)}, now=now)
    return len(asked)


def _write(survey: Survey, person_ids: Collection[int], letter: str, now: datetime) -> None:
    path = reverse("surveys:survey-answer", args=[survey.pk])
    letters = [
        Addressed(
            Recipient(name=one.name, email=one.email, language=one.language, person_id=one.id),
            f"{about(survey)}:{letter}:{one.id}:{today(now).isoformat()}",
            {
                "survey": survey.title_es if one.language == "es" and survey.title_es else survey.title,
                "closes": survey.closes,
                "anonymous": survey.anonymous,
                "path": path,
            },
            about(survey),
        )
        for one in people(person_ids).values()
    ]
    send_many(letter=f"surveys.{letter}", letters=letters, now=now)


@transaction.atomic
def remind(*, survey_id: int, by: Actor, now: datetime) -> int:
    """Write everybody who has not answered and was not written today; how many."""
    return _remind(own_survey(survey_id, by, now), by, now)


@transaction.atomic
def remind_by_schedule(*, survey_id: int, now: datetime) -> int:
    """Write those who have not answered, once, in the last days of an open survey; how many."""
    survey = Survey.objects.get(pk=survey_id)
    if survey.state != State.OPEN or not now < survey.closes <= now + REMIND_BEFORE:
        return 0
    silent = survey.invitations.filter(answered=False, reminded_on=None)
    return _remind(survey, SYSTEM, now) if silent.exists() else 0


def _remind(survey: Survey, by: Actor, now: datetime) -> int:
    if survey.state != State.OPEN or survey.closes <= now:
        raise SurveyRefused("not-open", _("The survey is not open, so nobody can answer."), remedy=_("Open it first."))
    silent = survey.invitations.select_for_update().filter(answered=False).exclude(reminded_on=today(now))
    asked = list(silent.values_list("person_id", flat=True))
    survey.invitations.filter(person_id__in=asked).update(reminded_on=today(now))
    _write(survey, asked, "reminder", now)
    record(by=by, action="surveys.remind", about=about(survey), facts={"letters": len(asked)}, now=now)
    return len(asked)


@transaction.atomic
def close_survey(*, survey_id: int, by: Actor, now: datetime) -> None:
    """Close a survey; what was said in words becomes passages to read, in an order drawn by lot. Drafts are dropped."""
    if by is not SYSTEM:
        own_survey(survey_id, by, now)
    survey = Survey.objects.select_for_update().get(pk=survey_id)
    if survey.state == State.CLOSED:
        return  # pressed twice
    if survey.state == State.DRAFT:
        raise SurveyRefused("not-open", _("The survey was never opened."), remedy=_("Open it, or leave it."))
    survey.state, survey.closed_at = State.CLOSED, now
    survey.save(update_fields=["state", "closed_at"])
    survey.invitations.update(draft={})
    Passage.objects.bulk_create(_passages(survey), batch_size=500)
    record(by=by, action="surveys.close", about=about(survey), facts={"answered": survey.sheets.count()}, now=now)


def _passages(survey: Survey) -> list[Passage]:
    open_ended = list(survey.questions.filter(kind=Question.Kind.WORDS))
    found = [
        Passage(round_id=survey.round_id, question=question, text=answers[str(question.pk)])
        for answers in survey.sheets.values_list("answers", flat=True)
        for question in open_ended
        if str(question.pk) in answers
    ]
    random.SystemRandom().shuffle(found)
    return found


@transaction.atomic
def close_due(*, now: datetime) -> int:
    """Close every survey whose time is over; how many."""
    due = list(Survey.objects.filter(state=State.OPEN, closes__lte=now).values_list("pk", flat=True))
    for survey_id in due:
        close_survey(survey_id=survey_id, by=SYSTEM, now=now)
    return len(due)


@transaction.atomic
def share_results(*, survey_id: int, by: Actor, now: datetime) -> None:
    """Let everybody who was asked read the results, and tell them so."""
    survey = own_survey(survey_id, by, now)
    if survey.state != State.CLOSED:
        raise SurveyRefused(
            "results-early",
            _("Results are shown once the survey is closed: two looks at an open one would show who answered between."),
            remedy=_("Close it first, or wait until %(when)s.") % {"when": district_time(survey.closes)},
        )
    if survey.shared_at is not None:
        return  # pressed twice
    survey.shared_at = now
    survey.save(update_fields=["shared_at"])
    _write(survey, list(survey.invitations.values_list("person_id", flat=True)), "results", now)
    record(by=by, action="surveys.share", about=about(survey), facts={}, now=now)

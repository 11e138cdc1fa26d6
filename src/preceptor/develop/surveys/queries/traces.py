"""What may wait for a person, by name: the desk reads the lines of all contexts in one query."""

from datetime import datetime
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from preceptor.develop.surveys.models import Advice, FocusGroup, FocusMember, Invitation, Question, Survey
from preceptor.develop.surveys.queries.mine import SECONDS
from preceptor.develop.surveys.queries.scope import RUN
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.desk.public import line_rows

ASKED, BEGUN, SEATS, ADVICE = "surveys.asked", "surveys.begun", "surveys.groups", "surveys.advice"


def own_lines(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Surveys to answer, those that somebody has begun apart, groups to reply to, and for offices advice to answer.

    Surveys say how many seconds they take; advice says whose round it belongs to, and its number.
    """
    advice = Advice.objects.filter(answer=Advice.Answer.OPEN)
    where = {"text": "meeting__round__unit__path", "number": "meeting__round_id", "since": "given_at"}
    asked = open_invitations(person_id, now)
    seconds = Case(*(When(kind=kind, then=Value(each)) for kind, each in SECONDS.items()))
    questions = Question.objects.filter(survey=OuterRef("survey_id")).order_by().values("survey")
    said = {
        "key": "survey_id",
        "text": "survey__title",
        "more": "survey__title_es",
        "number": Coalesce(Subquery(questions.annotate(takes=Sum(seconds)).values("takes")), 0),
        "since": "survey__opened_at",
        "due": "survey__closes",
    }
    return {
        ASKED: line_rows(asked.filter(draft={}), **said),
        BEGUN: line_rows(asked.exclude(draft={}), **said),
        SEATS: line_rows(open_seats(person_id, now), text="group__title", due="group__starts"),
        **({ADVICE: line_rows(advice, **where)} if holds(person_id, RUN, now) else {}),
    }


def open_invitations(person_id: int, now: datetime) -> QuerySet[Invitation]:
    """Surveys that somebody is asked to answer now."""
    return Invitation.objects.filter(
        person_id=person_id, answered=False, survey__state=Survey.State.OPEN, survey__closes__gt=now
    )


def open_seats(person_id: int, now: datetime) -> QuerySet[FocusMember]:
    """Focus groups to come that somebody has not replied to."""
    return FocusMember.objects.filter(
        person_id=person_id,
        answer=FocusMember.Answer.ASKED,
        group__state=FocusGroup.State.PLANNED,
        group__starts__gt=now,
    )

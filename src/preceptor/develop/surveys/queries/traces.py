"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.surveys.models import Advice, FocusGroup, FocusMember, Invitation, Survey
from preceptor.develop.surveys.queries.scope import RUN
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Surveys to answer and groups to reply to; for offices, advice to answer."""
    found: dict[str, QuerySet[Any]] = {
        "surveys.asked": open_invitations(person_id, now),
        "surveys.groups": open_seats(person_id, now),
    }
    if holds(person_id, RUN, now):
        found["surveys.advice"] = Advice.objects.filter(answer=Advice.Answer.OPEN)
    return found


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

"""Whose rounds somebody may run, and fetching through that scope."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.surveys.models import FocusGroup, ListeningRound, Survey
from preceptor.develop.surveys.queries.refusals import unknown
from preceptor.foundation.audit.public import Actor, may

RUN = "surveys.run"
TAKE_PART = "surveys.take_part"


def runs(round_: ListeningRound, by: Actor, now: datetime) -> bool:
    """Whether somebody runs this round."""
    return may(by, RUN, where=round_.unit.path, now=now)


def own_round(round_id: int, by: Actor, now: datetime, rows: QuerySet[Any] | None = None) -> Any:
    """A round for who runs it, with what `rows` tell of rounds beside; unknown to everybody else."""
    told = ListeningRound.objects.all() if rows is None else rows
    row = told.select_related("unit").filter(pk=round_id).first()
    if row is None or not runs(row, by, now):
        raise unknown()
    return row


def own_survey(survey_id: int, by: Actor, now: datetime) -> Survey:
    """A survey with its round, for who runs it."""
    row = Survey.objects.select_related("round__unit").filter(pk=survey_id).first()
    if row is None or not runs(row.round, by, now):
        raise unknown()
    return row


def own_group(group_id: int, by: Actor, now: datetime) -> FocusGroup:
    """A focus group with its round, for who runs the round or leads the group."""
    row = FocusGroup.objects.select_related("round__unit").filter(pk=group_id).first()
    if row is None or not (row.leader_id == by.id or runs(row.round, by, now)):
        raise unknown()
    return row

"""What waits: work to judge for those who lead, work that came back for its owner."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from preceptor.develop.coursework.models import Work
from preceptor.develop.coursework.queries.terms import task_terms
from preceptor.develop.programs.public import cycles
from preceptor.develop.sessions.public import leading_roles, led_cycles
from preceptor.foundation.look.public import remembering


@dataclass(frozen=True)
class WaitingLine:
    """One piece of work that waits."""

    cycle_id: int
    person_id: int
    person: str
    task: str
    item: str
    title: str
    program: str
    since: datetime


@dataclass(frozen=True)
class ToJudgePage:
    """Everything that the reader is to judge, the longest waiting first."""

    lines: tuple[WaitingLine, ...]


def to_judge_page(*, person_id: int) -> ToJudgePage:
    """What was handed in to those whom the reader judges."""
    with remembering():
        return ToJudgePage(_lines(to_judge(person_id)))


def returned_lines(person_id: int) -> tuple[WaitingLine, ...]:
    """Work that came back to its owner."""
    return _lines(_returned(person_id).order_by("changed_at"))


def to_judge(person_id: int) -> QuerySet[Work]:
    """Work that was handed in and that somebody judges in one of the roles in which they lead."""
    wanted = Q(pk__in=[])
    for brief in cycles(led_cycles(person_id)).values():
        terms = task_terms(brief.definition)
        for role, members in leading_roles(person_id, brief.id).items():
            names = [name for name, each in terms.items() if each.task.judged_by == role]
            wanted |= Q(cycle_id=brief.id, task__in=names, person_id__in=members)
    return Work.objects.filter(wanted, state=Work.State.HANDED_IN).order_by("changed_at")


def _returned(person_id: int) -> QuerySet[Work]:
    return Work.objects.filter(
        person_id=person_id, state=Work.State.RETURNED, cycle__state="published", hand_ins__isnull=False
    ).distinct()


def traces(person_id: int, _now: datetime) -> dict[str, QuerySet[Any]]:
    """What may wait for somebody, so that the desk asks no more than it must."""
    return {
        "coursework.returned": Work.objects.filter(person_id=person_id, state=Work.State.RETURNED),
        "coursework.handed_in": Work.objects.filter(state=Work.State.HANDED_IN),
    }


def _lines(rows: QuerySet[Work]) -> tuple[WaitingLine, ...]:
    found = list(rows.select_related("person"))
    briefs = cycles({row.cycle_id for row in found})
    terms = {number: task_terms(brief.definition) for number, brief in briefs.items()}
    return tuple(
        WaitingLine(
            row.cycle_id,
            row.person_id,
            str(row.person),
            row.task,
            row.item,
            terms[row.cycle_id][row.task].title(row.item),
            briefs[row.cycle_id].title,
            row.changed_at,
        )
        for row in found
        if row.task in terms.get(row.cycle_id, {})
    )

"""Short lists of cycles for the desk and the search box."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from preceptor.develop.programs.models import Cycle
from preceptor.develop.programs.queries.scope import seen_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may

MOST_FOUND = 8


@dataclass(frozen=True)
class CycleMention:
    """A cycle as a list mentions it."""

    id: int
    name: str
    title: str
    created_at: datetime


def _mention(row: Cycle) -> CycleMention:
    return CycleMention(row.pk, row.name, row.version.title if row.version else row.key, row.created_at)


def traces(person_id: int, now: datetime) -> "dict[str, QuerySet[Any]]":
    """Drafts of cycles, for those who write programs; the desk follows all traces in one query."""
    drafts = Cycle.objects.filter(state=Cycle.State.DRAFT)
    return {"programs.drafts": drafts} if holds(person_id, "programs.author", now) else {}


def drafts_for(*, by: Actor, now: datetime) -> list[CycleMention]:
    """Drafts that the actor may edit, the oldest first."""
    if by.kind != "person" or not holds(by.id, "programs.author", now):
        return []
    rows = Cycle.objects.filter(state=Cycle.State.DRAFT).select_related("unit", "version", "copied_from__version")
    mine = [row for row in rows.order_by("created_at") if may(by, "programs.author", where=row.unit.path, now=now)]
    return [
        CycleMention(row.pk, row.name, row.copied_from.version.title, row.created_at)
        if row.copied_from and row.copied_from.version
        else _mention(row)
        for row in mine
    ]


def find_cycles(text: str, *, by: Actor, now: datetime) -> list[CycleMention]:
    """Published cycles that the reader may see and whose title, name or key holds the text."""
    rows = Cycle.objects.exclude(state=Cycle.State.DRAFT).select_related("version")
    seen = seen_cycles(by, now)
    if seen is not None:
        rows = rows.filter(pk__in=seen)
    match = Q(name__icontains=text) | Q(version__title__icontains=text) | Q(key__icontains=text)
    return [_mention(row) for row in rows.filter(match).order_by("-published_at")[:MOST_FOUND]]

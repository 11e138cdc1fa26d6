"""Hours of somebody that stand in other programs already."""

from collections.abc import Collection
from datetime import datetime, timedelta

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.rules.elsewhere import overlap
from preceptor.develop.activities.rules.entering import LONGEST
from preceptor.develop.programs.public import CycleBrief, cycles


def taken_elsewhere(
    brief: CycleBrief, kind: str, when: tuple[datetime, int], person_ids: Collection[int]
) -> CycleBrief | None:
    """The other program in which one of these people has entered the same hours, unless both let them count twice."""
    starts, minutes = when
    rows = Activity.objects.filter(
        state__in=(Activity.State.BOOKED, Activity.State.HELD),
        parties__person_id__in=person_ids,
        starts__gt=starts - timedelta(minutes=LONGEST),
        starts__lt=starts + timedelta(minutes=minutes),
    ).exclude(cycle_id=brief.id)
    found = [row for row in rows.values_list("cycle_id", "kind", "starts", "minutes") if overlap(when, row[2:])]
    if not found:
        return None
    others, here = cycles({row[0] for row in found}), brief.definition.activities[kind].counts_elsewhere
    for cycle_id, their_kind, _starts, _minutes in found:
        known = others[cycle_id].definition.activities.get(their_kind) if cycle_id in others else None
        if known is not None and not (here and known.counts_elsewhere):
            return others[cycle_id]
    return None

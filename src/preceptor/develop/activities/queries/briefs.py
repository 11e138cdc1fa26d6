"""Activities as contexts above see them: what, when, and who was there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.queries.stream import rows_of
from preceptor.develop.programs.public import CycleBrief


@dataclass(frozen=True)
class ActivityBrief:
    """One activity: its kind in words, its moment, the people who took part, and whether it still stands."""

    id: int
    title: str
    starts: datetime
    people: tuple[int, ...]
    standing: bool


def activity_briefs(ids: Collection[int], brief: CycleBrief) -> dict[int, ActivityBrief]:
    """Activities of one cycle by number, corrected and withdrawn ones among them."""
    if not ids:
        return {}
    return {
        row.id: ActivityBrief(
            id=row.id,
            title=brief.definition.activities[row.kind].title,
            starts=row.starts,
            people=tuple(each.person_id for each in row.parties),
            standing=row.state in (Activity.State.BOOKED, Activity.State.HELD),
        )
        for row in rows_of(Activity.objects.filter(pk__in=ids, cycle_id=brief.id))
    }

"""Time that people have entered in some programs, for everybody at once."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Sum

from preceptor.develop.activities.models import Activity, ActivityParty


def held_minutes(program_keys: Collection[str], since: datetime | None) -> dict[int, int]:
    """Minutes of what took place and nobody disputes, by person; one query for the whole district."""
    disputed = ActivityParty.objects.filter(activity_id=OuterRef("activity_id"), answer=ActivityParty.Answer.DISPUTED)
    rows = ActivityParty.objects.filter(
        ~Exists(disputed), activity__state=Activity.State.HELD, activity__cycle__key__in=list(program_keys)
    )
    if since is not None:
        rows = rows.filter(activity__starts__gte=since)
    return dict(
        rows.order_by().values("person_id").annotate(all=Sum("activity__minutes")).values_list("person_id", "all")
    )

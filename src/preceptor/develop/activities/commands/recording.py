"""Activities that a context above records for people: attendance of a session, a task that was mastered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from preceptor.develop.activities.models import Activity, ActivityParty
from preceptor.foundation.audit.public import Actor, record


@dataclass(frozen=True)
class Recorded:
    """What was done, by whom (role and person), and where it comes from: the same source is the same activity."""

    source: str
    kind: str
    mode: str
    starts: datetime
    minutes: int
    parties: tuple[tuple[str, int], ...]
    key: str = ""
    mastered: bool = True


@transaction.atomic
def record_activity(*, cycle_id: int, said: Recorded, by: Actor, now: datetime) -> int:
    """Record an activity as confirmed; other figures from the same source take the earlier one's place.

    Permission is asked by the context that records; the record of the change is kept here.
    """
    versions = Activity.objects.select_for_update().filter(sent_key__startswith=f"{said.source}:")
    standing = versions.filter(state=Activity.State.HELD).first()
    figures = (said.kind, said.mode, said.starts, said.minutes, said.key, said.mastered)
    if standing is not None:
        kept = (standing.kind, standing.mode, standing.starts, standing.minutes, standing.key, standing.mastered)
        if kept == figures:
            return standing.pk
        Activity.objects.filter(pk=standing.pk).update(state=Activity.State.REPLACED)
    made = Activity.objects.create(
        cycle_id=cycle_id,
        kind=said.kind,
        mode=said.mode,
        starts=said.starts,
        minutes=said.minutes,
        key=said.key,
        mastered=said.mastered,
        entered_by_id=by.id if by.kind == "person" else None,  # a link's number is no person's
        entered_at=now,
        replaces=standing,
        sent_key=f"{said.source}:{versions.count()}",
    )
    confirmed = {"answer": ActivityParty.Answer.CONFIRMED, "answered_at": now}
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=made, role=role, person_id=person_id, **confirmed) for role, person_id in said.parties
    )
    facts = {"kind": said.kind, "minutes": said.minutes, "source": said.source}
    record(by=by, action="activities.record", about=f"activities.activity:{made.pk}", facts=facts, now=now)
    return made.pk


@transaction.atomic
def unrecord_activities(*, sources: Collection[str], by: Actor, now: datetime) -> int:
    """Take back what was recorded from these sources; how many counted until now."""
    done = 0
    for source in sources:
        taken = Activity.objects.filter(sent_key__startswith=f"{source}:", state=Activity.State.HELD)
        if taken.update(state=Activity.State.WITHDRAWN):
            record(by=by, action="activities.withdraw", about=source, facts={}, now=now)
            done += 1
    return done

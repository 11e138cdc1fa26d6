"""One person's calendar feed, found by its secret."""

import hashlib

from django.db.models import Q

from preceptor.develop.programs.public import cycles
from preceptor.develop.sessions.models import CalendarFeed, GroupSession
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.develop.sessions.rules.feeds import Sitting, feed


def feed_of(secret: str) -> bytes:
    """The sessions of everybody's groups under this secret, as a calendar; unknown when there is none such."""
    found = CalendarFeed.objects.filter(secret_hash=hashlib.sha256(secret.encode()).hexdigest()).first()
    if found is None:
        raise unknown()
    mine = Q(group__members__person_id=found.person_id, group__members__left=None, group__members__waits_since=None)
    led = Q(group__leaders__person_id=found.person_id, group__leaders__until=None)
    rows = GroupSession.objects.filter(mine | led).select_related("group").distinct()
    titles = {number: brief.title for number, brief in cycles({row.group.cycle_id for row in rows}).items()}
    return feed("Preceptor", [_sitting(row, titles.get(row.group.cycle_id, "")) for row in rows])


def _sitting(row: GroupSession, program: str) -> Sitting:
    return Sitting(
        uid=row.uid,
        sequence=row.sequence,
        title=f"{row.title} · {program}",
        starts=row.starts,
        minutes=row.minutes,
        place=row.place,
        link=row.link,
        cancelled=row.state == GroupSession.State.CANCELLED,
        changed=row.changed_at,
    )

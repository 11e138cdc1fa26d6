"""Reminding supervisors who have not answered, on the set days before the endorsement is due."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from preceptor.develop.admissions.commands.asking import asked_for, recipient
from preceptor.develop.admissions.models import Application, Endorsement
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.endorsing import about
from preceptor.develop.admissions.rules.reminders import reminder_is_due
from preceptor.develop.programs.public import CycleBrief, cycles
from preceptor.foundation.audit.public import SYSTEM, record
from preceptor.foundation.district.public import today
from preceptor.foundation.messages.public import send


def endorsers_to_remind(now: datetime) -> list[list[int]]:
    """Requests to be reminded of today, those to one person together."""
    waiting = Endorsement.objects.filter(state=Endorsement.State.ASKED, due_at__gte=now).select_related("application")
    rows = list(waiting.exclude(application__state=Application.State.WITHDRAWN).order_by("due_at", "pk"))
    known = cycles(row.application.cycle_id for row in rows)
    written = {row.endorser_email for row in rows if row.reminded_on == today(now)}
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        found = known.get(row.application.cycle_id)
        if found is not None and row.endorser_email not in written and _is_due(row, found, now):
            groups[row.endorser_email].append(row.pk)
    return list(groups.values())


def _is_due(row: Endorsement, cycle: CycleBrief, now: datetime) -> bool:
    """Whether one of the set days has come."""
    wanted = way_into(cycle, row.application.role).endorsements.get(row.name)
    if wanted is None:
        return False
    return reminder_is_due(
        today(now),
        today(row.due_at or now),
        wanted.reminders_days_before,
        asked_on=today(row.asked_at),
        reminded_on=row.reminded_on,
    )


@transaction.atomic
def remind_endorser(*, endorsement_ids: list[int], now: datetime) -> int:
    """Write one person one letter about all of these requests; how many still waited and were not reminded of today."""
    rows = Endorsement.objects.select_for_update(of=("self",)).select_related("application")
    asked = rows.filter(pk__in=endorsement_ids, state=Endorsement.State.ASKED).order_by("due_at", "pk")
    waiting = [row for row in asked if row.reminded_on != today(now)]
    known = cycles(row.application.cycle_id for row in waiting)
    waiting = [row for row in waiting if row.application.cycle_id in known]
    if not waiting:
        return 0
    for row in waiting:
        row.reminders, row.reminded_on = row.reminders + 1, today(now)
        row.save(update_fields=["reminders", "reminded_on"])
    _write(waiting, known, now)
    facts = {"requests": [row.pk for row in waiting]}
    record(by=SYSTEM, action="admissions.remind-endorser", about=about(waiting[0].pk), facts=facts, now=now)
    return len(waiting)


def _write(waiting: list[Endorsement], known: Mapping[int, CycleBrief], now: datetime) -> None:
    """One letter with a link for each request; one a day and person by its key."""
    first, letter = waiting[0], "admissions.endorsement_reminder"
    found = known[first.application.cycle_id]
    requests = [asked_for(row, row.application, known[row.application.cycle_id], now) for row in waiting]
    send(
        letter=letter,
        to=recipient(first),
        context={"requests": requests, "contact": found.definition.contact},
        key=f"{letter}:{first.endorser_email}:{today(now).isoformat()}",
        now=now,
        about=about(first.pk),
    )

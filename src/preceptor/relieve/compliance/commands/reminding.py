"""Reminders before the due day and escalation after it: never twice for the same item, period and person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import people, today
from preceptor.foundation.messages.public import Addressed
from preceptor.relieve.compliance.commands.letters import tell_due, to
from preceptor.relieve.compliance.models import Obligation, Reminder
from preceptor.relieve.compliance.queries.posts import DESIGNEE, designees_by_unit, principals_by_unit

AHEAD = timedelta(days=3)
PATIENCE = timedelta(days=10)
LISTED = 10
BATCH = 1000
Owed = tuple[int, int, date, str, str]


@transaction.atomic
def remind_due(*, by: Actor = SYSTEM, now: datetime, unit_ids: Iterable[int] | None = None) -> int:
    """Remind who answers for what is due in three days or late, and tell supervisors what is ten days late."""
    if by is not SYSTEM:
        require(by, "compliance.manage", now=now)
    on = today(now)
    rows = Obligation.objects.filter(state="open", signer__in=("principal", "designee"), due__lte=on + AHEAD)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    owed: list[Owed] = list(
        rows.order_by("due", "pk").values_list("pk", "unit_id", "due", "signer", "cycle_item__version__title")
    )
    plan = _whom(owed, on, now)
    fresh = _not_before(plan)
    _write(fresh, on)
    letters = _letters(fresh, {each[0]: each for each in owed}, on)
    for letter, lines in letters.items():
        tell_due(lines, letter=letter, now=now)
    reminded = len({person_id for person_id, _id, _late in fresh})
    if fresh:
        facts = {"people": reminded, "obligations": len({each[1] for each in fresh})}
        record(by=by, action="compliance.remind", about="compliance.obligations", facts=facts, now=now)
    return reminded


Told = tuple[int, int, bool]
"""Person, obligation, whether the person is told as the supervisor."""


def _whom(owed: Iterable[Owed], on: date, now: datetime) -> list[Told]:
    principals = principals_by_unit(now)
    designees = designees_by_unit(set(principals), now)
    found: list[Told] = []
    for number, unit_id, due, signer, _title in owed:
        held = principals.get(unit_id, [])
        asked = designees.get(unit_id, []) if signer == DESIGNEE else []
        found += [(person_id, number, False) for person_id in asked or [each.person_id for each in held]]
        if due + PATIENCE <= on:
            above = {each.supervisor_id for each in held if each.supervisor_id is not None}
            found += [(person_id, number, True) for person_id in sorted(above)]
    return found


def _not_before(plan: Iterable[Told]) -> list[Told]:
    """Those that were not told before."""
    listed = list(dict.fromkeys(plan))
    ids = sorted({each[1] for each in listed})
    known: set[tuple[int, int]] = set()
    for first in range(0, len(ids), BATCH):
        rows = Reminder.objects.filter(obligation_id__in=ids[first : first + BATCH])
        known.update(rows.values_list("person_id", "obligation_id"))
    return [each for each in listed if each[:2] not in known]


def _write(fresh: Iterable[Told], on: date) -> None:
    rows = [
        Reminder(person_id=person_id, obligation_id=number, day=on, escalated=above)
        for person_id, number, above in fresh
    ]
    Reminder.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _letters(fresh: Iterable[Told], owed: Mapping[int, Owed], on: date) -> dict[str, list[Addressed]]:
    """One letter to each person for what is theirs, one to each supervisor for what is late below."""
    told: defaultdict[tuple[int, bool], list[Owed]] = defaultdict(list)
    for person_id, number, above in fresh:
        told[person_id, above].append(owed[number])
    who = people({person_id for person_id, _above in told})
    letters: dict[str, list[Addressed]] = {"compliance.due": [], "compliance.late_below": []}
    for (person_id, above), lines in sorted(told.items()):
        letter = "compliance.late_below" if above else "compliance.due"
        said = {
            "number": len(lines),
            "lines": [(title, due, due < on) for _id, _unit, due, _signer, title in lines[:LISTED]],
            "more": max(0, len(lines) - LISTED),
            "path": reverse("compliance:my-due"),
        }
        key = f"{letter}:{person_id}:{on.isoformat()}:{lines[0][0]}"
        letters[letter].append(Addressed(to(who[person_id]), key, said, "compliance.obligations"))
    return letters

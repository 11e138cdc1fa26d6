"""Duties that keep programs accredited: entered with a date and an owner, done with evidence, reminded in time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import PersonBrief, people, person, today
from preceptor.foundation.documents.public import keep, receive
from preceptor.foundation.indicators.commands.entering import FILES, EntryRefused
from preceptor.foundation.indicators.models import AccreditationDuty, DutyReminder
from preceptor.foundation.indicators.queries.duties import duty
from preceptor.foundation.indicators.queries.rights import ACCREDIT
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


class DutyClosed(Refusal):
    """The duty is done already, or stands already."""


@dataclass(frozen=True)
class DutyValues:
    """What an accreditation duty says."""

    title: str
    program: str
    body: str
    evidence_wanted: str
    due: date
    owner_id: int
    remind_days: int = 30


@transaction.atomic
def add_duty(*, values: DutyValues, by: Actor, now: datetime) -> int:
    """Enter an accreditation duty; refuses one that stands already."""
    require(by, ACCREDIT, now=now)
    person(values.owner_id)
    same = AccreditationDuty.objects.filter(title=values.title, program=values.program, due=values.due)
    if same.exists():
        raise DutyClosed(
            "duty-twice",
            _("This duty stands already, for the same program and day."),
            remedy=_("Look for it in the list, or choose another day."),
        )
    row = AccreditationDuty.objects.create(**vars(values), made_by_id=by.id, made_at=now)
    facts = {"title": values.title, "due": values.due.isoformat(), "owner": values.owner_id}
    record(by=by, action="indicators.duty-added", about=f"indicators.duty:{row.pk}", facts=facts, now=now)
    return row.pk


def finish_duty(*, duty_id: int, evidence: "UploadedFile[bytes] | None", note: str, by: Actor, now: datetime) -> None:
    """Mark a duty as done, with its evidence; its owner does, or the accreditation office."""
    row = duty(duty_id)
    if by.id is None or by.id != row.owner_id:
        require(by, ACCREDIT, now=now)
    _open(row)
    if evidence is None:
        raise EntryRefused(
            "evidence-missing",
            _("A duty is done when its evidence is here."),
            remedy=_("Choose the file: %(wanted)s") % {"wanted": row.evidence_wanted},
        )
    received = receive(evidence, FILES)
    with transaction.atomic():
        row = AccreditationDuty.objects.select_for_update().get(pk=duty_id)
        _open(row)
        row.done_on, row.done_by_id, row.note = today(now), by.id, note.strip()[:500]
        row.save(update_fields=["done_on", "done_by", "note"])
        keep(by=by, received=received, about=f"indicators.duty:{row.pk}", where="", now=now)
        facts = {"due": row.due.isoformat()}
        record(by=by, action="indicators.duty-done", about=f"indicators.duty:{row.pk}", facts=facts, now=now)


def _open(row: AccreditationDuty) -> None:
    if row.done_on is not None:
        raise DutyClosed(
            "duty-done",
            _("This duty is done already."),
            remedy=_("Open it to see its evidence; enter a new duty for the next time."),
        )


@transaction.atomic
def remind_duties(*, by: Actor = SYSTEM, now: datetime) -> int:
    """Remind owners before a duty's day, and once more when it is late; nobody twice for the same."""
    if by is not SYSTEM:
        require(by, ACCREDIT, now=now)
    on = today(now)
    told: defaultdict[int, list[AccreditationDuty]] = defaultdict(list)
    known = set(DutyReminder.objects.values_list("duty_id", "person_id", "late"))
    fresh: list[DutyReminder] = []
    for row in AccreditationDuty.objects.filter(done_on=None).order_by("due", "pk"):
        late = row.due < on
        if row.due - timedelta(days=row.remind_days) <= on and (row.pk, row.owner_id, late) not in known:
            told[row.owner_id].append(row)
            fresh.append(DutyReminder(duty=row, person_id=row.owner_id, late=late, day=on))
    DutyReminder.objects.bulk_create(fresh, ignore_conflicts=True)
    who = people(told)
    letters = [_letter(who[person_id], rows, on) for person_id, rows in sorted(told.items()) if person_id in who]
    send_many(letter="indicators.duties_due", letters=letters, now=now)
    if fresh:
        facts = {"people": len(told), "duties": len(fresh)}
        record(by=by, action="indicators.remind", about="indicators.duties", facts=facts, now=now)
    return len(letters)


def _letter(owner: PersonBrief, rows: list[AccreditationDuty], on: date) -> Addressed:
    to = Recipient(name=owner.name, email=owner.email, language=owner.language, person_id=owner.id)
    said = {
        "number": len(rows),
        "lines": [(row.title, row.program, row.due, row.due < on) for row in rows],
        "path": reverse("indicators:duty-list"),
    }
    return Addressed(to, f"indicators.duties:{to.person_id}:{on.isoformat()}:{rows[0].pk}", said, "indicators.duties")

"""Handing a run to payroll exactly once: file, mark, letters and record are one transaction."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.stipends.commands.choosing import COORDINATE, PayRefused
from preceptor.develop.stipends.commands.running import about, asked_of, office_run
from preceptor.develop.stipends.models import PayLine, PaymentRun, PayrollFile
from preceptor.develop.stipends.queries.cases import Asked
from preceptor.develop.stipends.rules.payroll import Row, payroll_bytes
from preceptor.foundation.audit.public import SYSTEM, Actor, record
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import neutral
from preceptor.foundation.messages.public import Addressed, Recipient, send_many

EXPORT = "stipends.export"
State = PaymentRun.State


@transaction.atomic
def ask_export(*, run_id: int, by: Actor, now: datetime) -> None:
    """Queue the handing over of an approved run; asking twice is asking once."""
    run = office_run(run_id, by, now, COORDINATE)
    if run.state == State.EXPORTED:
        return
    if run.state != State.APPROVED:
        raise PayRefused(
            "not-approved",
            _("Two people have to approve this run before it goes to payroll."),
            remedy=_("Ask them to look at it; it waits on their desks."),
        )
    enqueue(EXPORT, key=str(run.pk), payload={"run": run.pk}, now=now, started_by=by.id)
    if run.export_asked_at is None:
        run.export_asked_at = now
        run.save(update_fields=["export_asked_at"])
        record(by=by, action="stipends.ask-export", about=about(run_id), facts={}, now=now)


@transaction.atomic
def export_run(*, run_id: int, now: datetime) -> None:
    """Make the file, mark the run, write to everybody paid: all of it, or nothing when the process dies half way."""
    run = PaymentRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or run.state != State.APPROVED:
        return  # handed over before
    asked = asked_of(run)
    lines = list(run.lines.exclude(pays=0).order_by("pk"))
    who = people({line.person_id for line in lines})
    content = payroll_bytes((_row(asked, run, line, who[line.person_id]) for line in lines), neutral)
    file = PayrollFile.objects.create(
        run=run,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        lines=len(lines),
        total=sum(line.pays for line in lines),
        made_at=now,
    )
    run.state = State.EXPORTED
    run.save(update_fields=["state"])
    _tell(asked, lines, who, now)
    facts = {"lines": file.lines, "total": str(file.total), "sha256": file.sha256}
    record(by=SYSTEM, action="stipends.export", about=about(run_id), facts=facts, now=now)


def _row(asked: Asked, run: PaymentRun, line: PayLine, person: PersonBrief) -> Row:
    return Row(
        line=line.pk,
        corrects=line.corrects_id,
        employee_number=person.employee_number,
        family_name=person.family_name,
        given_name=person.given_name,
        program=asked.brief.title,
        cycle=asked.brief.name,
        payment=asked.payment.title,
        period=run.period,
        amount=line.pays,
        currency=asked.payment.currency,
    )


def _tell(asked: Asked, lines: Sequence[PayLine], who: dict[int, PersonBrief], now: datetime) -> None:
    """A letter to everybody who is paid, or whose pay is corrected."""
    path = reverse("stipends:my-pay")
    for letter, chosen in (
        ("stipends.paid", [line for line in lines if line.corrects_id is None]),
        ("stipends.corrected", [line for line in lines if line.corrects_id is not None]),
    ):
        letters = []
        for line in chosen:
            person = who[line.person_id]
            said = {
                "program": asked.brief.title,
                "payment": asked.payment.title,
                "period": line.run.period,
                "pays": line.pays,
                "owed": line.owed,
                "less": line.pays < 0,
                "reason": line.reason,
                "path": path,
            }
            to = Recipient(name=person.name, email=person.email, language=person.language, person_id=person.id)
            letters.append(Addressed(to, f"stipends.line:{line.pk}", said, f"stipends.payline:{line.pk}"))
        send_many(letter=letter, letters=letters, now=now)

"""Academic credit on the strength of a certificate: asked for by the holder, registered and paid."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.awards.commands.refusals import COORDINATE, HOLD, AwardRefused, unknown
from preceptor.develop.awards.models import Certificate, CreditRecord
from preceptor.develop.awards.queries.credit import credit_terms
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require


@transaction.atomic
def ask_for_credit(*, certificate_id: int, by: Actor, now: datetime) -> int:
    """Ask for the credits that a program gives for a certificate, with the fee that is owed for them."""
    require(by, HOLD, now=now)
    row = Certificate.objects.filter(pk=certificate_id, person_id=by.id or 0, state=Certificate.State.ISSUED).first()
    if row is None or row.revoked_at is not None:
        raise unknown()
    terms = credit_terms(row.cycle_id, row.award)
    if terms is None:
        raise AwardRefused(
            "no-credit",
            _("The program gives no academic credit for this certificate."),
            remedy=_("Ask the program's office whether another certificate does."),
        )
    made, new = CreditRecord.objects.get_or_create(
        certificate=row,
        defaults={
            "title": terms.title,
            "credits": terms.credits,
            "fee": terms.fee,
            "currency": terms.currency,
            "asked_at": now,
        },
    )
    if new:
        facts = {"credits": str(terms.credits), "fee": str(terms.fee or Decimal(0))}
        record(by=by, action="awards.ask-credit", about=f"awards.certificate:{row.number}", facts=facts, now=now)
    return made.pk


@transaction.atomic
def record_credit(
    *, certificate_id: int, registered_on: date | None, fee_paid_on: date | None, by: Actor, now: datetime
) -> None:
    """Write down when the credits were registered and when the fee was paid."""
    row = CreditRecord.objects.select_for_update().filter(certificate_id=certificate_id).first()
    if row is None:
        raise unknown()
    certificate = Certificate.objects.get(pk=certificate_id)
    require(by, COORDINATE, where=cycle(certificate.cycle_id).unit_path, now=now)
    row.registered_on, row.fee_paid_on = registered_on, fee_paid_on
    row.save(update_fields=["registered_on", "fee_paid_on"])
    facts = {
        "registered": registered_on.isoformat() if registered_on else "",
        "paid": fee_paid_on.isoformat() if fee_paid_on else "",
    }
    record(by=by, action="awards.record-credit", about=f"awards.certificate:{certificate.number}", facts=facts, now=now)

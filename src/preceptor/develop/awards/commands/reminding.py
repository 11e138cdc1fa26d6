"""Reminders before a certificate runs out: each once, whoever runs the schedule how often."""

from datetime import datetime

from django.db import IntegrityError, transaction

from preceptor.develop.awards.commands.letters import tell_reminder
from preceptor.develop.awards.models import Certificate, CertificateReminder
from preceptor.develop.awards.queries.expiring import reminders_due
from preceptor.develop.awards.queries.terms import award_terms
from preceptor.foundation.audit.public import SYSTEM, record


@transaction.atomic
def remind_holder(*, certificate_id: int, days: int, now: datetime) -> bool:
    """Write one holder that a certificate runs out, unless that was done; whether a letter went out."""
    row = Certificate.objects.select_for_update().filter(pk=certificate_id, revoked_at=None).first()
    if row is None or (certificate_id, days) not in reminders_due(now, certificate_id):
        return False
    try:
        with transaction.atomic():
            CertificateReminder.objects.create(certificate=row, days_before=days, at=now)
    except IntegrityError:
        return False  # written already
    terms = award_terms(row.cycle_id, row.award)
    tell_reminder(row, days, terms.renewal.says if terms.renewal else "", now=now)
    facts = {"days": days}
    record(by=SYSTEM, action="awards.remind", about=f"awards.certificate:{row.number}", facts=facts, now=now)
    return True

"""Certificates that run out, and who is to be reminded of it today."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from preceptor.develop.awards.models import Certificate, CertificateReminder
from preceptor.develop.awards.rules.certificate import reminder_due
from preceptor.foundation.district.public import today

AHEAD = (180, 60, 14)
OPEN = ("proposed", "approved", "issued")


def standing_certificates() -> QuerySet[Certificate]:
    """Certificates that hold: issued here or recorded, not revoked, not renewed or corrected by a newer one."""
    rows = Certificate.objects.filter(state__in=("issued", "recorded"), revoked_at=None)
    return rows.exclude(renewed_by__state__in=OPEN).exclude(corrected_by__state__in=OPEN)


def reminders_due(now: datetime, certificate_id: int | None = None) -> list[tuple[int, int]]:
    """Certificate and number of days of every reminder that is due and was not sent."""
    rows = standing_certificates().filter(valid_until__gt=now, valid_until__lte=now + timedelta(days=max(AHEAD) + 1))
    if certificate_id is not None:
        rows = rows.filter(pk=certificate_id)
    day = today(now)
    due = [
        (pk, days)
        for pk, until in rows.order_by("pk").values_list("pk", "valid_until")
        if until is not None and (days := reminder_due(today(until), day, AHEAD)) is not None
    ]
    sent = set(
        CertificateReminder.objects.filter(certificate_id__in=[pk for pk, _days in due]).values_list(
            "certificate_id", "days_before"
        )
    )
    return [each for each in due if each not in sent]

"""Certificates as records that indicators count."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.mine import HELD
from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.public import register_records

KINDS = ("certificate", "certification", "hours", "credit", "recommendation")


def certificates() -> list[tuple[int, date, date | None, str]]:
    """Certificates of people known here, from the day of award until they run out or were revoked."""
    rows = Certificate.objects.filter(state__in=HELD).exclude(person=None)
    found: list[tuple[int, date, date | None, str]] = []
    for person_id, start, until, revoked, kind in rows.order_by("awarded_on", "id").values_list(
        "person_id", "awarded_on", "valid_until", "revoked_at", "kind"
    ):
        ends = [today(moment) for moment in (until, revoked) if moment is not None]
        if start is not None:
            found.append((person_id, start, min(ends, default=None), kind))
    return found


def register_counted() -> None:
    """Let indicators count certificates."""
    register_records("awards.certificates", _("Certificates awarded here"), certificates, fields={"kind": KINDS})

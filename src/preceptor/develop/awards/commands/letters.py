"""Letters of awards: issued, runs out soon, revoked."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.site import certificate_address
from preceptor.foundation.district.public import people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


def tell_issued(rows: Sequence[Certificate], *, now: datetime) -> None:
    """Tell holders that their certificate is there, and what kind of news it is."""
    _tell("awards.certificate_issued", "issued", rows, now)


def tell_revoked(row: Certificate, *, now: datetime) -> None:
    """Tell a holder that a certificate was revoked, and why."""
    _tell("awards.certificate_revoked", "revoked", [row], now)


def tell_reminder(row: Certificate, days: int, says: str, *, now: datetime) -> None:
    """Tell a holder that a certificate runs out, and how it is renewed."""
    _tell("awards.certificate_reminder", f"reminder:{days}", [row], now, says)


def _tell(letter: str, key: str, rows: Sequence[Certificate], now: datetime, says: str = "") -> None:
    known = people([row.person_id for row in rows if row.person_id is not None])
    letters = []
    for row in rows:
        who = known.get(row.person_id or 0)
        email = who.email if who else row.holder_email
        if not email:
            continue
        said = {
            "title": row.title,
            "number": row.earlier_number or row.number,
            "until": row.valid_until,
            "origin": row.origin,
            "reason": row.revoked_reason,
            "says": says,
            "address": certificate_address(row.number),
            "path": reverse("awards:my-certificates"),
            "known": who is not None,
        }
        to = Recipient(
            name=who.name if who else row.holder_name,
            email=email,
            language=who.language if who else "en",
            person_id=row.person_id,
        )
        about = f"awards.certificate:{row.number}"
        letters.append(Addressed(to, f"{about}:{key}", said, about))
    send_many(letter=letter, letters=letters, now=now)

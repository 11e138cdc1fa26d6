"""The secret address of one's own calendar feed."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from preceptor.develop.sessions.models import CalendarFeed
from preceptor.foundation.audit.public import Actor, record, require

TAKE_PART = "cohorts.take_part"


@transaction.atomic
def make_feed(*, by: Actor, now: datetime) -> str:
    """A new secret for one's own feed, shown once; the earlier address stops working."""
    require(by, TAKE_PART, now=now)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person_id=by.id or 0, defaults={"secret_hash": hash_of(secret), "made_at": now}
    )
    record(by=by, action="cohorts.make-feed", about=f"district.person:{by.id}", facts={}, now=now)
    return secret


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

"""Letters of growth: that something waits, never what it says."""

from datetime import datetime

from django.conf import settings

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import person
from preceptor.foundation.messages.public import Recipient, send


def tell(letter: str, to_id: int, *, about: str, url: str, by: Actor, now: datetime) -> None:
    """Write somebody that something waits for them, and where."""
    to = person(to_id)
    send(
        letter=f"growth.{letter}",
        to=Recipient(to.name, to.email, to.language, to.id),
        context={"name": by.label, "address": f"{settings.SITE_URL}{url}"},
        key=f"growth.{letter}:{about}:{now.isoformat()}",
        now=now,
        about=about,
    )

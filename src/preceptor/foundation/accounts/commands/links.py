"""Secret links: made, used once, revoked."""

import hmac
import secrets
from datetime import datetime

from django.db import transaction

from preceptor.foundation.accounts.models import SecretLink
from preceptor.foundation.accounts.queries.links import Link, address_of, brief, found, refuse_unless_open
from preceptor.foundation.accounts.rules.links import hash_of

TOKEN_BYTES = 32


@transaction.atomic
def make_link(*, purpose: str, about: str, email: str, name: str, expires: datetime, now: datetime) -> str:
    """The address of a new link for one person and purpose; an older open one to the same person is replaced."""
    address = email.strip().lower()
    SecretLink.objects.filter(
        purpose=purpose, about=about, email=address, used=None, revoked=None, replaced=None
    ).update(replaced=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SecretLink.objects.create(
        token_hash=hash_of(token), purpose=purpose, about=about, email=address, name=name, created=now, expires=expires
    )
    return address_of(purpose, token)


@transaction.atomic
def use_link(token: str, purpose: str, now: datetime) -> Link:
    """Use the link up, in the caller's transaction; the second of two simultaneous tries is refused."""
    link = found(token, purpose)
    refuse_unless_open(link, now)
    taken = SecretLink.objects.filter(pk=link.pk, used=None, revoked=None, replaced=None).update(used=now)
    link.refresh_from_db()
    if not taken or not hmac.compare_digest(link.token_hash, hash_of(token)):
        refuse_unless_open(link, now)
    return brief(link)


@transaction.atomic
def revoke_links(about: str, purpose: str, *, now: datetime) -> int:
    """Close every open link of this purpose about this thing; how many there were."""
    return SecretLink.objects.filter(about=about, purpose=purpose, used=None, revoked=None).update(revoked=now)

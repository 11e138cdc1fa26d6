"""Keys of circles: made, wrapped anew under the newest installation key, shredded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.documents.models import CircleKey
from preceptor.foundation.documents.queries.circles import Circle, circle_of
from preceptor.foundation.documents.rules import sealing
from preceptor.foundation.documents.rules.sealing import SealBroken

# So many keys share a transaction: a rotation that is killed has done whole portions and nothing else.
PORTION = 200


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: keys wrapped anew, and those that no listed installation key opens, by that key's name."""

    rewrapped: int
    unreadable: tuple[tuple[str, str], ...]


@transaction.atomic
def make_circle(*, name: str, now: datetime) -> Circle:
    """The circle of this name, with a new key if it has none; the calling command has asked who may."""
    if not CircleKey.objects.filter(circle=name).exists():
        secret, key = sealing.new_secret(name), settings.SEALING_KEYS[0]
        row = CircleKey(circle=name, wrapped=sealing.wrap(secret, key), under=sealing.key_name(key), made_at=now)
        CircleKey.objects.bulk_create([row], ignore_conflicts=True)  # somebody may have made it in the same moment
    return circle_of(name)


@transaction.atomic
def shred_circle(*, name: str, by: Actor, now: datetime) -> bool:
    """Destroy a circle's key, and with it all that was sealed; whether there was one. The calling command asked."""
    done = CircleKey.objects.filter(circle=name, shredded_at=None).update(wrapped="", under="", shredded_at=now)
    if done:
        record(by=by, action="documents.shred", about=name, facts={}, now=now)
    return bool(done)


def rotate_keys(*, by: Actor, now: datetime, report: Callable[[int], None] = lambda _done: None) -> Rotation:
    """Wrap every circle's key under the newest installation key, portion by portion; may be broken off and repeated."""
    require(by, "documents.rotate", now=now)
    last, done = 0, 0
    unreadable: list[tuple[str, str]] = []
    while True:
        with transaction.atomic():
            rows = list(_outdated().filter(pk__gt=last).select_for_update().order_by("pk")[:PORTION])
            if not rows:
                return Rotation(done, tuple(unreadable))
            broken = [row for row in rows if not _rewrap(row)]
            changed = [row for row in rows if row not in broken]
            CircleKey.objects.bulk_update(changed, ["wrapped", "under"])
            facts = {"rewrapped": len(changed), "unreadable": len(broken)}
            record(by=by, action="documents.rotate", about="documents.circlekey", facts=facts, now=now)
        last, done = rows[-1].pk, done + len(changed)
        unreadable += [(row.circle, row.under) for row in broken]
        report(done)


def _outdated() -> QuerySet[CircleKey]:
    return CircleKey.objects.filter(shredded_at=None).exclude(under=sealing.key_name(settings.SEALING_KEYS[0]))


def _rewrap(row: CircleKey) -> bool:
    """Wrap one key anew, and make sure that it opens again before the old wrapping is given up."""
    keys = tuple(settings.SEALING_KEYS)
    try:
        secret = sealing.unwrap(row.wrapped, row.circle, keys)
    except SealBroken:
        return False
    row.wrapped, row.under = sealing.wrap(secret, keys[0]), sealing.key_name(keys[0])
    return sealing.unwrap(row.wrapped, row.circle, keys[:1]) == secret

"""The issuer's keys: made on first need, sealed under the installation's sealing keys, replaced without forgetting."""

import base64
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from preceptor.develop.awards.models import IssuerKey
from preceptor.develop.awards.queries.site import issuer_did
from preceptor.develop.awards.rules.encoding import to_multikey
from preceptor.develop.awards.rules.keys import SigningKey, public_of
from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.documents.public import Place, make_circle

CIRCLE = "awards.issuer"
ROTATE = "awards.rotate"
SEED_BYTES = 32


@transaction.atomic
def signing_key(*, now: datetime) -> SigningKey:
    """The key in use, made when there is none yet."""
    row = IssuerKey.objects.filter(in_use=True).first() or _first(now)
    seed = base64.b64decode(make_circle(name=CIRCLE, now=now).open(_place(row.public), row.sealed))
    did = issuer_did()
    return SigningKey(seed, did, f"{did}#{row.public}")


@transaction.atomic
def rotate_issuer_key(*, by: Actor, now: datetime) -> str:
    """A new key signs from now on; the old one stays in the issuer's document, so what it signed stays valid."""
    require(by, ROTATE, now=now)
    IssuerKey.objects.select_for_update().filter(in_use=True).update(in_use=False, retired_at=now)
    made = _made(now)
    record(by=by, action="awards.rotate", about=f"awards.issuerkey:{made.pk}", facts={"public": made.public}, now=now)
    return made.public


def _first(now: datetime) -> IssuerKey:
    try:
        with transaction.atomic():
            made = _made(now)
            facts = {"public": made.public}
            record(by=SYSTEM, action="awards.rotate", about=f"awards.issuerkey:{made.pk}", facts=facts, now=now)
            return made
    except IntegrityError:  # another process was first; its key is the key
        return IssuerKey.objects.get(in_use=True)


def _made(now: datetime) -> IssuerKey:
    seed = secrets.token_bytes(SEED_BYTES)
    public = to_multikey(public_of(seed))
    sealed = make_circle(name=CIRCLE, now=now).seal(_place(public), base64.b64encode(seed).decode())
    return IssuerKey.objects.create(public=public, sealed=sealed, made_at=now)


def _place(public: str) -> Place:
    return Place("awards_issuerkey", "sealed", public)

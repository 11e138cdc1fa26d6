"""Loading on a page: keep the file, show what it would change, write exactly that when confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.commands.files import open_table
from preceptor.foundation.district.commands.load import LoadOutcome, prepare, write
from preceptor.foundation.district.models import PendingLoad
from preceptor.foundation.look.public import Refusal

KEPT = timedelta(days=1)


class UploadGone(Refusal):
    """The file is no longer kept, or was never this person's."""

    status = 404


class UploadMoved(Refusal):
    """What would change is no longer what was shown."""


@dataclass(frozen=True)
class Preview:
    """A kept file and what it would change."""

    id: int
    kind: str
    name: str
    outcome: LoadOutcome


def keep_upload(*, kind: str, name: str, data: bytes, mapping: str, by: Actor, now: datetime) -> int:
    """Keep a readable file for its preview; files that nobody confirmed within a day go."""
    require(by, "district.load", now=now)
    open_table(data)
    with transaction.atomic():
        forget_stale(now=now)
        kept = PendingLoad.objects.create(
            kind=kind, name=name[:200], data=data, mapping=mapping, person_id=by.id or 0, made=now
        )
        facts = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        record(by=by, action="district.file-kept", about=f"district.{kind}", facts=facts, now=now)
    return kept.pk


def forget_stale(*, now: datetime) -> int:
    """Forget files that nobody confirmed within a day; how many there were."""
    return PendingLoad.objects.filter(made__lt=now - KEPT).delete()[0]


def preview_upload(*, upload_id: int, by: Actor, now: datetime) -> Preview:
    """What a kept file would change now; refuses with its faults."""
    kept = _own(upload_id, by)
    outcome = prepare(kind=kept.kind, data=bytes(kept.data), mapping=kept.mapping or None, by=by, now=now)[1]
    return Preview(kept.pk, kept.kind, kept.name, outcome)


def confirm_upload(*, upload_id: int, digest: str, by: Actor, now: datetime) -> LoadOutcome:
    """Write what was shown, and forget the file; refuses when the tables have changed since."""
    kept = _own(upload_id, by)
    planned, outcome = prepare(kind=kept.kind, data=bytes(kept.data), mapping=kept.mapping or None, by=by, now=now)
    if outcome.digest != digest:
        raise UploadMoved(
            "upload-moved",
            _("Something was changed since you looked, so the file would do other things than you saw."),
            remedy=_("Go back, look at the changes again and confirm them then."),
        )
    with transaction.atomic():
        done = write(planned, outcome, by=by, now=now)
        kept.delete()
    return done


def _own(upload_id: int, by: Actor) -> PendingLoad:
    """The actor's own kept file."""
    kept = PendingLoad.objects.filter(pk=upload_id, person_id=by.id or 0).first()
    if kept is None:
        raise UploadGone(
            "upload-gone",
            _("This file is no longer kept here: it was loaded, or it waited for more than a day."),
            remedy=_("Choose the file again."),
        )
    return kept

"""Loading the catalogue on a page: keep the file, show what it would change, write exactly that when confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.public import open_table
from preceptor.relieve.compliance.commands.loading import CatalogueOutcome, prepare, write
from preceptor.relieve.compliance.commands.refusals import ComplianceMissing, ItemRefused
from preceptor.relieve.compliance.models import CatalogueFile

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class CatalogueLoadPreviewPage:
    """A kept file and what it would change."""

    id: int
    name: str
    outcome: CatalogueOutcome


@transaction.atomic
def keep_file(*, kind: str, name: str, data: bytes, by: Actor, now: datetime) -> int:
    """Keep a readable file for its preview; files that nobody confirmed within a day go."""
    require(by, "compliance.manage", now=now)
    open_table(data)
    CatalogueFile.objects.filter(made__lt=now - KEPT).delete()
    kept = CatalogueFile.objects.create(kind=kind, name=name[:200], data=data, person_id=by.id or 0, made=now)
    return kept.pk


def preview_file(*, file_id: int, by: Actor, now: datetime) -> CatalogueLoadPreviewPage:
    """What a kept file would change now; refuses with its faults."""
    kept = _own(file_id, by)
    planned = prepare(kind=kept.kind, data=bytes(kept.data), by=by, now=now)
    return CatalogueLoadPreviewPage(kept.pk, kept.name, planned.outcome)


def confirm_file(*, file_id: int, digest: str, by: Actor, now: datetime) -> CatalogueOutcome:
    """Write what was shown, and forget the file; refuses when the catalogue has changed since."""
    kept = _own(file_id, by)
    planned = prepare(kind=kept.kind, data=bytes(kept.data), by=by, now=now)
    if planned.outcome.digest != digest:
        raise ItemRefused(
            "file-moved",
            _("The catalogue was changed since you looked, so the file would do other things than you saw."),
            remedy=_("Go back, look at the changes again and confirm them then."),
        )
    with transaction.atomic():
        done = write(planned, by=by, now=now)
        kept.delete()
    return done


def _own(file_id: int, by: Actor) -> CatalogueFile:
    kept = CatalogueFile.objects.filter(pk=file_id, person_id=by.id or 0).first()
    if kept is None:
        raise ComplianceMissing(
            "file-gone",
            _("This file is no longer kept here: it was loaded, or it waited for more than a day."),
            remedy=_("Choose the file again."),
        )
    return kept

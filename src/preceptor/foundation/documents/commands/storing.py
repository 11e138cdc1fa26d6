"""Keeping received files, removing them, settling the virus check, sweeping what belongs to nothing."""

from dataclasses import asdict
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import SYSTEM, Actor, record
from preceptor.foundation.documents.commands.placing import discard
from preceptor.foundation.documents.commands.receiving import Received, receive
from preceptor.foundation.documents.commands.virus import Verdict
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.queries.files import StoredFile, as_file
from preceptor.foundation.documents.rules.fitness import UploadRule
from preceptor.foundation.look.public import Refusal


class UnknownFile(Refusal):
    """There is no such file, or it was removed."""

    status = 404


def store(
    *, by: Actor, upload: "UploadedFile[bytes]", rule: UploadRule, about: str, where: str, now: datetime
) -> StoredFile:
    """Receive an upload and keep it, for a caller outside any transaction whose command has asked permission."""
    received = receive(upload, rule)
    try:
        return keep(by=by, received=received, about=about, where=where, now=now)
    except BaseException:
        discard(received.path)
        raise


def keep(*, by: Actor, received: Received, about: str, where: str, now: datetime) -> StoredFile:
    """Let a received file belong to something, in the caller's transaction where there is one."""
    with transaction.atomic():
        row = FileRow.objects.create(
            **asdict(received),
            about=about,
            where=where,
            uploaded_by_kind=by.kind,
            uploaded_by_id=by.id,
            uploaded_by_label=by.label[:200],
            uploaded_at=now,
        )
        facts = {"file": row.pk, "kind": row.kind, "bytes": row.bytes, "sha256": row.sha256, "state": str(row.state)}
        record(by=by, action="documents.stored", about=about, facts=facts, now=now)
    return as_file(row)


def remove(*, by: Actor, file_id: int, now: datetime) -> None:
    """Remove a file: the row keeps name and hash, the content goes when the transaction is through."""
    with transaction.atomic():
        row = FileRow.objects.select_for_update().filter(pk=file_id).exclude(state=FileRow.State.REMOVED).first()
        if row is None:
            raise UnknownFile(
                "file-unknown",
                _("There is no such file, or it was removed already."),
                remedy=_("Reload the page to see which files are there."),
                facts={"file": file_id},
            )
        row.state, row.removed_at = FileRow.State.REMOVED, now
        row.save(update_fields=["state", "removed_at"])
        facts = {"file": row.pk, "sha256": row.sha256}
        record(by=by, action="documents.removed", about=row.about, facts=facts, now=now)
        transaction.on_commit(lambda: discard(row.path))


def settle_scan(*, file_id: int, verdict: Verdict, now: datetime) -> None:
    """Let a file out of quarantine, or refuse it for good; without a verdict it stays."""
    if verdict == "unknown":
        return
    with transaction.atomic():
        row = FileRow.objects.select_for_update().filter(pk=file_id, state=FileRow.State.QUARANTINED).first()
        if row is None:
            return
        row.state = FileRow.State.READY if verdict == "clean" else FileRow.State.INFECTED
        row.save(update_fields=["state"])
        record(by=SYSTEM, action=f"documents.scan-{verdict}", about=row.about, facts={"file": row.pk}, now=now)
        if verdict == "infected":
            transaction.on_commit(lambda: discard(row.path))

"""Every write of handbooks."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.handbooks.models import HandbookVersion, PlanDone, ReadReceipt
from preceptor.develop.handbooks.queries import AUTHOR, book_of, is_asked, sees_to, version_of
from preceptor.develop.handbooks.rules import load_handbook
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal

SHIPPED = Path(__file__).resolve().parent / "reference"


class HandbookRefused(Refusal):
    """A handbook cannot be published, or said to be read, that way."""

    status = 422


def shipped() -> list[Path]:
    """The handbooks that come with the program."""
    return sorted(SHIPPED.glob("*.toml"))


@transaction.atomic
def publish_handbook(*, text: str, file: str, by: Actor, now: datetime) -> tuple[str, int]:
    """Publish a text as the next version of its key; the same text again changes nothing. Gives key and number."""
    require(by, AUTHOR, now=now)
    book = load_handbook(text, file)
    if isinstance(book, list):
        raise HandbookRefused(
            "handbook-unfit",
            _("The handbook was not published: %(faults)s") % {"faults": "; ".join(map(str, book))},
            remedy=_("Mend these lines and publish it again; what is in force stays in force."),
        )
    last = HandbookVersion.objects.select_for_update().filter(key=book.key).order_by("-number").first()
    sha = hashlib.sha256(text.encode()).hexdigest()
    if last is not None and last.sha256 == sha:
        return book.key, last.number
    number = last.number + 1 if last else 1
    row = HandbookVersion.objects.create(
        key=book.key, number=number, text=text, sha256=sha, published_at=now, published_by=by.label[:120]
    )
    facts = {"key": row.key, "number": number}
    record(by=by, action="handbooks.publish", about=f"handbooks.handbookversion:{row.pk}", facts=facts, now=now)
    return row.key, number


@transaction.atomic
def say_read(*, key: str, number: int, by: Actor, now: datetime) -> None:
    """Say that one has read a version; only of the newest, by somebody who is asked."""
    require(by, "handbooks.read", now=now)
    row, rows = version_of(key, number)
    if row != rows[0] or not is_asked(book_of(row), by.id or 0, now):
        raise HandbookRefused(
            "not-asked",
            _("You are not asked to read this version."),
            remedy=_("Read the newest version; when you are asked, a button stands below it."),
            status=409,
        )
    receipt, new = ReadReceipt.objects.get_or_create(version=row, person_id=by.id or 0, defaults={"read_at": now})
    if new:
        about = f"handbooks.readreceipt:{receipt.pk}"
        record(by=by, action="handbooks.read", about=about, facts={"key": key, "number": number}, now=now)


@transaction.atomic
def finish_line(*, key: str, line: str, by: Actor, now: datetime) -> None:
    """Say that a line of a communication plan is done; an author does, or whoever holds the job that it names."""
    row = version_of(key, None)[0]
    found = book_of(row).plan.get(line)
    if found is None or not sees_to(found, by.id or 0, now):
        require(by, AUTHOR, now=now)
    if found is None:
        raise HandbookRefused(
            "unknown-line", _("The plan has no such line."), remedy=_("Choose one on the page of the plan."), status=404
        )
    PlanDone.objects.get_or_create(key=key, line=line, defaults={"done_at": now, "done_by_id": by.id or 0})
    record(by=by, action="handbooks.finish", about=f"handbooks.plan:{key}.{line}", facts={}, now=now)

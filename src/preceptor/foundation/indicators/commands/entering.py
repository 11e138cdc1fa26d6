"""Entering a figure that no record gives, with the evidence for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.public import UploadRule, keep, receive
from preceptor.foundation.indicators.commands.freezing import (
    FreezeRefused,
    Frozen,
    Origin,
    ended_year,
    keep_frozen,
    last_revision,
    revisions_of,
)
from preceptor.foundation.indicators.definition import Definition
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.plans import publishable_total
from preceptor.foundation.indicators.queries.definitions import named
from preceptor.foundation.indicators.queries.rights import require_freeze
from preceptor.foundation.indicators.queries.working import period_of
from preceptor.foundation.indicators.rules.freezing import entry_fault
from preceptor.foundation.indicators.rules.revising import TOTAL, Counts, Earlier, revised
from preceptor.foundation.look.public import Refusal

FILES = UploadRule(("pdf", "docx", "png", "jpeg"), 10_000_000)


@dataclass(frozen=True)
class Entry:
    """Two numbers of a period; the second is empty where a number alone is asked for."""

    period: str
    number: int
    out_of: int | None
    reason: str = ""


class EntryRefused(Refusal):
    """The entry cannot stand."""

    status = 422


def enter_figure(
    *, code: str, entry: Entry, evidence: "UploadedFile[bytes] | None", by: Actor, now: datetime
) -> FrozenFigure:
    """Keep an entered figure with its evidence; a period that has one already gets a revision, with a reason."""
    found = named(code)
    require_freeze(found.indicator, by, now)
    year = ended_year(entry.period, now)
    before = last_revision(found.indicator, entry.period)
    _check(found.definition, entry, evidence, before)
    received = receive(evidence, FILES)  # type: ignore[arg-type]  # checked: there is one
    frozen = Frozen(
        origin=Origin.ENTERED,
        as_of=period_of(found.definition, year).as_of,
        number=entry.number,
        out_of=entry.out_of,
        cells=_cells(entry, before),
        cohort={},
        difference={"before": before.number, "before_of": before.out_of} if before else {},
        reason=entry.reason,
    )
    with transaction.atomic():
        row = keep_frozen(found, entry.period, frozen, expected=before, by=by, now=now)
        keep(by=by, received=received, about=f"indicators.figure:{row.pk}", where="", now=now)
    return row


def _cells(entry: Entry, before: FrozenFigure | None) -> dict[str, Any]:
    """What may be published of an entry, beside what was published of the period already."""
    fresh = publishable_total(entry.number, entry.out_of, settings.SMALL_GROUP, before.cells if before else None)
    if before is None:
        return fresh
    earlier = [Earlier(row.revision, row.cells, _counts(row.number, row.out_of)) for row in revisions_of(before)]
    return revised(fresh, earlier, _counts(entry.number, entry.out_of), open_total=False)


def _counts(number: int, out_of: int | None) -> Counts:
    """Two entered numbers as counts of everybody."""
    return {(TOTAL, TOTAL): (number if out_of is None else out_of, number)}


def _check(
    definition: Definition, entry: Entry, evidence: "UploadedFile[bytes] | None", before: FrozenFigure | None
) -> None:
    """Numbers that can stand, evidence, and a reason where something is entered already."""
    if definition.entered is None:
        raise FreezeRefused(
            "figure-computed",
            _("This indicator is computed from records; nobody can enter it."),
            remedy=_("Freeze the period instead."),
        )
    fault = entry_fault(definition, entry.number, entry.out_of)
    if fault:
        sentence, remedy = _words(fault)
        raise EntryRefused(f"entry-{fault}", sentence, remedy=remedy)
    if evidence is None:
        raise EntryRefused(
            "evidence-missing",
            _("A figure without evidence cannot be kept."),
            remedy=_("Choose the file that shows it: a report, a result list, minutes."),
        )
    if before is not None and not entry.reason.strip():
        raise EntryRefused(
            "reason-missing",
            _("%(period)s has a figure already.") % {"period": entry.period},
            remedy=_("Say why it changes, and a revision is made beside it."),
        )


def _words(fault: str) -> tuple[str, str]:
    """What is wrong with two numbers, and what to do."""
    return {
        "negative": (_("A number below zero cannot be right."), _("Enter 0 or more.")),
        "second-missing": (_("The second number is missing."), _("Enter out of how many.")),
        "zero": (
            _("The second number is 0, so there is nothing to divide by."),
            _("Enter out of how many; if nobody was asked, enter nothing for this year."),
        ),
        "more-than-all": (
            _("The first number is larger than the second."),
            _("The first counts a part of the second; exchange them if they are the wrong way around."),
        ),
    }[fault]

"""Accreditation duties: the list, one of them, and what waits for a person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import StoredFile, stored_files
from preceptor.foundation.indicators.models import AccreditationDuty
from preceptor.foundation.indicators.queries.board import DutyLine, duty_line, duty_lines
from preceptor.foundation.indicators.queries.rights import ACCREDIT, READ
from preceptor.foundation.look.public import Refusal


class UnknownDuty(Refusal):
    """No accreditation duty has this number."""

    status = 404


@dataclass(frozen=True)
class DutyListPage:
    """Every accreditation duty, or one's own."""

    lines: tuple[DutyLine, ...]
    may_add: bool
    all: bool


@dataclass(frozen=True)
class DutyPage:
    """One accreditation duty with its evidence."""

    line: DutyLine
    evidence_wanted: str
    done_by: str
    note: str
    files: tuple[StoredFile, ...]
    may_finish: bool


def duty_list_page(*, by: Actor, now: datetime) -> DutyListPage:
    """All duties for whoever reads indicators or keeps duties; otherwise those that one answers for."""
    keeps = may(by, ACCREDIT, now=now)
    everything = keeps or may(by, READ, now=now)
    lines = tuple(duty_lines(today(now), owner_id=None if everything else by.id or 0))
    if not everything and not lines:
        require(by, READ, now=now)
    return DutyListPage(lines, keeps, everything)


def duty_page(*, duty_id: int, by: Actor, now: datetime) -> DutyPage:
    """One duty; its owner and whoever reads indicators see it."""
    row = duty(duty_id)
    owns = by.id is not None and by.id == row.owner_id
    keeps = may(by, ACCREDIT, now=now)
    if not owns and not keeps:
        require(by, READ, now=now)
    return DutyPage(
        line=duty_line(row, today(now)),
        evidence_wanted=row.evidence_wanted,
        done_by=str(row.done_by or ""),
        note=row.note,
        files=tuple(stored_files(f"indicators.duty:{row.pk}")) if row.done_on else (),
        may_finish=row.done_on is None and (owns or keeps),
    )


def duty(duty_id: int) -> AccreditationDuty:
    """A duty; refuses an unknown number."""
    row = AccreditationDuty.objects.filter(pk=duty_id).select_related("owner", "done_by").first()
    if row is None:
        raise UnknownDuty(
            "duty-unknown",
            _("There is no accreditation duty with this number."),
            remedy=_("Choose one from the list of duties."),
        )
    return row


def soon(person_id: int, until: date) -> list[AccreditationDuty]:
    """Open duties that somebody answers for, due until a day."""
    return list(AccreditationDuty.objects.filter(owner_id=person_id, done_on=None, due__lte=until).order_by("due"))

"""Waivers that wait for their second signature."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Waiver
from preceptor.develop.programs.public import CycleBrief, cycle, cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.look.public import Refusal


class UnknownWaiver(Refusal):
    """There is no waiver of this number."""

    status = 404


def unknown_waiver() -> UnknownWaiver:
    """The refusal for a waiver that is not there."""
    return UnknownWaiver(
        "unknown-waiver",
        _("There is no waiver of this number."),
        remedy=_("What waits for your signature is on your desk."),
    )


@dataclass(frozen=True)
class WaiverDetailPage:
    """A waiver to sign: who, which rule, why, and who proposed it; never the fact behind the rule."""

    id: int
    applicant: str
    program: str
    cycle_name: str
    role_title: str
    rule: str
    reason: str
    state: str
    state_word: str
    proposed_by: str
    proposed_at: datetime
    second_by: str
    second_at: datetime | None
    second_note: str
    may_sign: bool


def _rows() -> "QuerySet[Waiver]":
    """Waivers with the people in them."""
    return Waiver.objects.select_related("application__person", "proposed_by", "second_by")


def waiver_detail_page(waiver_id: int, by: Actor, now: datetime) -> WaiverDetailPage:
    """A waiver, for those who may waive rules in its cycle; never for the applicant."""
    row = _rows().filter(pk=waiver_id).first()
    if row is None or row.application.person_id == by.id:
        raise unknown_waiver()
    found = cycle(row.application.cycle_id)
    require(by, "admissions.waive", where=found.unit_path, now=now)
    return _page(row, found, by)


def _page(row: Waiver, found: CycleBrief, by: Actor) -> WaiverDetailPage:
    """A waiver as its signers see it."""
    role = row.application.role
    rule = found.definition.admission[role].rules.get(row.rule)
    return WaiverDetailPage(
        id=row.pk,
        applicant=str(row.application.person),
        program=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].title,
        rule=rule.says if rule else row.rule,
        reason=row.reason,
        state=row.state,
        state_word=str(row.get_state_display()),
        proposed_by=str(row.proposed_by),
        proposed_at=row.proposed_at,
        second_by=str(row.second_by) if row.second_by else "",
        second_at=row.second_at,
        second_note=row.second_note,
        may_sign=row.state == Waiver.State.PROPOSED and row.proposed_by_id != by.id,
    )


def waivers_to_sign(by: Actor, now: datetime) -> list[WaiverDetailPage]:
    """Waivers that wait for somebody like the reader."""
    if not holds(by.id, "admissions.waive", now):
        return []
    rows = list(_rows().filter(state=Waiver.State.PROPOSED).order_by("proposed_at", "pk"))
    mine = [row for row in rows if by.id not in {row.proposed_by_id, row.application.person_id}]
    known = cycles(row.application.cycle_id for row in mine)
    return [
        _page(row, known[row.application.cycle_id], by)
        for row in mine
        if row.application.cycle_id in known
        and may(by, "admissions.waive", where=known[row.application.cycle_id].unit_path, now=now)
    ]

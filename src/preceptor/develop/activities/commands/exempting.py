"""The office exempts somebody from a duty in a period, says why, and can take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.commands.letters import tell_exempted, tell_exemption_withdrawn
from preceptor.develop.activities.models import DutyExemption
from preceptor.develop.activities.queries.exemptions import EXEMPT, ExemptionBrief
from preceptor.develop.activities.queries.judged import judge_cycle
from preceptor.develop.activities.queries.running import require_running
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal

LONGEST_REASON = 500


class ExemptionRefused(Refusal):
    """Nobody can be exempted that way."""


class ExemptionUnknown(Refusal):
    """There is no such exemption."""

    status = 404


@dataclass(frozen=True)
class Owed:
    """One duty of one person in one period of a cycle."""

    cycle_id: int
    duty: str
    person_id: int
    period: str


@transaction.atomic
def exempt_from_duty(*, owed: Owed, reason: str, by: Actor, now: datetime) -> int:
    """Say that somebody does not owe a duty in a period; the person is told who said so and why. Gives its number."""
    brief = cycle(owed.cycle_id)
    require(by, EXEMPT, where=brief.unit_path, now=now)
    require_running(brief)
    said = reason.strip()[:LONGEST_REASON]
    _expect(owed, said, by)
    _expect_asked(owed, now)
    row, new = DutyExemption.objects.get_or_create(
        cycle_id=owed.cycle_id,
        duty=owed.duty,
        person_id=owed.person_id,
        period=owed.period,
        withdrawn_at=None,
        defaults={"reason": said, "given_by_id": by.id, "given_at": now},
    )
    if not new:
        return row.pk  # exempt already: pressed twice, or by a colleague
    facts = {"duty": owed.duty, "period": owed.period, "person": owed.person_id}
    record(by=by, action=EXEMPT, about=_about(row.pk), facts=facts, now=now)
    tell_exempted(brief, _brief(row, by), now=now)
    return row.pk


@transaction.atomic
def withdraw_exemption(*, exemption_id: int, by: Actor, now: datetime) -> Owed:
    """Take an exemption back; it stays readable, and the duty is owed again. Gives what is owed."""
    row = DutyExemption.objects.select_for_update().filter(pk=exemption_id).first()
    if row is None:
        raise ExemptionUnknown(
            "unknown-exemption", _("There is no such exemption."), remedy=_("Open the person's duties again.")
        )
    brief = cycle(row.cycle_id)
    require(by, EXEMPT, where=brief.unit_path, now=now)
    require_running(brief)
    owed = Owed(row.cycle_id, row.duty, row.person_id, row.period)
    if row.withdrawn_at is not None:
        return owed  # pressed twice
    row.withdrawn_by_id, row.withdrawn_at = by.id, now
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    facts = {"duty": row.duty, "period": row.period, "person": row.person_id}
    record(by=by, action="activities.withdraw-exemption", about=_about(row.pk), facts=facts, now=now)
    tell_exemption_withdrawn(brief, _brief(row, by), now=now)
    return owed


def _about(exemption_id: int) -> str:
    return f"activities.exemption:{exemption_id}"


def _expect(owed: Owed, reason: str, by: Actor) -> None:
    if by.id == owed.person_id:
        raise ExemptionRefused(
            "own-duty",
            _("Nobody exempts themselves."),
            remedy=_("Ask another coordinator of the program; your name stands beside what you decide for others."),
        )
    if not reason:
        raise ExemptionRefused(
            "no-reason",
            _("There is no reason why this is not owed."),
            remedy=_("Write the reason; the person reads it, and it stays with the exemption."),
        )


def _expect_asked(owed: Owed, now: datetime) -> None:
    """Refuse what nobody asks of this person in this period."""
    asked = (
        each.person_id == owed.person_id and (each.duty, each.period.key) == (owed.duty, owed.period)
        for each in judge_cycle(owed.cycle_id, now, owed.person_id).verdicts()
    )
    if not any(asked):
        raise ExemptionRefused(
            "not-owed",
            _("This duty is not asked of this person in this period."),
            remedy=_("Choose a duty and a period from the list."),
        )


def _brief(row: DutyExemption, by: Actor) -> ExemptionBrief:
    return ExemptionBrief(row.pk, row.duty, row.person_id, row.period, row.reason, by.label, row.given_at)

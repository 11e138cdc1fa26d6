"""Waiving a rule for one applicant: proposed by one officer with a reason, signed or refused by another."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.asking import ReasonMissing
from preceptor.develop.admissions.commands.opening import name_of
from preceptor.develop.admissions.commands.reviewing import require_not_own
from preceptor.develop.admissions.models import Application, Waiver
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.own import unknown_application
from preceptor.develop.admissions.queries.waivers import unknown_waiver
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.admissions.rules.decisions import may_sign_second
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, NotPermitted, record, require
from preceptor.foundation.look.public import Refusal

LONGEST_REASON = 3_000


class CannotWaive(Refusal):
    """This rule cannot be waived, or has been."""


class SignedAlready(Refusal):
    """The second signature was given or refused before."""


@transaction.atomic
def propose_waiver(*, application_id: int, rule: str, reason: str, by: Actor, now: datetime) -> int:
    """Propose to set a rule aside, with the reason and one's own name; it counts once a second person signs."""
    row = Application.objects.select_for_update().filter(pk=application_id).first()
    if row is None:
        raise unknown_application()
    found = cycle(row.cycle_id)
    require(by, "admissions.waive", where=found.unit_path, now=now)
    require_not_own(row, by)
    words = _reason(reason)
    (one,) = candidates(found, row.role, now, only=[row.pk])
    seen = next((each for each in one.rules if each.name == rule), None)
    if seen is None or not seen.waivable or seen.stands == "met" or seen.waiver:
        raise CannotWaive(
            "cannot-waive",
            _("This rule cannot be waived here: the program forbids it, it is met, or a waiver is under way."),
            remedy=_("See how the rule stands on the application's page."),
            facts={"rule": rule},
        )
    waiver = _new_waiver(row, rule, words, by, now)
    record(by=by, action="admissions.propose-waiver", about=name_of(row.pk), facts={"rule": rule}, now=now)
    return waiver.pk


def _reason(reason: str) -> str:
    """A reason that says something."""
    words = tidy(reason)[:LONGEST_REASON]
    if not words:
        raise ReasonMissing(
            "reason-missing",
            _("A waiver needs a reason; the record keeps it."),
            remedy=_("Write why this rule should not count here, and send it again."),
        )
    return words


def _new_waiver(row: Application, rule: str, reason: str, by: Actor, now: datetime) -> Waiver:
    """The proposal; two at once make one."""
    try:
        with transaction.atomic():
            return Waiver.objects.create(
                application=row, rule=rule, reason=reason, proposed_by_id=by.id or 0, proposed_at=now
            )
    except IntegrityError:
        raise CannotWaive(
            "waiver-under-way",
            _("A waiver of this rule has been proposed already."),
            remedy=_("It waits for its second signature."),
        ) from None


@transaction.atomic
def answer_waiver(*, waiver_id: int, agrees: bool, note: str, by: Actor, now: datetime) -> None:
    """Give the second signature, or refuse it with a reason; never by the one who proposed it, nor by the applicant."""
    waiver = Waiver.objects.select_for_update(of=("self",)).select_related("application").filter(pk=waiver_id).first()
    if waiver is None:
        raise unknown_waiver()
    row = waiver.application
    require(by, "admissions.waive", where=cycle(row.cycle_id).unit_path, now=now)
    if not may_sign_second(by.id, proposer=waiver.proposed_by_id, applicant=row.person_id):
        raise NotPermitted(
            "second-signature",
            _("The second signature has to come from someone else than the first, and never from the applicant."),
            remedy=_("Ask another officer who may waive rules."),
        )
    if waiver.state != Waiver.State.PROPOSED:
        raise SignedAlready(
            "waiver-answered",
            _("This waiver has had its second signature, or was refused."),
            remedy=_("See how the rule stands on the application's page."),
        )
    words = tidy(note)[:LONGEST_REASON]
    if not agrees:
        words = _reason(note)
    waiver.state = Waiver.State.SIGNED if agrees else Waiver.State.REFUSED
    waiver.second_by_id, waiver.second_at, waiver.second_note = by.id, now, words
    waiver.save(update_fields=["state", "second_by", "second_at", "second_note"])
    facts = {"rule": waiver.rule, "outcome": waiver.state}
    record(by=by, action="admissions.sign-waiver", about=name_of(row.pk), facts=facts, now=now)

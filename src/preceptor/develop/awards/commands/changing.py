"""What can become of a certificate: revoked with a reason, corrected by a new one, renewed by a new one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.awards.commands.following import next_of, renewal_of
from preceptor.develop.awards.commands.letters import tell_revoked
from preceptor.develop.awards.commands.placing import sign_list, take_place
from preceptor.develop.awards.commands.proposing import LONGEST_REASON, start_issuing
from preceptor.develop.awards.commands.refusals import APPROVE, COORDINATE, AwardRefused, unknown
from preceptor.develop.awards.models import Certificate, StatusList
from preceptor.develop.awards.queries.renewing import renewal_standing
from preceptor.develop.awards.queries.terms import award_terms
from preceptor.develop.frameworks.public import require_certifying
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require

State, Origin = Certificate.State, Certificate.Origin


@transaction.atomic
def revoke_certificate(*, certificate_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Revoke what was issued: its bit on the status list is set at once, and the holder is told why."""
    row = _locked(certificate_id, APPROVE, by, now)
    said = _reason(reason)
    if row.revoked_at is not None:
        return  # pressed twice
    _expect(row, State.ISSUED, State.RECORDED)
    _revoke(row, said, by, now)
    tell_revoked(row, now=now)


@transaction.atomic
def correct_certificate(
    *, certificate_id: int, holder_name: str, reason: str, by: Actor, now: datetime
) -> tuple[int, int]:
    """Issue a certificate anew with the right name; the faulty one is revoked, and each says so of the other."""
    row = _locked(certificate_id, APPROVE, by, now)
    said, name = _reason(reason), holder_name.strip()[:200]
    _expect(row, State.ISSUED)
    if row.revoked_at is not None or not name or name == row.holder_name:
        raise AwardRefused(
            "nothing-to-correct",
            _("Nothing would change, or the certificate was revoked."),
            remedy=_("Type the name as it should stand on the certificate."),
        )
    made = next_of(row, Origin.CORRECTION, said, by, now)
    made.holder_name, made.corrects = name, row
    made.state, made.decided_by_id, made.decided_at = State.APPROVED, by.id, now
    made.status_list_id, made.place = take_place(now=now)
    made.save(force_insert=True)
    _revoke(row, said, by, now)
    facts = {"by": made.number, "reason": said}
    record(by=by, action="awards.correct", about=f"awards.certificate:{row.number}", facts=facts, now=now)
    return made.pk, start_issuing(row=made, by=by, now=now)


@transaction.atomic
def renew_certificate(*, certificate_id: int, reason: str, by: Actor, now: datetime) -> int:
    """Propose the renewal of a certificate: by what was done, or by the office's word that it was."""
    row = _locked(certificate_id, COORDINATE, by, now)
    _expect(row, State.ISSUED, State.RECORDED)
    terms = award_terms(row.cycle_id, row.award)
    require_certifying(terms.certifies_by)
    standing = renewal_standing(row, terms, now)
    said = reason.strip()[:LONGEST_REASON]
    if not standing.may_be_renewed or not (standing.earned or said):
        raise AwardRefused(
            "not-renewable",
            standing.sentence or _("What renewal asks for is not all recorded."),
            remedy=_("Wait until it is, or say on what the office relies."),
        )
    made = renewal_of(row, standing, said, by, now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise AwardRefused(
            "renewed-already",
            _("The renewal of this certificate is proposed already."),
            remedy=_("Open it in the list and approve it."),
        ) from None
    facts = {"by": made.number}
    record(by=by, action="awards.renew", about=f"awards.certificate:{row.number}", facts=facts, now=now)
    return made.pk


def _locked(certificate_id: int, action: str, by: Actor, now: datetime) -> Certificate:
    row = Certificate.objects.select_for_update().filter(pk=certificate_id).first()
    if row is None:
        raise unknown()
    require(by, action, where=cycle(row.cycle_id).unit_path, now=now)
    return row


def _reason(reason: str) -> str:
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise AwardRefused(
            "no-reason", _("There is no reason."), remedy=_("Write why; the holder reads it, and it stays on record.")
        )
    return said


def _expect(row: Certificate, *states: str) -> None:
    if row.state not in states:
        raise AwardRefused(
            "not-issued",
            _("This certificate is not issued at the moment."),
            remedy=_("Approve it first, or turn the proposal down."),
        )


def _revoke(row: Certificate, reason: str, by: Actor, now: datetime) -> None:
    row.revoked_at, row.revoked_reason = now, reason
    row.save(update_fields=["revoked_at", "revoked_reason"])
    if row.status_list_id is not None:
        sign_list(StatusList.objects.select_for_update().get(pk=row.status_list_id), now=now)
    record(by=by, action="awards.revoke", about=f"awards.certificate:{row.number}", facts={"reason": reason}, now=now)

"""What happens before signing: drafts, files, naming a designee."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import seats_of, today
from preceptor.foundation.documents.public import StoredFile, UploadRule, remove, store, stored_files
from preceptor.relieve.compliance.commands.refusals import SigningRefused, missing
from preceptor.relieve.compliance.commands.signing import evidence_about
from preceptor.relieve.compliance.models import Delegation, Obligation, ObligationDraft
from preceptor.relieve.compliance.queries.posts import posts_of, unit_of
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.signing import kept_answers

FILES = UploadRule(("pdf", "docx", "png", "jpeg"), 10_000_000)
LONGEST = timedelta(days=366)


def own_obligation(obligation_id: int, by: Actor, now: datetime) -> Obligation:
    """An open obligation of a school for which the actor answers; drafts are kept when a delegation has just ended."""
    require(by, "compliance.certify", now=now)
    posts = posts_of(by, now)
    rows = Obligation.objects.filter(pk=obligation_id, state=Obligation.State.OPEN)
    found = rows.select_related("cycle_item__version").first()
    if found is None or found.unit_id not in posts.units | posts.ended or found.signer in ("office", "data"):
        raise missing()
    return found


@transaction.atomic
def save_answers(*, obligation_id: int, answers: Mapping[str, str], by: Actor, now: datetime) -> None:
    """Keep what somebody has answered so far; nothing is checked and nothing is lost."""
    found = own_obligation(obligation_id, by, now)
    kept = kept_answers(questions_of(found.cycle_item.version), answers)
    ObligationDraft.objects.update_or_create(
        obligation=found, person_id=by.id or 0, defaults={"answers": kept, "saved_at": now}
    )


def add_evidence(*, obligation_id: int, upload: "UploadedFile[bytes]", by: Actor, now: datetime) -> StoredFile:
    """Keep a file that is signed with the answers."""
    found = own_obligation(obligation_id, by, now)
    where = f"compliance/{found.unit_id}"
    return store(by=by, upload=upload, rule=FILES, about=evidence_about(found.pk), where=where, now=now)


@transaction.atomic
def remove_evidence(*, obligation_id: int, file_id: int, by: Actor, now: datetime) -> None:
    """Take a file away before anybody has signed; what is signed keeps its files."""
    found = own_obligation(obligation_id, by, now)
    if file_id not in {each.id for each in stored_files(evidence_about(found.pk))}:
        raise missing()
    remove(by=by, file_id=file_id, now=now)


@transaction.atomic
def name_designee(*, unit_id: int, to_id: int, starts: date, ends: date, by: Actor, now: datetime) -> int:
    """Let somebody at one's school sign what a designee may, for some days; the same again changes its end."""
    require(by, "compliance.certify", now=now)
    if unit_id not in posts_of(by, now).principal:
        raise missing()
    on = today(now)
    if ends < starts or ends < on or ends - starts > LONGEST:
        raise SigningRefused(
            "delegation-days",
            _("These days do not make a delegation."),
            remedy=_("Choose an end after the beginning, within a year."),
            facts={"field": "ends"},
            status=422,
        )
    if to_id == by.id or unit_id not in {unit_of(seat.unit_path) for seat in seats_of(to_id, on)}:
        raise SigningRefused(
            "delegation-person",
            _("This person does not work at the school."),
            remedy=_("Choose somebody who does."),
            facts={"field": "to"},
            status=422,
        )
    said = {"giver_id": by.id, "ends": ends, "made_at": now, "ended_at": None}
    row, _new = Delegation.objects.update_or_create(unit_id=unit_id, to_id=to_id, starts=starts, defaults=said)
    facts = {"to": to_id, "starts": starts.isoformat(), "ends": ends.isoformat()}
    record(by=by, action="compliance.delegate", about=f"compliance.delegation:{row.pk}", facts=facts, now=now)
    return row.pk


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Actor, now: datetime) -> None:
    """End a delegation at one's school at once."""
    require(by, "compliance.certify", now=now)
    units = posts_of(by, now).principal
    row = Delegation.objects.select_for_update().filter(pk=delegation_id, unit_id__in=units).first()
    if row is None:
        raise missing()
    if row.ended_at is None:
        Delegation.objects.filter(pk=row.pk).update(ended_at=now)
        about = f"compliance.delegation:{row.pk}"
        record(by=by, action="compliance.end-delegation", about=about, facts={}, now=now)

"""Signing: one signature bound to the text, the answers and the files, once, by whoever holds the post today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, record, require
from preceptor.foundation.district.public import person, today, units
from preceptor.foundation.documents.public import sign, stored_files
from preceptor.relieve.compliance.commands.refusals import SigningRefused, missing
from preceptor.relieve.compliance.models import Certification, Certified, Obligation, ObligationDraft
from preceptor.relieve.compliance.queries.posts import Posts, posts_of
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.signing import (
    UNDO,
    answer_faults,
    enough,
    kept_answers,
    looked_for,
    was_read,
)

State = Obligation.State
MOST = 2000


@dataclass(frozen=True)
class Signed:
    """What somebody signs: which text in which language, with which answers, and when they opened it."""

    text_id: int
    language: str
    answers: Mapping[str, str]
    opened: datetime | None


def evidence_about(obligation_id: int) -> str:
    """What files of an obligation are about."""
    return f"compliance.obligation:{obligation_id}"


@transaction.atomic
def certify(*, obligation_ids: Sequence[int], signed: Signed, by: Actor, now: datetime) -> int:
    """Sign one obligation, or several with identical statements; the same signing twice is one. Gives its number."""
    wanted = sorted(set(obligation_ids))[:MOST]
    rows = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = list(rows.select_related("cycle_item__version", "cycle_item__item"))
    if not found or len(found) != len(wanted):
        raise missing()
    _check_who(found, by, now)
    if done := _done_before(found, by):
        return done
    _check_when(found, now)
    _check_same(found)
    _check_text(found[0], signed)
    version = found[0].cycle_item.version
    answers = kept_answers(questions_of(version), signed.answers)
    _check_answers(found[0], answers)
    files = _evidence(found)
    seconds = looked_for(signed.opened, now)
    certification = Certification.objects.create(
        person_id=by.id or 0,
        version=version,
        answers=answers,
        evidence=files,
        signed_at=now,
        sent_from=now + UNDO,
        seconds=None if seconds is None else seconds,
        opened=was_read(seconds, version.statement),
    )
    _bind(certification, found, signed.language, by, now)
    Certified.objects.bulk_create(Certified(certification=certification, obligation=each) for each in found)
    Obligation.objects.filter(pk__in=wanted).update(state=State.SIGNED)
    ObligationDraft.objects.filter(obligation_id__in=wanted).delete()
    facts = {"item": found[0].cycle_item.item.code, "obligations": len(found)}
    record(by=by, action="compliance.certify", about=about(certification.pk), facts=facts, now=now)
    return certification.pk


def about(certification_id: int) -> str:
    """What the record and the signature call a certification."""
    return f"compliance.certification:{certification_id}"


def bound(certification: Certification, found: Sequence[Obligation]) -> dict[str, object]:
    """The answers as they are bound: what was answered, and for which schools and periods."""
    owed = sorted(f"{each.cycle_item.item.code}/{each.unit_id}/{each.period}" for each in found)
    return {**certification.answers, "obligations": owed}


def _bind(certification: Certification, found: Sequence[Obligation], language: str, by: Actor, now: datetime) -> None:
    who = person(by.id or 0)
    signature = sign(
        by=by,
        now=now,
        signer_name=who.name,
        signer_email=who.email,
        text_id=certification.version.text_id,
        language=language,
        answers=bound(certification, found),
        evidence=certification.evidence,
        about=about(certification.pk),
    )
    Certification.objects.filter(pk=certification.pk).update(signature_id=signature.id)


def _check_who(found: Sequence[Obligation], by: Actor, now: datetime) -> None:
    """The post at each school, or the office that answers; whoever has neither finds nothing."""
    require(by, "compliance.certify", now=now)
    if all(each.signer == "office" for each in found):
        owners = units({each.cycle_item.item.owner_id for each in found})
        if not all(may(by, "compliance.certify_office", where=each.path, now=now) for each in owners.values()):
            raise missing()
        return
    posts = posts_of(by, now)
    for each in found:
        _check_post(each, posts)


def _check_post(each: Obligation, posts: Posts) -> None:
    role = posts.role_at(each.unit_id)
    if each.signer in ("office", "data") or (not role and each.unit_id not in posts.ended):
        raise missing()
    if not role:
        raise SigningRefused(
            "delegation-ended",
            _("Your delegation for this school has ended."),
            remedy=_("Ask the principal to name you again; what you answered is kept as a draft."),
        )
    if not enough(role, each.cycle_item.version.least_signer):
        raise SigningRefused(
            "signer-too-low",
            _("Only the principal may certify “%(title)s”.") % {"title": each.cycle_item.version.title},
            remedy=_("Prepare the answers; the principal signs."),
        )


def _done_before(found: Sequence[Obligation], by: Actor) -> int:
    """The standing certification when the same person has signed exactly these before."""
    closed = [each for each in found if each.state != State.OPEN]
    if not closed:
        return 0
    standing = Certified.objects.filter(obligation__in=found, standing=True).select_related("certification__person")
    given = {each.certification_id: each.certification for each in standing}
    if len(given) == 1 and len(closed) == len(found):
        certification = next(iter(given.values()))
        if certification.person_id == by.id:
            return certification.pk
    who = ", ".join(sorted({str(each.person) for each in given.values()})) or _("data")
    raise SigningRefused(
        "signed-already",
        _("It is certified already, by %(who)s.") % {"who": who},
        remedy=_("There is nothing left to do; open the list again."),
    )


def _check_when(found: Sequence[Obligation], now: datetime) -> None:
    early = [each for each in found if each.opens > today(now)]
    if early:
        raise SigningRefused(
            "not-open-yet",
            _("It opens on %(day)s; nobody can certify what is still to come.") % {"day": early[0].opens.isoformat()},
            remedy=_("Come back on that day; a reminder is sent."),
        )


def _check_same(found: Sequence[Obligation]) -> None:
    """Several at once only where the very same words are certified."""
    versions = {each.cycle_item.version_id for each in found}
    if len(versions) > 1:
        raise SigningRefused(
            "statements-differ",
            _("These statements are not identical, so one signature cannot stand for all."),
            remedy=_("Sign them one by one."),
        )
    if len(found) > 1 and found[0].cycle_item.version.evidence_needed:
        raise SigningRefused(
            "evidence-differs",
            _("Each of these needs a file of its own, so one signature cannot stand for all."),
            remedy=_("Sign them one by one."),
        )


def _check_text(one: Obligation, signed: Signed) -> None:
    if one.cycle_item.version.text_id != signed.text_id:
        raise SigningRefused(
            "text-changed",
            _("The statement was corrected after you opened it, so nothing was signed."),
            remedy=_("Read it again and sign; your answers are kept."),
        )


def _check_answers(one: Obligation, answers: Mapping[str, str]) -> None:
    faults = answer_faults(questions_of(one.cycle_item.version), answers)
    if faults:
        raise SigningRefused(
            "answers-missing",
            _("A question has no fitting answer, so nothing was signed."),
            remedy=_("Answer every question."),
            facts={"fields": {name: code for name, code in faults}},
            status=422,
        )


def _evidence(found: Sequence[Obligation]) -> list[str]:
    """Hashes of the files that are signed with it."""
    files = [each for one in found for each in stored_files(evidence_about(one.pk))] if len(found) == 1 else []
    if found[0].cycle_item.version.evidence_needed and not files:
        raise SigningRefused(
            "evidence-missing",
            _("The evidence is missing: %(what)s.") % {"what": found[0].cycle_item.version.evidence},
            remedy=_("Add the file, then sign."),
            facts={"fields": {"evidence": "no-answer"}},
            status=422,
        )
    return sorted({each.sha256 for each in files})


@transaction.atomic
def undo_certification(*, certification_id: int, by: Actor, now: datetime) -> list[int]:
    """Take one's own signature back until it is sent; the obligations are open again, and the record keeps both."""
    require(by, "compliance.certify", now=now)
    row = Certification.objects.select_for_update().filter(pk=certification_id, person_id=by.id or 0).first()
    if row is None:
        raise missing()
    ids = list(row.certified.order_by("obligation_id").values_list("obligation_id", flat=True))
    if row.withdrawn_at is not None:
        return ids
    if now >= row.sent_from:
        raise SigningRefused(
            "sent-already",
            _("It was sent ten minutes after you signed, and cannot be taken back."),
            remedy=_("Tell the owning office if something in it is wrong."),
        )
    Certification.objects.filter(pk=row.pk).update(withdrawn_at=now)
    row.certified.update(standing=False)
    Obligation.objects.filter(pk__in=ids).update(state=State.OPEN)
    _draft_again(row, ids, now)
    record(by=by, action="compliance.undo", about=about(row.pk), facts={"obligations": len(ids)}, now=now)
    return ids


def _draft_again(row: Certification, ids: Sequence[int], now: datetime) -> None:
    """Keep what was answered as a draft, so that taking back costs nothing that was typed."""
    if row.answers:
        ObligationDraft.objects.bulk_create(
            (
                ObligationDraft(obligation_id=each, person_id=row.person_id, answers=row.answers, saved_at=now)
                for each in ids
            ),
            update_conflicts=True,
            unique_fields=["obligation", "person"],
            update_fields=["answers", "saved_at"],
        )

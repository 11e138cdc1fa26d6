"""What was signed: one certification with its state, the reader's last ones, what answers an obligation already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import units
from preceptor.foundation.documents.public import TextVersion, signature_state, text
from preceptor.relieve.compliance.models import Certification, Certified
from preceptor.relieve.compliance.queries.calendar import period_word
from preceptor.relieve.compliance.queries.due import answer_words, reader_language, words_of
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.posts import posts_of
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.signing import question_name

Badge = tuple[str, str]


def standing_for(*, obligation_id: int, by: Actor, now: datetime) -> int | None:
    """The certification that answers an obligation of the reader's school already: a second window leads there."""
    rows = Certified.objects.filter(obligation_id=obligation_id, standing=True)
    found = rows.values_list("certification_id", "certification__person_id", "obligation__unit_id").first()
    if found is None or (found[1] != by.id and found[2] not in posts_of(by, now).principal):
        return None
    return int(found[0])


@dataclass(frozen=True)
class CertificationDetailPage:
    """What was signed, by whom, when, and whether it still stands."""

    id: int
    title: str
    code: str
    statement: TextVersion
    answers: tuple[tuple[str, str], ...]
    schools: tuple[tuple[str, str], ...]
    files: int
    signer: str
    signed_at: datetime
    signature_id: int | None
    badge: Badge
    reasons: tuple[str, ...]
    mine: bool
    may_undo: bool
    until: datetime


def certification_detail_page(*, certification_id: int, by: Actor, now: datetime) -> CertificationDetailPage:
    """One certification; for its signer, the school's principal and the offices that watch over it."""
    rows = Certification.objects.select_related("version__item", "person", "signature")
    found = rows.filter(pk=certification_id).first()
    owed = list(
        Certified.objects.filter(certification_id=certification_id)
        .select_related("obligation", "obligation__cycle_item__item")
        .order_by("obligation__due", "pk")
    )
    if found is None or not _may_see(found, owed, by, now):
        raise missing()
    schools = units({each.obligation.unit_id for each in owed})
    keys = [f"{e.obligation.cycle_item.item.code}/{e.obligation.unit_id}/{e.obligation.period}" for e in owed]
    answers = {**found.answers, "obligations": sorted(keys)}
    state = signature_state(found.signature_id or 0, answers, found.evidence)
    questions = questions_of(found.version)
    return CertificationDetailPage(
        id=found.pk,
        title=found.version.title,
        code=found.version.item.code,
        statement=text(found.version.text_id, found.signature.language if found.signature else reader_language()),
        answers=tuple(
            (words_of(each), answer_words(each, found.answers.get(question_name(number), "")))
            for number, each in enumerate(questions)
        ),
        schools=tuple(
            (schools[each.obligation.unit_id].name, period_word(each.obligation.period)) for each in owed[:200]
        ),
        files=len(found.evidence),
        signer=str(found.person),
        signed_at=found.signed_at,
        signature_id=found.signature_id,
        badge=_badge(found, state.holds, now),
        reasons=state.reasons,
        mine=found.person_id == by.id,
        may_undo=found.person_id == by.id and found.withdrawn_at is None and now < found.sent_from,
        until=found.sent_from,
    )


def _may_see(found: Certification, owed: Sequence[Certified], by: Actor, now: datetime) -> bool:
    if found.person_id == by.id or may(by, "compliance.manage", now=now):
        return True
    owner = units([found.version.item.owner_id])[found.version.item.owner_id]
    if may(by, "compliance.own", where=owner.path, now=now):
        return True
    posts = posts_of(by, now)
    return bool(owed) and all(each.obligation.unit_id in posts.principal for each in owed)


def _badge(found: Certification, holds: bool, now: datetime) -> Badge:
    if found.withdrawn_at is not None:
        return "stopped", _("Taken back before it was sent")
    if not holds:
        return "late", _("The signature no longer stands")
    return ("waiting", _("Signed, not sent yet")) if now < found.sent_from else ("done", _("Signed and sent"))


@dataclass(frozen=True)
class CertifiedLine:
    """One thing that the reader signed."""

    id: int
    title: str
    signed_at: datetime
    badge: Badge


def my_certifications(*, by: Actor) -> list[CertifiedLine]:
    """What the reader signed last."""
    rows = Certification.objects.filter(person_id=by.id or 0).order_by("-signed_at")
    rows = rows.select_related("version").only("signed_at", "withdrawn_at", "version__title")[:100]
    undone, done = ("stopped", _("Taken back")), ("done", _("Signed"))
    return [
        CertifiedLine(each.pk, each.version.title, each.signed_at, undone if each.withdrawn_at else done)
        for each in rows
    ]

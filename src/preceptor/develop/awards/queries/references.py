"""Letters of reference as their holder, their office and the one who is asked see them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from preceptor.develop.awards.models import Certificate, ReferenceRequest
from preceptor.develop.awards.queries.mine import HELD
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.look.public import Refusal

LINK_PURPOSE = "awards.refer"
COORDINATE = "awards.coordinate"
DOCUMENT = "document"
State = ReferenceRequest.State


class ReferenceMissing(Refusal):
    """No such request is addressed to this reader."""

    status = 404


@dataclass(frozen=True)
class ReferenceBrief:
    """One request as holder and office see it."""

    id: int
    referee: str
    relation: str
    state: str
    state_word: str
    asked_at: datetime
    answered_at: datetime | None
    reason: str


@dataclass(frozen=True)
class ReferencePage:
    """A request as the one who is asked sees it."""

    id: int
    holder: str
    referee: str
    relation: str
    title: str
    program: str
    issuer: str
    asks: str
    since: date | None
    until: datetime
    state: str
    answered_at: datetime | None


@dataclass(frozen=True)
class LetterPage:
    """A letter as holder and office read it."""

    certificate_id: int
    title: str
    holder: str
    reference: ReferenceBrief
    text: str


def letter_kind(terms: AwardTerms) -> tuple[str, str] | None:
    """The kind of activity and the role for which a letter counts, where renewal asks for one."""
    definition = cycle(terms.cycle_id).definition
    for name in terms.renewal.duties if terms.renewal else ():
        duty = definition.duties[name]
        for kind in duty.activities:
            if definition.activities[kind].kind == DOCUMENT:
                return kind, duty.who
    return None


def references_of(certificate_id: int) -> tuple[ReferenceBrief, ...]:
    """Every request about one certificate, the newest first."""
    rows = ReferenceRequest.objects.filter(certificate_id=certificate_id).order_by("-pk").defer("text")
    return tuple(map(_brief, rows))


def reference_page(about_text: str) -> ReferencePage:
    """The request behind a link."""
    row = ReferenceRequest.objects.select_related("certificate").filter(pk=id_from(about_text)).first()
    if row is None:
        raise missing_reference()
    terms = award_terms(row.certificate.cycle_id, row.certificate.award)
    kind = letter_kind(terms)
    said = cycle(terms.cycle_id).definition.activities[kind[0]].says if kind else ""
    return ReferencePage(
        id=row.pk,
        holder=row.certificate.holder_name,
        referee=row.referee_name,
        relation=row.relation,
        title=row.certificate.title,
        program=terms.program,
        issuer=terms.issuer,
        asks=said or "",
        since=row.certificate.awarded_on,
        until=row.until,
        state=row.state,
        answered_at=row.answered_at,
    )


def letter_page(*, reference_id: int, by: Actor, now: datetime) -> LetterPage:
    """A letter that was given, for the holder and for the office of the program."""
    rows = ReferenceRequest.objects.select_related("certificate").filter(pk=reference_id, state=State.GIVEN)
    row = rows.first()
    if row is not None:
        mine: Certificate = row.certificate
        own = by.id is not None and mine.person_id == by.id and mine.state in HELD
        if own or may(by, COORDINATE, where=cycle(mine.cycle_id).unit_path, now=now):
            return LetterPage(mine.pk, mine.title, mine.holder_name, _brief(row), row.text)
    raise missing_reference()


def about(reference_id: int) -> str:
    """How links, letters and the record name a request."""
    return f"awards.reference:{reference_id}"


def id_from(about_text: str) -> int:
    """The number of a request from that name."""
    return int(about_text.rpartition(":")[2])


def missing_reference() -> ReferenceMissing:
    """The same answer for a letter that is not there and one that is not theirs."""
    return ReferenceMissing(
        "unknown-reference",
        _("There is no such letter for you to open."),
        remedy=_("Open it from the page of the certificate."),
    )


def _brief(row: ReferenceRequest) -> ReferenceBrief:
    return ReferenceBrief(
        row.pk,
        row.referee_name,
        row.relation,
        row.state,
        str(row.get_state_display()),
        row.asked_at,
        row.answered_at,
        row.reason,
    )

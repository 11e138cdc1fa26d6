"""One certificate: for its holder, for the office, and for anybody who has its number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from preceptor.develop.awards.models import Certificate, CreditRecord, StatusList
from preceptor.develop.awards.queries.credit import CreditTerms, credit_terms
from preceptor.develop.awards.queries.mine import HELD
from preceptor.develop.awards.queries.references import ReferenceBrief, letter_kind, references_of
from preceptor.develop.awards.queries.renewing import RenewalStanding, renewal_standing
from preceptor.develop.awards.queries.site import certificate_address, issuer_document
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.develop.awards.queries.words import (
    Badge,
    certificate_badge,
    finding_words,
    need_badge,
    origin_word,
    stands_word,
)
from preceptor.develop.awards.rules.certificate import read_number
from preceptor.develop.awards.rules.faults import CredentialFault
from preceptor.develop.awards.rules.verify import Known, Verdict, document_of, judge, judge_file
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.look.public import Refusal

COORDINATE, APPROVE = "awards.coordinate", "awards.approve"
State = Certificate.State


class CertificateMissing(Refusal):
    """There is no such certificate for this reader."""

    status = 404


@dataclass(frozen=True)
class Linked:
    """Another certificate that this one cites or that cites this one."""

    id: int
    number: str
    public_number: str
    says: str


@dataclass(frozen=True)
class CertificateDetailPage:
    """One certificate with everything that its reader may see and do."""

    id: int
    number: str
    public_number: str
    title: str
    holder: str
    program: str
    issuer: str
    badge: Badge
    origin: str
    reason: str
    awarded_on: date | None
    valid_until: datetime | None
    hours: str
    revoked_at: datetime | None
    revoked_reason: str
    evidence: tuple[tuple[str, str], ...]
    linked: tuple[Linked, ...]
    address: str
    issued: bool
    own: bool
    cycle_id: int
    award: str
    renewal: RenewalStanding | None
    renewal_needs: tuple[tuple[str, Badge], ...]
    references: tuple[ReferenceBrief, ...]
    credit_terms: CreditTerms | None
    credit: CreditRecord | None
    may: frozenset[str]

    @property
    def reference_open(self) -> bool:
        """Whether somebody is asked for a letter, or has written it."""
        return any(each.state in {"asked", "given"} for each in self.references)


@dataclass(frozen=True)
class CertificatePublicPage:
    """What anybody may see of a certificate whose number they have."""

    number: str
    title: str
    holder: str
    issuer: str
    program: str
    criteria: str
    badge: Badge
    awarded_on: date | None
    valid_until: datetime | None
    revoked_at: datetime | None
    sentences: tuple[str, ...]
    linked: tuple[Linked, ...]
    signed: bool
    address: str


@dataclass(frozen=True)
class JudgedPage:
    """What became of a file that somebody handed in to be judged."""

    badge: Badge
    sentences: tuple[str, ...]
    title: str
    ours: str


def certificate_row(certificate_id: int, by: Actor, now: datetime) -> tuple[Certificate, AwardTerms]:
    """A certificate for its holder or for the program's office."""
    rows = Certificate.objects.select_related("renews", "corrects", "credit_record")
    row = rows.filter(pk=certificate_id).first()
    if row is not None:
        terms = award_terms(row.cycle_id, row.award)
        own = by.id is not None and row.person_id == by.id and row.state in HELD
        if own or may(by, COORDINATE, where=terms.unit_path, now=now):
            return row, terms
    raise CertificateMissing(
        "unknown-certificate",
        _("There is no such certificate for you to open."),
        remedy=_("Open “My certificates”, or ask the program's office."),
    )


def certificate_detail_page(*, certificate_id: int, by: Actor, now: datetime) -> CertificateDetailPage:
    """Everything about one certificate."""
    row, terms = certificate_row(certificate_id, by, now)
    office = may(by, COORDINATE, where=terms.unit_path, now=now)
    renewal = renewal_standing(row, terms, now) if row.state in HELD and terms.renewal else None
    credit = getattr(row, "credit_record", None)
    return CertificateDetailPage(
        id=row.pk,
        number=row.earlier_number or row.number,
        public_number=row.number,
        title=row.title,
        holder=row.holder_name,
        program=terms.program,
        issuer=terms.issuer,
        badge=certificate_badge(row),
        origin=origin_word(row),
        reason=row.reason if office else "",
        awarded_on=row.awarded_on,
        valid_until=row.valid_until,
        hours=f"{row.hours.normalize():f}" if row.hours is not None else "",
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        evidence=tuple((title, stands_word(stands)) for title, stands in row.evidence),
        linked=_linked(row),
        address=certificate_address(row.number),
        issued=row.state == State.ISSUED,
        own=row.person_id == by.id,
        cycle_id=row.cycle_id,
        award=row.award,
        renewal=renewal,
        renewal_needs=tuple((need.title, need_badge(need)) for need in renewal.needs) if renewal else (),
        references=references_of(row.pk) if renewal else (),
        credit_terms=credit_terms(row.cycle_id, row.award) if row.state == State.ISSUED else None,
        credit=credit,
        may=_may(row, renewal, office, may(by, APPROVE, where=terms.unit_path, now=now))
        | _may_own(row, renewal, terms, by),
    )


def certificate_public_page(number: str, now: datetime) -> CertificatePublicPage:
    """What anybody may see: the certificate, judged afresh by the same code that judges others'."""
    row = Certificate.objects.select_related("renews", "corrects").filter(number=read_number(number)).first()
    if row is None or row.state not in HELD:
        raise missing_number()
    terms = award_terms(row.cycle_id, row.award)
    verdict = own_verdict(row, now) if row.credential else None
    return CertificatePublicPage(
        number=row.number,
        title=row.title,
        holder=row.holder_name,
        issuer=terms.issuer,
        program=terms.program,
        criteria=terms.says,
        badge=certificate_badge(row),
        awarded_on=row.awarded_on,
        valid_until=row.valid_until,
        revoked_at=row.revoked_at,
        sentences=tuple(finding_words(each) for each in (verdict.finding, *verdict.others)) if verdict else (),
        linked=_linked(row),
        signed=bool(row.credential),
        address=certificate_address(row.number),
    )


def missing_number() -> CertificateMissing:
    """No certificate of this number was given."""
    return CertificateMissing(
        "unknown-number",
        _("There is no certificate of this number here."),
        remedy=_("Check the number, or hand in the file of the certificate to have it judged."),
    )


def own_verdict(row: Certificate, now: datetime) -> Verdict:
    """One of our certificates, judged with our own document and list."""
    document = json.loads(row.credential)
    return judge(document, known_here(document), now)


def judged_page(data: bytes, now: datetime) -> JudgedPage:
    """A file of anybody, judged with what this site knows; nothing of it is kept."""
    document = _read(data)
    verdict = judge_file(data, known_here(document), now)
    badges = {
        "valid": ("done", _("Valid")),
        "unproven": ("late", _("Signature fits, signer not proven")),
        "refused": ("stopped", _("Not valid")),
    }
    number = _own_number(document) if verdict.state == "valid" else ""
    sentences = tuple(finding_words(each) for each in (verdict.finding, *verdict.others))
    return JudgedPage(badges[verdict.state], sentences, "", number)


def known_here(document: Mapping[str, Any]) -> Known:
    """The issuer's document and the status list, where the credential is one of ours."""
    issuer = document.get("issuer")
    did = issuer.get("id") if isinstance(issuer, dict) else issuer
    ours = issuer_document()
    documents = {ours["id"]: ours}
    lists = {}
    status = document.get("credentialStatus")
    if did == ours["id"] and isinstance(status, dict):
        address = str(status.get("statusListCredential", ""))
        number = address.rstrip("/").rsplit("/", 1)[-1]
        plain = number.isascii() and number.isdigit() and len(number) < 10
        row = StatusList.objects.filter(pk=int(number)).first() if plain else None
        if row is not None:
            lists[address] = row.text.encode()
    return Known(documents, lists)


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        return document_of(data)
    except CredentialFault:
        return {}


def _own_number(document: Mapping[str, Any]) -> str:
    """The number of a credential that this site issued."""
    row = Certificate.objects.filter(number=str(document.get("id", "")).rstrip("/").rsplit("/", 1)[-1]).first()
    return row.number if row is not None and certificate_address(row.number) == document.get("id") else ""


def _linked(row: Certificate) -> tuple[Linked, ...]:
    """What this certificate renews or corrects, and what renewed or corrected it."""
    found = []
    if row.renews is not None:
        found.append((row.renews, _("renews")))
    if row.corrects is not None:
        found.append((row.corrects, _("corrects")))
    later = Certificate.objects.filter(state=State.ISSUED).defer("credential", "paper")
    after = later.filter(Q(renews=row) | Q(corrects=row)).order_by("pk")
    found += [(each, _("renewed by") if each.renews_id == row.pk else _("corrected by")) for each in after]
    return tuple(Linked(each.pk, each.earlier_number or each.number, each.number, says) for each, says in found)


def _may(row: Certificate, renewal: RenewalStanding | None, office: bool, approver: bool) -> frozenset[str]:
    """What its reader may do with a certificate now."""
    live = row.revoked_at is None
    allowed = {
        "approve": approver and row.state == State.PROPOSED,
        "decline": approver and row.state == State.PROPOSED,
        "revoke": approver and live and row.state in HELD,
        "correct": approver and live and row.state == State.ISSUED,
        "renew": office and renewal is not None and renewal.may_be_renewed,
        "credit": office,
    }
    return frozenset(name for name, given in allowed.items() if given)


def _may_own(row: Certificate, renewal: RenewalStanding | None, terms: AwardTerms, by: Actor) -> frozenset[str]:
    """What the holder may do: ask for a letter where renewal is open and asks for one."""
    asks = row.person_id == by.id and renewal is not None and renewal.may_be_renewed and letter_kind(terms) is not None
    return frozenset({"refer"} if asks else ())


def credential_text(number: str) -> str:
    """The signed credential of a number."""
    row = Certificate.objects.filter(number=read_number(number), state=State.ISSUED).only("credential").first()
    if row is None:
        raise missing_number()
    return row.credential


def status_list_text(list_id: int) -> str:
    """A status list as it was signed last."""
    row = StatusList.objects.filter(pk=list_id).first() if list_id < 2**31 else None
    if row is None:
        raise CertificateMissing(
            "unknown-list", _("There is no such status list."), remedy=_("Use the address that the credential names.")
        )
    return row.text

"""A reviewer's binder: everything that was signed for an item and a period, with hashes, and whether it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import units
from preceptor.foundation.documents.public import (
    Broken,
    Signature,
    StoredFile,
    TextVersion,
    Valid,
    checked_signatures,
    files_of,
    text,
)
from preceptor.relieve.compliance.models import Certification, Certified, CycleItem, Obligation
from preceptor.relieve.compliance.queries.calendar import period_word
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.signing import question_name

OBLIGATION, CERTIFICATION = "compliance.obligation:", "compliance.certification:"


@dataclass(frozen=True)
class BinderRow:
    """One school's answer."""

    school: str
    signer: str
    signed_at: datetime
    signature_id: int
    text_sha256: str
    language: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[StoredFile, ...]
    holds: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Binder:
    """Everything for one item and period."""

    title: str
    code: str
    year: str
    period: str
    citation: str
    texts: tuple[TextVersion, ...]
    rows: tuple[BinderRow, ...]
    proven: int
    open: int
    made_at: datetime


def binder_of(*, cycle_item_id: int, period: str, by: Actor, now: datetime) -> Binder:
    """The binder of an item and a period; only what has been sent is in it."""
    found = CycleItem.objects.select_related("item", "version", "cycle").filter(pk=cycle_item_id).first()
    if found is None or not _reviews(found, by, now):
        raise missing()
    owed = Obligation.objects.filter(cycle_item=found, period=period)
    if not owed.exists():
        raise missing()
    given = list(
        Certified.objects.filter(obligation__in=owed, standing=True, certification__sent_from__lte=now)
        .select_related("obligation__unit", "certification__version__text", "certification__person")
        .order_by("obligation__unit__name", "pk")
    )
    checked = _checked({each.certification_id: each.certification for each in given})
    files = files_of([f"{OBLIGATION}{each.obligation_id}" for each in given if each.certification.evidence])
    rows = tuple(_row(each, checked, files.get(f"{OBLIGATION}{each.obligation_id}", ())) for each in given)
    states = list(owed.values_list("state", flat=True))
    return Binder(
        title=found.version.title,
        code=found.item.code,
        year=found.cycle.year,
        period=period_word(period),
        citation=found.version.citation,
        texts=tuple(
            text(*one)
            for one in sorted({(signature.text_id, signature.language) for signature, _s in checked.values()})
        ),
        rows=rows,
        proven=states.count("proven"),
        open=states.count("open"),
        made_at=now,
    )


def _reviews(found: CycleItem, by: Actor, now: datetime) -> bool:
    if may(by, "compliance.manage", now=now) or may(by, "compliance.counsel", now=now):
        return True
    return may(by, "compliance.own", where=units([found.item.owner_id])[found.item.owner_id].path, now=now)


def _bound(ids: set[int]) -> dict[int, list[str]]:
    """For which schools and periods each certification was signed, as the signature binds them."""
    rows = Certified.objects.filter(certification_id__in=ids).values_list(
        "certification_id", "obligation__cycle_item__item__code", "obligation__unit_id", "obligation__period"
    )
    found: dict[int, list[str]] = {number: [] for number in ids}
    for number, code, unit_id, period in rows:
        found[number].append(f"{code}/{unit_id}/{period}")
    return {number: sorted(keys) for number, keys in found.items()}


def _checked(given: Mapping[int, Certification]) -> dict[int, tuple[Signature, Valid | Broken]]:
    """The signature of each certification, held against its answers, its schools and its files; one query for all."""
    bound = _bound(set(given))

    def certification(one: Signature) -> Certification:
        return given[int(one.about.rpartition(":")[2])]

    found = checked_signatures(
        [f"{CERTIFICATION}{number}" for number in given],
        lambda one: {**certification(one).answers, "obligations": bound[certification(one).pk]},
        lambda one: list(certification(one).evidence),
    )
    return {certification(one).pk: (one, state) for one, state in found}


def _row(
    each: Certified, checked: Mapping[int, tuple[Signature, Valid | Broken]], files: Sequence[StoredFile]
) -> BinderRow:
    certification: Certification = each.certification
    signature, state = checked.get(certification.pk, (None, Broken((_("The record of the signature is missing."),))))
    questions = questions_of(certification.version)
    lost = set(certification.evidence) - {one.sha256 for one in files}
    reasons = state.reasons + ((_("A file that was signed is missing."),) if lost else ())
    return BinderRow(
        each.obligation.unit.name,
        signature.signer_name if signature else str(certification.person),
        certification.signed_at,
        certification.signature_id or 0,
        certification.version.text.sha256,
        signature.language if signature else "",
        tuple((one.text, certification.answers.get(question_name(n), "")) for n, one in enumerate(questions)),
        tuple(files),
        state.holds and not lost,
        reasons,
    )

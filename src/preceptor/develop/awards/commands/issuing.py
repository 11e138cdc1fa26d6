"""Issuing what was approved: signed and typeset in portions, each written once, whoever is killed in between."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from secrets import token_hex

from django.db import transaction
from django.db.models import QuerySet

from preceptor.develop.awards.commands.keys import signing_key
from preceptor.develop.awards.commands.letters import tell_issued
from preceptor.develop.awards.commands.paper import Paper, paper_of
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.site import (
    achievement_address,
    certificate_address,
    issuer_did,
    list_address,
)
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.develop.awards.rules.certificate import Cited, Holder, Placed, Wording, credential
from preceptor.develop.awards.rules.proof import sign
from preceptor.develop.awards.rules.reading import Document
from preceptor.foundation.audit.public import SYSTEM, record, together
from preceptor.foundation.district.public import people, today, zone
from preceptor.foundation.jobs.public import Run

State, Origin = Certificate.State, Certificate.Origin
PORTION = 50
# Typesetting runs outside Python's lock; more threads than processors gain nothing.
THREADS = 2
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Ready:
    """A certificate with everything that its issuing writes."""

    row: Certificate
    paper: Paper
    signed: str


def issue_approved(*, cycle_id: int, run: Run) -> int:
    """Issue every approved certificate of a cycle, telling how far it has come; how many."""
    ids = list(_approved(cycle_id).values_list("pk", flat=True))
    done = 0
    for start in range(0, len(ids), PORTION):
        rows = list(
            _approved(cycle_id).filter(pk__in=ids[start : start + PORTION]).select_related("renews", "corrects")
        )
        done += _issue(rows, run)
        run.progress(min(start + PORTION, len(ids)), len(ids))
    return done


def _approved(cycle_id: int) -> QuerySet[Certificate]:
    return Certificate.objects.filter(cycle_id=cycle_id, state=State.APPROVED).order_by("pk")


def _issue(rows: Sequence[Certificate], run: Run) -> int:
    """One portion: signed and typeset without a transaction, then written in one that still holds the job."""
    now = run.now
    ready = list(_ready(rows, now))
    with ThreadPoolExecutor(THREADS) as pool:
        pages = list(pool.map(lambda each: each.paper.pdf(), ready))
    with transaction.atomic(), together():
        run.confirm()
        still = set(
            Certificate.objects.select_for_update()
            .filter(pk__in=[each.row.pk for each in ready], state=State.APPROVED)
            .values_list("pk", flat=True)
        )
        chosen = [(each, page) for each, page in zip(ready, pages, strict=True) if each.row.pk in still]
        for each, page in chosen:
            each.row.credential, each.row.paper = each.signed, page
            each.row.state, each.row.issued_at = State.ISSUED, now
        fields = ["credential", "paper", "state", "issued_at", "awarded_on", "valid_until"]
        Certificate.objects.bulk_update([each.row for each, _page in chosen], fields)
        for each, _page in chosen:
            about = f"awards.certificate:{each.row.number}"
            record(by=SYSTEM, action="awards.issue", about=about, facts={"award": each.row.award}, now=now)
        tell_issued([each.row for each, _page in chosen], now=now)
    return len(chosen)


def _ready(rows: Sequence[Certificate], now: datetime) -> Iterator[Ready]:
    key = signing_key(now=now)
    terms = {name: award_terms(rows[0].cycle_id, name) for name in {row.award for row in rows}}
    languages = {each.id: each.language for each in people([row.person_id for row in rows if row.person_id]).values()}
    for row in rows:
        said = terms[row.award]
        _date(row, said, today(now))
        document = _document(row, said, now)
        language = languages.get(row.person_id or 0, DEFAULT_LANGUAGE)
        yield Ready(row, paper_of(row, said, language), json.dumps(sign(document, key, now), ensure_ascii=False))


def _date(row: Certificate, terms: AwardTerms, day: date) -> None:
    """When it was awarded and until when it holds; a correction keeps the dates, a renewal loses no day."""
    if row.origin == Origin.CORRECTION and row.corrects is not None:
        row.awarded_on, row.valid_until = row.corrects.awarded_on, row.corrects.valid_until
        return
    row.awarded_on = day
    if row.origin == Origin.RENEWAL and row.renews is not None and terms.renewal is not None:
        until = row.renews.valid_until
        first = max(day, today(until)) if until is not None else day
        row.valid_until = terms.runs_out(first, terms.renewal.valid_years)
    else:
        row.valid_until = terms.runs_out(day)


def _document(row: Certificate, terms: AwardTerms, now: datetime) -> Document:
    wording = Wording(
        achievement=achievement_address(terms.program_key, terms.name),
        title=row.title,
        kind=row.kind,
        issuer=terms.issuer,
        criteria=" ".join([terms.says, *(f"{title}." for title, _stands in row.evidence)]),
        credits=row.credits,
        cites=tuple(_cited(row)),
    )
    placed = Placed(
        certificate_address(row.number), issuer_did(), list_address(row.status_list_id or 0), row.place or 0
    )
    holder = Holder(row.holder_name, row.holder_email, token_hex(8))
    awarded = now if row.origin != Origin.CORRECTION else _first_moment(row.awarded_on or today(now))
    return credential(wording, holder, placed, awarded, row.valid_until)


def _first_moment(day: date) -> datetime:
    """The beginning of a day on the district's clock."""
    return datetime.combine(day, time.min, zone())


def _cited(row: Certificate) -> Iterator[Cited]:
    """The earlier certificate that this one renews or corrects, in English as credentials are."""
    for earlier, word in ((row.renews, "Renews"), (row.corrects, "Corrects")):
        if earlier is not None:
            number = earlier.earlier_number or earlier.number
            name = f"{word} the certificate {number}"
            yield Cited(
                certificate_address(earlier.number), name, f"{name} of {earlier.awarded_on}, which stays on record."
            )

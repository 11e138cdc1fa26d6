"""Every application of one role as the office may see it, in a constant number of queries; no adverse fact is read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, Max, QuerySet, Value
from django.db.models.functions import Cast

from preceptor.develop.admissions.models import (
    Application,
    ApplicationDocument,
    Contest,
    Decision,
    Endorsement,
    RuleCheck,
    TextSigned,
    Waiver,
)
from preceptor.develop.admissions.queries.asked import questions_of, wanted, way_into, window_of
from preceptor.develop.admissions.queries.own import text_hashes
from preceptor.develop.admissions.queries.seen import (
    Candidate,
    Decided,
    EndorsementSeen,
    Reading,
    RuleSeen,
    Scored,
    in_force,
    in_force_of,
    reviewers_wanted,
    scored,
    scored_from,
)
from preceptor.develop.admissions.rules.completeness import (
    Consideration,
    EndorsementState,
    Given,
    Handed,
    Wanted,
    consideration,
    lacks,
)
from preceptor.develop.admissions.rules.decisions import is_considered
from preceptor.develop.admissions.rules.eligibility import Verdict, seen_by_others, standing
from preceptor.develop.programs.public import Admission, CycleBrief, EligibilityRule
from preceptor.foundation.district.public import seats_of_people, today

Marks = Mapping[int, list[tuple[str, str, str, datetime | None]]]


@dataclass(frozen=True)
class Known:
    """What a page of one application has read already, and needs not be read again."""

    endorsements: Sequence[Endorsement]
    reviews: Sequence[Reading]
    decisions: Sequence[Decision]


@dataclass(frozen=True)
class _Parts:
    """What hangs on the applications, by application."""

    endorsements: Mapping[int, list[Endorsement]]
    marks: Marks
    reviews: Mapping[int, Scored]
    decisions: Mapping[int, Decided]
    places: Mapping[int, str]
    hashes: Mapping[str, str]
    wanted: Wanted
    titles: Mapping[str, str]


def candidates(
    found: CycleBrief, role: str, now: datetime, *, only: Collection[int] | None = None, lean: bool = False
) -> list[Candidate]:
    """Every application of the role (or only these), by name; lean, without what drafts lack and without places."""
    rows = applications().filter(cycle_id=found.id, role=role)
    if only is not None:
        rows = rows.filter(pk__in=only)
    held = list(rows.order_by("person__family_name", "person__given_name", "pk"))
    parts = _parts(found, role, held, now, lean=lean)
    way = way_into(found, role)
    return [_candidate(row, found, way, parts, now) for row in held]


def candidate(row: Application, found: CycleBrief, now: datetime, known: Known | None = None) -> Candidate:
    """One application that was read with `applications`, in fewer queries where a page has read more already."""
    return _candidate(
        row, found, way_into(found, row.role), _parts(found, row.role, [row], now, lean=False, known=known), now
    )


def applications() -> "QuerySet[Application]":
    """Applications with the applicant and the moment of the last submission."""
    return Application.objects.select_related("person").annotate(received=Max("submissions__received_at"))


def _parts(
    found: CycleBrief, role: str, held: Sequence[Application], now: datetime, *, lean: bool, known: Known | None = None
) -> _Parts:
    """Everything that hangs on the applications; lean, without papers and places."""
    way = way_into(found, role)
    ids = [row.pk for row in held]
    drafts = any(row.state == Application.State.DRAFT for row in held)
    return _Parts(
        endorsements=_endorsements(ids) if known is None else _by_application(known.endorsements),
        marks=_marks(ids, papers=drafts and not lean),
        reviews=scored(ids, way) if known is None else scored_from(known.reviews, way),
        decisions=in_force(ids, way) if known is None else in_force_of(known.decisions, way),
        places={} if lean else places_of([row.person_id for row in held], now),
        hashes=text_hashes(found, role) if drafts and not lean else {},
        wanted=wanted(found.definition, role),
        titles=titles_of(found, role),
    )


def _endorsements(ids: Collection[int]) -> dict[int, list[Endorsement]]:
    """Requests in force."""
    rows = Endorsement.objects.filter(application_id__in=ids)
    return _by_application(rows.defer("fields", "contact", "statements"))


def _by_application(rows: Iterable[Endorsement]) -> dict[int, list[Endorsement]]:
    """Requests in force by application."""
    found: defaultdict[int, list[Endorsement]] = defaultdict(list)
    for row in rows:
        if row.state != Endorsement.State.REPLACED:
            found[row.application_id].append(row)
    return found


def _marks(ids: Collection[int], *, papers: bool) -> Marks:
    """Verdicts, contests and waivers by rule: kind, rule, state, moment; the facts themselves are never read.

    With papers, documents and signed texts too: kind, name, and the wording's hash.
    """
    found: defaultdict[int, list[tuple[str, str, str, datetime | None]]] = defaultdict(list)
    tables = [
        _mark(Contest.objects.all(), ids, "contest", "rule", F("state"), "opened_at"),
        _mark(Waiver.objects.all(), ids, "waiver", "rule", F("state"), "proposed_at"),
    ]
    if papers:
        tables += [
            _mark(ApplicationDocument.objects.all(), ids, "document", "requirement", Value(""), None),
            _mark(TextSigned.objects.all(), ids, "text", "text", F("text_sha256"), None),
        ]
    checks = _mark(RuleCheck.objects.all(), ids, "check", "rule", F("verdict"), "judged_at")
    for application_id, kind, name, state, moment in checks.union(*tables, all=True):
        found[application_id].append((kind, name, state, moment))
    return found


def _mark(  # type: ignore[no-untyped-def]  # a values_list of five columns, which the stubs cannot name across models
    rows: "QuerySet[Any]", ids: Collection[int], kind: str, name: str, said: F | Value, at: str | None
):
    """One of the tables in the same five columns."""
    moment = F(at) if at else Value(None, output_field=DateTimeField())
    return (
        rows.filter(application_id__in=ids)
        .order_by()
        .annotate(what=Value(kind), named=F(name), said=Cast(said, CharField()), at=moment)
        .values_list("application_id", "what", "named", "said", "at")
    )


def places_of(person_ids: Collection[int], now: datetime) -> dict[int, str]:
    """Where each person works today."""
    return {one: held[-1].unit_name for one, held in seats_of_people(set(person_ids), today(now)).items()}


def _candidate(row: Application, found: CycleBrief, way: Admission, parts: _Parts, now: datetime) -> Candidate:
    """One application as the office sees it."""
    asked = {one.name: one for one in parts.endorsements.get(row.pk, ())}
    considering = _consideration(row, found, way, asked, now)
    review = parts.reviews.get(row.pk) or Scored(0, 0, reviewers_wanted(way))
    late, incomplete = way.late_considered, way.incomplete_considered
    return Candidate(
        id=row.pk,
        person_id=row.person_id,
        name=str(row.person),
        place=parts.places.get(row.person_id, ""),
        state=row.state,
        state_word=str(row.get_state_display()),
        consideration=considering,
        considered=is_considered(considering, incomplete=incomplete, late=late),
        submitted_at=row.submitted_at,
        told_aside_at=row.told_aside_at,
        missing=_missing(row, way, parts, asked),
        endorsements=tuple(_endorsement(name, one.title, asked.get(name)) for name, one in way.endorsements.items()),
        rules=tuple(_rules(way, parts.marks.get(row.pk, ()), asked, review)),
        review=review,
        wished=row.mentees_wished,
        decision=parts.decisions.get(row.pk),
    )


def _consideration(
    row: Application, found: CycleBrief, way: Admission, asked: Mapping[str, Endorsement], now: datetime
) -> Consideration:
    """Whether it is considered, from the last submission in force."""
    in_hand = row.state in {Application.State.SUBMITTED, Application.State.REOPENED}
    received = getattr(row, "received", None) if in_hand else None
    needed = [(name, one) for name, one in way.endorsements.items() if one.required]
    handed = Handed(
        withdrawn=row.state == Application.State.WITHDRAWN,
        received_at=received,
        complete=received is not None,
        endorsements=tuple(
            (_state(asked.get(name)), asked[name].answered_at if name in asked else None, found.dates[one.due])
            for name, one in needed
        ),
    )
    opens, closes = window_of(found, way)
    return consideration(handed, opens=opens, closes=closes, now=now)


def _state(row: Endorsement | None) -> EndorsementState:
    """The state of a request; not asked when there is none."""
    states: Mapping[str, EndorsementState] = {"asked": "asked", "endorsed": "endorsed", "declined": "declined"}
    return states[row.state] if row else "not_asked"


def _endorsement(name: str, title: str, row: Endorsement | None) -> EndorsementSeen:
    """One endorsement, and since when it is as it is."""
    if row is None:
        return EndorsementSeen(None, name, title, "", "not_asked", None)
    return EndorsementSeen(row.pk, name, title, row.endorser_name, _state(row), row.answered_at or row.asked_at)


def _missing(row: Application, way: Admission, parts: _Parts, asked: Mapping[str, Endorsement]) -> tuple[str, ...]:
    """Titles of what is missing; a submission was whole when it came in, so only endorsements can be missing there."""
    papers = parts.marks.get(row.pk, ())
    given = Given(
        answers=row.answers,
        documents=frozenset(name for kind, name, _wording, _at in papers if kind == "document"),
        texts=frozenset(
            name for kind, name, wording, _at in papers if kind == "text" and parts.hashes.get(name) == wording
        ),
        endorsements={name: _state(asked.get(name)) for name in way.endorsements},
    )
    drafting = row.state == Application.State.DRAFT
    return tuple(
        parts.titles.get(lack.name, lack.name)
        for lack in lacks(parts.wanted, given)
        if drafting or lack.kind in {"ask_endorser", "await_endorser", "endorser_declined"}
    )


def titles_of(found: CycleBrief, role: str) -> dict[str, str]:
    """What an application asks for, by name."""
    way = found.definition.admission[role]
    return {
        **{name: one.asks for name, one in questions_of(found.definition, role).items()},
        **{name: one.title for name, one in way.documents.items()},
        **{name: found.definition.texts[name].title for name in way.texts},
        **{name: one.title for name, one in way.endorsements.items()},
    }


def _rules(
    way: Admission,
    marks: Collection[tuple[str, str, str, datetime | None]],
    asked: Mapping[str, Endorsement],
    review: Scored,
) -> list[RuleSeen]:
    """Every rule as others may see it: met, not met or open."""
    verdicts: dict[str, Verdict] = {rule: state for kind, rule, state, _at in marks if kind == "check"}  # type: ignore[misc]  # the table's own choices
    waivers = {rule: state for kind, rule, state, _at in marks if kind == "waiver" and state != "refused"}
    contests = sorted((str(moment), rule, state) for kind, rule, state, moment in marks if kind == "contest")
    latest = {rule: state for _moment, rule, state in contests}
    endorsed = any(one.state == Endorsement.State.ENDORSED for one in asked.values())
    found = []
    for name, wanted_rule in way.rules.items():
        waived = waivers.get(name) == "signed"
        stands = standing(verdicts.get(name, "unknown"), contest=latest.get(name), waived=waived)
        seen: str = seen_by_others(stands)
        if seen == "open":
            seen = _said_by_people(name, wanted_rule, endorsed, review)
        found.append(
            RuleSeen(name, wanted_rule.says, seen, wanted_rule.judged_by, wanted_rule.waivable, waivers.get(name, ""))
        )
    return found


def _said_by_people(name: str, rule: EligibilityRule, endorsed: bool, review: Scored) -> str:
    """How a rule stands that reviewers or the endorser judge."""
    if rule.judged_by == "endorser":
        return "met" if endorsed else "open"
    if rule.judged_by != "reviewers":
        return "open"
    return _scored_rule(rule.criterion, review) if rule.criterion else review.answers.get(name, "open")


def _scored_rule(criterion: str, review: Scored) -> str:
    """A rule that a criterion stands for: open until it is scored."""
    return "scored" if criterion in review.criteria else "open"

"""One application as the office sees it: as handed in, its signatures, rules, waivers, readers and history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from django.db.models import F
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import (
    Application,
    Endorsement,
    ReviewAssignment,
    Submission,
    Waiver,
)
from preceptor.develop.admissions.queries.asked import text_code
from preceptor.develop.admissions.queries.candidates import Known, applications, candidate
from preceptor.develop.admissions.queries.endorsing import about as about_endorsement
from preceptor.develop.admissions.queries.office import coordinated
from preceptor.develop.admissions.queries.own import unknown_application
from preceptor.develop.admissions.queries.reviewing import HandedIn, as_handed_in
from preceptor.develop.admissions.queries.seen import Candidate, Decided, Reading, decided, scales_of
from preceptor.develop.admissions.rules.decisions import may_appeal
from preceptor.develop.admissions.rules.scoring import total
from preceptor.develop.programs.public import Admission, CycleBrief
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.documents.public import NOT_ASKED, Signature, checked_signatures


class Mark(NamedTuple):
    """What a reader gave for one criterion, and wrote about it."""

    criterion: str
    value: int
    said: str


@dataclass(frozen=True)
class SignatureSeen:
    """A signature, and whether everything that was signed is as it was."""

    title: str
    signer: str
    signed_at: datetime
    holds: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class EndorsementAnswer:
    """What an endorser certified or why they declined."""

    id: int
    title: str
    person: str
    state: str
    state_word: str
    asked_at: datetime
    answered_at: datetime | None
    statements: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    reason: str
    replaced_reason: str


@dataclass(frozen=True)
class ReaderLine:
    """One reader; the scores are there once all are in."""

    id: int
    name: str
    state: str
    state_word: str
    since: datetime
    aside_reason: str
    score: Fraction | None
    comments: tuple[tuple[str, int | None, str], ...]

    @property
    def score_shown(self) -> float | None:
        """The score as a number for the page."""
        return float(self.score) if self.score is not None else None


@dataclass(frozen=True)
class WaiverLine:
    """A waiver of one rule."""

    id: int
    rule: str
    reason: str
    state: str
    state_word: str
    proposed_by: str
    proposed_at: datetime
    second_by: str


@dataclass(frozen=True)
class Moment:
    """One thing that happened."""

    at: datetime
    says: str


@dataclass(frozen=True)
class CandidateDetailPage:
    """Everything that the office may know of one application."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    one: Candidate
    handed_in: HandedIn | None
    signatures: tuple[SignatureSeen, ...]
    endorsements: tuple[EndorsementAnswer, ...]
    readers: tuple[ReaderLine, ...]
    lacking: int
    waivers: tuple[WaiverLine, ...]
    waivable: tuple[tuple[str, str], ...]
    decisions: tuple[Decided, ...]
    history: tuple[Moment, ...]
    may_decide: bool
    may_appeal: bool
    may_release: bool


def candidate_detail_page(application_id: int, by: Actor, now: datetime) -> CandidateDetailPage:
    """One application for its coordinator; one's own is not found here."""
    row = applications().filter(pk=application_id).first()
    if row is None or row.person_id == by.id:
        raise unknown_application()
    found, way = coordinated(row.cycle_id, row.role, by, now)
    asked = list(row.endorsements.order_by("asked_at", "pk"))
    read = _reviews(row)
    decided_before = list(row.decisions.order_by("decided_at", "pk"))
    one = candidate(row, found, now, Known(asked, _readings(row, read), decided_before))
    # What is still a draft was never handed in.
    submitted = [] if row.state == Application.State.DRAFT else list(row.submissions.order_by("-number"))
    endorsements = tuple(_answer(each, way) for each in asked)
    waivers = tuple(_waiver(each, way) for each in _waivers(row))
    decisions = tuple(decided(each, way) for each in decided_before)
    told = one.decision.told_at if one.decision else None
    return CandidateDetailPage(
        cycle_id=found.id,
        role=row.role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[row.role].title,
        one=one,
        handed_in=as_handed_in(submitted[0], found) if submitted else None,
        signatures=_signatures(row, found, endorsements),
        endorsements=endorsements,
        readers=tuple(_reader(review, marks if one.review.complete else None, way) for review, marks in read.items()),
        lacking=max(0, one.review.wanted - one.review.assigned) if one.considered else 0,
        waivers=waivers,
        waivable=_waivable(one, found, by, now),
        decisions=decisions,
        history=_history(row, submitted, endorsements, (waivers, decisions)),
        may_decide=may(by, "admissions.decide", where=found.unit_path, now=now),
        may_appeal=bool(
            told and one.decision and not one.decision.appealed_at and may_appeal(now, one.decision.appeal_until)
        ),
        may_release=bool(told and one.decision and one.decision.effect == "admit" and row.state != "withdrawn"),
    )


def _waivable(one: Candidate, found: CycleBrief, by: Actor, now: datetime) -> tuple[tuple[str, str], ...]:
    """Rules whose waiver the reader may propose."""
    if not may(by, "admissions.waive", where=found.unit_path, now=now):
        return ()
    return tuple(
        (rule.name, rule.says) for rule in one.rules if rule.waivable and rule.stands != "met" and not rule.waiver
    )


def _reviews(row: Application) -> dict[ReviewAssignment, list[Mark]]:
    """Every review with its marks, in one query: a line a mark, or one line for a review without any."""
    rows = row.reviews.select_related("reviewer").order_by("assigned_at", "pk", "scores__pk")
    marked = rows.annotate(criterion=F("scores__criterion"), value=F("scores__value"), said=F("scores__comment"))
    found: dict[ReviewAssignment, list[Mark]] = {}
    for review in marked:
        marks = found.setdefault(review, [])
        if review.criterion is not None:
            marks.append(Mark(review.criterion, review.value, review.said))
    return found


def _readings(row: Application, read: Mapping[ReviewAssignment, list[Mark]]) -> list[Reading]:
    """Each mark of each review still held, and a line for a review without any."""
    held = {one: marks for one, marks in read.items() if one.state != ReviewAssignment.State.STEPPED_ASIDE}
    bare: list[Reading] = [(row.pk, one.pk, one.state, None, None) for one, marks in held.items() if not marks]
    scored = [(row.pk, one.pk, one.state, mark.criterion, mark.value) for one, marks in held.items() for mark in marks]
    return [*bare, *scored]


def _answer(row: Endorsement, way: Admission) -> EndorsementAnswer:
    """One request with its answer."""
    wanted = way.endorsements.get(row.name)
    says = wanted.statements if wanted else {}
    fields = {name: one.asks for name, one in wanted.fields.items()} if wanted else {}
    return EndorsementAnswer(
        id=row.pk,
        title=wanted.title if wanted else row.name,
        person=row.endorser_name,
        state=row.state,
        state_word=str(row.get_state_display()),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        statements=(
            *(text for name, text in says.items() if name in row.statements),
            *(name for name in row.statements if name not in says),
        ),
        fields=tuple((fields.get(name, name), str(value)) for name, value in row.fields.items()),
        reason=row.reason,
        replaced_reason=row.replaced_reason,
    )


def _signatures(
    row: Application, found: CycleBrief, endorsements: tuple[EndorsementAnswer, ...]
) -> tuple[SignatureSeen, ...]:
    """Every signature on the application, checked anew against what stands there now."""
    own = f"admissions.application:{row.pk}"
    names = {text_code(found, name): name for name in found.definition.texts}

    def answers(one: Signature) -> object:
        if one.about != own or one.text_code not in names:
            return NOT_ASKED
        return {"cycle": found.id, "role": row.role, "text": names[one.text_code]}

    given = [about_endorsement(one.id) for one in endorsements if one.state == Endorsement.State.ENDORSED]
    return tuple(
        SignatureSeen(one.text_title, one.signer_name, one.signed_at, state.holds, state.reasons)
        for one, state in checked_signatures([own, *given], answers)
    )


def _reader(review: ReviewAssignment, marks: list[Mark] | None, way: Admission) -> ReaderLine:
    """One reader; without marks, those are not shown yet."""
    titles = {name: one.title for name, one in way.review.criteria.items()} if way.review else {}
    values = {one.criterion: one.value for one in marks or []}
    comments: list[tuple[str, int | None, str]] = [
        (titles[one.criterion], one.value, one.said) for one in marks or [] if one.criterion in titles
    ]
    if marks is not None and review.comment:
        comments.append((_("On the whole"), None, review.comment))
    return ReaderLine(
        id=review.pk,
        name=str(review.reviewer),
        state=review.state,
        state_word=str(review.get_state_display()),
        since=review.finished_at or review.assigned_at,
        aside_reason=review.aside_reason,
        score=total(values, scales_of(way)) if marks is not None else None,
        comments=tuple(comments),
    )


def _waivers(row: Application) -> list[Waiver]:
    """Every waiver of the application."""
    return list(row.waivers.select_related("proposed_by", "second_by").order_by("proposed_at", "pk"))


def _waiver(row: Waiver, way: Admission) -> WaiverLine:
    """One waiver."""
    rule = way.rules.get(row.rule)
    return WaiverLine(
        id=row.pk,
        rule=rule.says if rule else row.rule,
        reason=row.reason,
        state=row.state,
        state_word=str(row.get_state_display()),
        proposed_by=str(row.proposed_by),
        proposed_at=row.proposed_at,
        second_by=str(row.second_by) if row.second_by else "",
    )


def _history(
    row: Application,
    submitted: Iterable[Submission],
    endorsements: tuple[EndorsementAnswer, ...],
    office: tuple[tuple[WaiverLine, ...], tuple[Decided, ...]],
) -> tuple[Moment, ...]:
    """What happened, the latest first; `office` is what the office did: waivers and decisions."""
    waivers, decisions = office
    found = [Moment(row.started_at, _("Begun"))]
    found += [Moment(one.received_at, _("Handed in, number %(n)s") % {"n": one.number}) for one in submitted]
    for asked in endorsements:
        found.append(Moment(asked.asked_at, _("%(name)s was asked to endorse") % {"name": asked.person}))
        if asked.answered_at:
            found.append(Moment(asked.answered_at, f"{asked.person}: {asked.state_word}"))
    found += [Moment(one.proposed_at, _("%(name)s proposed a waiver") % {"name": one.proposed_by}) for one in waivers]
    for one in decisions:
        found.append(Moment(one.decided_at, _("Decided: %(outcome)s") % {"outcome": one.title}))
        found += _told(one)
    if row.told_aside_at:
        found.append(Moment(row.told_aside_at, _("Told that it could not be considered")))
    if row.withdrawn_at:
        found.append(Moment(row.withdrawn_at, _("Withdrawn")))
    return tuple(sorted(found, key=lambda moment: moment.at, reverse=True))


def _told(one: Decided) -> list[Moment]:
    """When a decision was told, and when somebody appealed against it."""
    told = [Moment(one.told_at, _("The letter went out: %(outcome)s") % {"outcome": one.title})] if one.told_at else []
    return told + ([Moment(one.appealed_at, _("Appeal recorded"))] if one.appealed_at else [])

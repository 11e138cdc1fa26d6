"""Reviews: assigning readers, saving and finishing a review, stepping aside."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.admissions.commands.opening import name_of
from preceptor.develop.admissions.models import Application, ReviewAssignment, Score
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.own import unknown_application
from preceptor.develop.admissions.queries.reviewers import conflict_words, conflicts, drawn, loads_of, to_read
from preceptor.develop.admissions.queries.reviewing import score_words, unknown_review
from preceptor.develop.admissions.queries.seen import RULE_MARK, scales_of, yes_no_rules
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.admissions.rules.scoring import fault_of_score
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, NotPermitted, record, require
from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Addressed, Recipient, send_many

LONGEST_COMMENT = 4_000


class CannotAssign(Refusal):
    """This person cannot read this application."""

    status = 422


class ReviewClosed(Refusal):
    """The review is finished, or the reader has stepped aside."""


class ReviewUnfit(Refusal):
    """A score is missing or does not fit; `fields` names each with its sentence."""

    status = 422


@dataclass(frozen=True)
class Reading:
    """What a reviewer writes: scores and comments by criterion, answers to rules, a word on the whole."""

    scores: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""


@transaction.atomic
def assign_reviewers(
    *, cycle_id: int, role: str, reviewer_ids: Collection[int], seed: int, by: Actor, now: datetime
) -> int:
    """Draw readers for every application that lacks some, evenly and without conflicts; how many were assigned."""
    found = cycle(cycle_id)
    require(by, "admissions.coordinate", where=found.unit_path, now=now)
    way_into(found, role)
    _lock(cycle_id, role)
    shares = drawn(found, role, to_read(found, role, now), set(people(reviewer_ids)), seed, now)
    made = [
        ReviewAssignment(application_id=one, reviewer_id=reader, assigned_at=now)
        for one, readers in shares.readers.items()
        for reader in sorted(readers)
    ]
    if not made:
        return 0
    ReviewAssignment.objects.bulk_create(made)
    _write_to_reviewers(found, role, [one.reviewer_id for one in made], now)
    facts = {"role": role, "seed": seed, "assigned": len(made), "lacking": sum(shares.lacking.values())}
    record(by=by, action="admissions.assign-reviewers", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return len(made)


def _lock(cycle_id: int, role: str) -> None:
    """Two people who assign at once wait for one another."""
    list(Application.objects.select_for_update().filter(cycle_id=cycle_id, role=role).values_list("pk"))


def _write_to_reviewers(found: CycleBrief, role: str, reviewer_ids: Iterable[int], now: datetime) -> None:
    """One letter to each reviewer, however many applications are new."""
    counted = Counter(reviewer_ids)
    known = people(counted)
    notify = found.definition.admission[role].decisions
    letters = [
        Addressed(
            to=Recipient(known[one].name, known[one].email, known[one].language, one),
            key=f"admissions.review_assigned:{found.id}:{role}:{one}:{now.isoformat()}",
            context={
                "program": found.title,
                "cycle": found.name,
                "number": counted[one],
                "due": found.dates.get(notify.notify) if notify else None,
                "contact": found.definition.contact,
            },
            about=f"programs.cycle:{found.id}",
        )
        for one in sorted(known)
    ]
    send_many(letter="admissions.review_assigned", letters=letters, now=now)


@transaction.atomic
def add_reviewer(*, application_id: int, reviewer_id: int, by: Actor, now: datetime) -> int:
    """Have one more person read an application, by hand; gives the number of the review."""
    row, found = _application(application_id, by, now)
    if reviewer_id not in people([reviewer_id]):
        raise CannotAssign(
            "reviewer-unknown", _("Nobody here has this number."), remedy=_("Look for the person in the search box.")
        )
    against = conflicts(found, row.role, {row.pk: row.person_id}, [reviewer_id], now)[row.pk].get(reviewer_id)
    if against is not None:
        raise CannotAssign(
            "reviewer-conflict",
            _("This person cannot read the application: %(why)s") % {"why": conflict_words(against)},
            remedy=_("Choose somebody else."),
        )
    review, new = ReviewAssignment.objects.get_or_create(
        application_id=row.pk, reviewer_id=reviewer_id, defaults={"assigned_at": now}
    )
    if not new:
        raise CannotAssign(
            "reviewer-already",
            _("This person reads the application already, or has stepped aside from it."),
            remedy=_("Choose somebody else."),
        )
    _write_to_reviewers(found, row.role, [reviewer_id], now)
    facts = {"reviewer": reviewer_id}
    record(by=by, action="admissions.add-reviewer", about=name_of(row.pk), facts=facts, now=now)
    return review.pk


@transaction.atomic
def remove_reviewer(*, review_id: int, by: Actor, now: datetime) -> int:
    """Take an unfinished review away from somebody; gives the application's number."""
    review = ReviewAssignment.objects.select_for_update().filter(pk=review_id).first()
    if review is None:
        raise unknown_review()
    row, _found = _application(review.application_id, by, now)
    _require_open(review)
    review.state, review.aside_reason = ReviewAssignment.State.STEPPED_ASIDE, _("Taken back by the office.")
    review.save(update_fields=["state", "aside_reason"])
    facts = {"reviewer": review.reviewer_id}
    record(by=by, action="admissions.remove-reviewer", about=name_of(row.pk), facts=facts, now=now)
    return row.pk


def _application(application_id: int, by: Actor, now: datetime) -> tuple[Application, CycleBrief]:
    """An application, for a coordinator who is not its applicant."""
    row = Application.objects.filter(pk=application_id).first()
    if row is None:
        raise unknown_application()
    found = cycle(row.cycle_id)
    require(by, "admissions.coordinate", where=found.unit_path, now=now)
    require_not_own(row, by)
    return row, found


def require_not_own(row: Application, by: Actor) -> None:
    """Nobody handles their own application for the office."""
    if by.id is not None and by.id == row.person_id:
        raise NotPermitted(
            "own-application",
            _("This is your own application, so someone else has to handle it."),
            remedy=_("Ask another coordinator."),
        )


def _own_review(review_id: int, by: Actor) -> ReviewAssignment:
    """The reader's own review, locked; anyone else's is not found."""
    found = None
    if by.kind == "person" and by.id is not None:
        rows = ReviewAssignment.objects.select_for_update(of=("self",)).select_related("application")
        found = rows.filter(pk=review_id, reviewer_id=by.id).first()
    if found is None:
        raise unknown_review()
    return found


def _require_open(review: ReviewAssignment) -> None:
    """Refuse changes of a review that is finished or handed back."""
    if review.state == ReviewAssignment.State.ASSIGNED:
        return
    raise ReviewClosed(
        "review-closed",
        _("This review is closed: it was finished, or handed back."),
        remedy=_("Nothing more is needed. If something was wrong in it, write to the program's office."),
        facts={"state": review.state},
    )


@transaction.atomic
def save_review(*, review_id: int, reading: Reading, by: Actor, now: datetime) -> None:
    """Keep what the reviewer typed, whether it fits or not; a draft is its writer's alone and leaves no audit line."""
    require(by, "admissions.review", now=now)
    review = _own_review(review_id, by)
    _require_open(review)
    review.draft = _tidied(reading)
    review.save(update_fields=["draft"])


def _tidied(reading: Reading) -> dict[str, object]:
    """A reading as it is kept."""
    return {
        "scores": {name: tidy(text)[:20] for name, text in reading.scores.items()},
        "comments": {name: tidy(text)[:LONGEST_COMMENT] for name, text in reading.comments.items()},
        "answers": {name: text for name, text in reading.answers.items() if text in {"met", "not_met"}},
        "comment": tidy(reading.comment)[:LONGEST_COMMENT],
    }


@transaction.atomic
def finish_review(*, review_id: int, reading: Reading, by: Actor, now: datetime) -> None:
    """Hand the scores in; they cannot be changed afterwards. Twice is the same as once."""
    require(by, "admissions.review", now=now)
    review = _own_review(review_id, by)
    if review.state == ReviewAssignment.State.FINISHED:
        return
    _require_open(review)
    way = way_into(cycle(review.application.cycle_id), review.application.role)
    scales = scales_of(way)
    faults = {name: fault_of_score(reading.scores.get(name, ""), scale) for name, scale in scales.items()}
    told = {name: score_words(fault, scales[name]) for name, fault in faults.items() if fault}
    asked = yes_no_rules(way)
    told |= {RULE_MARK + name: _("Say met or not met.") for name in asked if not reading.answers.get(name)}
    _require_whole(told)
    scores = [
        Score(assignment=review, criterion=name, value=int(reading.scores[name]), comment=_said(reading, name))
        for name in scales
    ]
    scores += [
        Score(assignment=review, criterion=RULE_MARK + name, value=int(reading.answers[name] == "met"))
        for name in asked
    ]
    Score.objects.bulk_create(scores)
    review.state, review.finished_at = ReviewAssignment.State.FINISHED, now
    review.comment, review.draft = tidy(reading.comment)[:LONGEST_COMMENT], {}
    review.save(update_fields=["state", "finished_at", "comment", "draft"])
    record(
        by=by, action="admissions.review", about=name_of(review.application_id), facts={"review": review.pk}, now=now
    )


def _said(reading: Reading, name: str) -> str:
    """The comment on one criterion."""
    return tidy(reading.comments.get(name, ""))[:LONGEST_COMMENT]


def _require_whole(told: Mapping[str, str]) -> None:
    """Refuse while a score is missing or does not fit."""
    if not told:
        return
    raise ReviewUnfit(
        "review-unfit",
        ngettext(
            "One score is still open, so nothing was handed in.",
            "%(n)d scores are still open, so nothing was handed in.",
            len(told),
        )
        % {"n": len(told)},
        remedy=_("What you wrote is kept. Complete it and hand it in."),
        facts={"fields": dict(told)},
    )


@transaction.atomic
def step_aside(*, review_id: int, reason: str, by: Actor, now: datetime) -> int | None:
    """Hand an application back because of a conflict; someone else of the readers gets it, if anyone is free."""
    require(by, "admissions.review", now=now)
    review = _own_review(review_id, by)
    _require_open(review)
    words = tidy(reason)[:LONGEST_COMMENT]
    if not words:
        raise ReviewUnfit(
            "reason-missing",
            _("Say in a sentence what the conflict is; the office reads it."),
            remedy=_("Write the reason and send it again."),
        )
    review.state, review.aside_reason, review.draft = ReviewAssignment.State.STEPPED_ASIDE, words, {}
    review.save(update_fields=["state", "aside_reason", "draft"])
    row = review.application
    instead = _instead(cycle(row.cycle_id), row, now)
    facts = {"review": review.pk, "instead": instead}
    record(by=by, action="admissions.step-aside", about=name_of(row.pk), facts=facts, now=now)
    return instead


def _instead(found: CycleBrief, row: Application, now: datetime) -> int | None:
    """A new reader from those who read for this role, the least loaded first; the draw is the application's own."""
    pool, _finished = loads_of(found.id, row.role)
    seed = int(hashlib.sha256(f"{row.pk}".encode()).hexdigest()[:8], 16)
    shares = drawn(found, row.role, {row.pk: row.person_id}, set(pool), seed, now)
    readers = sorted(shares.readers.get(row.pk, ()))
    for reader in readers:
        ReviewAssignment.objects.create(application=row, reviewer_id=reader, assigned_at=now)
    if readers:
        _write_to_reviewers(found, row.role, readers, now)
    return readers[0] if readers else None

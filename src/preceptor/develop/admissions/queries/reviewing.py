"""The reviewer's pages: what is assigned to the reader, and one application; no fact, nobody else's score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import ReviewAssignment, Score, Submission
from preceptor.develop.admissions.queries.asked import questions_of, way_into
from preceptor.develop.admissions.queries.candidates import applications, candidate
from preceptor.develop.admissions.queries.mine import answer_words
from preceptor.develop.admissions.queries.seen import RULE_MARK, RuleSeen, scales_of, yes_no_rules
from preceptor.develop.admissions.rules.scoring import Scale, ScoreFault
from preceptor.develop.programs.public import Admission, CycleBrief, Question, cycle, cycles
from preceptor.foundation.look.public import Refusal


class UnknownReview(Refusal):
    """No review of this number is the reader's."""

    status = 404


def unknown_review() -> UnknownReview:
    """The refusal for a review that is not there, or is somebody else's: both look the same."""
    return UnknownReview(
        "unknown-review",
        _("There is no application here that you have been asked to read."),
        remedy=_("What you have been asked to read is on your desk."),
    )


@dataclass(frozen=True)
class ReviewLine:
    """One application that the reader was asked to read."""

    id: int
    applicant: str
    program: str
    role_title: str
    state: str
    state_word: str
    assigned_at: datetime
    due: datetime | None
    begun: bool


@dataclass(frozen=True)
class ReviewListPage:
    """What the reader reads: first what is still open."""

    waiting: tuple[ReviewLine, ...]
    finished: tuple[ReviewLine, ...]


@dataclass(frozen=True)
class CriterionLine:
    """One criterion to score, with what the reader has written."""

    name: str
    title: str
    says: str
    lowest: int
    highest: int
    score: str
    comment: str

    @property
    def numbers(self) -> range:
        """The scores to choose from."""
        return range(self.lowest, self.highest + 1)


@dataclass(frozen=True)
class RuleAsked:
    """A rule that the reader says is met or not, with the answer so far."""

    name: str
    says: str
    answer: str

    @property
    def key(self) -> str:
        """The name under which its answer is kept."""
        return RULE_MARK + self.name


@dataclass(frozen=True)
class Paper:
    """A document as it was handed in."""

    title: str
    name: str
    file_id: int


@dataclass(frozen=True)
class HandedIn:
    """A submission as people read it."""

    number: int
    received_at: datetime
    answers: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class ReviewFormPage:
    """One application to read and score."""

    id: int
    applicant: str
    place: str
    program: str
    cycle_name: str
    role_title: str
    due: datetime | None
    state: str
    state_word: str
    handed_in: HandedIn | None
    endorsed: tuple[tuple[str, str], ...]
    rules: tuple[RuleSeen, ...]
    scales: tuple[CriterionLine, ...]
    asked: tuple[RuleAsked, ...]
    comment: str
    wished: int | None
    others: tuple[str, ...]


def review_list_page(person_id: int | None) -> ReviewListPage:
    """The reader's own reviews; those handed back are gone from the list."""
    rows = ReviewAssignment.objects.filter(reviewer_id=person_id).exclude(state=ReviewAssignment.State.STEPPED_ASIDE)
    found = list(rows.select_related("application__person").order_by("assigned_at", "pk")) if person_id else []
    known = cycles(row.application.cycle_id for row in found)
    lines = [_line(row, known[row.application.cycle_id]) for row in found if row.application.cycle_id in known]
    return ReviewListPage(
        tuple(line for line in lines if line.state == "assigned"),
        tuple(line for line in lines if line.state == "finished"),
    )


def _line(row: ReviewAssignment, found: CycleBrief) -> ReviewLine:
    """One review for the list."""
    return ReviewLine(
        id=row.pk,
        applicant=str(row.application.person),
        program=f"{found.title}, {found.name}",
        role_title=found.definition.roles[row.application.role].title,
        state=row.state,
        state_word=str(row.get_state_display()),
        assigned_at=row.assigned_at,
        due=due_of(found, row.application.role),
        begun=bool(row.draft),
    )


def due_of(found: CycleBrief, role: str) -> datetime | None:
    """The moment by which people must have heard, and so by which scores are wanted."""
    decisions = found.definition.admission[role].decisions
    return found.dates.get(decisions.notify) if decisions else None


def review_form_page(review_id: int, person_id: int | None, now: datetime) -> ReviewFormPage:
    """One application that the reader was asked to read; anything else is not found."""
    rows = ReviewAssignment.objects.exclude(state=ReviewAssignment.State.STEPPED_ASIDE)
    row = rows.filter(pk=review_id, reviewer_id=person_id).first() if person_id else None
    if row is None:
        raise unknown_review()
    application = applications().get(pk=row.application_id)
    found = cycle(application.cycle_id)
    way = way_into(found, application.role)
    one = candidate(application, found, now)
    typed = _draft(row)
    return ReviewFormPage(
        id=row.pk,
        applicant=one.name,
        place=one.place,
        program=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[application.role].title,
        due=due_of(found, application.role),
        state=row.state,
        state_word=str(row.get_state_display()),
        handed_in=handed_in(application.pk, found, application.role),
        endorsed=tuple((asked_for.title, asked_for.state) for asked_for in one.endorsements),
        rules=tuple(rule for rule in one.rules if rule.judged_by != "reviewers"),
        scales=_criteria(way, typed),
        asked=tuple(RuleAsked(name, says, typed["answers"].get(name, "")) for name, says in yes_no_rules(way).items()),
        comment=row.comment or str(row.draft.get("comment", "")),
        wished=one.wished,
        others=_others(row, way) if way.review and not way.review.blind else (),
    )


def _criteria(way: Admission, typed: Mapping[str, Mapping[str, str]]) -> tuple[CriterionLine, ...]:
    """Every criterion with what is written so far."""
    criteria = way.review.criteria.items() if way.review else ()
    scores, comments = typed["scores"], typed["comments"]
    return tuple(
        CriterionLine(name, one.title, one.says, one.lowest, one.highest, scores.get(name, ""), comments.get(name, ""))
        for name, one in criteria
    )


def _draft(row: ReviewAssignment) -> dict[str, dict[str, str]]:
    """What the reader typed so far, or handed in: scores, comments and answers by name."""
    if row.state != ReviewAssignment.State.FINISHED:
        return {kind: dict(row.draft.get(kind, {})) for kind in ("scores", "comments", "answers")}
    scores = list(row.scores.all())
    rules = {one.criterion.removeprefix(RULE_MARK): one for one in scores if one.criterion.startswith(RULE_MARK)}
    plain = {one.criterion: one for one in scores if not one.criterion.startswith(RULE_MARK)}
    return {
        "scores": {name: str(one.value) for name, one in plain.items()},
        "comments": {name: one.comment for name, one in plain.items()},
        "answers": {name: "met" if one.value else "not_met" for name, one in rules.items()},
    }


def _others(row: ReviewAssignment, way: Admission) -> tuple[str, ...]:
    """Where the definition has no blind review: the others' scores, without names, once one's own are in."""
    if row.state != ReviewAssignment.State.FINISHED or way.review is None:
        return ()
    titles = {name: one.title for name, one in way.review.criteria.items()}
    rows = Score.objects.filter(
        assignment__application_id=row.application_id,
        assignment__state=ReviewAssignment.State.FINISHED,
        criterion__in=titles,
    ).exclude(assignment=row)
    found: dict[int, list[str]] = {}
    for review_id, criterion, value in rows.order_by("assignment_id", "pk").values_list(
        "assignment_id", "criterion", "value"
    ):
        found.setdefault(review_id, []).append(f"{titles[criterion]}: {value}")
    return tuple(", ".join(scores) for scores in found.values())


def handed_in(application_id: int, found: CycleBrief, role: str) -> HandedIn | None:
    """The last submission, as it was handed in."""
    rows = Submission.objects.filter(application_id=application_id, application__role=role)
    row = rows.select_related("application").order_by("-number").first()
    return None if row is None else as_handed_in(row, found)


def as_handed_in(row: Submission, found: CycleBrief) -> HandedIn:
    """A submission as people read it."""
    role = row.application.role
    titles = {name: one.title for name, one in found.definition.admission[role].documents.items()}
    questions = questions_of(found.definition, role)
    return HandedIn(
        number=row.number,
        received_at=row.received_at,
        answers=tuple(
            (asks, _as_read(questions.get(name), row.content["answers"].get(name, "")))
            for name, asks in row.content["questions"].items()
        ),
        papers=tuple(
            Paper(titles.get(paper["requirement"], paper["requirement"]), paper["name"], paper["file"])
            for paper in row.content["documents"]
        ),
    )


def _as_read(question: Question | None, answer: str) -> str:
    """An answer as a person reads it."""
    return answer_words(question, answer) if question else answer


def score_words(fault: ScoreFault, scale: Scale) -> str:
    """What is wrong with a score."""
    if fault == "missing":
        return _("Choose a score.")
    return _("Choose a score from %(low)s to %(high)s.") % {"low": scale.lowest, "high": scale.highest}


__all__ = [
    "HandedIn",
    "ReviewFormPage",
    "ReviewListPage",
    "as_handed_in",
    "due_of",
    "handed_in",
    "review_form_page",
    "review_list_page",
    "scales_of",
    "score_words",
    "unknown_review",
]

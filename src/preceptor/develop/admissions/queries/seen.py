"""What the office sees of an application: rules, endorsements, the review and the decision, each as a plain value."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Decision, ReviewAssignment
from preceptor.develop.admissions.rules import scoring
from preceptor.develop.admissions.rules.completeness import Consideration, EndorsementState
from preceptor.develop.programs.public import Admission

# The score of a rule that reviewers judge with yes or no is kept beside those of the criteria.
RULE_MARK = "rule."
# One score of one review, or a review without scores: application, review, state, criterion, value.
Reading = tuple[int, int, str, str | None, int | None]


@dataclass(frozen=True)
class RuleSeen:
    """A rule as anyone but the applicant may see it."""

    name: str
    says: str
    stands: str
    judged_by: str
    waivable: bool
    waiver: str = ""


@dataclass(frozen=True)
class EndorsementSeen:
    """An endorsement in the office's list."""

    id: int | None
    name: str
    title: str
    person: str
    state: EndorsementState
    since: datetime | None


@dataclass(frozen=True)
class Scored:
    """How far the review is; the score is there once all are in, and not before."""

    finished: int
    assigned: int
    wanted: int
    score: Fraction | None = None
    criteria: Mapping[str, Fraction] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every score is in."""
        return scoring.all_in(self.finished, self.assigned, self.wanted)


@dataclass(frozen=True)
class Decided:
    """The decision in force."""

    id: int
    outcome: str
    title: str
    effect: str
    reason: str
    capacity: int | None
    rank: int | None
    decided_at: datetime
    told_at: datetime | None
    appeal_until: datetime | None
    appealed_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    """One application as the office sees it."""

    id: int
    person_id: int
    name: str
    place: str
    state: str
    state_word: str
    consideration: Consideration
    considered: bool
    submitted_at: datetime | None
    told_aside_at: datetime | None
    missing: tuple[str, ...]
    endorsements: tuple[EndorsementSeen, ...]
    rules: tuple[RuleSeen, ...]
    review: Scored
    wished: int | None
    decision: Decided | None

    @property
    def score(self) -> float | None:
        """The mean of all readers, once all are in."""
        return float(self.review.score) if self.review.score is not None else None

    @property
    def rules_not_met(self) -> int:
        """How many rules are not met."""
        return sum(rule.stands == "not_met" for rule in self.rules)

    @property
    def rules_open(self) -> int:
        """How many rules the records leave open."""
        return sum(rule.stands == "open" and rule.judged_by == "records" for rule in self.rules)

    @property
    def rules_for_admission(self) -> tuple[str, ...]:
        """How the rules stand that must be met before anybody is admitted."""
        records = tuple(rule.stands for rule in self.rules if rule.judged_by == "records")
        said = (rule for rule in self.rules if rule.judged_by == "reviewers" and rule.stands == "not_met")
        return (*records, *(rule.stands for rule in said))


def scored(ids: Collection[int], way: Admission) -> dict[int, Scored]:
    """How far each review is, and the mean where all scores are in."""
    rows = ReviewAssignment.objects.filter(application_id__in=ids).exclude(state=ReviewAssignment.State.STEPPED_ASIDE)
    return scored_from(
        rows.values_list("application_id", "pk", "state", "scores__criterion", "scores__value"),
        way,
    )


def scored_from(rows: Iterable[Reading], way: Admission) -> dict[int, Scored]:
    """The same from rows that were read already, without those who stepped aside."""
    states: defaultdict[int, dict[int, str]] = defaultdict(dict)
    values: defaultdict[int, defaultdict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for application_id, review_id, state, criterion, value in rows:
        states[application_id][review_id] = state
        if criterion is not None and value is not None and state == ReviewAssignment.State.FINISHED:
            values[application_id][review_id][criterion] = value
    scales = scales_of(way)
    return {one: _scored(list(states[one].values()), list(values[one].values()), scales, way) for one in states}


def reviewers_wanted(way: Admission) -> int:
    """How many people read each application."""
    return way.review.reviewers_per_application if way.review else 0


def scales_of(way: Admission) -> dict[str, scoring.Scale]:
    """What each criterion allows."""
    criteria = way.review.criteria.items() if way.review else ()
    return {name: scoring.Scale(one.lowest, one.highest, one.weight) for name, one in criteria}


def yes_no_rules(way: Admission) -> dict[str, str]:
    """Rules that reviewers answer with met or not met, by name; those with a criterion are judged by its score."""
    return {name: rule.says for name, rule in way.rules.items() if rule.judged_by == "reviewers" and not rule.criterion}


def _scored(
    states: list[str], values: list[dict[str, int]], scales: Mapping[str, scoring.Scale], way: Admission
) -> Scored:
    """One application's review, with what may be seen of it now."""
    wanted_number = reviewers_wanted(way)
    finished = sum(state == ReviewAssignment.State.FINISHED for state in states)
    if not scoring.all_in(finished, len(states), wanted_number):
        return Scored(finished, len(states), wanted_number)
    totals = [found for each in values if (found := scoring.total(each, scales)) is not None]
    criteria = {name: scoring.mean(Fraction(each[name]) for each in values if name in each) for name in scales}
    answers = {
        name: scoring.answered((bool(each.get(RULE_MARK + name)) for each in values), complete=True)
        for name in yes_no_rules(way)
    }
    known = {name: value for name, value in criteria.items() if value is not None}
    return Scored(finished, len(states), wanted_number, scoring.mean(totals), known, answers)


def in_force(ids: Collection[int], way: Admission) -> dict[int, Decided]:
    """The decision in force on each application."""
    rows = Decision.objects.filter(application_id__in=ids, superseded_at=None)
    return in_force_of(rows, way)


def in_force_of(rows: Iterable[Decision], way: Admission) -> dict[int, Decided]:
    """The same from decisions that were read already."""
    return {row.application_id: decided(row, way) for row in rows if row.superseded_at is None}


def decided(row: Decision, way: Admission) -> Decided:
    """A decision as pages show it."""
    outcomes = way.decisions.outcomes if way.decisions else {}
    return Decided(
        id=row.pk,
        outcome=row.outcome,
        title=outcomes[row.outcome].title if row.outcome in outcomes else row.outcome,
        effect=row.effect,
        reason=row.reason,
        capacity=row.capacity,
        rank=row.waitlist_rank,
        decided_at=row.decided_at,
        told_at=row.notified_at,
        appeal_until=row.appeal_until,
        appealed_at=row.appealed_at,
    )


def rule_words(stands: str) -> tuple[str, str]:
    """Word and shape of a rule as others see it."""
    return {
        "met": (_("Met"), "done"),
        "not_met": (_("Not met"), "stopped"),
        "scored": (_("Scored"), "done"),
    }.get(stands, (_("Open"), "waiting"))

"""What an applicant was told about the decision; a decision that no letter has told is not there for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.admissions.models import Application, Decision
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.programs.public import cycle, cycles


@dataclass(frozen=True)
class ToldDecision:
    """A decision as the applicant reads it."""

    title: str
    says: str
    effect: str
    reason: str
    capacity: int | None
    told_at: datetime
    appeal_until: datetime | None
    appeal_to: str
    appealed_at: datetime | None

    @property
    def word(self) -> str:
        """The decision in a word."""
        return self.title


def told_decision(application_id: int, person_id: int | None) -> ToldDecision | None:
    """The last decision that the person was told about their own application."""
    if person_id is None:
        return None
    rows = Decision.objects.filter(
        application_id=application_id, application__person_id=person_id, notified_at__isnull=False
    )
    row = rows.select_related("application").order_by("notified_at", "pk").last()
    if row is None or row.notified_at is None or row.application.state == Application.State.WITHDRAWN:
        return None
    way = way_into(cycle(row.application.cycle_id), row.application.role)
    outcome = way.decisions.outcomes.get(row.outcome) if way.decisions else None
    appeal = way.decisions.appeal if way.decisions else None
    return ToldDecision(
        title=outcome.title if outcome else row.outcome,
        says=outcome.says if outcome else "",
        effect=row.effect,
        reason=row.reason if outcome and outcome.reason_given else "",
        capacity=row.capacity,
        told_at=row.notified_at,
        appeal_until=row.appeal_until,
        appeal_to=appeal.to if appeal else "",
        appealed_at=row.appealed_at,
    )


@dataclass(frozen=True)
class ToldMark:
    """How an application stands for its owner, in a word: the decision once told, before that the state."""

    word: str
    effect: str
    state: str


def told_marks(rows: Iterable[Application]) -> dict[int, ToldMark]:
    """The decision last told about each of these applications, in one query; those not decided are left out."""
    mine = {row.pk: row for row in rows if row.state != Application.State.WITHDRAWN}
    told = Decision.objects.filter(application_id__in=mine, notified_at__isnull=False).order_by("notified_at", "pk")
    last = {row.application_id: row for row in told}
    known = cycles({mine[number].cycle_id for number in last})
    found = {}
    for number, row in last.items():
        decisions = known[mine[number].cycle_id].definition.admission[mine[number].role].decisions
        outcome = decisions.outcomes.get(row.outcome) if decisions else None
        found[number] = ToldMark(outcome.title if outcome else row.outcome, row.effect, mine[number].state)
    return found


def mark_of_application(row: Application, told: Mapping[int, ToldMark]) -> ToldMark:
    """The decision that was told, else the state of the application."""
    return told.get(row.pk) or ToldMark(str(row.get_state_display()), "", row.state)

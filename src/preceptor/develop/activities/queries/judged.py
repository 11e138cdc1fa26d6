"""The one evaluation that pay, certificates and indicators read, and the logs that they ask for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch

from preceptor.develop.activities.models import LogSubmission, MonthlyLog
from preceptor.develop.activities.queries.exemptions import with_exemptions
from preceptor.develop.activities.queries.owing import owing_of
from preceptor.develop.activities.queries.stream import entries, rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import calendar_of, duty_terms, terms_of
from preceptor.develop.activities.rules.evaluate import OwingByRole, evaluate
from preceptor.develop.activities.rules.values import Owing, Span
from preceptor.develop.activities.rules.verdicts import Grid, Verdict
from preceptor.develop.programs.public import cycle
from preceptor.foundation.district.public import today


@dataclass(frozen=True)
class Judged:
    """Every duty of a cycle, judged at one moment."""

    cycle_id: int
    at: datetime
    grids: tuple[Grid, ...]

    def verdicts(self) -> Iterator[Verdict]:
        """One verdict for each duty, person (or pair) and period in which they took part."""
        for grid in self.grids:
            yield from grid.verdicts()


@dataclass(frozen=True)
class LogBrief:
    """A log as others may count on it: what was handed in last, and whether the office accepted it."""

    id: int
    name: str
    person_id: int
    period: str
    state: str
    submission_id: int | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    minutes: int


def judge_cycle(cycle_id: int, now: datetime, person_id: int | None = None) -> Judged:
    """Judge all duties of a cycle, or those that concern one person, on what stands at this moment."""
    brief = cycle(cycle_id)
    part = taking_part(brief, person_id)
    rows = rows_of(standing_activities(cycle_id, None if person_id is None else [person_id]))
    terms = with_exemptions(duty_terms(brief, part, today(now)), cycle_id)
    calendar = calendar_of(brief)
    return Judged(cycle_id, now, evaluate(terms, owing_of(part, calendar), entries(rows, now), calendar, now))


def judge_days(
    cycle_ids: Sequence[int], duties: Collection[str], person_id: int, days: Span, now: datetime
) -> Iterator[Verdict]:
    """Judge duties that one person owes over days of their own, such as the last years of a certificate.

    The duties are those of the first cycle; what was done in any of these cycles of the same program counts.
    """
    brief = cycle(cycle_ids[0])
    named = {name: brief.definition.duties[name] for name in duties}
    part = TakingPart({duty.who: {person_id: (days,)} for duty in named.values()}, ())
    calendar = replace(calendar_of(brief), first=days.first, last=days.last or today(now))
    mine = [
        entry
        for entry in entries(rows_of(standing_activities(cycle_ids, [person_id])), now)
        if calendar.first <= today(entry.starts) <= calendar.last
    ]
    terms = [replace(each, owers=None) for each in terms_of(named, brief, part)]
    owing: OwingByRole = {(duty.who, None): [Owing(person_id, None, (days,))] for duty in named.values()}
    for grid in evaluate(terms, owing, mine, calendar, now):
        yield from grid.verdicts()


def logs_of(cycle_id: int, person_id: int | None = None) -> list[LogBrief]:
    """Every log of a cycle that was begun, with its latest submission."""
    rows = MonthlyLog.objects.filter(cycle_id=cycle_id).order_by("period", "person_id")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    rows = rows.prefetch_related(Prefetch("submissions", LogSubmission.objects.order_by("-number")))
    return [_brief(row, next(iter(row.submissions.all()), None)) for row in rows]


def _brief(row: MonthlyLog, last: LogSubmission | None) -> LogBrief:
    return LogBrief(
        id=row.pk,
        name=row.name,
        person_id=row.person_id,
        period=row.period,
        state=row.state,
        submission_id=last.pk if last else None,
        submitted_at=last.submitted_at if last else None,
        accepted_at=last.accepted_at if last else None,
        minutes=last.minutes if last else 0,
    )

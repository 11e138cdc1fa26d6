"""Logs: handed in, returned with a question, opened again, accepted; what was handed in stays as it was."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.commands.entering import TAKE_PART
from preceptor.develop.activities.commands.letters import tell_asked, tell_returned
from preceptor.develop.activities.models import LogDueDate, LogReturn, LogSubmission, MonthlyLog
from preceptor.develop.activities.queries.above import pass_gates
from preceptor.develop.activities.queries.logs import designated_dues, due_of, frozen_lines, log_lines, minutes_of
from preceptor.develop.activities.queries.running import require_running
from preceptor.develop.activities.queries.stream import rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, log_terms
from preceptor.develop.activities.rules.periods import Period, periods
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record, require, together
from preceptor.foundation.look.public import Refusal

COORDINATE = "activities.coordinate"
LONGEST_TEXT = 500
State = MonthlyLog.State


class LogRefused(Refusal):
    """This log cannot be handed in or changed that way."""


class LogUnknown(Refusal):
    """There is no such log for this person."""

    status = 404


def unknown_log() -> LogUnknown:
    """The same answer for a log that is not there and one that is not theirs."""
    return LogUnknown("unknown-log", _("There is no such log for you."), remedy=_("Open it from your list again."))


@transaction.atomic
def submit_log(*, cycle_id: int, name: str, period: str, reply: str, by: Actor, now: datetime) -> int:
    """Hand in the log of a period as the activities stand now; gives the number of the log."""
    require(by, TAKE_PART, now=now)
    brief, me = cycle(cycle_id), by.id or 0
    terms, when = asked_for(brief, name, period)
    if me not in taking_part(brief, me).roles.get(terms.who, {}):
        raise unknown_log()
    require_running(brief)
    calendar = calendar_of(brief)
    if calendar.begins(when.first) > now:
        raise LogRefused(
            "log-ahead", _("This period has not begun yet."), remedy=_("Hand the log in once it has begun.")
        )
    log, _new = MonthlyLog.objects.select_for_update().get_or_create(
        cycle_id=cycle_id, name=name, person_id=me, period=period, defaults={"changed_at": now}
    )
    if log.state not in (State.OPEN, State.RETURNED):
        return log.pk  # handed in already: pressed twice
    pass_gates(cycle_id, me, now)
    lines = log_lines(rows_of(standing_activities(cycle_id, [me])), terms, me, when, calendar)
    submission = LogSubmission.objects.create(
        log=log,
        number=log.submissions.count() + 1,
        lines=frozen_lines(lines, me),
        minutes=minutes_of(lines),
        reply=reply.strip()[:LONGEST_TEXT],
        submitted_at=now,
        due_at=due_of(terms, when, calendar, designated_dues(cycle_id)),
    )
    _move(log, State.SUBMITTED, now)
    waiting = {each.person_id for row in lines for each in row.parties if each.answer == "asked"}
    tell_asked(brief, terms, log, waiting - {me}, now=now)
    facts = {"number": submission.number, "lines": len(lines), "minutes": submission.minutes}
    record(by=by, action="activities.submit-log", about=about(log.pk), facts=facts, now=now)
    return log.pk


@transaction.atomic
def return_log(*, log_id: int, question: str, by: Actor, now: datetime) -> None:
    """Send a log back to its author with a question; what was handed in is kept."""
    log, brief = _for_office(log_id, by, now)
    if not question.strip():
        raise LogRefused("no-question", _("There is no question."), remedy=_("Write what you want to know."))
    _expect(log, State.SUBMITTED, State.ACCEPTED)
    _reopened(log, question.strip()[:LONGEST_TEXT], by, now)
    tell_returned(brief, log, question.strip()[:LONGEST_TEXT], now=now)
    record(by=by, action="activities.return-log", about=about(log.pk), facts={}, now=now)


@transaction.atomic
def reopen_log(*, log_id: int, by: Actor, now: datetime) -> None:
    """Open one's own log again, as long as the office has not accepted it; what was handed in is kept."""
    require(by, TAKE_PART, now=now)
    log = MonthlyLog.objects.select_for_update().filter(pk=log_id, person_id=by.id or 0).first()
    if log is None:
        raise unknown_log()
    if log.state in (State.OPEN, State.RETURNED):
        return  # open already
    require_running(cycle(log.cycle_id))
    if log.state == State.ACCEPTED:
        raise LogRefused(
            "log-accepted", _("The office has accepted this log."), remedy=_("Ask the office to return it to you.")
        )
    _reopened(log, "", by, now)
    record(by=by, action="activities.reopen-log", about=about(log.pk), facts={}, now=now)


@transaction.atomic
@together()
def accept_logs(*, log_ids: Sequence[int], by: Actor, now: datetime) -> int:
    """Accept logs that were handed in; how many were new. A mentee's silence is no reason not to."""
    accepted = 0
    for log_id in dict.fromkeys(log_ids):
        log, _brief = _for_office(log_id, by, now)
        if log.state != State.SUBMITTED:
            continue
        last = log.submissions.order_by("-number").first()
        LogSubmission.objects.filter(pk=last.pk if last else 0).update(accepted_at=now)
        _move(log, State.ACCEPTED, now)
        record(by=by, action="activities.accept-log", about=about(log.pk), facts={}, now=now)
        accepted += 1
    return accepted


@transaction.atomic
def set_log_due(*, cycle_id: int, name: str, period: str, day: date, by: Actor, now: datetime) -> None:
    """Designate the day until which the logs of a period are in time, where the program leaves it to the office."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    require_running(brief)
    terms, when = asked_for(brief, name, period)
    if not terms.office_sets_due:
        raise LogRefused(
            "due-by-program",
            _("The program itself says when this log is due."),
            remedy=_("Choose the other reading in the program's cycle if the office is to set the dates."),
        )
    if day < when.first:
        raise LogRefused("due-too-early", _("This day is before the period begins."), remedy=_("Choose a later day."))
    due = calendar_of(brief).ends(day) - timedelta(seconds=1)
    LogDueDate.objects.update_or_create(cycle_id=cycle_id, name=name, period=period, defaults={"due_at": due})
    facts = {"log": name, "period": period, "day": day.isoformat()}
    record(by=by, action="activities.set-log-due", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)


def asked_for(brief: CycleBrief, name: str, period: str) -> tuple[LogTerms, Period]:
    """The log of this name and its period; unknown when the program asks for none such."""
    terms = next((each for each in log_terms(brief.definition) if each.name == name), None)
    found = [each for each in periods(calendar_of(brief), terms.per) if each.key == period] if terms else []
    if terms is None or not found:
        raise unknown_log()
    return terms, found[0]


def about(log_id: int) -> str:
    """What the record calls a log."""
    return f"activities.log:{log_id}"


def _for_office(log_id: int, by: Actor, now: datetime) -> tuple[MonthlyLog, CycleBrief]:
    log = MonthlyLog.objects.select_for_update().filter(pk=log_id).first()
    if log is None:
        raise unknown_log()
    brief = cycle(log.cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    require_running(brief)
    return log, brief


def _expect(log: MonthlyLog, *states: str) -> None:
    if log.state not in states:
        raise LogRefused(
            "log-not-in", _("This log is not handed in at the moment."), remedy=_("Wait until its author hands it in.")
        )


def _reopened(log: MonthlyLog, question: str, by: Actor, now: datetime) -> None:
    last = log.submissions.order_by("-number").first()
    if last is not None:
        LogReturn.objects.create(submission=last, question=question, by_id=by.id, at=now)
    _move(log, State.RETURNED if question else State.OPEN, now)


def _move(log: MonthlyLog, state: str, now: datetime) -> None:
    log.state, log.changed_at = state, now
    log.save(update_fields=["state", "changed_at"])

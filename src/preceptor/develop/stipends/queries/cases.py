"""One person's case for a period, gathered from pairs, logs, entries, duties and positions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from preceptor.develop.activities.public import (
    Calendar,
    Period,
    Row,
    Status,
    TakingPart,
    calendar_of,
    judge_cycle,
    log_terms,
    logs_of,
    overlap,
    owers,
    periods,
    rows_of,
    standing_activities,
    taking_part,
)
from preceptor.develop.programs.public import CycleBrief, Payment
from preceptor.develop.stipends.models import PaidHours, PayLine, PaymentRun, PayRelease
from preceptor.develop.stipends.queries.terms import PayPeriod
from preceptor.develop.stipends.rules.values import ZERO, Case, Hours, OwedLog, Problem, Stretch
from preceptor.foundation.district.public import PersonBrief, people, seats_of_people, today

NOT_MET = (Status.OPEN, Status.SHORT, Status.OVER)


@dataclass(frozen=True)
class Before:
    """What payroll has for somebody from earlier runs of the same payment and period."""

    paid: Decimal = ZERO
    line_id: int | None = None
    by_hand: bool = False
    hours: tuple[tuple[datetime, int], ...] = ()


@dataclass(frozen=True)
class Asked:
    """Which pay is asked for: cycle, payment by name, period."""

    brief: CycleBrief
    name: str
    payment: Payment
    period: PayPeriod


def cases(asked: Asked, now: datetime, person_id: int | None = None) -> list[Case]:
    """Every person's case, in order of the people's numbers.

    Of one person when asked for: then it is a look ahead at somebody who has no line yet, without what payroll has and
    without positions and numbers, which count when the office works it out.
    """
    brief, calendar = asked.brief, calendar_of(asked.brief)
    part = taking_part(brief, person_id)
    together = _together(asked, part, calendar)
    before = paid_before(asked) if person_id is None else {}
    ids = sorted({*together, *before} if person_id is None else {person_id} & {*together, *before})
    logs = _logs(asked, part, calendar, ids)
    hours = _hours(asked, calendar, ids, logs, now)
    beside = _problems(asked, ids, now) if person_id is None else {}
    first, last = asked.period.period.first, asked.period.period.last
    return [
        Case(
            person_id=each,
            first=max(first, calendar.first),
            last=min(last, calendar.last),
            together=tuple(together.get(each, ())),
            logs=tuple(log for log, _when in logs.get(each, ())),
            hours=tuple(hours.get(each, ())),
            problems=tuple(beside.get(each, ())),
            paid=before.get(each, Before()).paid,
        )
        for each in ids
    ]


def paid_before(asked: Asked, person_id: int | None = None) -> dict[int, Before]:
    """What stands with payroll, by person: the sum, the last line, and whether it was corrected by hand."""
    rows = PayLine.objects.filter(
        run__cycle_id=asked.brief.id,
        run__payment=asked.name,
        run__period=asked.period.key,
        run__state=PaymentRun.State.EXPORTED,
        held=False,
    ).exclude(pays=0)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    found: dict[int, Before] = {}
    for pk, who, pays, by_hand in rows.order_by("pk").values_list("pk", "person_id", "pays", "run__by_hand"):
        so_far = found.get(who, Before())
        found[who] = Before(so_far.paid + pays, pk, so_far.by_hand or by_hand)
    return found


def _together(asked: Asked, part: TakingPart, calendar: Calendar) -> dict[int, list[Stretch]]:
    """The days on which each person of the paid role worked with whom, in the period; alone without pairs."""
    role, period = asked.payment.to, asked.period.period
    found: defaultdict[int, list[Stretch]] = defaultdict(list)
    for each in part.together:
        for turn, who in enumerate(each.people):
            if each.roles[turn] == role:
                found[who].append(Stretch(each.people[1 - turn], each.span.first, each.span.last or calendar.last))
    pairing = asked.brief.definition.pairing
    if pairing is None or role not in (pairing.mentor, pairing.mentee):
        for who, spans in part.roles.get(role or "", {}).items():
            found[who] += [Stretch(0, span.first, span.last or calendar.last) for span in spans]
    return {
        who: kept
        for who, all_of in found.items()
        if (kept := [each for each in all_of if each.first <= period.last and each.last >= period.first])
    }


Logs = dict[int, list[tuple[OwedLog, Period]]]


def _logs(asked: Asked, part: TakingPart, calendar: Calendar, ids: Collection[int]) -> Logs:
    """The logs that the payment asks of each person: those of periods whose last day falls to the paid one."""
    stands = {(each.name, each.person_id, each.period): each.state for each in logs_of(asked.brief.id)}
    found: defaultdict[int, list[tuple[OwedLog, Period]]] = defaultdict(list)
    for terms in log_terms(asked.brief.definition):
        if terms.name not in asked.payment.needs_logs:
            continue
        for when in periods(calendar, terms.per):
            if not asked.period.holds(when.last):
                continue
            for who in owers(asked.brief, terms, when, part):
                if who in ids:
                    state = stands.get((terms.name, who, when.key), "open")
                    found[who].append((OwedLog(terms.name, when.key, terms.title, state), when))
    return found


def _hours(asked: Asked, calendar: Calendar, ids: Collection[int], logs: Logs, now: datetime) -> dict[int, list[Hours]]:
    """The entries of each person whose time may be paid; held, not disputed, and in which log they stand."""
    kinds = _paid_kinds(asked)
    rows = [
        row
        for row in rows_of(standing_activities(asked.brief.id, ids))
        if row.kind in kinds and row.state == "held" and row.starts <= now and not row.disputed
    ]
    taken = _paid_elsewhere(asked, ids)
    found: defaultdict[int, list[Hours]] = defaultdict(list)
    for row in rows:
        day = calendar.local_day(row.starts)
        if asked.period.holds(day):
            for who in _paid_of(row, asked.payment.to, ids):
                accepted = not asked.payment.needs_logs or _accepted(logs.get(who, ()), day)
                used = any(overlap((row.starts, row.minutes), each) for each in taken.get(who, ()))
                found[who].append(Hours(row.id, row.starts, row.minutes, accepted, used))
    return found


def _paid_kinds(asked: Asked) -> set[str]:
    if asked.payment.activities:
        return set(asked.payment.activities)
    listed = asked.brief.definition.logs
    return {kind for name in asked.payment.needs_logs for kind in listed[name].contains}


def _paid_of(row: Row, role: str | None, ids: Collection[int]) -> Iterable[int]:
    return (each.person_id for each in row.parties if each.role == role and each.person_id in ids)


def _accepted(logs: Iterable[tuple[OwedLog, Period]], day: date) -> bool:
    return any(log.state == "accepted" and when.first <= day <= when.last for log, when in logs)


def _paid_elsewhere(asked: Asked, ids: Collection[int]) -> dict[int, list[tuple[datetime, int]]]:
    """Time of each person that another payment, program or period has paid."""
    here = {"line__run__cycle_id": asked.brief.id, "line__run__payment": asked.name}
    rows = PaidHours.objects.filter(person_id__in=ids).exclude(**here, line__run__period=asked.period.key)
    found: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for who, starts, minutes in rows.values_list("person_id", "starts", "minutes"):
        found[who].append((starts, minutes))
    return found


def _problems(asked: Asked, ids: Collection[int], now: datetime) -> dict[int, list[Problem]]:
    """What speaks against paying besides logs: no position, no number, a duty that is short, a condition to judge."""
    found: defaultdict[int, list[Problem]] = defaultdict(list)
    outside = asked.brief.definition.roles[asked.payment.to or ""].outside_district
    seats, who = seats_of_people(ids, today(now)), people(ids)
    released = _released(asked)
    for each in ids:
        if not outside and each not in seats:
            reason = released.get(each)
            facts = {} if reason is None else {"reason": reason}
            found[each].append(
                Problem("position_closed" if reason is None else "released", facts, holds=reason is None)
            )
        if not outside and not _number(who.get(each)):
            found[each].append(Problem("no_number"))
        if asked.payment.condition:
            found[each].append(Problem("condition", {"says": asked.payment.says}, holds=False))
    for person_id, problem in _short_duties(asked, ids, now):
        found[person_id].append(problem)
    return found


def _released(asked: Asked) -> dict[int, str]:
    here = {"cycle_id": asked.brief.id, "payment": asked.name, "period": asked.period.key}
    return dict(PayRelease.objects.filter(**here).values_list("person_id", "reason"))


def _number(person: PersonBrief | None) -> str:
    return person.employee_number if person else ""


def _short_duties(asked: Asked, ids: Collection[int], now: datetime) -> Iterable[tuple[int, Problem]]:
    if not asked.payment.needs_duties:
        return
    duties = asked.brief.definition.duties
    for each in judge_cycle(asked.brief.id, now).verdicts():
        wanted = each.duty in asked.payment.needs_duties and each.person_id in ids
        if wanted and each.status in NOT_MET and asked.period.holds(each.period.last):
            facts = {"duty": duties[each.duty].title, "period": each.period.key}
            yield each.person_id, Problem("duty_short", facts)

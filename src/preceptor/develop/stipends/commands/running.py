"""Runs: begun and worked out in the background, discarded, corrected by hand through lines of a new run."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import cycle
from preceptor.develop.stipends.commands.choosing import COORDINATE, LONGEST, PayRefused
from preceptor.develop.stipends.models import PayLine, PaymentRun, PayRelease
from preceptor.develop.stipends.queries.cases import Asked, Before, paid_before
from preceptor.develop.stipends.queries.terms import (
    asked_for,
    choices_of,
    no_pay,
    terms_as_data,
    terms_from_data,
    terms_in_force,
)
from preceptor.develop.stipends.rules.values import ZERO, Hours, Problem, Step, Worked
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.jobs.public import enqueue

COMPUTE = "stipends.compute"
State = PaymentRun.State
BATCH = 500


def about(run_id: int) -> str:
    """What the record calls a run."""
    return f"stipends.paymentrun:{run_id}"


@transaction.atomic
def start_run(*, cycle_id: int, name: str, period: str, by: Actor, now: datetime) -> int:
    """Begin to work a payment out for a period; the run on its way when there is one. Gives its number."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    payment, when = asked_for(brief, name, period)
    choice = choices_of([cycle_id]).get((cycle_id, name, period))
    terms = terms_in_force(payment, choice)
    if terms is None:
        raise PayRefused(
            "formula-open",
            _("The program gives no formula for this payment, and the office has not chosen one yet."),
            remedy=_("Choose the formula first; nothing is computed before."),
        )
    if when.begins > today(now):
        raise PayRefused("pay-ahead", _("This period has not begun yet."), remedy=_("Come back once it has begun."))
    run, new = _opened(cycle_id, name, period, by, now)
    if new:
        run.terms = terms_as_data(terms)
        run.choice_id = choice.pk if choice else None
        run.job_id = enqueue(COMPUTE, key=str(run.pk), payload={"run": run.pk}, now=now, started_by=by.id)
        run.save(update_fields=["terms", "choice_id", "job_id"])
        facts = {"payment": name, "period": period, "number": run.number}
        record(by=by, action="stipends.compute", about=about(run.pk), facts=facts, now=now)
    return run.pk


def _opened(cycle_id: int, name: str, period: str, by: Actor, now: datetime) -> tuple[PaymentRun, bool]:
    """The open run of a payment and period, or a new one."""
    mine = PaymentRun.objects.filter(cycle_id=cycle_id, payment=name, period=period)
    standing = mine.filter(state__in=(State.WORKING, State.COMPUTED, State.APPROVED)).first()
    if standing is not None:
        return standing, False
    try:
        with transaction.atomic():
            number = mine.count() + 1
            who = {"created_by_id": by.id, "created_at": now}
            return PaymentRun.objects.create(cycle_id=cycle_id, payment=name, period=period, number=number, **who), True
    except IntegrityError:  # somebody else began it at the same moment
        return mine.filter(state__in=(State.WORKING, State.COMPUTED, State.APPROVED)).get(), False


def asked_of(run: PaymentRun) -> Asked:
    """Which pay a run works out."""
    brief = cycle(run.cycle_id)
    payment, period = asked_for(brief, run.payment, run.period)
    return Asked(brief, run.payment, payment, period)


def keep_lines(*, run_id: int, worked: Sequence[Worked], now: datetime) -> None:
    """Keep what was worked out; a run discarded meanwhile stays discarded, and nobody's unchanged sum makes a line."""
    run = PaymentRun.objects.select_for_update().filter(pk=run_id, state=State.WORKING).first()
    if run is None:
        return
    before = paid_before(asked_of(run))
    lines = [_line(run, each, before.get(each.person_id, Before())) for each in worked]
    PayLine.objects.bulk_create([line for line in lines if line is not None], batch_size=BATCH)
    run.state, run.computed_at = State.COMPUTED, now
    run.save(update_fields=["state", "computed_at"])


def _line(run: PaymentRun, each: Worked, before: Before) -> PayLine | None:
    """One line, or none where payroll has exactly that already."""
    if before.line_id is not None and not each.held and not each.pays:
        return None
    problems = list(each.problems)
    held, pays = each.held, each.pays
    if before.by_hand:
        problems.append(Problem("corrected_by_hand"))
        held, pays = True, ZERO
    return PayLine(
        run=run,
        person_id=each.person_id,
        owed=each.owed,
        pays=pays,
        steps=[_step(step) for step in each.steps],
        problems=[{"code": one.code, "facts": dict(one.facts), "holds": one.holds} for one in problems],
        hours=[_hours(one) for one in each.hours],
        held=held,
        corrects_id=before.line_id,
    )


def _step(step: Step) -> dict[str, object]:
    return {"code": step.code, "facts": dict(step.facts), "result": str(step.result)}


def _hours(one: Hours) -> list[object]:
    return [one.entry_id, one.starts.isoformat(), one.minutes]


def run_failed(*, run_id: int) -> None:
    """The working-out was given up: the run is discarded, so that it can be begun anew."""
    PaymentRun.objects.filter(pk=run_id, state=State.WORKING).update(state=State.DISCARDED)


@transaction.atomic
def discard_run(*, run_id: int, by: Actor, now: datetime) -> None:
    """Discard a run that is not approved by two yet; its lines stay readable."""
    run = office_run(run_id, by, now)
    if run.state == State.DISCARDED:
        return  # pressed twice
    if run.state not in (State.WORKING, State.COMPUTED):
        raise PayRefused(
            "run-approved",
            _("This run is approved; it goes to payroll as it is."),
            remedy=_("Put right what is wrong by a correction afterwards: it is a new line that names the old one."),
        )
    run.state = State.DISCARDED
    run.save(update_fields=["state"])
    record(by=by, action="stipends.discard", about=about(run_id), facts={}, now=now)


@transaction.atomic
def correct_line(*, line_id: int, owed: Decimal, reason: str, by: Actor, now: datetime) -> int:
    """Correct by hand what payroll has: a new line in a run by hand, paying the difference, naming the old one."""
    old = PayLine.objects.select_related("run").filter(pk=line_id).first()
    if old is None:
        raise no_pay()
    require(by, COORDINATE, where=cycle(old.run.cycle_id).unit_path, now=now)
    before = _standing(old)
    _check_correction(old, owed, reason, before)
    run = _run_by_hand(old.run, by, now)
    if run.lines.filter(person_id=old.person_id).exists():
        raise PayRefused(
            "corrected-already",
            _("A correction for this person waits in the open run."),
            remedy=_("Let that run go to payroll, or discard it, then correct again."),
        )
    steps = [
        Step("by_hand", {"owed": str(owed)}, owed),
        Step("paid_before", {"paid": str(before.paid), "owed": str(owed)}, owed - before.paid),
    ]
    line = PayLine.objects.create(
        run=run,
        person_id=old.person_id,
        owed=owed,
        pays=owed - before.paid,
        steps=[_step(step) for step in steps],
        corrects_id=before.line_id,
        reason=reason.strip()[:LONGEST],
    )
    facts = {"line": line.pk, "corrects": before.line_id, "pays": str(line.pays)}
    record(by=by, action="stipends.correct", about=about(run.pk), facts=facts, now=now)
    return run.pk


def _standing(old: PayLine) -> Before:
    """What payroll has for the person of a line; refused while the line itself is not with payroll."""
    before = paid_before(asked_of(old.run), old.person_id).get(old.person_id, Before())
    if old.run.state != State.EXPORTED or before.line_id is None:
        raise PayRefused(
            "not-with-payroll",
            _("This line is not with payroll, so there is nothing to correct yet."),
            remedy=_("Discard the run and work it out anew instead."),
        )
    return before


def _check_correction(old: PayLine, owed: Decimal, reason: str, before: Before) -> None:
    most = terms_from_data(old.run.terms).at_most if old.run.terms else None
    if not reason.strip():
        raise PayRefused("no-reason", _("The reason is missing."), remedy=_("Say why the sum is another one."))
    if owed < 0 or (most is not None and owed > most):
        raise PayRefused(
            "owed-out-of-range",
            _("The sum is below nothing, or above the upper amount that the program states."),
            remedy=_("Give the whole sum that is owed for the period."),
        )
    if owed == before.paid:
        raise PayRefused(
            "nothing-changes", _("This is what payroll has already."), remedy=_("Give the sum that is right.")
        )


def _run_by_hand(old: PaymentRun, by: Actor, now: datetime) -> PaymentRun:
    """The open run by hand of the same payment and period, or a new one."""
    run, new = _opened(old.cycle_id, old.payment, old.period, by, now)
    if new:
        run.by_hand, run.state, run.computed_at, run.terms = True, State.COMPUTED, now, old.terms
        run.save(update_fields=["by_hand", "state", "computed_at", "terms"])
    elif not run.by_hand or run.state != State.COMPUTED or run.approvals.exists():
        raise PayRefused(
            "run-on-its-way",
            _("Another run of this payment and period is on its way."),
            remedy=_("Let it go to payroll, or discard it, then correct."),
        )
    return run


@transaction.atomic
def release_line(*, line_id: int, reason: str, by: Actor, now: datetime) -> int:
    """Say that somebody is paid although their position has ended; it counts when the run is worked out anew."""
    line = PayLine.objects.select_related("run").filter(pk=line_id).first()
    if line is None:
        raise no_pay()
    run = line.run
    require(by, COORDINATE, where=cycle(run.cycle_id).unit_path, now=now)
    if not reason.strip():
        raise PayRefused("no-reason", _("The reason is missing."), remedy=_("Say why the person is paid all the same."))
    if not any(each["code"] == "position_closed" for each in line.problems):
        raise PayRefused(
            "nothing-to-release",
            _("This line is not held because of a position."),
            remedy=_("See to what holds it, then work the run out anew."),
        )
    PayRelease.objects.get_or_create(
        cycle_id=run.cycle_id,
        payment=run.payment,
        period=run.period,
        person_id=line.person_id,
        defaults={"reason": reason.strip()[:LONGEST], "by_id": by.id, "at": now},
    )
    record(by=by, action="stipends.release", about=about(run.pk), facts={"line": line_id}, now=now)
    return run.pk


def office_run(run_id: int, by: Actor, now: datetime, action: str = COORDINATE) -> PaymentRun:
    """A run, locked, for somebody who may act on it; unknown for everybody else's runs."""
    run = PaymentRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None:
        raise no_pay()
    require(by, action, where=cycle(run.cycle_id).unit_path, now=now)
    return run

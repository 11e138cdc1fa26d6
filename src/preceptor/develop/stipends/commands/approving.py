"""Approving: two different people, neither of them paid by it; the second approval takes hold of the hours."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import overlap
from preceptor.develop.stipends.commands.choosing import APPROVE, PayRefused
from preceptor.develop.stipends.commands.running import about, asked_of, office_run
from preceptor.develop.stipends.models import FormulaChoice, PaidHours, PayApproval, PayLine, PaymentRun
from preceptor.develop.stipends.queries.cases import Before, paid_before
from preceptor.develop.stipends.queries.terms import terms_from_data
from preceptor.develop.stipends.rules.approving import complete, fault
from preceptor.develop.stipends.rules.hours import merged
from preceptor.develop.stipends.rules.values import Hours
from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import people

State = PaymentRun.State


@transaction.atomic
def approve_run(*, run_id: int, by: Actor, now: datetime) -> bool:
    """Approve a run; whether it is approved by two now."""
    run = office_run(run_id, by, now, APPROVE)
    if run.state in (State.APPROVED, State.EXPORTED) and run.approvals.filter(by_id=by.id).exists():
        return True  # pressed twice
    _expect_computed(run)
    approved = list(run.approvals.order_by("number").values_list("by_id", flat=True))
    paid = set(run.lines.exclude(pays=0).values_list("person_id", flat=True))
    wrong = fault(by.id or 0, approved, paid)
    if wrong:
        raise _refusal(wrong)
    PayApproval.objects.create(run=run, number=len(approved) + 1, by_id=by.id or 0, at=now)
    record(by=by, action="stipends.approve", about=about(run_id), facts={"number": len(approved) + 1}, now=now)
    if complete([*approved, by.id or 0]):
        _check_caps(run)
        _take_hours(run)
        run.state = State.APPROVED
        run.save(update_fields=["state"])
    return run.state == State.APPROVED


def _expect_computed(run: PaymentRun) -> None:
    if run.state != State.COMPUTED:
        raise PayRefused(
            "not-to-approve", _("This run does not wait for approval."), remedy=_("Look at its state on its page.")
        )
    if not run.lines.exclude(pays=0).exists():
        raise PayRefused(
            "nothing-to-pay",
            _("No line of this run pays anything."),
            remedy=_("Discard it; work it out anew once what holds the lines is put right."),
        )
    newer = FormulaChoice.objects.filter(cycle_id=run.cycle_id, payment=run.payment, period=run.period)
    if run.choice is not None and newer.filter(number__gt=run.choice.number).exists():
        raise PayRefused(
            "formula-changed",
            _("Another formula has been chosen since this was worked out."),
            remedy=_("Discard the run and work it out anew."),
        )


def _refusal(wrong: str) -> PayRefused:
    said = {
        "beneficiary": (
            _("You are paid by this run, so you cannot approve it."),
            _("Ask somebody who is not paid by it."),
        ),
        "twice": (_("You have approved this run already."), _("The second approval is somebody else's.")),
        "enough": (_("Two people have approved this run already."), _("It can go to payroll.")),
    }
    sentence, remedy = said[wrong]
    return PayRefused(f"approval-{wrong}", sentence, remedy=remedy)


def _check_caps(run: PaymentRun) -> None:
    """What payroll has and what this run pays never exceed the upper amount together, whatever happened meanwhile."""
    most = terms_from_data(run.terms).at_most
    before = paid_before(asked_of(run))
    for line in run.lines.exclude(pays=0):
        mine = before.get(line.person_id, Before())
        if mine.line_id != line.corrects_id or (most is not None and mine.paid + line.pays > most):
            raise PayRefused(
                "out-of-date",
                _("What payroll has of %(person)s has changed since this was worked out.")
                % {"person": people([line.person_id])[line.person_id].name},
                remedy=_("Discard the run and work it out anew."),
            )


def _take_hours(run: PaymentRun) -> None:
    """Mark the time behind every paid line as paid; time that another line has paid stops the approval."""
    # Two approvals at the same moment wait for one another here, so that neither misses what the other one takes.
    list(PaymentRun.objects.select_for_update().filter(state=State.COMPUTED).order_by("pk").values_list("pk"))
    lines = [line for line in run.lines.exclude(pays=0) if line.hours]
    known: dict[int, list[tuple[datetime, int, int]]] = {}
    for who, starts, minutes, line_id in PaidHours.objects.filter(
        person_id__in=[line.person_id for line in lines]
    ).values_list("person_id", "starts", "minutes", "line_id"):
        known.setdefault(who, []).append((starts, minutes, line_id))
    rows = [row for line in lines for row in _claims(line, known.get(line.person_id, []))]
    try:
        with transaction.atomic():
            PaidHours.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        raise _paid_already("") from None


def _claims(line: PayLine, known: list[tuple[datetime, int, int]]) -> list[PaidHours]:
    """The stretches of a line that are not its own predecessors' already."""
    mine = set(_chain(line))
    said = [Hours(entry, datetime.fromisoformat(starts), minutes) for entry, starts, minutes in line.hours]
    claims = []
    for starts, minutes in merged(said):
        over = [each for each in known if overlap((starts, minutes), each[:2])]
        if any(line_id not in mine for _start, _minutes, line_id in over):
            raise _paid_already(str(people([line.person_id])[line.person_id].name))
        claims += [
            PaidHours(line=line, person_id=line.person_id, starts=a, minutes=b) for a, b in _free(starts, minutes, over)
        ]
    return claims


def _free(starts: datetime, minutes: int, over: list[tuple[datetime, int, int]]) -> list[tuple[datetime, int]]:
    """What of a stretch its predecessors have not taken."""
    ends, at, free = starts + timedelta(minutes=minutes), starts, []
    for begin, length, _line in sorted(over):
        if begin > at:
            free.append((at, round((begin - at).total_seconds() / 60)))
        at = max(at, begin + timedelta(minutes=length))
    if at < ends:
        free.append((at, round((ends - at).total_seconds() / 60)))
    return free


def _chain(line: PayLine) -> list[int]:
    """The lines that this one corrects, one after the other."""
    found, at = [], line.corrects
    while at is not None:
        found.append(at.pk)
        at = at.corrects
    return found


def _paid_already(name: str) -> PayRefused:
    return PayRefused(
        "hours-paid",
        _("Hours behind a line of this run have been paid by another payment meanwhile. %(person)s") % {"person": name},
        remedy=_("Discard the run and work it out anew: they are then left out."),
    )

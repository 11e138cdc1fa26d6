"""A school's budget: lines that the school writes, handing in, returning, approving."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.models import Budget, BudgetLine
from preceptor.resource.funding.queries.budgets import (
    WORKABLE,
    funds_of,
    is_open,
    no_publication,
    objection_words,
)
from preceptor.resource.funding.queries.offices import approves, audience_of, develops
from preceptor.resource.funding.queries.published import newest_publication, windows_of
from preceptor.resource.funding.rules.budgeting import Spending, line_objections, objections

LONGEST = 500
MOST_LINES = 200


class BudgetRefused(Refusal):
    """The budget cannot be changed or handed in that way."""


@transaction.atomic
def save_lines(*, unit_id: int, lines: Sequence[Spending], revision: int, by: Actor, now: datetime) -> None:
    """Replace the lines of a school's budget; it need not add up yet, but every line keeps to its money's purpose."""
    budget = _mine(unit_id, by, now)
    if budget.revision != revision:
        raise BudgetRefused(
            "changed-meanwhile",
            _("Somebody has changed this budget since you opened it."),
            remedy=_("Open it again and enter your change once more."),
        )
    funds = funds_of(budget.publication, unit_id)
    wrong = line_objections(funds, lines)
    if wrong or len(lines) > MOST_LINES:
        said = " ".join(objection_words(each, funds) for each in wrong[:5]) or _("These are too many lines.")
        raise BudgetRefused("bad-lines", said, remedy=_("Change the line and save again."))
    budget.lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, fund=each.fund, kind=each.kind, note=each.note[:200], amount=each.amount)
        for each in lines
    )
    budget.revision, budget.changed_at = revision + 1, now
    budget.save(update_fields=["revision", "changed_at"])
    facts = {"lines": len(lines), "total": str(sum(each.amount for each in lines))}
    record(by=by, action="funding.save-budget", about=about(budget), facts=facts, now=now)


@transaction.atomic
def submit_budget(*, unit_id: int, by: Actor, now: datetime) -> None:
    """Hand a budget in; it must add up to the cent in every fund. Pressed twice, it is handed in once."""
    place = unit(unit_id)
    require(by, develops(place), where=place.path, now=now)
    publication = newest_publication()
    given = Budget.objects.filter(unit_id=unit_id, year=publication.year if publication else "").first()
    if given is not None and given.state == Budget.State.SUBMITTED:
        return
    budget = _mine(unit_id, by, now)
    funds = funds_of(budget.publication, unit_id)
    lines = [Spending(each.fund, each.kind, each.amount) for each in budget.lines.all()]
    if wrong := objections(funds, lines):
        raise BudgetRefused(
            "does-not-add-up",
            " ".join(objection_words(each, funds) for each in wrong[:5]),
            remedy=_("Change the lines until every fund is spent to the cent."),
        )
    _move(budget, Budget.State.SUBMITTED, now, submitted_at=now)
    facts = {"total": str(sum(each.amount for each in lines))}
    record(by=by, action="funding.submit-budget", about=about(budget), facts=facts, now=now)


@transaction.atomic
def approve_budget(*, unit_id: int, by: Actor, now: datetime) -> None:
    """Approve a budget that was handed in; pressed twice, it is approved once."""
    budget = _handed_in(unit_id, by, now)
    if budget.state == Budget.State.APPROVED:
        return
    _expect_submitted(budget)
    _move(budget, Budget.State.APPROVED, now, approved_at=now)
    record(by=by, action="funding.approve-budget", about=about(budget), facts={}, now=now)


@transaction.atomic
def return_budget(*, unit_id: int, question: str, by: Actor, now: datetime) -> None:
    """Send a budget back to the school with a question."""
    budget = _handed_in(unit_id, by, now)
    if not question.strip():
        raise BudgetRefused("no-question", _("There is no question."), remedy=_("Write what you want to know."))
    _expect_submitted(budget)
    _move(budget, Budget.State.RETURNED, now, question=question.strip()[:LONGEST])
    record(by=by, action="funding.return-budget", about=about(budget), facts={}, now=now)


def _mine(unit_id: int, by: Actor, now: datetime) -> Budget:
    """The school's budget, locked, where the actor may change it now."""
    place = unit(unit_id)
    require(by, develops(place), where=place.path, now=now)
    publication = newest_publication()
    if publication is None or not funds_of(publication, unit_id):
        raise no_publication()
    budget, _new = Budget.objects.select_for_update().get_or_create(
        unit_id=unit_id, year=publication.year, defaults={"publication": publication, "changed_at": now}
    )
    if budget.state not in WORKABLE or not is_open(budget.state, windows_of(publication.year, now), audience_of(place)):
        raise BudgetRefused(
            "budget-closed",
            _("This budget cannot be changed now: it is handed in, approved, or its window is not open."),
            remedy=_("Ask the office that approves it to return it, or wait for the window."),
        )
    return budget


def _handed_in(unit_id: int, by: Actor, now: datetime) -> Budget:
    """The school's budget, locked, for whoever approves it."""
    place = unit(unit_id)
    require(by, approves(place), where=place.path, now=now)
    publication = newest_publication()
    budget = (
        Budget.objects.select_for_update().filter(unit_id=unit_id, year=publication.year if publication else "").first()
    )
    if budget is None:
        raise no_publication()
    return budget


def _expect_submitted(budget: Budget) -> None:
    """Refuse what was not handed in."""
    if budget.state != Budget.State.SUBMITTED:
        raise BudgetRefused(
            "not-handed-in",
            _("This budget is not handed in, so it cannot be decided on."),
            remedy=_("Open it again: somebody may have decided already."),
        )


def _move(budget: Budget, state: str, now: datetime, **more: object) -> None:
    """Move a budget to a state."""
    fields = {"state": state, "changed_at": now, **more}
    if state != Budget.State.RETURNED:
        fields["question"] = ""
    for name, value in fields.items():
        setattr(budget, name, value)
    budget.save(update_fields=list(fields))


def about(budget: Budget) -> str:
    """How audit lines name a budget."""
    return f"funding.budget:{budget.pk}"

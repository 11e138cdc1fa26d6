"""Pages of schools: the allocation explained, the school's own budget; and those who approve budgets."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.resource.funding.commands import budgets as commands
from preceptor.resource.funding.pages.forms import LineForm, QuestionForm, line_forms
from preceptor.resource.funding.plans.explaining import school_money_page
from preceptor.resource.funding.queries.budgets import (
    BudgetDetailPage,
    budget_detail_page,
    budget_list_page,
    no_publication,
)
from preceptor.resource.funding.queries.waiting import schools_led


@require_GET
def my_school(request: Page) -> HttpResponse:
    """The allocation of the school that the reader leads."""
    led = schools_led(actor_of(request).id or 0, timezone.now())
    if not led:
        raise no_publication()
    return redirect("funding:school-money", led[0][0])


@require_GET
def school_money(request: Page, unit_id: int) -> HttpResponse:
    """Why a school gets what it gets, line by line."""
    asked = request.GET.dict()
    page = school_money_page(unit_id=unit_id, asked=asked, by=actor_of(request), now=timezone.now())
    return render(request, "funding/school_money.html", {"page": page})


@require_http_methods(["GET", "POST"])
def budget_detail(request: Page, unit_id: int) -> HttpResponse:
    """A school's own budget: its lines fund by fund."""
    by, now = actor_of(request), timezone.now()
    page = budget_detail_page(unit_id=unit_id, by=by, now=now)
    data = request.POST if request.method == "POST" else None
    funds = [(part, line_forms(part, data)) for part in page.funds]
    context = {"page": page, "funds": funds, "question": QuestionForm()}
    if request.method == "GET":
        return render(request, "funding/budget_detail.html", context)
    forms = [form for _part, several in funds for form in several]
    if all([form.is_valid() for form in forms]):
        try:
            _save(request, page, forms)
        except commands.BudgetRefused as refused:
            if refused.code != "changed-meanwhile":
                raise
            # Nothing typed is lost: it stands in the form beside what is saved, on the revision that was just read.
            return render(request, "funding/budget_detail.html", {**context, "meanwhile": refused}, status=409)
        return redirect("funding:budget-detail", unit_id)
    return render(request, "funding/budget_detail.html", {**context, "wrong": True}, status=422)


def _save(request: Page, page: BudgetDetailPage, forms: list[LineForm]) -> None:
    """Save the lines that hold an amount."""
    revision = request.POST.get("revision", "")
    commands.save_lines(
        unit_id=page.unit.id,
        lines=[line for form in forms if (line := form.spending()) is not None],
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else -1,
        by=actor_of(request),
        now=timezone.now(),
    )
    over = [part.state.fund.title for part in page.funds if _spent(forms, part.state.fund.key) > part.state.fund.amount]
    if over:
        said = _("Your budget is saved, but more is spent than there is: %(funds)s. It cannot be handed in like this.")
        messages.warning(request, said % {"funds": ", ".join(over)})
    else:
        messages.success(request, _("Your budget is saved."))


def _spent(forms: list[LineForm], fund: str) -> Decimal:
    """What the lines of a fund come to."""
    lines = [line for form in forms if (line := form.spending()) is not None]
    return sum((line.amount for line in lines if line.fund == fund), Decimal(0))


@require_POST
def budget_submit(request: Page, unit_id: int) -> HttpResponse:
    """Hand the budget in; what does not add up is told beside its lines."""
    try:
        commands.submit_budget(unit_id=unit_id, by=actor_of(request), now=timezone.now())
    except commands.BudgetRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your budget is handed in."))
    return redirect("funding:budget-detail", unit_id)


@require_POST
def budget_approve(request: Page, unit_id: int) -> HttpResponse:
    """Approve a budget that was handed in."""
    commands.approve_budget(unit_id=unit_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The budget is approved."))
    return redirect("funding:budget-list")


@require_POST
def budget_return(request: Page, unit_id: int) -> HttpResponse:
    """Send a budget back with a question."""
    commands.return_budget(
        unit_id=unit_id, question=request.POST.get("question", ""), by=actor_of(request), now=timezone.now()
    )
    messages.success(request, _("The budget is back at the school, with your question."))
    return redirect("funding:budget-list")


@require_GET
def budget_list(request: Page) -> HttpResponse:
    """Budgets that the reader approves, or all of them for the finance office."""
    page = budget_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "funding/budget_list.html", {"page": page})

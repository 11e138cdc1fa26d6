"""Pages of pay: one's own, the office's list, the choice of a formula, a run."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.stipends.commands import approving, choosing, exporting, running
from preceptor.develop.stipends.pages.forms import CorrectForm, FormulaForm
from preceptor.develop.stipends.queries.mine import my_pay_page
from preceptor.develop.stipends.queries.office import formula_form_page, pay_board_page, pay_home_page
from preceptor.develop.stipends.queries.runs import (
    RunDetailPage,
    line_correct_page,
    payroll_file,
    run_detail_page,
)
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.look.public import Refusal, table_response, wants_table

COLUMNS = ("person", "employee_number", "owed", "pays", "held", "problems", "steps", "corrects")


@require_GET
def my_pay(request: Page) -> HttpResponse:
    """My pay: what I will be paid, why and when, and what I was paid."""
    page = my_pay_page(person_id=actor_of(request).id or 0, now=timezone.now())
    return render(request, "stipends/my_pay.html", {"page": page})


@require_GET
def pay_home(request: Page) -> HttpResponse:
    """Programs that pay, and runs that wait for somebody."""
    page = pay_home_page(by=actor_of(request), now=timezone.now())
    return render(request, "stipends/pay_home.html", {"page": page})


@require_GET
def pay_board(request: Page, cycle_id: int) -> HttpResponse:
    """The payments of a cycle by period: formula, runs, what comes next."""
    page = pay_board_page(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    return render(request, "stipends/pay_board.html", {"page": page})


@require_http_methods(["GET", "POST"])
def formula_choose(request: Page, cycle_id: int) -> HttpResponse:
    """Choose the formula that the source leaves open, with a reason."""
    by, now = actor_of(request), timezone.now()
    name, period = request.GET.get("payment", ""), request.GET.get("period", "")
    page = formula_form_page(cycle_id=cycle_id, name=name, period=period, by=by, now=now)
    form = FormulaForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            choosing.choose_formula(
                cycle_id=cycle_id, key=(name, period), terms=form.terms(), reason=reason, by=by, now=now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The formula is chosen. Work the pay out to see every line."))
            return redirect("stipends:pay-board", cycle_id=cycle_id)
    status = 422 if form.errors else 200
    return render(request, "stipends/formula_choose.html", {"page": page, "form": form}, status=status)


@require_POST
def run_start(request: Page, cycle_id: int) -> HttpResponse:
    """Work a payment out for a period."""
    run_id = running.start_run(
        cycle_id=cycle_id,
        name=request.POST.get("payment", ""),
        period=request.POST.get("period", ""),
        by=actor_of(request),
        now=timezone.now(),
    )
    return redirect("stipends:run-detail", run_id=run_id)


@require_GET
def run_detail(request: Page, run_id: int) -> HttpResponseBase:
    """A run: everybody's line with its steps, what holds it, who approved."""
    page = run_detail_page(run_id=run_id, show=request.GET.get("show", ""), by=actor_of(request), now=timezone.now())
    if wants_table(request):
        return table_response(request, f"pay-{run_id}", COLUMNS, _table(page))
    part = "#working" if request.htmx and (page.state == "working" or page.handing_over) else ""
    return render(request, f"stipends/run_detail.html{part}", {"page": page})


def _table(page: RunDetailPage) -> Iterator[tuple[object, ...]]:
    for line in page.lines:
        problems = " ".join(each.sentence for each in line.problems)
        steps = " ".join(each.sentence for each in line.steps)
        held = _("yes") if line.held else ""
        yield line.person.name, line.person.employee_number, line.owed, line.pays, held, problems, steps, line.corrects


@require_POST
def run_approve(request: Page, run_id: int) -> HttpResponse:
    """Approve a run; two different people do."""
    done = approving.approve_run(run_id=run_id, by=actor_of(request), now=timezone.now())
    said = _("Approved by two: it can go to payroll.") if done else _("Approved. Somebody else has to approve it too.")
    messages.success(request, said)
    return redirect("stipends:run-detail", run_id=run_id)


@require_POST
def run_discard(request: Page, run_id: int) -> HttpResponse:
    """Discard a run that is not approved yet."""
    running.discard_run(run_id=run_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Discarded. You can work it out anew."))
    return redirect("stipends:run-detail", run_id=run_id)


@require_POST
def run_export(request: Page, run_id: int) -> HttpResponse:
    """Hand an approved run to payroll, once."""
    exporting.ask_export(run_id=run_id, by=actor_of(request), now=timezone.now())
    return redirect("stipends:run-detail", run_id=run_id)


@require_GET
def run_file(request: Page, run_id: int) -> HttpResponse:
    """The file that payroll got for a run; the same bytes each time."""
    by, now = actor_of(request), timezone.now()
    name, content = payroll_file(run_id=run_id, by=by, now=now)
    record_view(by=by, action="stipends.download", about=running.about(run_id), now=now)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "POST"])
def line_correct(request: Page, line_id: int) -> HttpResponse:
    """Correct a line that payroll has, by a new line."""
    by, now = actor_of(request), timezone.now()
    page = line_correct_page(line_id=line_id, by=by, now=now)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            run_id = running.correct_line(line_id=line_id, owed=said["owed"], reason=said["reason"], by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The correction is a new line; two people have to approve it."))
            return redirect("stipends:run-detail", run_id=run_id)
    status = 422 if form.errors else 200
    return render(request, "stipends/line_correct.html", {"page": page, "form": form}, status=status)


@require_POST
def line_release(request: Page, line_id: int) -> HttpResponse:
    """Pay somebody although their position has ended."""
    reason = request.POST.get("reason", "")
    run_id = running.release_line(line_id=line_id, reason=reason, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Kept. Discard this run and work it out anew: the line is then paid."))
    return redirect("stipends:run-detail", run_id=run_id)

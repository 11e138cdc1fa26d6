"""Pages of calls: the list, one call, starting an application, contesting a fact."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.admissions.commands.drafting import start_application
from preceptor.develop.admissions.commands.judging import contest_fact
from preceptor.develop.admissions.pages.forms import StatementForm
from preceptor.develop.admissions.queries.calls import call_detail_page, call_list_page
from preceptor.foundation.accounts.public import Page, actor_of


@require_GET
def call_list(request: Page) -> HttpResponse:
    """Every call, those that close first at the top."""
    page = call_list_page(actor_of(request), timezone.now())
    return render(request, "admissions/call_list.html", {"page": page})


@require_GET
def call_detail(request: Page, cycle_id: int) -> HttpResponse:
    """One call, with each rule and the facts on which the reader stands under it."""
    page = call_detail_page(cycle_id, actor_of(request), timezone.now())
    return render(request, "admissions/call_detail.html", {"page": page})


@require_POST
def application_start(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """Begin an application, or go on with the one that is there."""
    by, now = actor_of(request), timezone.now()
    application_id = start_application(cycle_id=cycle_id, role=role, by=by, now=now)
    return redirect("admissions:application-detail", application_id=application_id)


@require_http_methods(["GET", "POST"])
def contest_new(request: Page, cycle_id: int, role: str, rule: str) -> HttpResponse:
    """Say what is wrong with the facts under a rule; begins the application, which it belongs to."""
    by, now = actor_of(request), timezone.now()
    page = call_detail_page(cycle_id, by, now)
    found = next((one for one in page.roles if one.role == role), None)
    line = next((one for one in found.eligibility.rules if one.name == rule), None) if found else None
    if line is None:
        return redirect("admissions:call-detail", cycle_id=cycle_id)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        application_id = start_application(cycle_id=cycle_id, role=role, by=by, now=now)
        statement = form.cleaned_data["statement"]
        contest_fact(application_id=application_id, rule=rule, statement=statement, by=by, now=now)
        messages.success(request, _("The personnel office has your statement. Its answer will be on this page."))
        return redirect("admissions:application-detail", application_id=application_id)
    context = {"page": page, "role": found, "rule": line, "form": form}
    return render(request, "admissions/contest_new.html", context, status=422 if form.errors else 200)

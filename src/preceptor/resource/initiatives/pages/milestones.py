"""Pages of one milestone: how it stands, its dates, what happened, its measure, its owner, what it waits for."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.district.public import people, today
from preceptor.resource.initiatives.commands import dates, happening, links, ties
from preceptor.resource.initiatives.commands.common import PlanRefused
from preceptor.resource.initiatives.commands.people import Charge, charge_milestone
from preceptor.resource.initiatives.models import Milestone
from preceptor.resource.initiatives.pages.forms import ChargeForm, DatesForm, DayForm, LinkForm, ReasonForm, TieForm
from preceptor.resource.initiatives.queries import access
from preceptor.resource.initiatives.queries.milestone import measures_to_follow, milestone_detail_page, other_milestones
from preceptor.resource.initiatives.rules.schedule import Kind, Link
from preceptor.resource.initiatives.rules.status import Comparison


@require_GET
def milestone_detail(request: Page, milestone_id: int) -> HttpResponse:
    """One milestone: how it stands, what it moved, what can be done."""
    by, now = actor_of(request), timezone.now()
    page = milestone_detail_page(milestone_id=milestone_id, by=by, now=now)
    forms = {"day": DayForm(initial={"on": today(now)}), "back": ReasonForm()}
    return render(request, "initiatives/milestone_detail.html", {"page": page, **forms})


@require_http_methods(["GET", "POST"])
def milestone_dates(request: Page, milestone_id: int) -> HttpResponse:
    """Other dates: what follows is shown first, and saved once it is confirmed."""
    row, by, now = _changeable(request, milestone_id), actor_of(request), timezone.now()
    form, follows, status = DatesForm(row, request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            wanted = dates.NewDates(said.get("start") or row.start, said.get("end"), said["reason"], said["revision"])
            try:
                follows = dates.judged(row, wanted.start, wanted.end, today(now))
                if "save" in request.POST:
                    slip = dates.change_dates(milestone_id=row.pk, dates=wanted, by=by, now=now)
                    messages.success(request, _("The slip is recorded.") if slip else _("The dates are changed."))
                    return redirect("initiatives:milestone-detail", row.pk)
                status = 200
            except PlanRefused as refused:
                form.add_error(None, str(refused))
    context = {"row": row, "form": form, "follows": follows}
    return render(request, "initiatives/milestone_dates.html", context, status=status)


@require_POST
def milestone_start(request: Page, milestone_id: int) -> HttpResponse:
    """Say that it has started."""
    return _happened(request, milestone_id, happening.start_milestone, _("It has started."))


@require_POST
def milestone_finish(request: Page, milestone_id: int) -> HttpResponse:
    """Say that it is finished."""
    return _happened(request, milestone_id, happening.finish_milestone, _("It is finished."))


def _happened(request: Page, milestone_id: int, command: Any, told: str) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        raise PlanRefused("day-missing", _("The day is missing."), remedy=_("Go back and give the day."), status=422)
    command(milestone_id=milestone_id, on=form.cleaned_data["on"], by=actor_of(request), now=timezone.now())
    messages.success(request, told)
    return redirect("initiatives:milestone-detail", milestone_id)


@require_POST
def milestone_reopen(request: Page, milestone_id: int) -> HttpResponse:
    """Take back what was said about it."""
    reason = request.POST.get("reason", "")
    happening.reopen_milestone(milestone_id=milestone_id, reason=reason, by=actor_of(request), now=timezone.now())
    messages.success(request, _("It is taken back."))
    return redirect("initiatives:milestone-detail", milestone_id)


@require_http_methods(["GET", "POST"])
def milestone_tie(request: Page, milestone_id: int) -> HttpResponse:
    """Let it follow a measure."""
    row, by, now = _changeable(request, milestone_id), actor_of(request), timezone.now()
    form = TieForm(measures_to_follow(), row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ties.tie_milestone(
            milestone_id=row.pk,
            code=said["measure"],
            comparison=cast(Comparison, said["comparison"]),
            threshold=said["threshold"],
            by=by,
            now=now,
        )
        messages.success(request, _("It follows the measure now."))
        return redirect("initiatives:milestone-detail", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/milestone_tie.html", {"row": row, "form": form}, status=status)


@require_POST
def milestone_untie(request: Page, milestone_id: int) -> HttpResponse:
    """Let it follow the word of people again."""
    ties.untie_milestone(milestone_id=milestone_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("It follows what people say again."))
    return redirect("initiatives:milestone-detail", milestone_id)


@require_http_methods(["GET", "POST"])
def milestone_charge(request: Page, milestone_id: int) -> HttpResponse:
    """Who answers for it, and what it costs."""
    row, by, now = _led(request, milestone_id), actor_of(request), timezone.now()
    owner = people([row.owner_id])[row.owner_id].email if row.owner_id else ""
    initial = {"owner": owner, "cost_per_day": row.cost_per_day, "budget": row.budget}
    form = ChargeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        charge = Charge(said["owner"], said["cost_per_day"], said["budget"])
        charge_milestone(milestone_id=row.pk, charge=charge, by=by, now=now)
        messages.success(request, _("It is changed."))
        return redirect("initiatives:milestone-detail", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/milestone_charge.html", {"row": row, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def milestone_wait(request: Page, milestone_id: int) -> HttpResponse:
    """Let it wait for another milestone; a circle is refused and named."""
    row, by, now = _led(request, milestone_id), actor_of(request), timezone.now()
    form = LinkForm(other_milestones(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        link = Link(int(said["before"]), row.pk, cast(Kind, said["kind"]), said["lag"])
        try:
            links.add_link(link=link, by=by, now=now)
        except PlanRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It waits for that milestone now."))
            return redirect("initiatives:milestone-detail", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/milestone_wait.html", {"row": row, "form": form}, status=status)


@require_POST
def wait_drop(request: Page, milestone_id: int, link_id: int) -> HttpResponse:
    """Take a dependency out."""
    links.drop_link(milestone_id=milestone_id, link_id=link_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("It does not wait for that milestone any more."))
    return redirect("initiatives:milestone-detail", milestone_id)


def _changeable(request: Page, milestone_id: int) -> Milestone:
    """The milestone, for whoever may change it."""
    by, now = actor_of(request), timezone.now()
    row = access.seen_milestone(milestone_id, by, now)
    if not access.works_on(row, by, now):
        require(by, access.MANAGE, now=now)
    return row


def _led(request: Page, milestone_id: int) -> Milestone:
    """The milestone, for whoever leads its initiative."""
    by, now = actor_of(request), timezone.now()
    row = access.seen_milestone(milestone_id, by, now)
    if not access.leads(row.initiative_id, by, now):
        require(by, access.MANAGE, now=now)
    return row

"""Pages of logs: the coordinator's list, one log, handing in, returning, reminding."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.activities.commands import logs as commands
from preceptor.develop.activities.commands import reminding
from preceptor.develop.activities.pages.entries import number
from preceptor.develop.activities.pages.forms import DueForm, QuestionForm
from preceptor.develop.activities.queries.log import log_detail_page
from preceptor.develop.activities.queries.office import Asked, LogBoardPage, log_board_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import table_response, wants_table

COLUMNS = ("mentor", "period", "log", "handed_in", "minutes", "kinds", "mentee", "duty", "done", "stands")


@require_GET
def log_board(request: Page, cycle_id: int) -> HttpResponseBase:
    """Who is late or short in a period, by mentee; the office sees hours, kinds and visits alone."""
    page = log_board_page(cycle_id=cycle_id, asked=_asked(request.GET), by=actor_of(request), now=timezone.now())
    if wants_table(request):
        return table_response(request, f"logs-{cycle_id}-{page.period}", COLUMNS, _table(page))
    return render(request, "activities/log_board.html", {"page": page, "due_form": DueForm()})


def _asked(said: QueryDict) -> Asked:
    """What the address asks to see."""
    return Asked(said.get("log", ""), said.get("period", ""), said.get("show", ""), said.get("page", ""))


def _table(page: LogBoardPage) -> Iterator[tuple[object, ...]]:
    """One row for each duty of each person and partner."""
    for line in page.every:
        head = (line.person.name, page.period, line.badge[1], line.stand.submitted_at, line.minutes, line.kinds)
        yield from ((*head, "", each.title, each.sum, each.badge[1]) for each in line.duties)
        for partner in line.partners:
            yield from ((*head, partner.name, each.title, each.sum, each.badge[1]) for each in partner.duties)


@require_POST
def log_submit(request: Page, cycle_id: int) -> HttpResponse:
    """Hand in my log of a period."""
    period = request.POST.get("period", "")
    commands.submit_log(
        cycle_id=cycle_id,
        name=request.POST.get("log", ""),
        period=period,
        reply=request.POST.get("reply", ""),
        by=actor_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Your log is handed in. You can open it again until the office has accepted it."))
    return redirect(f"{reverse('activities:my-month')}?cycle={cycle_id}&period={period}")


@require_http_methods(["GET", "POST"])
def logs_remind(request: Page, cycle_id: int) -> HttpResponse:
    """Remind everybody whose log is not in; the page before names them."""
    by, now = actor_of(request), timezone.now()
    asked = _asked(request.POST if request.method == "POST" else request.GET)
    page = log_board_page(cycle_id=cycle_id, asked=replace(asked, show="missing"), by=by, now=now)
    if request.method == "POST":
        written = reminding.remind_all_logs(cycle_id=cycle_id, name=page.log, period=page.period, by=by, now=now)
        said = ngettext("%(n)d reminder is on its way.", "%(n)d reminders are on their way.", written)
        messages.success(request, said % {"n": written})
        return _board(cycle_id, page.period, page.log)
    return render(request, "activities/logs_remind.html", {"page": page})


@require_POST
def logs_accept(request: Page, cycle_id: int) -> HttpResponse:
    """Accept logs that were handed in."""
    ids = [each for text in request.POST.getlist("log")[:2000] if (each := number(text)) is not None]
    done = commands.accept_logs(log_ids=ids, by=actor_of(request), now=timezone.now())
    messages.success(request, ngettext("%(n)d log accepted.", "%(n)d logs accepted.", done) % {"n": done})
    return _board(cycle_id, request.POST.get("period", ""), request.POST.get("name", ""))


@require_POST
def log_due(request: Page, cycle_id: int) -> HttpResponse:
    """Designate the due date of a period's logs."""
    form, period = DueForm(request.POST), request.POST.get("period", "")
    by, now = actor_of(request), timezone.now()
    if form.is_valid():
        commands.set_log_due(
            cycle_id=cycle_id,
            name=request.POST.get("log", ""),
            period=period,
            day=form.cleaned_data["day"],
            by=by,
            now=now,
        )
        messages.success(request, _("The due date is set."))
        return _board(cycle_id, period, request.POST.get("log", ""))
    page = log_board_page(cycle_id=cycle_id, asked=_asked(request.POST), by=by, now=now)
    return render(request, "activities/log_board.html", {"page": page, "due_form": form}, status=422)


@require_GET
def log_detail(request: Page, log_id: int) -> HttpResponse:
    """One log with everything that was handed in."""
    page = log_detail_page(log_id=log_id, by=actor_of(request), now=timezone.now())
    return render(request, "activities/log_detail.html", {"page": page, "form": QuestionForm()})


@require_POST
def log_return(request: Page, log_id: int) -> HttpResponse:
    """Send a log back with a question."""
    form, by, now = QuestionForm(request.POST), actor_of(request), timezone.now()
    if form.is_valid():
        commands.return_log(log_id=log_id, question=form.cleaned_data["question"], by=by, now=now)
        messages.success(request, _("Your question is on its way; what was handed in is kept."))
        return redirect("activities:log-detail", log_id=log_id)
    page = log_detail_page(log_id=log_id, by=by, now=now)
    return render(request, "activities/log_detail.html", {"page": page, "form": form}, status=422)


@require_POST
def log_reopen(request: Page, log_id: int) -> HttpResponse:
    """Open my own log again."""
    commands.reopen_log(log_id=log_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Your log is open again. What you handed in is kept until you hand it in anew."))
    return redirect("activities:log-detail", log_id=log_id)


def _board(cycle_id: int, period: str, log: str) -> HttpResponse:
    """Back to the list that the button was pressed on."""
    said = urlencode({"log": log[:60], "period": period[:20]})
    return redirect(f"{reverse('activities:log-board', args=[cycle_id])}?{said}")

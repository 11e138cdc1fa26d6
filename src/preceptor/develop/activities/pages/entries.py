"""Pages of those who take part: my month, the form of an entry, one entry and the answers to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.activities.commands import answering, entering
from preceptor.develop.activities.pages.forms import EntryForm
from preceptor.develop.activities.queries.entry import correction_page, entry_detail_page, entry_form_page
from preceptor.develop.activities.queries.month import my_month_page
from preceptor.develop.handbooks.public import parts_for_program
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


def number(text: str | None) -> int | None:
    """A number from an address or a form; None when it is none."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


@require_GET
def my_month(request: Page) -> HttpResponse:
    """My month: with whom I work, what was done, what is owed, what waits for my word, and my log."""
    by = actor_of(request)
    page = my_month_page(
        person_id=by.id or 0,
        cycle_id=number(request.GET.get("cycle")),
        period=request.GET.get("period", ""),
        now=timezone.now(),
    )
    parts = parts_for_program(page.program_key) if page.program_key else ()
    return render(request, "activities/my_month.html", {"page": page, "parts": parts})


@require_http_methods(["GET", "POST"])
def entry_form(request: Page, cycle_id: int) -> HttpResponse:
    """Enter what was done or book what is to come."""
    by, now = actor_of(request), timezone.now()
    partner_id = number(request.GET.get("partner"))
    page = entry_form_page(cycle_id=cycle_id, person_id=by.id or 0, partner_id=partner_id, now=now)
    form = EntryForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            typed = form.typed()
            entering.enter_activity(
                cycle_id=cycle_id, typed=typed, sent_key=form.cleaned_data["sent_key"], by=by, now=now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Booked.") if typed.starts > now else _("Entered."))
            return redirect(f"{reverse('activities:my-month')}?cycle={cycle_id}&period={typed.starts:%Y-%m}")
    status = 422 if form.errors else 200
    return render(request, "activities/entry_form.html", {"page": page, "form": form}, status=status)


@require_POST
def entry_save(request: Page, cycle_id: int) -> HttpResponse:
    """What the form saves by itself; nothing is checked and nothing is lost."""
    names = ("what", "partner", "day", "time", "minutes", "remote_reason")
    values: dict[str, object] = {name: request.POST.get(name, "")[:80] for name in names}
    for name in ("tasks", "competencies"):
        values[name] = [each[:60] for each in request.POST.getlist(name)[:60]]
    entering.save_draft(cycle_id=cycle_id, values=values, by=actor_of(request), now=timezone.now())
    return HttpResponse(status=204)


@require_GET
def entry_detail(request: Page, activity_id: int) -> HttpResponse:
    """One entry with its answers and earlier versions."""
    by, now = actor_of(request), timezone.now()
    page = entry_detail_page(activity_id=activity_id, person_id=by.id or 0, now=now)
    return render(request, "activities/entry_detail.html", {"page": page})


@require_http_methods(["GET", "POST"])
def entry_correct(request: Page, activity_id: int) -> HttpResponse:
    """Correct an entry by a new version."""
    by, now = actor_of(request), timezone.now()
    page = correction_page(activity_id=activity_id, person_id=by.id or 0, now=now)
    form = EntryForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entering.correct_activity(
                activity_id=activity_id, typed=form.typed(), sent_key=form.cleaned_data["sent_key"], by=by, now=now
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Corrected; the earlier version is kept."))
            return redirect(f"{reverse('activities:my-month')}?cycle={page.cycle_id}")
    status = 422 if form.errors else 200
    return render(request, "activities/entry_form.html", {"page": page, "form": form}, status=status)


@require_POST
def entry_withdraw(request: Page, activity_id: int) -> HttpResponse:
    """Take an entry or a booking back."""
    entering.withdraw_activity(activity_id=activity_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Withdrawn; it counts for nothing and stays readable."))
    return redirect("activities:entry-detail", activity_id=activity_id)


@require_POST
def entry_held(request: Page, activity_id: int) -> HttpResponse:
    """Say that what was booked took place."""
    entering.hold_booked(activity_id=activity_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Entered as booked."))
    return _back(request)


@require_POST
def entry_confirm(request: Page, activity_id: int) -> HttpResponse:
    """Say that it was so."""
    answering.confirm_activity(activity_id=activity_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Confirmed."))
    return _back(request)


@require_POST
def entries_confirm(request: Page) -> HttpResponse:
    """Confirm everything that waits for my word."""
    ids = [each for text in request.POST.getlist("entry")[:200] if (each := number(text)) is not None]
    done = answering.confirm_all(activity_ids=ids, by=actor_of(request), now=timezone.now())
    messages.success(request, ngettext("%(n)d entry confirmed.", "%(n)d entries confirmed.", done) % {"n": done})
    return _back(request)


@require_POST
def entry_dispute(request: Page, activity_id: int) -> HttpResponse:
    """Say what is wrong with an entry."""
    reason = request.POST.get("reason", "")
    answering.dispute_activity(activity_id=activity_id, reason=reason, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Said. It counts for nothing until the two of you have settled it."))
    return redirect("activities:entry-detail", activity_id=activity_id)


def _back(request: HttpRequest) -> HttpResponse:
    """To the month from which the button was pressed."""
    cycle_id, period = number(request.POST.get("cycle")), request.POST.get("period", "")[:20]
    query = f"?cycle={cycle_id}&period={period}" if cycle_id else ""
    return redirect(reverse("activities:my-month") + query)

"""Pages of reviews: assigning readers for the office, and for readers their list and the form."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.admissions.commands.reviewing import (
    Reading,
    ReviewUnfit,
    add_reviewer,
    assign_reviewers,
    finish_review,
    remove_reviewer,
    save_review,
    step_aside,
)
from preceptor.develop.admissions.pages.office_forms import ReviewerForm, ReviewersForm
from preceptor.develop.admissions.queries.reviewers import reviewer_assign_page
from preceptor.develop.admissions.queries.reviewing import review_form_page, review_list_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import Actor


@require_http_methods(["GET", "POST"])
def reviewer_assign(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """Choose who reads, see what a fair draw gives each, and assign."""
    by, now = actor_of(request), timezone.now()
    seed = _seed(request, cycle_id)
    page = reviewer_assign_page(cycle_id=cycle_id, role=role, chosen=(), seed=seed, by=by, now=now)
    if request.method == "GET":
        known = [line.id for line in page.people if line.reading]
        form = ReviewersForm([line.id for line in page.people], initial={"people": known})
        return render(request, "admissions/reviewer_assign.html", {"page": page, "form": form, "ticked": known})
    offered = [*(line.id for line in page.people), *_typed_before(request)]
    form = ReviewersForm(offered, request.POST)
    if not form.is_valid() or not form.chosen():
        context = {"page": page, "form": form, "ticked": [], "nobody": not form.errors}
        return render(request, "admissions/reviewer_assign.html", context, status=422)
    if "assign" not in request.POST:
        page = reviewer_assign_page(cycle_id=cycle_id, role=role, chosen=form.chosen(), seed=seed, by=by, now=now)
        return render(request, "admissions/reviewer_draw.html", {"page": page})
    number = assign_reviewers(cycle_id=cycle_id, role=role, reviewer_ids=form.chosen(), seed=seed, by=by, now=now)
    told = ngettext("One review is assigned.", "%(n)d reviews are assigned; each reader gets one letter.", number)
    messages.success(request, told % {"n": number})
    return redirect("admissions:candidate-list", cycle_id=cycle_id, role=role)


def _seed(request: Page, cycle_id: int) -> int:
    """The draw that was shown, else the cycle's own."""
    typed = request.POST.get("seed", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else cycle_id


def _typed_before(request: Page) -> list[int]:
    """People who came by address or number stay chosen from the draw to the button."""
    typed = request.POST.getlist("people")
    return [int(text) for text in typed if text.isascii() and text.isdigit() and len(text) < 19]


@require_POST
def reviewer_add(request: Page, application_id: int) -> HttpResponse:
    """One more reader by hand."""
    form = ReviewerForm(request.POST)
    if form.is_valid():
        by, now = actor_of(request), timezone.now()
        add_reviewer(application_id=application_id, reviewer_id=form.cleaned_data["person"], by=by, now=now)
        messages.success(request, _("Assigned; a letter is on its way."))
    else:
        messages.error(request, " ".join(str(fault) for fault in form.errors["person"]))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_POST
def reviewer_remove(request: Page, review_id: int) -> HttpResponse:
    """Take an unfinished review back."""
    application_id = remove_reviewer(review_id=review_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_GET
def review_list(request: Page) -> HttpResponse:
    """What the reader was asked to read."""
    page = review_list_page(actor_of(request).id)
    return render(request, "admissions/review_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def review_form(request: Page, review_id: int) -> HttpResponse:
    """One application to read and score."""
    by, now = actor_of(request), timezone.now()
    page = review_form_page(review_id, by.id, now)
    if request.method == "GET":
        return render(request, "admissions/review_form.html", {"page": page, "told": {}})
    return _finish(request, review_id, by, now)


def _finish(request: Page, review_id: int, by: Actor, now: datetime) -> HttpResponse:
    """Keep what was written, then hand it in if it is whole."""
    reading = _reading(request)
    page = review_form_page(review_id, by.id, now)
    if page.state == "assigned":
        save_review(review_id=review_id, reading=reading, by=by, now=now)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect("admissions:review-list")
    try:
        finish_review(review_id=review_id, reading=reading, by=by, now=now)
    except ReviewUnfit as refusal:
        page = review_form_page(review_id, by.id, now)
        context = {"page": page, "told": refusal.facts.get("fields", {}), "refusal": refusal}
        return render(request, "admissions/review_form.html", context, status=refusal.status)
    messages.success(request, _("Thank you. Your scores are in."))
    return redirect("admissions:review-list")


def _reading(request: Page) -> Reading:
    """What the form sent."""

    def under(prefix: str) -> dict[str, str]:
        sent = request.POST.items()
        return {name.removeprefix(prefix): str(value) for name, value in sent if name.startswith(prefix)}

    return Reading(under("score-"), under("comment-"), under("answer-"), request.POST.get("comment", ""))


@require_POST
def review_save(request: Page, review_id: int) -> HttpResponse:
    """What the form saves by itself."""
    save_review(review_id=review_id, reading=_reading(request), by=actor_of(request), now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def review_aside(request: Page, review_id: int) -> HttpResponse:
    """Hand an application back because of a conflict."""
    by, now = actor_of(request), timezone.now()
    step_aside(review_id=review_id, reason=request.POST.get("reason", ""), by=by, now=now)
    messages.success(request, _("Handed back. Somebody else reads it; you need not do anything more."))
    return redirect("admissions:review-list")

"""Pages of the gate: requests, asking for something new, deciding."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.commands.gate import approvers, ask_for_item, decide_request, nearest_items
from preceptor.relieve.compliance.pages.forms import DecisionForm, RequestForm
from preceptor.relieve.compliance.queries.gate import request_detail_page, request_list_page

USUAL = {"levels": ["elementary", "middle", "high", "span"], "charters": ["none"], "signer": "principal"}


@require_safe
def request_list(request: Page) -> HttpResponse:
    """Requests for new certifications: all for those who decide, one's own for an office."""
    page = request_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/request_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def request_form(request: Page) -> HttpResponse:
    """Ask for something new of principals, beside what exists already."""
    by, now = actor_of(request), timezone.now()
    require(by, "compliance.request", now=now)
    names = people(approvers(now))
    offered = [(number, names[number].name) for number in names if number != by.id]
    initial = {**USUAL, "window_days": 30, "due_days": 10, "sent_key": secrets.token_urlsafe(12)}
    form = RequestForm(request.POST or None, approvers=offered, initial=initial)
    near = None
    if request.method == "POST" and form.is_valid():
        values = form.values(form.cleaned_data["code"])
        if "look" in request.POST:
            near = nearest_items(values, by=by, now=now)
        elif sent := _send(request, form):
            return redirect("compliance:request-detail", request_id=sent)
    status = 422 if form.errors else 200
    return render(request, "compliance/request_form.html", {"form": form, "near": near}, status=status)


def _send(request: Page, form: RequestForm) -> int | None:
    said = form.cleaned_data
    try:
        sent = ask_for_item(
            values=form.values(said["code"]),
            why_new=said["why_new"],
            approver_id=int(said["approver"]),
            sent_key=said["sent_key"],
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        field = str(refusal.facts.get("field", "")) or None
        form.add_error(field if field in form.fields else None, f"{refusal.sentence} {refusal.remedy}")
        return None
    messages.success(request, _("The request is on its way to the person who decides."))
    return sent


@require_safe
def request_detail(request: Page, request_id: int) -> HttpResponse:
    """One request with its reasons and the nearest items."""
    page = request_detail_page(request_id=request_id, by=actor_of(request), now=timezone.now())
    return render(request, "compliance/request_detail.html", {"page": page, "form": DecisionForm()})


@require_POST
def request_decide(request: Page, request_id: int) -> HttpResponse:
    """Approve or refuse a request, with a reason."""
    by, now = actor_of(request), timezone.now()
    form = DecisionForm(request.POST)
    if not form.is_valid():
        page = request_detail_page(request_id=request_id, by=by, now=now)
        return render(request, "compliance/request_detail.html", {"page": page, "form": form}, status=422)
    approve = request.POST.get("answer") == "approve"
    reason = form.cleaned_data["reason"]
    decide_request(request_id=request_id, approve=approve, reason=reason, by=by, now=now)
    messages.success(request, _("The decision is kept, and whoever asked is told."))
    return redirect("compliance:request-detail", request_id=request_id)

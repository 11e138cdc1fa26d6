"""Pages of the gate: requests, asking for something new or for more, deciding."""

import secrets
from collections.abc import Mapping
from typing import Any

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
from preceptor.relieve.compliance.commands.gate import (
    Reasons,
    approvers,
    ask_for_item,
    ask_for_more,
    decide_request,
    nearest_items,
)
from preceptor.relieve.compliance.commands.refusals import ItemRefused
from preceptor.relieve.compliance.models import Item
from preceptor.relieve.compliance.pages.forms import DecisionForm, RequestForm, initial_of
from preceptor.relieve.compliance.queries.gate import request_detail_page, request_list_page
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import values_of
from preceptor.relieve.compliance.rules.items import ItemValues

NOT_FOUND = 404
USUAL = {"levels": ["elementary", "middle", "high", "span"], "charters": ["none"], "signer": "principal"}


@require_safe
def request_list(request: Page) -> HttpResponse:
    """Requests for new certifications: all for those who decide, one's own for an office."""
    page = request_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/request_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def request_form(request: Page) -> HttpResponse:
    """Ask for something new of principals, beside what exists already."""
    require(actor_of(request), "compliance.request", now=timezone.now())
    form = RequestForm(request.POST or None, approvers=_approvers(request), initial=_initial({**USUAL}))
    return _asking(request, form, "compliance/request_form.html", {})


@require_http_methods(["GET", "POST"])
def request_change(request: Page, item_id: int) -> HttpResponse:
    """Ask that an item which exists may ask more of principals."""
    require(actor_of(request), "compliance.request", now=timezone.now())
    item = Item.objects.filter(pk=item_id, ended_on=None).first()
    if item is None:
        raise missing()
    values = values_of(item)
    initial = _initial(initial_of(values))
    form = RequestForm(request.POST or None, approvers=_approvers(request), initial=initial, code=values.code)
    return _asking(request, form, "compliance/request_change.html", {"item": item, "values": values})


def at_the_gate(request: Page, item: Item, values: ItemValues, typed: Mapping[str, Any], told: str) -> HttpResponse:
    """The form of the gate filled in with a change that was refused, so that nothing is typed twice."""
    initial = _initial({**typed, "why_new": typed.get("why", "")})
    form = RequestForm(approvers=_approvers(request), initial=initial, code=values.code)
    words = {"form": form, "near": None, "item": item, "values": values, "told": told}
    return render(request, "compliance/request_change.html", words, status=422)


def _approvers(request: Page) -> list[tuple[int, str]]:
    names = people(approvers(timezone.now()))
    return [(number, names[number].name) for number in names if number != actor_of(request).id]


def _initial(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"window_days": 30, "due_days": 10, **said, "sent_key": secrets.token_urlsafe(12)}


def _asking(request: Page, form: RequestForm, template: str, words: dict[str, object]) -> HttpResponse:
    """Show what exists already, or send the request."""
    near = None
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            values = form.values(form.cleaned_data.get("code") or form.code_of)
            near = nearest_items(values, by=actor_of(request), now=timezone.now())
        elif sent := _send(request, form):
            return redirect("compliance:request-detail", request_id=sent)
    return render(request, template, {"form": form, "near": near, **words}, status=422 if form.errors else 200)


def _send(request: Page, form: RequestForm) -> int | None:
    said = form.cleaned_data
    ask = ask_for_more if form.code_of else ask_for_item
    reasons = Reasons(said["why_new"], int(said["approver"]), said["sent_key"])
    try:
        values = form.values(said.get("code") or form.code_of)
        sent = ask(values=values, reasons=reasons, by=actor_of(request), now=timezone.now())
    except Refusal as refusal:
        field = str(refusal.facts.get("field", "")) or ("owner" if refusal.status == NOT_FOUND else "")
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
    try:
        decide_request(request_id=request_id, approve=approve, reason=reason, by=by, now=now)
    except ItemRefused as refusal:
        form.add_error(None, f"{refusal.sentence} {refusal.remedy}")
        page = request_detail_page(request_id=request_id, by=by, now=now)
        return render(request, "compliance/request_detail.html", {"page": page, "form": form}, status=422)
    messages.success(request, _("The decision is kept, and whoever asked is told."))
    return redirect("compliance:request-detail", request_id=request_id)

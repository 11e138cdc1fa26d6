"""Pages of a reflection portfolio: one's own, one reflection with its readers, what somebody released to me."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.confidences.commands import portfolio as commands
from preceptor.develop.confidences.pages.forms import ReflectionForm, ReleaseForm
from preceptor.develop.confidences.queries import portfolio as queries
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.look.public import Refusal


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
@never_cache
def portfolio(request: Page, cycle_id: int) -> HttpResponse:
    """My reflection portfolio in a program: what I wrote, and a new reflection."""
    by, now = actor_of(request), timezone.now()
    page = queries.portfolio_page(cycle_id=cycle_id, by=by, now=now)
    form = ReflectionForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        entry = int(said["entry"]) if said["entry"] else None
        written = commands.Written(said["text"], entry, said.get("competencies", ()))
        try:
            commands.write_reflection(cycle_id=cycle_id, written=written, sent_key=said["sent_key"], by=by, now=now)
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Sealed for you alone."))
            return redirect("confidences:portfolio", cycle_id=cycle_id)
    context = {"page": page, "form": form}
    return render(request, "confidences/portfolio.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
def reflection_detail(request: Page, reflection_id: UUID) -> HttpResponse:
    """One reflection of mine; I can release it to a named person."""
    by, form = actor_of(request), ReleaseForm(request.POST or None)
    page = queries.reflection_detail_page(reflection_id=reflection_id, by=by)
    if request.method == "POST" and form.is_valid():
        try:
            email = form.cleaned_data["email"]
            commands.release_reflection(reflection_id=reflection_id, email=email, by=by, now=timezone.now())
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Released. The person gets a letter, which holds no content."))
            return redirect("confidences:reflection-detail", reflection_id=reflection_id)
    context = {"page": page, "form": form}
    return render(request, "confidences/reflection_detail.html", context, status=422 if form.errors else 200)


@require_POST
def reflection_withdraw(request: Page, release_id: int) -> HttpResponse:
    """Take the release of a reflection back."""
    found = commands.withdraw_reflection(release_id=release_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back; the person can read it no more."))
    return redirect("confidences:reflection-detail", reflection_id=found)


@require_GET
@never_cache
def released_reflection(request: Page, release_id: int) -> HttpResponse:
    """A reflection that its owner lets me read."""
    by = actor_of(request)
    page = queries.released_reflection_page(release_id=release_id, by=by)
    about = f"confidences.reflectionrelease:{release_id}"
    record_view(by=by, action="confidences.read-released", about=about, facts={}, now=timezone.now())
    return render(request, "confidences/released_reflection.html", {"page": page})

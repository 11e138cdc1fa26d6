"""Pages on which a text is read and signed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from preceptor.develop.confidences.commands import signing
from preceptor.develop.confidences.pages.notes import number
from preceptor.develop.confidences.queries.papers import Paper, paper_of_agreement, paper_of_text
from preceptor.foundation.accounts.public import Page, actor_of


@require_http_methods(["GET", "POST"])
def agreement_sign(request: Page, pair_id: int, name: str) -> HttpResponse:
    """Read and sign the agreement with my partner."""
    by = actor_of(request)
    paper = paper_of_agreement(pair_id=pair_id, name=name, by=by)
    if request.method == "POST" and request.POST.get("agree") == "yes":
        read = _read(request)
        signing.sign_agreement(pair_id=pair_id, name=name, read=read, by=by, now=timezone.now())
        messages.success(request, _("Signed."))
        return redirect("confidences:pair-notes", pair_id=pair_id)
    return _shown(request, paper)


@require_http_methods(["GET", "POST"])
def text_sign(request: Page, cycle_id: int, name: str) -> HttpResponse:
    """Read and sign a text for myself, such as the code of ethics."""
    by, now = actor_of(request), timezone.now()
    paper = paper_of_text(cycle_id=cycle_id, name=name, by=by, now=now)
    if request.method == "POST" and request.POST.get("agree") == "yes":
        read = _read(request)
        signing.sign_text(cycle_id=cycle_id, name=name, read=read, by=by, now=now)
        messages.success(request, _("Signed."))
        return redirect("desk:my-desk")
    return _shown(request, paper)


def _read(request: Page) -> signing.Read:
    """The version and the language that were on the screen when the button was pressed."""
    return signing.Read(number(request.POST.get("version")) or 0, request.POST.get("language", "")[:2] or None)


def _shown(request: Page, paper: Paper) -> HttpResponse:
    """The text; after a press without the tick, with what is missing."""
    told = _("Tick the box to sign.") if request.method == "POST" else ""
    context = {"page": paper, "told": told}
    return render(request, "confidences/text_sign.html", context, status=422 if told else 200)

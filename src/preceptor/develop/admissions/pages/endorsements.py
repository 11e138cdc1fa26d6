"""Pages of endorsers: by the secret link of a letter, from the desk, and the coordinator's replacing."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from preceptor.develop.admissions.commands.asking import ReasonMissing, replace_endorser
from preceptor.develop.admissions.commands.endorsing import Answer, AnswerUnfit, answer_by_link, answer_endorsement
from preceptor.develop.admissions.pages.forms import DeclineForm, EndorseForm, ReplaceForm
from preceptor.develop.admissions.queries.endorsing import (
    LINK_PURPOSE,
    EndorsementPage,
    about,
    endorsement_list_page,
    endorsement_page,
    endorsement_replace_page,
    linked_endorsement_page,
)
from preceptor.foundation.accounts.public import Page, actor_of, open_link, open_to_all
from preceptor.foundation.audit.public import require


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def endorsement_link(request: Page, token: str) -> HttpResponse:
    """The page behind the letter's link: looking changes nothing, the button signs once."""
    now = timezone.now()
    link = open_link(token, LINK_PURPOSE, now)  # a wrong one is counted here: a refused signing takes its count back
    if request.method != "POST":
        return _form_page(request, linked_endorsement_page(link.about, now))
    try:
        endorsement_id = answer_by_link(token=token, answer=_answer(request), now=now)
    except (AnswerUnfit, ReasonMissing) as refusal:
        return _form_page(request, linked_endorsement_page(link.about, now), refusal)
    page = linked_endorsement_page(about(endorsement_id), now)
    return render(request, "admissions/endorsement_done.html", {"page": page})


@require_http_methods(["GET", "POST"])
def endorsement_detail(request: Page, endorsement_id: int) -> HttpResponse:
    """The same request for a supervisor who is signed in."""
    by, now = actor_of(request), timezone.now()
    page = endorsement_page(endorsement_id, endorser_id=by.id, now=now)
    if request.method == "GET":
        return _form_page(request, page)
    try:
        answer_endorsement(endorsement_id=endorsement_id, answer=_answer(request), by=by, now=now)
    except (AnswerUnfit, ReasonMissing) as refusal:
        return _form_page(request, page, refusal)
    messages.success(request, _("Thank you. Your answer is recorded, and the applicant hears."))
    return redirect("admissions:endorsement-list")


def _answer(request: Page) -> Answer:
    """What the endorser sent: everything whose name begins with certify- is a statement that the page showed."""
    if request.POST.get("answer") == "decline":
        return Answer(endorses=False, reason=request.POST.get("reason", ""))
    shown = frozenset(name.removeprefix("certify-") for name in request.POST if name.startswith("certify-"))
    return Answer(endorses=True, statements=shown, fields={name: str(value) for name, value in request.POST.items()})


def _form_page(
    request: Page, page: EndorsementPage, refusal: AnswerUnfit | ReasonMissing | None = None
) -> HttpResponse:
    """The request with its form, prefilled from the records or with what was just typed."""
    declining = request.POST.get("answer") == "decline"
    typed = request.POST if request.method == "POST" and not declining else None
    form = EndorseForm(page.statements, page.fields, typed, initial=dict(page.prefilled))
    faults = refusal.facts.get("fields") if refusal else None
    if isinstance(faults, Mapping):
        form.tell({str(name): str(sentence) for name, sentence in faults.items()})
    decline = DeclineForm(request.POST if declining else None)
    context = {"page": page, "form": form, "decline": decline, "refusal": refusal, "declining": declining}
    return render(request, "admissions/endorsement_detail.html", context, status=refusal.status if refusal else 200)


@require_GET
def endorsement_list(request: Page) -> HttpResponse:
    """Every request to the reader."""
    page = endorsement_list_page(actor_of(request).id)
    return render(request, "admissions/endorsement_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def endorsement_replace(request: Page, endorsement_id: int) -> HttpResponse:
    """Ask someone else of the reporting line, with a reason; for the cycle's coordinator."""
    by, now = actor_of(request), timezone.now()
    page, place = endorsement_replace_page(endorsement_id, now)
    require(by, "admissions.coordinate", where=place, now=now)
    form = ReplaceForm(page.choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
        replace_endorser(endorsement_id=endorsement_id, person_id=chosen, reason=reason, by=by, now=now)
        messages.success(request, _("The letter is on its way; the old link does not work any more."))
        return redirect("desk:my-desk")
    context = {"page": page, "form": form}
    return render(request, "admissions/endorsement_replace.html", context, status=422 if form.errors else 200)

"""Pages of letters of reference: asking for one, writing one by link without an account, reading one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.awards.commands.referring import (
    LetterUnfit,
    Referee,
    Reply,
    answer_reference,
    ask_reference,
    withdraw_reference,
)
from preceptor.develop.awards.pages.forms import DeclineLetterForm, LetterForm, RefereeForm
from preceptor.develop.awards.queries.detail import certificate_detail_page
from preceptor.develop.awards.queries.references import (
    LINK_PURPOSE,
    about,
    letter_page,
    missing_reference,
    reference_page,
)
from preceptor.foundation.accounts.public import Page, actor_of, open_link, open_to_all
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.look.public import Refusal


@require_http_methods(["GET", "POST"])
def reference_ask(request: Page, certificate_id: int) -> HttpResponse:
    """Ask somebody for a letter about one's own last cycle."""
    by, now = actor_of(request), timezone.now()
    page = certificate_detail_page(certificate_id=certificate_id, by=by, now=now)
    if not page.own:
        raise missing_reference()
    form = RefereeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_reference(certificate_id=certificate_id, referee=Referee(**form.cleaned_data), by=by, now=now)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            form.add_error(None, f"{refusal.sentence} {refusal.remedy}")
        else:
            messages.success(request, _("The letter with the link is on its way. You hear when it is answered."))
            return redirect("awards:certificate-detail", certificate_id=certificate_id)
    status = 422 if form.errors else 200
    return render(request, "awards/reference_ask.html", {"page": page, "form": form}, status=status)


@require_POST
def reference_withdraw(request: Page, reference_id: int) -> HttpResponse:
    """Take a request back; its link stops working."""
    certificate_id = withdraw_reference(reference_id=reference_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back. You can ask somebody else."))
    return redirect("awards:certificate-detail", certificate_id=certificate_id)


@require_GET
def reference_letter(request: Page, reference_id: int) -> HttpResponse:
    """A letter that was given, for its subject and for the office."""
    by, now = actor_of(request), timezone.now()
    page = letter_page(reference_id=reference_id, by=by, now=now)
    record_view(by=by, action="awards.read-reference", about=about(reference_id), now=now)
    return render(request, "awards/reference_letter.html", {"page": page})


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reference_link(request: Page, token: str) -> HttpResponse:
    """The page behind the link: looking changes nothing, the button sends the letter once."""
    now = timezone.now()
    link = open_link(token, LINK_PURPOSE, now)  # a wrong one is counted here, even when the sending is refused
    declining = request.POST.get("answer") == "decline"
    letter = LetterForm(request.POST if request.method == "POST" and not declining else None)
    decline = DeclineLetterForm(request.POST if declining else None)
    form = decline if declining else letter
    if request.method == "POST" and form.is_valid():
        try:
            reference_id = answer_reference(token=token, reply=Reply(not declining, **form.cleaned_data), now=now)
        except LetterUnfit as refusal:
            form.add_error(str(refusal.facts["field"]), f"{refusal.sentence} {refusal.remedy}")
        else:
            return render(request, "awards/reference_done.html", {"page": reference_page(about(reference_id))})
    told = {"page": reference_page(link.about), "letter": letter, "decline": decline, "form": form}
    status = 422 if form.errors else 200
    return render(request, "awards/reference_link.html", told | {"declining": declining}, status=status)

"""Pages of officers: disclosures proposed, decided on and read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.confidences.commands import disclosing
from preceptor.develop.confidences.pages.forms import DisclosureForm
from preceptor.develop.confidences.queries.disclosures import disclosure_detail_page, disclosure_list_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.look.public import Refusal


@require_GET
def disclosure_list(request: Page) -> HttpResponse:
    """Every disclosure that the law demanded, without what it opens."""
    page = disclosure_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "confidences/disclosure_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def disclosure_form(request: Page) -> HttpResponse:
    """Propose a disclosure on a legal ground."""
    by, now, form = actor_of(request), timezone.now(), DisclosureForm(request.POST or None)
    require(by, disclosing.PROPOSE, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            made = disclosing.propose_disclosure(named=form.named(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. A second officer decides; nothing is opened until then."))
            return redirect("confidences:disclosure-detail", disclosure_id=made)
    status = 422 if form.errors else 200
    return render(request, "confidences/disclosure_form.html", {"form": form}, status=status)


@require_GET
def disclosure_detail(request: Page, disclosure_id: int) -> HttpResponse:
    """One disclosure: its ground, its officers, and what may be done about it."""
    page = disclosure_detail_page(disclosure_id=disclosure_id, by=actor_of(request), now=timezone.now())
    return render(request, "confidences/disclosure_detail.html", {"page": page})


@require_POST
def disclosure_approve(request: Page, disclosure_id: int) -> HttpResponse:
    """Approve a disclosure as the second officer."""
    disclosing.approve_disclosure(disclosure_id=disclosure_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Approved. The pair is told at once, unless an order of a court forbids it for now."))
    return redirect("confidences:disclosure-detail", disclosure_id=disclosure_id)


@require_POST
def disclosure_decline(request: Page, disclosure_id: int) -> HttpResponse:
    """Decline a disclosure as the second officer."""
    disclosing.decline_disclosure(disclosure_id=disclosure_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Declined. Nothing was opened."))
    return redirect("confidences:disclosure-detail", disclosure_id=disclosure_id)


@require_POST
@never_cache
def disclosed_text(request: Page, disclosure_id: int) -> HttpResponse:
    """Read what was disclosed; each reading is written down."""
    page = disclosing.read_disclosed(disclosure_id=disclosure_id, by=actor_of(request), now=timezone.now())
    return render(request, "confidences/disclosed_text.html", {"page": page})

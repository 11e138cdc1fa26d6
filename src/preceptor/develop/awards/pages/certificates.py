"""Pages of one certificate: for its holder and for the office."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preceptor.develop.awards.commands import changing, credit, proposing
from preceptor.develop.awards.pages.forms import CorrectForm, CreditForm, DeclineForm, RenewForm, RevokeForm
from preceptor.develop.awards.queries.detail import certificate_detail_page, certificate_row
from preceptor.develop.awards.queries.mine import my_certificates_page
from preceptor.foundation.accounts.public import Page, actor_of

Forms = dict[str, forms.Form]


@require_GET
def my_certificates(request: Page) -> HttpResponse:
    """What I hold, until when, and how it is renewed."""
    return render(
        request, "awards/my_certificates.html", {"page": my_certificates_page(by=actor_of(request), now=timezone.now())}
    )


@require_GET
def certificate_detail(request: Page, certificate_id: int) -> HttpResponse:
    """One certificate with its paper, its badge, and what can become of it."""
    return _detail(request, certificate_id, {})


@require_GET
def certificate_paper(request: Page, certificate_id: int) -> HttpResponse:
    """The certificate as a tagged PDF."""
    row, _terms = certificate_row(certificate_id, actor_of(request), timezone.now())
    if not row.paper:
        raise Http404
    response = HttpResponse(bytes(row.paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.number}.pdf"'
    return response


@require_POST
def certificate_revoke(request: Page, certificate_id: int) -> HttpResponse:
    """Revoke a certificate with a reason."""
    told = _("It is revoked. Whoever verifies it sees so from now on, and the holder hears.")
    return _changed(request, certificate_id, RevokeForm(request.POST), (changing.revoke_certificate, told))


@require_POST
def certificate_correct(request: Page, certificate_id: int) -> HttpResponse:
    """Issue a certificate anew with the right name."""
    told = _("A corrected certificate is being issued; this one is revoked and says by which it was corrected.")
    return _changed(request, certificate_id, CorrectForm(request.POST), (changing.correct_certificate, told))


@require_POST
def certificate_renew(request: Page, certificate_id: int) -> HttpResponse:
    """Propose the renewal of a certificate."""
    told = _("The renewal waits for approval. This certificate stays valid and verifiable as it is.")
    return _changed(request, certificate_id, RenewForm(request.POST), (changing.renew_certificate, told))


@require_POST
def certificate_decline(request: Page, certificate_id: int) -> HttpResponse:
    """Not approve a proposal."""
    told = _("The proposal is turned down; its reason stays on record.")
    return _changed(request, certificate_id, DeclineForm(request.POST), (proposing.decline_certificate, told))


@require_POST
def credit_ask(request: Page, certificate_id: int) -> HttpResponse:
    """Ask for the academic credit that a program gives."""
    credit.ask_for_credit(certificate_id=certificate_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Your wish is with the office, which tells you how to register and pay the fee."))
    return redirect("awards:certificate-detail", certificate_id=certificate_id)


@require_POST
def credit_record(request: Page, certificate_id: int) -> HttpResponse:
    """Write down what the office has heard of credits and fee."""
    return _changed(request, certificate_id, CreditForm(request.POST), (credit.record_credit, _("Written down.")))


def _changed(
    request: Page, certificate_id: int, form: forms.Form, change: tuple[Callable[..., object], str]
) -> HttpResponse:
    """Make the change (a command, and what is told) when the form is complete; else show it with what was typed."""
    command, told = change
    if form.is_valid():
        command(certificate_id=certificate_id, **form.cleaned_data, by=actor_of(request), now=timezone.now())
        messages.success(request, told)
        return redirect("awards:certificate-detail", certificate_id=certificate_id)
    return _detail(request, certificate_id, {str(form.prefix): form}, status=422)


def _detail(request: Page, certificate_id: int, given: Forms, status: int = 200) -> HttpResponse:
    page = certificate_detail_page(certificate_id=certificate_id, by=actor_of(request), now=timezone.now())
    paid = {
        "registered_on": page.credit.registered_on if page.credit else None,
        "fee_paid_on": page.credit.fee_paid_on if page.credit else None,
    }
    shown: Forms = {
        "revoke": RevokeForm(),
        "correct": CorrectForm(initial={"holder_name": page.holder}),
        "renew": RenewForm(),
        "decline": DeclineForm(),
        "credit": CreditForm(initial=paid),
        **given,
    }
    faulty = next(iter(given), "")
    told = {"page": page, "forms": shown, "open": faulty, "form": given.get(faulty)}
    return render(request, "awards/certificate_detail.html", told, status=status)

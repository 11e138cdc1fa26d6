"""Pages for everybody, without an account: a certificate by its number, a file judged, what verifiers fetch."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from preceptor.develop.awards.pages.forms import FileForm, NumberForm
from preceptor.develop.awards.queries.badge import baked_badge
from preceptor.develop.awards.queries.detail import (
    CertificateMissing,
    certificate_public_page,
    credential_text,
    judged_page,
    status_list_text,
)
from preceptor.develop.awards.queries.site import issuer_document
from preceptor.develop.awards.rules.baking import MOST_IMAGE_BYTES
from preceptor.develop.awards.rules.certificate import read_number
from preceptor.foundation.accounts.public import Page, open_to_all
from preceptor.foundation.look.public import Refusal

CREDENTIAL = "application/vc+ld+json"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_verify(request: Page) -> HttpResponse:
    """Verify a certificate: by its number, or by its file; nothing is kept."""
    number_form, file_form, judged, status = NumberForm(), FileForm(), None, 200
    if request.method == "POST" and "number" in request.POST:
        number_form = NumberForm(request.POST)
        found = read_number(request.POST.get("number", "")) if number_form.is_valid() else ""
        if found:
            return redirect("awards:certificate-public", number=found)
        if number_form.is_valid():
            number_form.add_error("number", _("This is not a number of ours: it has twelve letters and digits."))
        status = 422
    elif request.method == "POST":
        file_form = FileForm(request.POST, request.FILES)
        if file_form.is_valid():
            judged = judged_page(file_form.cleaned_data["file"].read(MOST_IMAGE_BYTES + 1), timezone.now())
        else:
            status = 422
    told = {"number_form": number_form, "file_form": file_form, "judged": judged}
    return render(request, "awards/certificate_verify.html", told, status=status)


@open_to_all
@never_cache
@require_safe
def certificate_public(request: Page, number: str) -> HttpResponse:
    """One certificate as anybody sees it who has its number; verifiers get the credential itself."""
    if "json" in request.headers.get("Accept", "").split(",")[0]:
        return credential_json(request, number)
    try:
        page = certificate_public_page(number, timezone.now())
    except CertificateMissing as refusal:
        return _not_here(request, refusal)
    return render(request, "awards/certificate_public.html", {"page": page})


@open_to_all
@require_safe
def credential_json(request: Page, number: str) -> HttpResponse:  # noqa: ARG001  Django hands it over
    """The signed credential."""
    text = credential_text(number)
    response = HttpResponse(text, content_type=CREDENTIAL)
    response["Content-Disposition"] = f'inline; filename="{read_number(number)}.json"'
    return response


@open_to_all
@require_safe
def badge_image(request: Page, number: str) -> HttpResponse:  # noqa: ARG001  Django hands it over
    """The badge: an image with the signed credential in it."""
    return HttpResponse(baked_badge(read_number(number), credential_text(number)), content_type="image/png")


@open_to_all
@require_safe
def status_list(request: Page, list_id: int) -> HttpResponse:  # noqa: ARG001  Django hands it over
    """A signed status list."""
    return HttpResponse(status_list_text(list_id), content_type=CREDENTIAL)


@open_to_all
@require_safe
def issuer(request: Page) -> HttpResponse:  # noqa: ARG001  Django hands it over
    """The issuer's document (did.json) with every key that ever signed."""
    return JsonResponse(issuer_document(), content_type="application/did+ld+json", json_dumps_params={"indent": 1})


def _not_here(request: Page, refusal: Refusal) -> HttpResponse:
    told = {"number_form": NumberForm(), "file_form": FileForm(), "judged": None, "refusal": refusal}
    return render(request, "awards/certificate_verify.html", told, status=404)

"""Pages of the systems themselves, and of what others have opened to me."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from preceptor.develop.growth.commands import placing
from preceptor.develop.growth.pages.forms import placed
from preceptor.develop.growth.queries import others, systems
from preceptor.develop.handbooks.public import glossary_words
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view


@require_GET
def system_list(request: Page) -> HttpResponse:
    """The growth systems of all groups of employees."""
    return render(request, "growth/system_list.html", {"page": systems.system_list_page()})


@require_GET
def system_detail(request: Page, key: str) -> HttpResponse:
    """One group's growth system: strands at four levels, what each expects and offers."""
    words = glossary_words(("strand", "level", "placement", "coach", "mentor", "sponsor"))
    return render(request, "growth/system_detail.html", {"page": systems.system_detail_page(key=key), "words": words})


@require_GET
def system_rubric(_request: Page, key: str) -> HttpResponse:
    """A growth system as a CASE package with its rubric, for other software."""
    return JsonResponse(systems.package_of(key=key), json_dumps_params={"indent": 2, "ensure_ascii": False})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def placement_answer(request: Page, placement_id: UUID) -> HttpResponse:
    """Say how I see the levels of somebody who asked me."""
    by, now, told = actor_of(request), timezone.now(), ""
    page = others.placement_answer_page(placement_id=placement_id, by=by, now=now)
    if request.method == "POST":
        said = placed(request.POST, [line.strand.name for line in page.lines])
        try:
            agreed = placing.answer_placement(placement_id=placement_id, placed=said, by=by, now=now)
        except placing.PlacingRefused as refusal:
            told = str(refusal)
        else:
            messages.success(request, _("Agreed.") if agreed else _("Answered; they decide whether they agree."))
            return redirect("growth:placement-answer", placement_id=placement_id)
    else:
        about = placing.about(placement_id)
        record_view(by=by, action="growth.read-asked", about=about, facts={}, now=now)
    context = {"page": page, "told": told}
    return render(request, "growth/placement_answer.html", context, status=422 if told else 200)


@require_GET
@never_cache
def released_item(request: Page, release_id: int) -> HttpResponse:
    """Something of somebody's growth that they opened to me."""
    by, now = actor_of(request), timezone.now()
    page = others.released_page(release_id=release_id, by=by, now=now)
    about = f"growth.growthrelease:{release_id}"
    record_view(by=by, action="growth.read-released", about=about, facts={}, now=now)
    return render(request, "growth/released_item.html", {"page": page})

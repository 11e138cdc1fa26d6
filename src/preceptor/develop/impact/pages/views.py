"""Pages of impact: the answers there are, asking anew, and one answer with all it rests on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from preceptor.develop.impact.commands.studies import start_study
from preceptor.develop.impact.queries.studies import study_detail_page, study_list_page
from preceptor.foundation.accounts.public import Page, actor_of


@require_GET
def study_list(request: Page) -> HttpResponse:
    """The newest answer to every question about impact."""
    page = study_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "impact/study_list.html", {"page": page})


@require_POST
def study_start(request: Page) -> HttpResponse:
    """Freeze the records as they stand and have a question answered."""
    figure = request.POST.get("figure", "")
    kind = "growth" if figure else "retention"
    made = start_study(kind=kind, figure=figure, by=actor_of(request), now=timezone.now())
    return redirect("impact:study-detail", made)


@require_GET
def study_detail(request: Page, study_id: int) -> HttpResponse:
    """One answer: what could be found, how alike the groups are, the effect with its interval, what it cannot show."""
    page = study_detail_page(study_id=study_id, by=actor_of(request), now=timezone.now())
    return render(request, "impact/study_detail.html", {"page": page})

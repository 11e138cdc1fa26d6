"""Pages of the letters: a person's own; all of them for those who may read all, and in the demonstration."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from preceptor.foundation.accounts.public import Page, actor_of, person_id_of
from preceptor.foundation.audit.public import may, record_view
from preceptor.foundation.messages.queries import letter_detail_page, letter_list_page


@require_safe
def letter_list(request: Page) -> HttpResponse:
    """Letters, latest first."""
    page = letter_list_page(
        person_id=person_id_of(request),
        everyone=_sees_all(request),
        recipient=request.GET.get("recipient", "").strip()[:100],
        page=request.GET.get("page", "1"),
        now=timezone.now(),
    )
    return render(request, "letters/letter_list.html", {"page": page})


@require_safe
def letter_detail(request: Page, letter_id: int) -> HttpResponse:
    """One letter with its text."""
    by, now = actor_of(request), timezone.now()
    page = letter_detail_page(
        letter_id,
        person_id=person_id_of(request),
        everyone=_sees_all(request),
        uncovered=settings.DEMO,
        now=now,
    )
    if page is None:
        raise Http404
    if not page.own:
        about = f"letters.letter:{letter_id}"
        record_view(by=by, action="letters.read", about=about, facts={"person": page.person_id}, now=now)
    return render(request, "letters/letter_detail.html", {"page": page})


def _sees_all(request: Page) -> bool:
    """Whether the reader sees everyone's letters."""
    return bool(settings.DEMO) or may(actor_of(request), "letters.read", now=timezone.now())

"""Pages of the desk."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from preceptor.foundation.accounts.public import Page, actor_of, open_to_all
from preceptor.foundation.desk.queries import sources
from preceptor.foundation.look.public import remember_single_keys


@require_safe
def my_desk(request: Page) -> HttpResponse:
    """What to do now, in order."""
    page = sources.my_desk_page(actor_of(request).id, timezone.now())
    return render(request, "desk/my_desk.html", {"page": page})


@require_safe
def search(request: Page) -> HttpResponse:
    """People, schools and programs that match; an exact number leads straight there."""
    page = sources.search_page(actor_of(request), request.GET.get("q", "")[:100], timezone.now())
    if page.jump:
        return redirect(page.jump)
    return render(request, "desk/search.html", {"page": page, "search_text": page.text})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def keyboard(request: Page) -> HttpResponse:
    """The keys that work on every page, and the switch for single keys."""
    if request.method != "POST":
        return render(request, "desk/keyboard.html")
    response = redirect("desk:keyboard")
    remember_single_keys(response, on=request.POST.get("single_keys") == "on")
    return response

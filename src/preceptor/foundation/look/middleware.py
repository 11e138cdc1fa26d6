"""The one place that turns a refusal into an answer: a page, a part of a page, or JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from preceptor.foundation.look.refusal import Refusal

NOTICES = "#notices"


class RefusalMiddleware:
    """Answers a Refusal that a view let through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into an answer; leave everything else to Django."""
        return answer(request, exception) if isinstance(exception, Refusal) else None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer in the form that the asker reads."""
    if wants_json(request):
        return JsonResponse(as_facts(refusal), status=refusal.status)
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, refusal)
    return render(request, "look/refusal_page.html", {"refusal": refusal}, status=refusal.status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker reads JSON rather than pages."""
    return "application/json" in request.headers.get("Accept", "")


def as_facts(refusal: Refusal) -> dict[str, object]:
    """A refusal for machines."""
    return {
        "code": refusal.code,
        "sentence": refusal.sentence,
        "remedy": refusal.remedy,
        "facts": {name: _plain(value) for name, value in refusal.facts.items()},
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | float | list | dict) else str(value)


def _fragment(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    # The notice replaces nothing that the person was working on: it goes to the region above the page's content.
    response = render(request, "look/refusal.html", {"refusal": refusal}, status=refusal.status)
    response["HX-Retarget"] = NOTICES
    response["HX-Reswap"] = "innerHTML"
    return response

"""A refusal as an answer, in the form that the asker reads: a page, a part of one, or JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from preceptor.foundation.look.refusal import Refusal

NOTICES = "#notices"


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer in the form that the asker reads."""
    if wants_json(request):
        return JsonResponse(as_facts(refusal), status=refusal.status)
    if asks_for_part(request):
        return part_of_page(render_to_string("look/refusal.html", {"refusal": refusal}, request), refusal.status)
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


def asks_for_part(request: HttpRequest) -> bool:
    """Whether the asker wants a part of a page, to be put into the page that is open."""
    return request.headers.get("HX-Request") == "true"


def part_of_page(content: str, status: int) -> HttpResponse:
    """A notice that replaces nothing the person was working on: it goes to the region above the page's content."""
    return HttpResponse(content, status=status, headers={"HX-Retarget": NOTICES, "HX-Reswap": "innerHTML"})

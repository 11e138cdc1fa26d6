"""What stands before every page: requests that no database can take are turned away, and refusals become answers."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    UnreadablePostError,
)
from django.utils.translation import gettext as _

from preceptor.foundation.look.answering import answer
from preceptor.foundation.look.memory import remembering
from preceptor.foundation.look.refusal import Refusal

# The largest number that a database column holds.
LARGEST = 2**63 - 1
ZERO = "\x00"


class StorableMiddleware:
    """Turns away what no column can hold, once for every view: the zero character, and numbers beyond 64 bits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if ZERO in value]:
            del request.COOKIES[name]  # nothing that we ever set
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Iterable[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Nothing stands at an address that names the impossible; text that cannot be kept is told to the writer."""
        if not all(_storable(value) for value in (*args, *kwargs.values())):
            raise Http404
        if not _holds_zero(request.GET) and not _holds_zero(_sent(request)):
            return None
        return answer(
            request,
            Refusal(
                "zero-character",
                _("Something in this form holds an invisible character that cannot be kept, so nothing was changed."),
                remedy=_("Go back and type the text again instead of pasting it."),
                status=400,
            ),
        )


def _storable(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= LARGEST
    return ZERO not in value if isinstance(value, str) else True


def _sent(request: HttpRequest) -> QueryDict:
    """What the form sent; nothing when the connection broke off in the middle, which the next reader finds too."""
    try:
        return request.POST
    except UnreadablePostError:
        return QueryDict()


def _holds_zero(sent: QueryDict) -> bool:
    return any(ZERO in name or any(ZERO in str(value) for value in values) for name, values in sent.lists())


class MemoryMiddleware:
    """Lets a page that only reads ask each thing once, the navigation with it; a change asks anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


class RefusalMiddleware:
    """Answers a Refusal that a view let through, and whoever opens what only a button reaches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            told = answer(request, _only_by_button())
            told["Allow"] = response.get("Allow", "POST")
            return told
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into an answer; leave everything else to Django."""
        return answer(request, exception) if isinstance(exception, Refusal) else None


def _only_by_button() -> Refusal:
    return Refusal(
        "only-by-button",
        _("This address takes only what a button on a page sends, so opening it changes nothing."),
        remedy=_("Go to your desk, open the page with the button, and press it there."),
        status=HTTPStatus.METHOD_NOT_ALLOWED,
    )

"""Pages for a wrong address, a refused task, a broken request and a fault of ours."""

import sys

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from preceptor.foundation.look.answering import answer, as_facts, asks_for_part, part_of_page, wants_json
from preceptor.foundation.look.refusal import Refusal


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The browser sent something that cannot be read; shown without the frame, since the request cannot be trusted."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The reader's position does not carry this page."""
    return answer(
        request,
        Refusal(
            "forbidden",
            _("This page is not for your position."),
            remedy=_("If you need it for your work, ask your administrator to check your position and its dates."),
            status=403,
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Nothing at this address, or nothing that this reader may see."""
    return answer(
        request,
        Refusal(
            "not-found",
            _("There is no page at this address."),
            remedy=_(
                "The address may have a slip, or what stood here was moved or is not yours to see. "
                "Your desk and the search box lead on."
            ),
            status=404,
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; the answer asks nothing of the database, which may be the cause."""
    refusal = _of_database(sys.exc_info()[1])
    if refusal is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    if wants_json(request):
        return JsonResponse(as_facts(refusal), status=refusal.status)
    if asks_for_part(request):
        return part_of_page(render_to_string("look/refusal.html", {"refusal": refusal}), refusal.status)
    return HttpResponse(render_to_string("look/bare_refusal.html", {"refusal": refusal}), status=refusal.status)


def _of_database(fault: BaseException | None) -> Refusal | None:
    """What the database could not do, in words; none for other faults."""
    if isinstance(fault, DataError):
        return Refusal(
            "too-long",
            _("Something that was sent is longer or larger than what can be kept, so nothing was changed."),
            remedy=_("Go back, shorten what you typed and send it again."),
            status=422,
        )
    if not isinstance(fault, OperationalError | InterfaceError):
        return None
    if "full" in str(fault) or "No space" in str(fault):
        return Refusal(
            "disk-full",
            _("The disk of the server is full, so nothing was changed."),
            remedy=_("Tell your administrator to make room. Then go back and send it again."),
            status=507,
        )
    return Refusal(
        "database-busy",
        _("The database is busy or cannot be reached, so nothing was changed."),
        remedy=_("Go back, wait a minute and send it again. If it happens again, tell your administrator."),
        status=503,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or whose cookie is missing."""
    return answer(
        request,
        Refusal(
            "form-too-old",
            _("This form was open too long, or your browser holds back its cookies, so it was not sent."),
            remedy=_("Go back, load the page again and send it once more. What you typed is still in the form."),
            facts={"reason": reason},
            status=403,
        ),
    )

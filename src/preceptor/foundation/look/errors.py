"""Pages for a wrong address, a refused task, a broken request and a fault of ours."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from preceptor.foundation.look.middleware import answer
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


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """A fault of ours; the page asks nothing of the database, which may be the cause."""
    return HttpResponse(render_to_string("500.html"), status=500)


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

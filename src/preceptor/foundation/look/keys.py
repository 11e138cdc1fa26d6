"""Single keys (`/`, `?`, `c`, `n`) can be switched off, as speech input and tremor want; a cookie remembers it."""

from django.http import HttpRequest, HttpResponse

COOKIE = "single_keys"
_A_YEAR = 365 * 24 * 60 * 60


def single_keys_on(request: HttpRequest) -> bool:
    """Whether single keys act for this reader."""
    return request.COOKIES.get(COOKIE) != "off"


def remember_single_keys(response: HttpResponse, *, on: bool) -> None:
    """Keep the choice in this browser."""
    response.set_cookie(COOKIE, "on" if on else "off", max_age=_A_YEAR, samesite="Lax", httponly=True)

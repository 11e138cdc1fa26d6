"""Pages of the named figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from preceptor.foundation.audit.public import caller, require
from preceptor.foundation.measures.queries.figures import measure_list_page


def measure_list(request: HttpRequest) -> HttpResponse:
    """Every measure with its last value, the change since the one before, and the records behind it."""
    now = timezone.now()
    require(caller(request), "measures.read", now=now)
    return render(request, "measures/measure_list.html", {"page": measure_list_page(timezone.localdate(now))})

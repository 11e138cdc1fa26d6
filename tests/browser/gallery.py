"""A page with every component of the look, for tests alone; reached with `pytest.mark.urls`."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from preceptor.config import urls as site
from preceptor.foundation.accounts.public import open_to_all
from preceptor.foundation.look import public as look
from preceptor.foundation.look.public import Refusal

MOMENT = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)
KEPT: list[dict[str, str]] = []


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="School name", help_text="As it stands on the sign.")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Elementary"), ("b", "Middle")])
    mode = forms.ChoiceField(label="How", choices=[("x", "In person"), ("y", "By video")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("m", "Monday"), ("t", "Tuesday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    paper = forms.FileField(label="Paper", required=False)
    agreed = forms.BooleanField(label="I have read it", help_text="Three minutes.")


def charts() -> list[str]:
    """One chart of each kind."""
    points = [
        look.MapPoint(f"School {at}", 34 + at % 7 / 30, -118.2 - at % 11 / 25, f"/schools/{at}", "NESW"[at % 4])
        for at in range(40)
    ]
    return [
        look.bars(
            "Hours given back", "Hours by school.", [("Maple", 12), ("Roosevelt Senior High School and Magnet", 30.5)]
        ),
        look.stacked_bars("Pairs", "By kind.", ["Met", "Not yet"], [("North", (12, 3)), ("South", (8, 9))]),
        look.lines("By month", "Two years.", ["Aug", "Sep", "Oct"], {"2025": [1, 2, 4], "2026": [2, None, 5]}),
        look.gantt_bar("Call", (date(2026, 9, 1), date(2026, 10, 1)), (date(2026, 8, 1), date(2026, 12, 31))),
        look.school_map("Schools", "By local district.", points),
    ]


@open_to_all
def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page; a POST shows the form with its errors."""
    form = Sample(request.POST, request.FILES) if request.method == "POST" else Sample()
    pager = Paginator(range(95), 20).get_page(request.GET.get("page", 2))
    context = {"form": form, "charts": charts(), "pager": pager, "moment": MOMENT}
    return render(request, "gallery.html", context, status=422 if form.errors else 200)


@open_to_all
def keep(request: HttpRequest) -> HttpResponse:
    """Where the autosaved draft goes."""
    KEPT.append({name: str(value) for name, value in request.POST.items()})
    return HttpResponse(status=204)


@open_to_all
def refuse(request: HttpRequest) -> HttpResponse:
    """A refusal, as a command gives it."""
    raise Refusal("too-late", "The call closed on Dec 8 at 5:00 p.m.", remedy="Write to the program office.")


@open_to_all
def fail(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise RuntimeError("planted")


@open_to_all
def listed(request: HttpRequest) -> HttpResponseBase:
    """A list as a file."""
    return look.table_response(request, "Schools", ["Name", "Pupils"], [("Maple", 300), ("=1+1", 12)])


urlpatterns = [
    *site.urlpatterns,
    path("gallery", gallery),
    path("gallery/keep", keep, name="keep"),
    path("gallery/refuse", refuse),
    path("gallery/fail", fail),
    path("gallery/list", listed),
]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500

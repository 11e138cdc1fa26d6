"""Views of the district's pages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.audit.public import caller, require
from preceptor.foundation.district.commands.load import LoadRefused
from preceptor.foundation.district.commands.uploads import confirm_upload, keep_upload, preview_upload
from preceptor.foundation.district.models import School
from preceptor.foundation.district.pages.forms import KIND_NAMES, LoadForm, SchoolFilterForm
from preceptor.foundation.district.pages.words import figure_name, standing_kind, standing_value
from preceptor.foundation.district.queries.pages import (
    SchoolDetailPage,
    my_standing_page,
    person_detail_page,
    school_detail_page,
    school_list_page,
    school_rows,
)
from preceptor.foundation.look.public import MapPoint, Refusal, lines, school_map, table_response, wants_table


@require_safe
def school_list(request: HttpRequest) -> HttpResponseBase:
    """The list of schools by the filters in the address, as a page or a file."""
    by, now = caller(request), timezone.now()
    filters = SchoolFilterForm.filters(request.GET.dict())
    if wants_table(request):
        columns = [_("Code"), _("School"), _("Level"), _("Grades"), _("Charter status"), _("Local district")]
        rows = (
            [
                one.code,
                one.name,
                _level(one.level),
                _span(one.grade_low, one.grade_high),
                _charter(one.charter),
                one.local_district,
            ]
            for one in school_rows(filters, by=by, now=now)
        )
        return table_response(request, "schools", columns, rows)
    page = school_list_page(filters, request.GET.get("page", "1"), by=by, now=now)
    form = SchoolFilterForm(request.GET)
    form.offer(page.local_districts)
    listed = [
        (one, _level(one.level), _span(one.grade_low, one.grade_high), _charter(one.charter)) for one in page.rows
    ]
    return render(request, "district/school_list.html", {"page": page, "form": form, "rows": listed})


def _level(code: str) -> str:
    """A level in words."""
    return str(School.Level(code).label)


def _charter(code: str) -> str:
    """A charter status in words."""
    return str(School.Charter(code).label)


def _span(low: str, high: str) -> str:
    """Grades as people write them."""
    return low if low == high else f"{low}-{high}"


@require_safe
def school_detail(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One school: facts, figures, groups, staff, feeders, and where it lies."""
    page = school_detail_page(unit_id, by=caller(request), now=timezone.now())
    if page is None:
        raise Http404
    facts = {
        "level": _level(page.school.level),
        "grades": _span(page.school.grade_low, page.school.grade_high),
        "charter": _charter(page.school.charter),
        "figures": [(figure_name(row.name), row.values) for row in page.figures],
        "chart": _enrollment(page),
        "map": _map(page),
    }
    return render(request, "district/school_detail.html", {"page": page, "facts": facts})


def _enrollment(page: SchoolDetailPage) -> SafeString | None:
    """Enrollment over the years as a drawing; nothing with fewer than two years."""
    row = next((row for row in page.figures if row.name == "total_enrolled"), None)
    if row is None or len(page.years) < 2:
        return None
    values = [None if value is None else float(value) for value in row.values]
    told = _("Pupils enrolled at %(school)s by school year") % {"school": page.school.name}
    return lines(_("Pupils enrolled"), told, page.years, {_("Pupils"): values})


def _map(page: SchoolDetailPage) -> SafeString | None:
    """The school among its neighbours."""
    points = [
        MapPoint(
            label=one.name,
            latitude=one.latitude or 0.0,
            longitude=one.longitude or 0.0,
            url=reverse("district:school-detail", args=[one.unit_id]),
            group=_("This school") if one.id == page.school.id else _("Schools nearby"),
            detail=_level(one.level),
        )
        for one in page.near
    ]
    told = _("%(school)s and the schools around it") % {"school": page.school.name}
    return school_map(_("Where it lies"), told, points) if points else None


@require_safe
def person_detail(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: how to reach them, positions, supervisor and direct reports."""
    page = person_detail_page(person_id, by=caller(request), now=timezone.now())
    return render(request, "district/person_detail.html", {"page": page})


@require_safe
def my_standing(request: HttpRequest) -> HttpResponse:
    """The reader's own standing facts."""
    page = my_standing_page(by=caller(request), now=timezone.now())
    rows = [(standing_kind(kind), standing_value(kind, fact.value), fact) for kind, fact in page.facts]
    return render(request, "district/my_standing.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Give a file; its preview comes next."""
    by, now = caller(request), timezone.now()
    require(by, "district.load", now=now)
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_upload(
                kind=form.cleaned_data["kind"],
                name=file.name,
                data=file.read(),
                mapping=form.mapping_text(),
                by=by,
                now=now,
            )
            return redirect("district:load-preview", upload_id=kept)
        except Refusal as refusal:
            form.add_error("file", f"{refusal.sentence} {refusal.remedy}")
    status = 422 if request.method == "POST" else 200
    return render(request, "district/load.html", {"form": form}, status=status)


@require_safe
def load_preview(request: HttpRequest, upload_id: int) -> HttpResponse:
    """What a file would change, or every fault in it."""
    try:
        page = preview_upload(upload_id=upload_id, by=caller(request), now=timezone.now())
    except LoadRefused as refusal:
        return render(request, "district/load_faults.html", {"refusal": refusal}, status=422)
    return render(request, "district/load_preview.html", {"page": page, "kind": KIND_NAMES[page.kind]})


@require_POST
def load_confirm(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Write what the preview showed."""
    outcome = confirm_upload(
        upload_id=upload_id, digest=request.POST.get("digest", ""), by=caller(request), now=timezone.now()
    )
    for part in outcome.parts:
        messages.success(request, str(part))
    return redirect("district:load")

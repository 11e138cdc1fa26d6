"""Pages of the finance office: scenarios, copies, comparison, fairness, publishing, positions, nurses, windows."""

import json
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.look.public import table_response, wants_table
from preceptor.resource.funding.commands import publishing
from preceptor.resource.funding.commands import scenarios as commands
from preceptor.resource.funding.pages.forms import CopyForm, ScenarioForm, WindowForm
from preceptor.resource.funding.plans.changing import formula_of, settings_of
from preceptor.resource.funding.plans.judging import fairness_page, measure_rows
from preceptor.resource.funding.queries import scenarios as queries
from preceptor.resource.funding.queries import staffing
from preceptor.resource.funding.queries.comparing import compare_page
from preceptor.resource.funding.queries.scenarios import PLAN, PUBLISH
from preceptor.resource.funding.queries.wording import titles_of

COLUMNS = ("code", "name", "level", "local_district", "tier", "rank", "pupils")


@require_GET
def scenario_list(request: Page) -> HttpResponse:
    """All scenarios, what is published, and the windows."""
    page = queries.scenario_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "funding/scenario_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def scenario_new(request: Page) -> HttpResponse:
    """Begin a scenario from a formula and a table, or from the district's own records."""
    by, now = actor_of(request), timezone.now()
    require(by, PLAN, now=now)
    form = ScenarioForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wanted = commands.Wanted(said["title"], said["year"], form.formula_text(), said["table"])
        return redirect("funding:scenario-detail", commands.start_scenario(wanted=wanted, by=by, now=now))
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/scenario_new.html", {"form": form}, status=status)


@require_GET
def scenario_detail(request: Page, scenario_id: int) -> HttpResponseBase:
    """One scenario with its results; as a file, exactly the schools that the filters leave."""
    by, now, asked = actor_of(request), timezone.now(), request.GET.dict()
    page = queries.scenario_detail_page(scenario_id=scenario_id, asked=asked, by=by, now=now)
    if wants_table(request):
        heads = (*COLUMNS, *(head.key for head in page.grants))
        rows = queries.scenario_rows(scenario_id=scenario_id, asked=asked, by=by, now=now)
        return table_response(request, f"allocation-{scenario_id}", heads, rows)
    return render(request, "funding/scenario_detail.html", {"page": page})


@require_http_methods(["GET", "POST"])
def scenario_copy(request: Page, scenario_id: int) -> HttpResponse:
    """A copy with other pools, weights, floors and ceilings on the same frozen figures."""
    by, now = actor_of(request), timezone.now()
    require(by, PLAN, now=now)
    row = queries.scenario_row(scenario_id)
    formula = formula_of(row.formula, row.changes)
    titles = titles_of({"translations": formula.translations})
    settings = [
        (place, group, titles.get(title, title), number) for place, group, title, number in settings_of(formula)
    ]
    initial = {"title": _("%(title)s, changed") % {"title": row.title}}
    form = CopyForm(settings, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = commands.copy_scenario(
            scenario_id=scenario_id, title=form.cleaned_data["title"], changes=form.changes(), by=by, now=now
        )
        return redirect("funding:scenario-detail", made)
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/scenario_copy.html", {"form": form, "row": row}, status=status)


@require_GET
def scenario_compare(request: Page, scenario_id: int, other_id: int) -> HttpResponseBase:
    """Two scenarios side by side: by school, level, local district and tier; who gains and who loses."""
    by, now, asked = actor_of(request), timezone.now(), request.GET.dict()
    page = compare_page(one=scenario_id, other=other_id, asked=asked, by=by, now=now)
    if wants_table(request):
        rows = ((each.code, each.name, each.group, each.before, each.after, each.difference) for each in page.lines)
        heads = ("code", "name", page.by, "before", "after", "difference")
        return table_response(request, f"compare-{scenario_id}-{other_id}", heads, rows)
    context = {"page": page, "measures": measure_rows(page.fairness)}
    return render(request, "funding/scenario_compare.html", context)


@require_GET
def scenario_fairness(request: Page, scenario_id: int) -> HttpResponse:
    """How even the amounts are, each measure with what it says, and what moves the ranks."""
    page = fairness_page(scenario_id=scenario_id, by=actor_of(request), now=timezone.now())
    return render(request, "funding/scenario_fairness.html", {"page": page})


@require_GET
def scenario_inputs(request: Page, scenario_id: int) -> HttpResponse:
    """The frozen inputs with their hash, to be computed again anywhere."""
    require(actor_of(request), PLAN, now=timezone.now())
    row = queries.scenario_row(scenario_id)
    kept = {"sha256": row.inputs_sha256, "formula": row.formula, "changes": row.changes, "table": row.table}
    answer = HttpResponse(json.dumps(kept, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="scenario-{scenario_id}.json"'
    return answer


@require_http_methods(["GET", "POST"])
def scenario_publish(request: Page, scenario_id: int) -> HttpResponse:
    """Publish a scenario; the page before says what follows."""
    by, now = actor_of(request), timezone.now()
    require(by, PUBLISH, now=now)
    if request.method == "POST":
        kind = "norm_day" if request.POST.get("kind") == "norm_day" else "budget"
        number = publishing.publish_scenario(scenario_id=scenario_id, kind=kind, by=by, now=now)
        messages.success(request, _("Version %(n)d is published. Schools see it now.") % {"n": number})
        return redirect("funding:scenario-detail", scenario_id)
    page = queries.publish_page(scenario_id=scenario_id, by=by, now=now)
    return render(request, "funding/scenario_publish.html", {"page": page})


@require_POST
def scenario_discard(request: Page, scenario_id: int) -> HttpResponse:
    """Delete a scenario that was never published."""
    commands.discard_scenario(scenario_id=scenario_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The scenario is deleted."))
    return redirect("funding:scenario-list")


@require_GET
def position_list(request: Page, scenario_id: int, key: str) -> HttpResponseBase:
    """Positions by school and year, cost beyond the base norm, rooms that lack."""
    asked = request.GET.dict()
    page = staffing.position_list_page(
        scenario_id=scenario_id, key=key, asked=asked, by=actor_of(request), now=timezone.now()
    )
    if wants_table(request):
        heads = ("code", "name", "level", "year", "positions", "base_positions", "cost", "rooms_lacking", "further")
        return table_response(request, f"positions-{scenario_id}", heads, _position_rows(page))
    return render(request, "funding/position_list.html", {"page": page})


def _position_rows(page: staffing.PositionListPage) -> Iterator[tuple[object, ...]]:
    for line in page.lines:
        for each in line.years:
            yield (
                *(line.code, line.name, line.level, each.year, each.positions, each.base),
                *(each.cost, each.rooms, each.further),
            )


@require_GET
def nurse_list(request: Page, scenario_id: int, key: str) -> HttpResponseBase:
    """Half-days of nursing by need, and pairs of schools that share a nurse."""
    asked = request.GET.dict()
    page = staffing.nurse_list_page(
        scenario_id=scenario_id, key=key, asked=asked, by=actor_of(request), now=timezone.now()
    )
    if wants_table(request):
        heads = ("code", "name", "rank", "half_days", "days", "shares_with", "km", "half_days_together")
        rows = (
            (one.code, one.name, one.rank, one.half_days, one.days, one.partner, one.km, one.together)
            for one in page.lines
        )
        return table_response(request, f"nurses-{scenario_id}", heads, rows)
    return render(request, "funding/nurse_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def window_edit(request: Page) -> HttpResponse:
    """When schools and local districts develop their budgets."""
    by, now = actor_of(request), timezone.now()
    require(by, PUBLISH, now=now)
    form = WindowForm(request.POST or None, initial={"year": request.GET.get("year", "")})
    if request.method == "POST" and form.is_valid():
        opens, closes = form.moments()
        said = form.cleaned_data
        publishing.set_window(year=said["year"], audience=said["audience"], opens=opens, closes=closes, by=by, now=now)
        messages.success(request, _("The window is set."))
        return redirect("funding:scenario-list")
    status = 422 if request.method == "POST" else 200
    return render(request, "funding/window_edit.html", {"form": form}, status=status)

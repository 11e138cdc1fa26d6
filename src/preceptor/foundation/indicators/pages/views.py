"""Pages of the indicators: the board's page, one indicator, a frozen figure and its records, freezing, definitions."""

import io

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.district.public import people
from preceptor.foundation.indicators.commands.defining import Charge, DefinitionRefused, load_definition, set_charge
from preceptor.foundation.indicators.commands.entering import Entry, enter_figure
from preceptor.foundation.indicators.commands.freezing import freeze
from preceptor.foundation.indicators.pages.drawing import course_chart, total_chart
from preceptor.foundation.indicators.pages.forms import ChargeForm, DefinitionForm, FreezeForm
from preceptor.foundation.indicators.pages.report import as_pdf
from preceptor.foundation.indicators.queries.board import COLUMNS, board_page, export_rows
from preceptor.foundation.indicators.queries.definitions import named, said
from preceptor.foundation.indicators.queries.one import indicator_page
from preceptor.foundation.indicators.queries.people import Choice, figure_page
from preceptor.foundation.indicators.queries.preview import FreezePage, freeze_page
from preceptor.foundation.indicators.queries.registry import pages_beside
from preceptor.foundation.indicators.queries.rights import MANAGE
from preceptor.foundation.look.public import Refusal, table_response, wants_table
from preceptor.languages.faults import Fault


@require_safe
def indicator_list(request: Page) -> HttpResponseBase:
    """The board's indicators over the years, with targets, and accreditation duties."""
    page = board_page(by=actor_of(request), now=timezone.now())
    if wants_table(request):
        return table_response(request, "indicators", COLUMNS, export_rows(page.rows))
    context = {"page": page, "beside": pages_beside(actor_of(request), timezone.now())}
    return render(request, "indicators/indicator_list.html", context)


@require_safe
def board_report(request: Page) -> FileResponse:
    """The board's report as a tagged PDF, with exactly what the pages show."""
    page = board_page(by=actor_of(request), now=timezone.now())
    return FileResponse(io.BytesIO(as_pdf(page)), as_attachment=True, filename="indicators.pdf")


@require_safe
def indicator_detail(request: Page, code: str) -> HttpResponseBase:
    """One indicator: its course, its breakdowns, its rule, its revisions."""
    page = indicator_page(code=code, by=actor_of(request), now=timezone.now())
    if wants_table(request):
        return table_response(request, f"indicator-{code}", COLUMNS, export_rows((page.row,)))
    charts = [(each, course_chart(page, each)) for each in page.breakdowns]
    beside = pages_beside(actor_of(request), timezone.now())
    context = {"page": page, "chart": total_chart(page), "breakdowns": charts, "beside": beside}
    return render(request, "indicators/indicator_detail.html", context)


@require_safe
def figure_detail(request: Page, figure_id: int) -> HttpResponse:
    """A frozen figure, how it came about, and the records behind it within the reader's rights."""
    given = request.GET
    number = given.get("page", "1")
    choice = Choice(
        counts=given.get("counts", "")[:3],
        dimension=given.get("by", "")[:20],
        key=given.get("key", "")[:200],
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )
    page = figure_page(figure_id=figure_id, choice=choice, by=actor_of(request), now=timezone.now())
    return render(request, "indicators/figure_detail.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def figure_freeze(request: Page, code: str, period: str) -> HttpResponse:
    """Freeze a period's figure, enter one with evidence, or revise it with a reason."""
    by, now = actor_of(request), timezone.now()
    page = freeze_page(code=code, period=period, by=by, now=now)
    form = FreezeForm(page, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            figure_id = _keep(request, page, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is frozen. Later changes become revisions beside it."))
            return redirect("indicators:figure-detail", figure_id=figure_id)
    status = 422 if form.errors else 200
    return render(request, "indicators/figure_freeze.html", {"page": page, "form": form}, status=status)


def _keep(request: Page, page: FreezePage, form: FreezeForm) -> int:
    """Freeze or enter; the new figure's number."""
    by, now, given = actor_of(request), timezone.now(), form.cleaned_data
    reason = given.get("reason", "")
    if not page.entered:
        return freeze(code=page.code, period=page.period, reason=reason, by=by, now=now).pk
    entry = Entry(page.period, given["number"], given.get("out_of"), reason)
    return enter_figure(code=page.code, entry=entry, evidence=given["evidence"], by=by, now=now).pk


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_charge(request: Page, code: str) -> HttpResponse:
    """Name the owner and the target of an indicator."""
    by, now = actor_of(request), timezone.now()
    require(by, MANAGE, now=now)
    found = named(code)
    kept = found.indicator
    owner = people([kept.owner_id])[kept.owner_id].email if kept.owner_id else ""
    initial = {"owner": owner, "target": kept.target, "target_year": kept.target_year, "reason": kept.target_reason}
    form = ChargeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        charge = Charge(given["owner"], given["target"], given["target_year"], given["reason"])
        set_charge(code=code, charge=charge, by=by, now=now)
        messages.success(request, _("Owner and target are kept."))
        return redirect("indicators:indicator-detail", code=code)
    context = {"form": form, "code": code, "title": said(found.definition.title)}
    return render(request, "indicators/indicator_charge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def definition_load(request: Page) -> HttpResponse:
    """Check a definition, or load it as a new version."""
    by, now = actor_of(request), timezone.now()
    require(by, MANAGE, now=now)
    form = DefinitionForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        only_look = "check" in request.POST
        try:
            text = form.cleaned_data["text"]
            done = load_definition(text=text, file="definition.toml", by=by, now=now, dry_run=only_look)
        except DefinitionRefused as refusal:
            faults = refusal.faults
            form.add_error(None, refusal.sentence)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            facts = {"code": done.code, "number": done.number}
            said_of = (
                _("%(code)s, version %(number)s: nothing is wrong.")
                if only_look
                else _("%(code)s, version %(number)s is in force.")
            )
            messages.success(request, said_of % facts)
            if not only_look:
                return redirect("indicators:indicator-detail", code=done.code)
    context = {"form": form, "faults": faults}
    return render(request, "indicators/definition_load.html", context, status=422 if form.errors else 200)

"""Pages of offices: the cycle, an item's schools, what an office signs, the burden."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.district.public import LoadRefused, today
from preceptor.foundation.look.public import Refusal, bars, table_response, wants_table
from preceptor.relieve.compliance.commands import cycles as commands
from preceptor.relieve.compliance.commands.proofs import load_proofs
from preceptor.relieve.compliance.commands.reminding import remind_due
from preceptor.relieve.compliance.commands.signing import certify
from preceptor.relieve.compliance.pages.answers import AnswersForm, shown_now, signed_from
from preceptor.relieve.compliance.queries.burden import burden_page
from preceptor.relieve.compliance.queries.office import (
    cycle_item_page,
    cycle_list_page,
    office_due_page,
    office_sign_page,
)

PILOT_CODE = re.compile(r"[^\s,;]+")
KIND_WORDS = {
    "office": _lazy("By office"),
    "month": _lazy("By month"),
    "level": _lazy("By school level"),
    "item": _lazy("By item"),
}


@require_safe
def cycle_list(request: Page) -> HttpResponse:
    """The year's cycles, and what is late now, item by item."""
    page = cycle_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/cycle_list.html", {"page": page})


@require_POST
def cycle_start(request: Page) -> HttpResponse:
    """Freeze the catalogue for a year and make what every school owes; again, add what is missing."""
    by, now = actor_of(request), timezone.now()
    since = today(now) if request.POST.get("from_today") else None
    pilot = PILOT_CODE.findall(request.POST.get("pilot", ""))
    commands.start_cycle(year=request.POST.get("year", ""), since=since, pilot=pilot, by=by, now=now)
    messages.success(request, _("The catalogue is frozen, and what schools owe is being made."))
    return redirect("compliance:cycle-list")


@require_POST
def cycle_close(request: Page, cycle_id: int) -> HttpResponse:
    """Close a cycle; what is open stays open."""
    commands.close_cycle(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The cycle is closed. What is open in it stays open."))
    return redirect("compliance:cycle-list")


@require_safe
def cycle_item(request: Page, cycle_item_id: int) -> HttpResponse:
    """Which schools are open for an item, and whom it waits on."""
    asked = request.GET.get("page", "1")
    page = cycle_item_page(cycle_item_id=cycle_item_id, page=asked, by=actor_of(request), now=timezone.now())
    return render(request, "compliance/cycle_item.html", {"page": page})


@require_POST
def cycle_item_correct(request: Page, cycle_item_id: int) -> HttpResponse:
    """Put the newest wording into the running cycle."""
    commands.correct_wording(cycle_item_id=cycle_item_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The newest wording holds from now on; what was signed keeps its own."))
    return redirect("compliance:cycle-item", cycle_item_id=cycle_item_id)


@require_POST
def due_remind(request: Page) -> HttpResponse:
    """Remind everybody of what is due or late; nobody twice of the same."""
    told = remind_due(by=actor_of(request), now=timezone.now())
    said = ngettext("%(n)d person is reminded.", "%(n)d people are reminded.", told)
    messages.success(request, said % {"n": told})
    return redirect("compliance:cycle-list")


@require_safe
def office_due(request: Page) -> HttpResponse:
    """What my office signs away from the schools."""
    page = office_due_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/office_due.html", {"page": page})


@require_http_methods(["GET", "POST"])
def office_sign(request: Page, cycle_item_id: int, period: str) -> HttpResponse:
    """Sign one statement for every school of a period."""
    by, now = actor_of(request), timezone.now()
    page = office_sign_page(cycle_item_id=cycle_item_id, period=period, by=by, now=now)
    form = AnswersForm(page.questions, initial={"shown": shown_now(page.statement, by.id, now)})
    if request.method == "POST":
        form = AnswersForm(page.questions, request.POST)
        try:
            number = certify(obligation_ids=page.ids, signed=signed_from(request, by.id), by=by, now=now)
        except Refusal as refusal:
            form.tell(refusal)
        else:
            messages.success(request, _("Signed. You can take it back for ten minutes; then it is sent."))
            return redirect("compliance:certification-detail", certification_id=number)
    status = 422 if form.is_bound else 200
    return render(request, "compliance/office_sign.html", {"page": page, "form": form}, status=status)


@require_safe
def burden(request: Page) -> HttpResponseBase:
    """Hours that certifications ask of a school, by office, month, level or item; nothing by person."""
    asked = request.GET
    page = burden_page(year=asked.get("year", ""), kind=asked.get("kind", ""), by=actor_of(request), now=timezone.now())
    if wants_table(request):
        columns = ("name", "schools", "hours_a_school", "asked", "done_share", "late", "declared_minutes")
        more = ("declared_so_far", "measured_so_far", "measured_minutes", "unopened_share")
        rows = ([getattr(line, name) for name in columns + more] for line in page.lines)
        return table_response(request, f"burden-{page.year}-{page.kind}", columns + more, rows)
    told = _("Hours that certifications ask of a school in %(year)s") % {"year": page.year}
    shown = [(line.name, line.hours_a_school) for line in page.lines[:14]]
    chart = bars(_("Hours a school"), told, shown, unit=_("h")) if shown else None
    words = {"chart": chart, "kinds": tuple(KIND_WORDS.items())}
    return render(request, "compliance/burden.html", {"page": page, **words})


class ProofForm(forms.Form):
    """A file that says what data prove."""

    file = forms.FileField(
        label=_lazy("CSV or Excel file"),
        help_text=_lazy("Columns: item, school, period, proven (yes or no), exception."),
    )


@require_http_methods(["GET", "POST"])
def proof_load(request: Page) -> HttpResponse:
    """Load what a log or a system proves; exceptions go to people."""
    by, now = actor_of(request), timezone.now()
    require(by, "compliance.manage", now=now)
    form = ProofForm(request.POST or None, request.FILES or None)
    told: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            look = "look" in request.POST
            done = load_proofs(data=form.cleaned_data["file"].read(), dry_run=look, by=by, now=now)
        except LoadRefused as refusal:
            told = refusal.told
            form.add_error("file", f"{refusal.sentence} {refusal.remedy}")
        except Refusal as refusal:
            form.add_error("file", f"{refusal.sentence} {refusal.remedy}")
        else:
            if not look:
                messages.success(request, str(done))
                return redirect("compliance:cycle-list")
            return render(request, "compliance/proof_load.html", {"form": form, "would": done})
    status = 422 if request.method == "POST" else 200
    return render(request, "compliance/proof_load.html", {"form": form, "told": told}, status=status)

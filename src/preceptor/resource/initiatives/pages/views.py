"""Pages of the board and of initiatives."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.look.public import table_response, wants_table
from preceptor.resource.initiatives.commands.loading import FileRefused, load_initiative
from preceptor.resource.initiatives.commands.people import set_leads
from preceptor.resource.initiatives.commands.remarks import add_remark
from preceptor.resource.initiatives.pages.forms import LeadsForm, LoadForm, RemarkForm
from preceptor.resource.initiatives.pages.paper import board_paper
from preceptor.resource.initiatives.queries import access, board, detail


@require_GET
def initiative_list(request: Page) -> HttpResponseBase:
    """All initiatives with their state and slips; as a file, every milestone of those shown."""
    by, now = actor_of(request), timezone.now()
    page = board.initiative_list_page(state=request.GET.get("state", ""), by=by, now=now)
    if wants_table(request):
        return table_response(request, "initiatives", board.COLUMNS, board.sheet_rows(page.rows))
    return render(request, "initiatives/initiative_list.html", {"page": page})


@require_GET
def board_pdf(request: Page) -> HttpResponse:
    """The board's page as a tagged PDF."""
    page = board.initiative_list_page(state="", by=actor_of(request), now=timezone.now())
    answer = HttpResponse(board_paper(page).pdf(), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="initiatives-{page.on.isoformat()}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
def initiative_load(request: Page) -> HttpResponse:
    """Load an initiative from its file; every fault is told with its line."""
    by, now = actor_of(request), timezone.now()
    require(by, access.MANAGE, now=now)
    form, faults = LoadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        name, text = form.cleaned_data["file"]
        try:
            loaded = load_initiative(text=text, file=name, by=by, now=now)
        except FileRefused as refused:
            faults = refused.faults
        else:
            said = _("The initiative is loaded.") if loaded.changed else _("Nothing in the file has changed.")
            messages.success(request, said)
            return redirect("initiatives:initiative-detail", loaded.initiative_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/initiative_load.html", {"form": form, "faults": faults}, status=status)


@require_GET
def initiative_detail(request: Page, initiative_id: int) -> HttpResponseBase:
    """One initiative with its Gantt chart; as a file, its milestones."""
    page = detail.initiative_detail_page(initiative_id=initiative_id, by=actor_of(request), now=timezone.now())
    if wants_table(request):
        rows = (board.sheet_row(page.row.title, each.line) for each in page.lines)
        return table_response(request, f"initiative-{page.row.key}", board.COLUMNS, rows)
    form = RemarkForm(may_decide=page.may_lead)
    return render(request, "initiatives/initiative_detail.html", {"page": page, "form": form})


@require_POST
def remark_add(request: Page, initiative_id: int) -> HttpResponse:
    """Keep a comment or a decision."""
    said = request.POST
    add_remark(
        initiative_id=initiative_id,
        text=said.get("text", ""),
        kind=said.get("kind", ""),
        milestone_id=None,
        by=actor_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("It is kept."))
    return redirect("initiatives:initiative-detail", initiative_id)


@require_http_methods(["GET", "POST"])
def lead_edit(request: Page, initiative_id: int) -> HttpResponse:
    """Name who leads an initiative here."""
    by, now = actor_of(request), timezone.now()
    row = access.seen_initiative(initiative_id, by, now)
    if not access.leads(row.pk, by, now):
        require(by, access.MANAGE, now=now)
    form = LeadsForm(request.POST or None, initial={"leads": ", ".join(board.lead_addresses(row))})
    if request.method == "POST" and form.is_valid():
        set_leads(initiative_id=row.pk, person_ids=form.cleaned_data["leads"], by=by, now=now)
        messages.success(request, _("The leads are named."))
        return redirect("initiatives:initiative-detail", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/lead_edit.html", {"row": row, "form": form}, status=status)

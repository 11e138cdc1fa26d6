"""Pages of programs: the list, a cycle in plain sentences, its draft, its publishing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.handbooks.public import parts_for_program
from preceptor.develop.programs import commands, queries
from preceptor.develop.programs.pages.forms import CopyForm, DraftForm, ImportForm, MoveDateForm, local_parts
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


@require_GET
def program_list(request: Page) -> HttpResponse:
    """Every program with its cycles, and for authors the drafts."""
    page = queries.program_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "programs/program_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def program_import(request: Page) -> HttpResponse:
    """Take a definition file and begin the draft of a cycle from it."""
    by, now = actor_of(request), timezone.now()
    page = queries.program_import_page(by=by, now=now)
    form, faults = ImportForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        text, name, file = form.cleaned_data["file"], form.cleaned_data["name"], _file_name(request)
        try:
            cycle_id = commands.import_draft(text=text, file=file, name=name, unit_id=page.unit_id, by=by, now=now)
        except commands.FaultyDefinition as refusal:
            faults = refusal.faults
        except commands.CycleState as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("programs:cycle-edit", cycle_id=cycle_id)
    status = 422 if faults or form.errors else 200
    return render(
        request, "programs/program_import.html", {"page": page, "form": form, "faults": faults}, status=status
    )


def _file_name(request: Page) -> str:
    return getattr(request.FILES["file"], "name", None) or "definition.toml"


@require_GET
def cycle_detail(request: Page, cycle_id: int) -> HttpResponse:
    """One cycle in plain sentences: dates, rules, duties, pay, and what the source leaves open."""
    page = queries.cycle_detail_page(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    parts = parts_for_program(page.program_key)
    return render(request, "programs/cycle_detail.html", {"page": page, "copy_form": CopyForm(), "parts": parts})


@require_POST
def cycle_copy(request: Page, cycle_id: int) -> HttpResponse:
    """Begin a draft with all that this cycle said."""
    form = CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the new cycle a name, for example the school year."))
        return redirect("programs:cycle-detail", cycle_id=cycle_id)
    new_id = commands.copy_cycle(
        cycle_id=cycle_id, name=form.cleaned_data["name"], by=actor_of(request), now=timezone.now()
    )
    return redirect("programs:cycle-edit", cycle_id=new_id)


@require_http_methods(["GET", "POST"])
def cycle_edit(request: Page, cycle_id: int) -> HttpResponse:
    """Dates, amounts and texts of a draft on one page."""
    by, now = actor_of(request), timezone.now()
    page = queries.cycle_edit_page(cycle_id=cycle_id, by=by, now=now)
    form = DraftForm(page.editables, request.POST or None, initial={"revision": page.revision})
    if request.method == "POST" and form.is_valid():
        try:
            commands.edit_draft(
                cycle_id=cycle_id, revision=form.cleaned_data["revision"], edits=form.edits(), by=by, now=now
            )
        except commands.FaultyDefinition as refusal:
            for fault in refusal.faults:
                form.add_error(None, f"{fault.what} {fault.remedy}")
        except commands.CycleState as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("programs:cycle-review", cycle_id=cycle_id)
    return render(request, "programs/cycle_edit.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cycle_review(request: Page, cycle_id: int) -> HttpResponse:
    """What the draft changes, in plain sentences, and the button that publishes it."""
    by, now = actor_of(request), timezone.now()
    page = queries.cycle_review_page(cycle_id=cycle_id, by=by, now=now)
    refusal = None
    if request.method == "POST":
        try:
            commands.publish_cycle(cycle_id=cycle_id, revision=int(request.POST.get("revision") or -1), by=by, now=now)
        except (commands.CycleState, commands.FaultyDefinition) as said:
            refusal = said
        else:
            messages.success(request, _("The cycle is published."))
            return redirect("programs:cycle-detail", cycle_id=cycle_id)
    return render(request, "programs/cycle_review.html", {"page": page, "refusal": refusal}, status=_status(refusal))


def _status(refusal: Refusal | None) -> int:
    return refusal.status if refusal else 200


@require_http_methods(["GET", "POST"])
def date_move(request: Page, cycle_id: int, name: str) -> HttpResponse:
    """Move one date of a running cycle, with a reason."""
    by, now = actor_of(request), timezone.now()
    page = queries.date_move_page(cycle_id=cycle_id, name=name, by=by, now=now)
    form = MoveDateForm(request.POST or None, initial=local_parts(page.moment))
    if request.method == "POST" and form.is_valid():
        try:
            moment, reason = form.moment(), form.cleaned_data["reason"]
            commands.move_date(cycle_id=cycle_id, name=name, moment=moment, reason=reason, by=by, now=now)
        except commands.CycleState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The date is moved."))
            return redirect("programs:cycle-detail", cycle_id=cycle_id)
    return render(request, "programs/date_move.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def cycle_close(request: Page, cycle_id: int) -> HttpResponse:
    """End a running cycle."""
    commands.close_cycle(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The cycle is closed. Everything in it stays readable."))
    return redirect("programs:cycle-detail", cycle_id=cycle_id)


@require_POST
def cycle_discard(request: Page, cycle_id: int) -> HttpResponse:
    """Throw a draft away."""
    commands.discard_draft(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The draft is gone."))
    return redirect("programs:program-list")


@require_GET
def cycle_definition(request: Page, cycle_id: int) -> HttpResponse:
    """The definition of a cycle as a TOML file."""
    file = queries.cycle_definition_file(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    return HttpResponse(
        file.text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )

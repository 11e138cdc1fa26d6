"""Pages of the catalogue: list, item, change, requirements, loading."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import may, require
from preceptor.foundation.district.public import LoadRefused
from preceptor.foundation.look.public import Refusal, table_response, wants_table
from preceptor.relieve.compliance.commands.uploads import confirm_file, keep_file, preview_file
from preceptor.relieve.compliance.commands.writing import ASKS_MORE, change_item
from preceptor.relieve.compliance.models import Item
from preceptor.relieve.compliance.pages.forms import CatalogueFileForm, ItemEditForm, initial_of
from preceptor.relieve.compliance.pages.gate import NOT_FOUND, at_the_gate
from preceptor.relieve.compliance.queries.catalogue import (
    catalogue_list_page,
    item_detail_page,
    requirement_list_page,
)
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import values_of


@require_safe
def catalogue_list(request: Page) -> HttpResponseBase:
    """What schools are asked to certify, by office, basis and words, with the sums of a year."""
    asked = request.GET
    page = catalogue_list_page(
        text=asked.get("q", ""),
        office=asked.get("office", ""),
        show=asked.get("show", ""),
        page=asked.get("page", "1"),
        by=actor_of(request),
        now=timezone.now(),
    )
    if wants_table(request):
        columns = ("code", "title", "owner", "basis", "citation", "verified_on", "signer", "frequency", "minutes")
        rows = ([getattr(line, name) for name in columns] for line in page.lines)
        return table_response(request, "catalogue", columns, rows)
    asked_for = {"q": asked.get("q", ""), "office": asked.get("office", ""), "show": asked.get("show", "")}
    return render(request, "compliance/catalogue_list.html", {"page": page, "asked": asked_for})


@require_safe
def item_detail(request: Page, item_id: int) -> HttpResponse:
    """One item: what it asks, why, of whom, how often, and its earlier versions."""
    page = item_detail_page(item_id=item_id, by=actor_of(request), now=timezone.now())
    return render(request, "compliance/item_detail.html", {"page": page})


@require_http_methods(["GET", "POST"])
def item_edit(request: Page, item_id: int) -> HttpResponse:
    """Change an item: a new version, from the next cycle on."""
    by, now = actor_of(request), timezone.now()
    require(by, "compliance.manage", now=now)
    item = Item.objects.filter(pk=item_id, ended_on=None).first()
    if item is None:
        raise missing()
    values = values_of(item)
    form = ItemEditForm(request.POST or None, initial=initial_of(values))
    form.code_of = values.code
    if request.method == "POST" and form.is_valid():
        try:
            change_item(values=form.values(values.code), why=form.cleaned_data["why"], by=by, now=now)
        except Refusal as refusal:
            told = f"{refusal.sentence} {refusal.remedy}"
            if refusal.code == ASKS_MORE and may(by, "compliance.request", now=now):
                return at_the_gate(request, item, values, form.cleaned_data, refusal.sentence)
            field = str(refusal.facts.get("field", "")) or ("owner" if refusal.status == NOT_FOUND else "")
            form.add_error(field if field in form.fields else None, told)
        else:
            messages.success(request, _("The change is kept. It holds from the next cycle on."))
            return redirect("compliance:item-detail", item_id=item_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "compliance/item_edit.html", {"form": form, "item": item, "values": values}, status=status)


@require_safe
def requirement_list(request: Page) -> HttpResponse:
    """Every requirement with the items that meet it; those without cover first."""
    page = requirement_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/requirement_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def catalogue_load(request: Page) -> HttpResponse:
    """Give a spreadsheet of items or requirements; its preview comes next."""
    by, now = actor_of(request), timezone.now()
    require(by, "compliance.manage", now=now)
    form = CatalogueFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        try:
            kept = keep_file(kind=kind, name=file.name, data=file.read(), by=by, now=now)
            return redirect("compliance:catalogue-load-preview", file_id=kept)
        except Refusal as refusal:
            form.add_error("file", f"{refusal.sentence} {refusal.remedy}")
    status = 422 if request.method == "POST" else 200
    return render(request, "compliance/catalogue_load.html", {"form": form}, status=status)


@require_safe
def catalogue_load_preview(request: Page, file_id: int) -> HttpResponse:
    """What a spreadsheet would change, or every fault in it by row."""
    try:
        page = preview_file(file_id=file_id, by=actor_of(request), now=timezone.now())
    except LoadRefused as refusal:
        return render(request, "compliance/catalogue_load_preview.html", {"refusal": refusal}, status=422)
    return render(request, "compliance/catalogue_load_preview.html", {"page": page})


@require_POST
def catalogue_load_confirm(request: Page, file_id: int) -> HttpResponse:
    """Write what the preview showed."""
    digest = request.POST.get("digest", "")
    done = confirm_file(file_id=file_id, digest=digest, by=actor_of(request), now=timezone.now())
    messages.success(request, str(done))
    return redirect("compliance:catalogue-list")

"""Pages of the audit trail."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.audit.commands import record_view
from preceptor.foundation.audit.pages.forms import FilterForm
from preceptor.foundation.audit.permission import caller, require
from preceptor.foundation.audit.queries.trail import EntryRow, Filters, all_rows, entry_list_page
from preceptor.foundation.look.public import table_response, wants_table


def entry_list(request: HttpRequest) -> HttpResponseBase:
    """What was done and seen, newest first, by the filters in the address."""
    actor, now = caller(request), timezone.now()
    require(actor, "audit.read", now=now)
    form = FilterForm(request.GET)
    filters = form.filters()
    if wants_table(request):
        return _export(request, filters, actor, now)
    page = entry_list_page(filters, before=_number(request, "before"), after=_number(request, "after"))
    return render(request, "audit/entry_list.html", {"page": page, "form": form})


def _export(request: HttpRequest, filters: Filters, actor: Actor, now: datetime) -> HttpResponseBase:
    """The filtered entries as a file; that somebody took them is an entry itself."""
    asked = {name: value for name, value in request.GET.items() if value and name in FilterForm.base_fields}
    record_view(by=actor, action="audit.exported", about="audit.trail", facts=asked, now=now)
    columns = [_("Number"), _("When"), _("Who"), _("Kind"), _("What was done"), _("About"), _("Facts")]
    return table_response(request, "audit", columns, _cells(all_rows(filters)))


def _cells(rows: Iterator[EntryRow]) -> Iterator[list[object]]:
    """Rows as the file writes them."""
    for row in rows:
        facts = "; ".join(f"{name}: {value}" for name, value in row.facts)
        yield [row.number, row.moment, row.actor, row.actor_kind, row.action, row.about, facts]


def _number(request: HttpRequest, name: str) -> int | None:
    """A number of the address; none when it is absent or no number of an entry."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

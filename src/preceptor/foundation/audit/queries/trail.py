"""Pages of the audit trail: entries by what they are about, who acted, what was done, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from json import loads
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from preceptor.foundation.audit.models import Entry

PER_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty parts ask for nothing. Days are whole days in `zone`, both included."""

    zone: ZoneInfo
    about: str = ""
    actor: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class EntryRow:
    """One entry as a reader sees it."""

    number: int
    moment: datetime
    actor: str
    actor_kind: str
    action: str
    about: str
    facts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class EntryListPage:
    """One page of entries, newest first; `older` and `newer` are the numbers to go on from."""

    rows: list[EntryRow]
    older: int | None
    newer: int | None


def entry_list_page(filters: Filters, *, before: int | None = None, after: int | None = None) -> EntryListPage:
    """Entries newest first, in one query: the latest, or those before a number, or those after one."""
    found = _matching(filters)
    if after is not None:
        window = list(found.filter(number__gt=after).order_by("number")[: PER_PAGE + 1])
        more_newer, entries = len(window) > PER_PAGE, window[:PER_PAGE][::-1]
        return _page(entries, more_older=bool(entries), more_newer=more_newer)
    if before is not None:
        found = found.filter(number__lt=before)
    window = list(found.order_by("-number")[: PER_PAGE + 1])
    return _page(window[:PER_PAGE], more_older=len(window) > PER_PAGE, more_newer=before is not None)


def all_rows(filters: Filters) -> Iterator[EntryRow]:
    """Every entry that the filters ask for, newest first, read in portions: for the file that goes out."""
    return (_row(entry) for entry in _matching(filters).order_by("-number").iterator(2000))


def _page(entries: list[Entry], *, more_older: bool, more_newer: bool) -> EntryListPage:
    """A page of entries with the places to go on from."""
    rows = [_row(entry) for entry in entries]
    older = rows[-1].number if rows and more_older else None
    newer = rows[0].number if rows and more_newer else None
    return EntryListPage(rows, older, newer)


def _matching(filters: Filters) -> QuerySet[Entry]:
    """Entries that the filters ask for."""
    found = Entry.objects.all()
    if filters.about:
        # A whole name is looked up in the index; a part before the colon has to be searched for.
        found = (
            found.filter(about=filters.about) if ":" in filters.about else found.filter(about__startswith=filters.about)
        )
    if filters.actor:
        found = found.filter(actor_label__icontains=filters.actor)
    if filters.action:
        found = found.filter(action__startswith=filters.action)
    if filters.since:
        found = found.filter(moment__gte=datetime.combine(filters.since, time(), filters.zone))
    if filters.until and filters.until < date.max:  # after the last day there is, nothing is left out
        found = found.filter(moment__lt=datetime.combine(filters.until + timedelta(days=1), time(), filters.zone))
    return found


def _row(entry: Entry) -> EntryRow:
    """An entry as a reader sees it; facts that were tampered with so that they do not parse are shown as they stand."""
    try:
        facts = loads(entry.facts)
        told = [(str(name), str(value)) for name, value in facts.items()]
    except (ValueError, AttributeError):
        told = [("", entry.facts)]
    return EntryRow(
        entry.number, entry.moment, entry.actor_label, entry.get_actor_kind_display(), entry.action, entry.about, told
    )

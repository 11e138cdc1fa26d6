"""The board's page: every initiative with its state, its slips and what it may cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import money
from preceptor.resource.initiatives.models import Initiative, InitiativeLead, Slip
from preceptor.resource.initiatives.queries.access import MANAGE, READ, own_initiatives, sees_all
from preceptor.resource.initiatives.queries.computing import STATE_WORDS, Line, Standing, standings


@dataclass(frozen=True)
class Slips:
    """How often and how far an initiative slipped."""

    number: int = 0
    days: int = 0
    cost: Decimal | None = None


@dataclass(frozen=True)
class BoardRow:
    """One initiative on the board's page."""

    row: Initiative
    standing: Standing
    leads: tuple[str, ...]
    slips: Slips

    @property
    def budget(self) -> str:
        """What it may cost, as it was stated; the amount itself where there is one."""
        return str(self.row.budget_says)

    @property
    def end_words(self) -> str:
        """How its end stands to the baseline."""
        return end_words(self.standing)

    @property
    def pressing(self) -> list[Line]:
        """Milestones that are late or in which people and data disagree."""
        return [line for line in self.standing.lines if line.state == "late" or line.clash]


@dataclass(frozen=True)
class InitiativeListPage:
    """All initiatives that the reader sees, those of the chosen state."""

    rows: list[BoardRow]
    states: list[tuple[str, str]]
    state: str
    counts: list[tuple[str, str, int]]
    may_manage: bool
    everything: bool
    on: date


def initiative_list_page(*, state: str, by: Actor, now: datetime) -> InitiativeListPage:
    """The initiatives that somebody may see: all for readers of the board, otherwise those in which one has a part."""
    everything = sees_all(by, now)
    own = set() if everything else own_initiatives(by)
    if not everything and not own:
        require(by, READ, now=now)
    rows = board_rows(today(now), None if everything else own)
    words = [(code, str(word)) for code, word in STATE_WORDS.items()]
    counts = [(code, word, sum(row.standing.state == code for row in rows)) for code, word in words]
    chosen = state if state in STATE_WORDS else ""
    shown = [row for row in rows if not chosen or row.standing.state == chosen]
    return InitiativeListPage(
        shown, words, chosen, [one for one in counts if one[2]], may(by, MANAGE, now=now), everything, today(now)
    )


def board_rows(on: date, only: set[int] | None = None) -> list[BoardRow]:
    """Every initiative as it stands, in six queries."""
    rows = (
        Initiative.objects.order_by("title")
        if only is None
        else Initiative.objects.filter(pk__in=only).order_by("title")
    )
    initiatives = list(rows)
    found = standings([row.pk for row in initiatives], on)
    slips = _slips(list(found))
    leads = lead_names(list(found))
    return [
        BoardRow(row, found[row.pk], leads.get(row.pk) or stated_leads(row), slips.get(row.pk, Slips()))
        for row in initiatives
    ]


def stated_leads(row: Initiative) -> tuple[str, ...]:
    """Who leads an initiative as its source names them."""
    return tuple(", ".join(part for part in (one["name"], one["title"]) if part) for one in row.leads)


def lead_names(ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Who leads each initiative in the district's own records."""
    found: dict[int, tuple[str, ...]] = {}
    for one in InitiativeLead.objects.filter(initiative_id__in=ids).select_related("person").order_by("pk"):
        found[one.initiative_id] = (*found.get(one.initiative_id, ()), str(one.person))
    return found


def lead_addresses(row: Initiative) -> list[str]:
    """The e-mail addresses of those who lead an initiative."""
    return [str(one.person.email) for one in row.led_by.select_related("person").order_by("pk")]


def _slips(ids: list[int]) -> dict[int, Slips]:
    rows = (
        Slip.objects.filter(milestone__initiative_id__in=ids)
        .values("milestone__initiative_id")
        .annotate(number=Count("pk"), most=Max("days"), money=Sum("cost"))
    )
    return {row["milestone__initiative_id"]: Slips(row["number"], row["most"], row["money"]) for row in rows}


def end_words(standing: Standing) -> str:
    """How the end stands to the baseline, in words."""
    days = standing.late_days
    if days > 0:
        return ngettext("%(n)d day later than first planned", "%(n)d days later than first planned", days) % {"n": days}
    if days < 0:
        return ngettext("%(n)d day earlier than first planned", "%(n)d days earlier than first planned", -days) % {
            "n": -days
        }
    return _("as first planned")


COLUMNS = (
    "initiative", "milestone", "owner", "baseline_start", "baseline_end", "start", "end", "forecast_start",
    "forecast_end", "started", "ended", "state", "days_late", "slack_days", "critical", "waits_for",
    "measure", "reading",
)  # fmt: skip


def sheet_rows(rows: list[BoardRow]) -> Iterator[tuple[object, ...]]:
    """Every milestone of these initiatives, for a spreadsheet."""
    for each in rows:
        for line in each.standing.lines:
            yield sheet_row(each.row.title, line)


def sheet_row(title: str, line: Line) -> tuple[object, ...]:
    """One milestone for a spreadsheet."""
    row, dates = line.row, line.forecast
    return (
        *(title, row.title, line.owner, row.base_start, row.base_end, row.start, row.end, dates.start, dates.end),
        *(row.started, row.ended, line.word, line.late_days, dates.slack, _("yes") if line.critical else _("no")),
        *("; ".join(line.waits), row.measure, row.reading),
    )


def cost_words(cost: Decimal | None) -> str:
    """Money of a slip; a sentence where no milestone says what a day costs."""
    return _("no cost stated") if cost is None else money(cost)

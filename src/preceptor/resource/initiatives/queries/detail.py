"""One initiative: its words, its Gantt chart, slips, remarks and history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day, gantt_bar, gantt_months, period
from preceptor.resource.initiatives.models import Initiative, PlanChange, Remark, Slip
from preceptor.resource.initiatives.queries.access import leads, seen_initiative
from preceptor.resource.initiatives.queries.board import end_words, lead_names, stated_leads
from preceptor.resource.initiatives.queries.computing import Line, Standing, standings
from preceptor.resource.initiatives.queries.history import CHANGES, ChangeLine, change_lines
from preceptor.resource.initiatives.rules.months import covered, months_between, next_month, window


@dataclass(frozen=True)
class GanttLine:
    """One line of the chart: the milestone, its bar, its days in words, and where the source's chart differs."""

    line: Line
    bar: SafeString
    days: str
    base_days: str
    source_says: str


@dataclass(frozen=True)
class InitiativeDetailPage:
    """Everything about one initiative."""

    row: Initiative
    standing: Standing
    months: SafeString
    lines: list[GanttLine]
    leads: tuple[str, ...]
    stated: tuple[str, ...]
    slips: list[Slip]
    remarks: list[Remark]
    changes: list[ChangeLine]
    end_words: str
    may_lead: bool
    on: date


def initiative_detail_page(*, initiative_id: int, by: Actor, now: datetime) -> InitiativeDetailPage:
    """One initiative for whoever may see it."""
    row = seen_initiative(initiative_id, by, now)
    on = today(now)
    stands = standings([row.pk], on)[row.pk]
    shown = chart_window(row, stands, on)
    slips = Slip.objects.filter(milestone__initiative=row).select_related("milestone", "by").order_by("-at", "-pk")
    remarks = row.remarks.select_related("by", "milestone").order_by("-at", "-pk")
    changes = PlanChange.objects.filter(initiative=row).select_related("by", "milestone").order_by("-at", "-pk")
    return InitiativeDetailPage(
        row=row,
        standing=stands,
        months=gantt_months(_("Months"), shown),
        lines=[_gantt_line(row, line, shown, on) for line in stands.lines],
        leads=lead_names([row.pk]).get(row.pk, ()),
        stated=stated_leads(row),
        slips=list(slips[:50]),
        remarks=list(remarks[:100]),
        changes=change_lines(changes[:CHANGES]),
        end_words=end_words(stands),
        may_lead=leads(row.pk, by, now),
        on=on,
    )


def chart_window(row: Initiative, stands: Standing, on: date) -> tuple[date, date]:
    """The months to show: the plan, the forecast, and the source's own chart; today where it is near."""
    days: list[date | None] = [
        day for line in stands.lines for day in (*line.planned, line.forecast.start, line.forecast.end)
    ]
    if row.chart_first is not None:
        days += [row.chart_first]
    first, last = window(days)
    return window([first, last], on if first <= on <= next_month(last) else None)


def _gantt_line(row: Initiative, line: Line, shown: tuple[date, date], on: date) -> GanttLine:
    base = _span(line.planned, line.row.on_going, shown)
    dates = line.forecast
    bar = gantt_bar(
        line.row.title,
        _span((dates.start, dates.end), line.row.on_going, shown),
        shown,
        today=on,
        baseline=base,
        critical=line.critical,
    )
    return GanttLine(
        line=line,
        bar=bar,
        days=span_words(dates.start, dates.end, line.row.on_going),
        base_days=span_words(line.row.base_start, line.row.base_end, line.row.on_going),
        source_says=source_words(row, line),
    )


def _span(dates: tuple[date, date | None], on_going: bool, shown: tuple[date, date]) -> tuple[date, date]:
    return dates[0], shown[1] if on_going else dates[1] or dates[0]


def span_words(start: date, end: date | None, on_going: bool) -> str:
    """Days of a milestone in words."""
    if on_going:
        return _("%(start)s, on-going") % {"start": day(start)}
    if end is None or end == start:
        return day(start)
    return _("%(start)s to %(end)s") % {"start": day(start), "end": day(end)}


def source_words(row: Initiative, line: Line) -> str:
    """Where the source's own chart draws another bar than its dates say; nothing where both agree."""
    first, last = line.row.drawn_first, line.row.drawn_last
    if row.chart_first is None or first is None or last is None:
        return ""
    columns = _columns(row.chart_first, max(row.chart_months, last))
    drawn = [first <= at <= last for at in range(1, len(columns) + 1)]
    end = None if line.row.on_going else line.row.base_end or line.row.base_start
    ours = covered(line.row.base_start, end, columns)
    if drawn == ours:
        return ""
    names = [period(f"{month:%Y-%m}") for month in columns]
    said = {"first": names[first - 1], "last": names[last - 1], "end": names[row.chart_months - 1]}
    if first > row.chart_months:
        return _("The source's chart draws it right of %(end)s, which is not what its dates say.") % said
    if last > row.chart_months:
        return (
            _("The source's chart draws it from %(first)s to beyond %(end)s, which is not what its dates say.") % said
        )
    if first == last:
        return _("The source's chart draws it in %(first)s, which is not what its dates say.") % said
    return _("The source's chart draws it from %(first)s to %(last)s, which is not what its dates say.") % said


def _columns(first: date, number: int) -> Sequence[date]:
    last = first
    for _step in range(number - 1):
        last = next_month(last)
    return months_between(first, last)

"""Charts of an indicator over the years."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.foundation.indicators.queries.one import Breakdown, IndicatorPage
from preceptor.foundation.look.public import lines


def _unit(page: IndicatorPage) -> str:
    return "%" if page.row.share else ""


def total_chart(page: IndicatorPage) -> SafeString | str:
    """The whole district, with the target as a line of its own."""
    values = [None if year is None else year.total.value for year in page.row.years]
    if sum(value is not None for value in values) < 1:
        return ""
    series: dict[str, list[float | None]] = {_("District"): values}
    if page.row.target is not None:
        series[_("Target")] = [float(page.row.target)] * len(page.periods)
    said = _("%(title)s by school year.") % {"title": page.row.title}
    return lines(page.row.title, said, page.periods, series, unit=_unit(page))


def course_chart(page: IndicatorPage, breakdown: Breakdown) -> SafeString | str:
    """One breakdown: a line for each category that shows a number in any year."""
    series = {
        each.name: [None if year is None else year.value for year in each.years]
        for each in breakdown.courses
        if each.any
    }
    if not series:
        return ""
    said = _("%(title)s by school year; a gap where a number is hidden.") % {"title": page.row.title}
    return lines(breakdown.title, said, page.periods, dict(list(series.items())[:6]), unit=_unit(page))

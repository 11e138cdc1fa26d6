"""The district's calendar as the rules read it."""

from django.utils.translation import gettext as _

from preceptor.foundation.district.public import school_calendar
from preceptor.foundation.look.public import period as period_in_words
from preceptor.relieve.compliance.models import ItemVersion
from preceptor.relieve.compliance.rules.periods import Span, Timing, Year


def year_of(code: str) -> Year | None:
    """A school year with its semesters and closed days; nothing when the calendar does not know it."""
    calendar = school_calendar()
    found = next((each for each in calendar.years if each.code == code), None)
    if found is None:
        return None
    parts = [each for each in calendar.semesters if each.year == code]
    return Year(
        found.code,
        found.start,
        found.end,
        tuple(Span(each.name, each.start, each.end) for each in parts),
        frozenset(each.day for each in calendar.holidays if found.start <= each.day <= found.end),
    )


def timing_of(version: ItemVersion) -> Timing:
    """When an item is asked."""
    return Timing(version.frequency, version.due, version.due_days, version.window_days)


def period_word(period: str) -> str:
    """A period's key as a page shows it; yearly items need none."""
    kind, number = period[:1], period[1:]
    if period == "Y":
        return ""
    if kind == "S" and number.isdecimal():
        return _("semester %(number)s") % {"number": number}
    if kind == "Q" and number.isdecimal():
        return _("quarter %(number)s") % {"number": number}
    return period_in_words(period)

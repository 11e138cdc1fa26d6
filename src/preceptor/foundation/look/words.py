"""Amounts and moments as people read them, in the language of the page."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def minutes(amount: float | None) -> str:
    """Minutes in words: '10 min', '1 h 5 min'; nothing for no amount."""
    if amount is None:
        return ""
    hours, rest = divmod(round(amount), 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def district_time(moment: datetime | None) -> str:
    """A moment in the district's time zone: 'Dec 8, 2026, 5:00 p.m.'."""
    if moment is None:
        return ""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return date_format(local, pgettext("format of day and time", "M j, Y, g:i a"), use_l10n=False)


def day(value: date | datetime | None) -> str:
    """A day: 'Dec 8, 2026'; a moment is first brought to the district's time zone."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value, timezone.get_default_timezone())
    return date_format(value, pgettext("format of a day", "M j, Y"), use_l10n=False)


def period(key: str) -> str:
    """A period by its key: 'October 2026' for '2026-10'; other keys, such as a semester's name, read as they are."""
    year, dash, month = key.partition("-")
    if not (dash and len(year) == 4 and len(month) == 2 and key.replace("-", "").isdecimal() and 1 <= int(month) <= 12):
        return key
    return date_format(date(int(year), int(month), 1), pgettext("format of a month", "F Y"), use_l10n=False)


def count(amount: float | str | None) -> str:
    """A number with its thousands apart, as it stands in a sentence or a table; nothing for no amount."""
    if amount is None or amount == "":
        return ""
    return formats.number_format(amount, use_l10n=True, force_grouping=True)


def money(amount: Decimal | float | str | None) -> str:
    """Dollars, with cents only where there are any; nothing for no amount."""
    if amount is None or amount == "":
        return ""
    exact = Decimal(str(amount)).quantize(Decimal("0.01"))
    places = 0 if exact == exact.to_integral_value() else 2
    figure = formats.number_format(abs(exact), decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{'−' if exact < 0 else ''}${figure}"

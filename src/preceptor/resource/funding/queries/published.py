"""Publications and windows: what holds in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from preceptor.resource.funding.models import BudgetWindow, Publication


def newest_publication(year: str = "") -> Publication | None:
    """The newest version of a year, or of the newest year."""
    rows = Publication.objects.select_related("scenario").order_by("-year", "-number")
    return (rows.filter(year=year) if year else rows).first()


@dataclass(frozen=True)
class WindowLine:
    """One budget window; `state` is ahead, open or over."""

    audience: str
    title: str
    opens: datetime
    closes: datetime
    state: str


def windows_of(year: str, now: datetime) -> list[WindowLine]:
    """The windows of a year, schools first."""
    rows: Iterable[BudgetWindow] = BudgetWindow.objects.filter(year=year).order_by("-audience")
    return [
        WindowLine(row.audience, str(row.get_audience_display()), row.opens, row.closes, _state(row, now))
        for row in rows
    ]


def _state(row: BudgetWindow, now: datetime) -> str:
    """Whether a window is open."""
    if now < row.opens:
        return "ahead"
    return "open" if now < row.closes else "over"


def window_state(year: str, audience: str, now: datetime) -> str:
    """Whether the window of an audience is open; `none` when nobody has set one."""
    return next((each.state for each in windows_of(year, now) if each.audience == audience), "none")

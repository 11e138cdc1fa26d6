"""Publications and windows: what holds in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from preceptor.resource.funding.models import BudgetWindow, Publication


def newest_publication(year: str = "") -> Publication | None:
    """The newest version of a year, or of the newest year."""
    rows = Publication.objects.select_related("scenario").order_by("-year", "-number")
    rows = rows.defer("scenario__table", "scenario__formula")  # megabytes that few pages read
    return (rows.filter(year=year) if year else rows).first()


@dataclass(frozen=True)
class WindowLine:
    """One budget window; `state` is ahead, open or over."""

    audience: str
    title: str
    opens: datetime
    closes: datetime
    state: str

    @property
    def last(self) -> datetime:
        """A moment of the last day; it closes as that day ends."""
        return self.closes - timedelta(seconds=1)


@dataclass(frozen=True)
class Step:
    """One step of a year's timeline: a version that was published, or a window; `last` is empty for a single day."""

    title: str
    first: datetime
    last: datetime | None
    state: str
    scenario_id: int | None = None


def timeline_of(publications: Iterable[Publication], windows: Iterable[WindowLine]) -> tuple[Step, ...]:
    """What was published and when budgets are developed, in the order of time."""
    steps = [
        Step(
            _("Version %(number)d: %(kind)s") % {"number": one.number, "kind": one.get_kind_display()},
            one.published_at,
            None,
            "over",
            one.scenario_id,
        )
        for one in publications
    ]
    steps += [Step(_("Budgets: %(whose)s") % {"whose": one.title}, one.opens, one.last, one.state) for one in windows]
    return tuple(sorted(steps, key=lambda step: (step.first, step.title)))


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

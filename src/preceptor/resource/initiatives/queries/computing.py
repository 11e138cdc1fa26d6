"""Plans as they stand: rows become tasks, tasks become forecasts, states and words; a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import day
from preceptor.resource.initiatives.models import Milestone, MilestoneLink
from preceptor.resource.initiatives.rules.consequences import Price
from preceptor.resource.initiatives.rules.schedule import Forecast, Kind, Link, Task, critical_path, forecast
from preceptor.resource.initiatives.rules.status import (
    SHAPES,
    Comparison,
    Reading,
    Stand,
    State,
    contradiction,
    overall,
    state_of,
)

STATE_WORDS = {
    "planned": gettext_lazy("Planned"),
    "running": gettext_lazy("Under way"),
    "waiting": gettext_lazy("Waits for another"),
    "late": gettext_lazy("Late"),
    "done": gettext_lazy("Done"),
}


@dataclass(frozen=True)
class Line:
    """One milestone as the pages show it."""

    row: Milestone
    owner: str
    forecast: Forecast
    state: State
    word: str
    shape: str
    late_days: int
    clash: str
    waits: tuple[str, ...]

    @property
    def planned(self) -> tuple[date, date | None]:
        """The baseline."""
        return self.row.base_start, self.row.base_end

    @property
    def critical(self) -> bool:
        """Whether any day later moves the end of the initiative."""
        return self.forecast.critical


@dataclass(frozen=True)
class Standing:
    """An initiative as it stands: its lines in order, and what they come to."""

    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    state: State
    word: str
    shape: str
    base_last: date
    last: date
    path: tuple[Line, ...]

    @property
    def late_days(self) -> int:
        """Days by which the whole ends later than the baseline; below zero earlier."""
        return (self.last - self.base_last).days

    @property
    def done(self) -> int:
        """Milestones that are reached."""
        return sum(line.state == "done" for line in self.lines)


def task_of(row: Milestone) -> Task:
    """A milestone as the schedule sees it; where it follows a measure, it has ended once the data say so."""
    # The data are read once a day; where both agree, the day that people named is the better one.
    ended = ((row.ended or row.met_on) if row.met_on else None) if row.measure else row.ended
    return Task(row.pk, row.start, row.end if row.on_going or row.end else row.start, row.started, ended)


def link_of(row: MilestoneLink) -> Link:
    """A dependency as the schedule sees it."""
    kind: Kind = "start_to_start" if row.kind == MilestoneLink.Kind.START_TO_START else "finish_to_start"
    return Link(row.before_id, row.after_id, kind, row.lag)


def price_of(row: Milestone) -> Price:
    """What a day of a milestone costs."""
    return Price(row.cost_per_day, row.budget)


def plan_rows(initiative_ids: Iterable[int]) -> tuple[list[Milestone], list[MilestoneLink]]:
    """Milestones and dependencies of some initiatives, in two queries."""
    rows = list(Milestone.objects.filter(initiative_id__in=initiative_ids).order_by("initiative_id", "place", "pk"))
    links = MilestoneLink.objects.filter(after__initiative_id__in=initiative_ids).order_by("pk")
    return rows, list(links)


def standings(initiative_ids: Sequence[int], today: date) -> dict[int, Standing]:
    """Every initiative as it stands on a day, in three queries."""
    rows, links = plan_rows(initiative_ids)
    names = people({row.owner_id for row in rows if row.owner_id is not None})
    owners = {number: str(brief.name) for number, brief in names.items()}
    of_row = {row.pk: row.initiative_id for row in rows}
    return {
        number: standing(
            [row for row in rows if row.initiative_id == number],
            [link_of(link) for link in links if of_row[link.after_id] == number],
            owners,
            today,
        )
        for number in initiative_ids
    }


def standing(rows: Sequence[Milestone], links: Sequence[Link], owners: Mapping[int, str], today: date) -> Standing:
    """One initiative as it stands."""
    tasks = [task_of(row) for row in rows]
    dates = forecast(tasks, links, today)
    base = [
        Task(row.pk, row.base_start, row.base_end if row.on_going or row.base_end else row.base_start) for row in rows
    ]
    titles = {row.pk: row.title for row in rows}
    lines = {row.pk: _line(row, dates, links, titles, owners) for row in rows}
    lines = {key: _with_state(line, today) for key, line in lines.items()}
    state = overall(line.state for line in lines.values())
    return Standing(
        lines=tuple(lines.values()),
        links=tuple(links),
        state=state,
        word=str(STATE_WORDS[state]),
        shape=SHAPES[state],
        base_last=max((task.end or task.start for task in base), default=today),
        last=max((one.last for one in dates.values()), default=today),
        path=tuple(lines[key] for key in critical_path(dates)),
    )


def reading_of(row: Milestone) -> Reading | None:
    """What the measure of a milestone said last."""
    if not row.measure or row.reading is None or row.read_on is None or row.threshold is None:
        return None
    comparison: Comparison = "at_most" if row.comparison == Milestone.Comparison.AT_MOST else "at_least"
    return Reading(row.reading, row.read_on, comparison, row.threshold)


def stand_of(row: Milestone, *, held_up: bool = False) -> Stand:
    """What the state of a milestone is judged by."""
    end = row.end if row.on_going or row.end else row.start
    return Stand(row.start, end, row.started, row.ended, bool(row.measure), reading_of(row), held_up)


def _line(
    row: Milestone,
    dates: Mapping[int, Forecast],
    links: Sequence[Link],
    titles: Mapping[int, str],
    owners: Mapping[int, str],
) -> Line:
    mine = dates[row.pk]
    base_last = row.base_end or row.base_start
    waits = tuple(_wait(link, titles) for link in links if link.after == row.pk)
    return Line(
        row=row,
        owner=owners.get(row.owner_id or 0, row.owner_says),
        forecast=mine,
        state="planned",
        word="",
        shape="",
        late_days=(mine.last - base_last).days,
        clash="",
        waits=waits,
    )


def _with_state(line: Line, today: date) -> Line:
    stand = stand_of(line.row, held_up=line.forecast.driver is not None)
    state = state_of(stand, today)
    return Line(
        **{
            **vars(line),
            "state": state,
            "word": str(STATE_WORDS[state]),
            "shape": SHAPES[state],
            "clash": clash_of(line.row, stand),
        }
    )


def clash_of(row: Milestone, stand: Stand) -> str:
    """Where the word of people and the data differ, in a sentence."""
    kind = contradiction(stand)
    said = {"value": figure_of(row), "on": day(row.read_on), "ended": day(row.ended)}
    if kind == "hand_says_done":
        return _("Set by hand as done on %(ended)s, but the data of %(on)s say %(value)s: not reached.") % said
    if kind == "data_say_done":
        return _("The data of %(on)s say %(value)s: reached, but nobody has set it as done by hand.") % said
    return ""


def figure_of(row: Milestone) -> str:
    """What the measure said, with its unit."""
    if row.reading is None:
        return ""
    unit = _(row.reading_unit) if row.reading_unit else ""  # kept in English, read in the reader's language
    return f"{row.reading.normalize():f} {unit}".strip()


def _wait(link: Link, titles: Mapping[int, str]) -> str:
    said = {"title": titles[link.before], "days": abs(link.lag)}
    if link.kind == "start_to_start":
        words = _("Begins when “%(title)s” begins") % said
    else:
        words = _("Begins when “%(title)s” ends") % said
    if link.lag > 0:
        return _("%(words)s, %(days)s days later") % {**said, "words": words}
    return _("%(words)s, %(days)s days before") % {**said, "words": words} if link.lag < 0 else words


def followed() -> set[str]:
    """Codes of the measures that milestones follow."""
    return set(Milestone.objects.exclude(measure="").values_list("measure", flat=True))

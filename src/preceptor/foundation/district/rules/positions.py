"""Who holds a seat on a day, who supervises whom, and how long somebody has been in a job."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

# Standing in for somebody does not start the clock of a first year in the job.
STAND_IN = frozenset({"acting", "temporary"})


@dataclass(frozen=True)
class Held:
    """One person in one seat from `start` until `end` (exclusive); `reports_to` is the number of the seat above."""

    id: int
    person_id: int
    number: str
    job: str
    permanence: str
    start: date
    end: date | None = None
    reports_to: str | None = None
    leave_start: date | None = None
    leave_end: date | None = None


def within(start: date, end: date | None, on: date) -> bool:
    """Whether a day lies in a period that starts on `start` and is over on `end`."""
    return start <= on and (end is None or on < end)


def holds(position: Held, on: date) -> bool:
    """Whether the position is held on the day."""
    return within(position.start, position.end, on)


def on_leave(position: Held, on: date) -> bool:
    """Whether its holder is on leave on the day."""
    return position.leave_start is not None and within(position.leave_start, position.leave_end, on)


@dataclass(frozen=True)
class Chart:
    """Positions by person and by seat, for questions about the reporting line."""

    by_person: Mapping[int, tuple[Held, ...]] = field(default_factory=dict)
    by_seat: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)


def chart(positions: Iterable[Held]) -> Chart:
    """Order positions by person and by seat."""
    people: defaultdict[int, list[Held]] = defaultdict(list)
    seats: defaultdict[str, list[Held]] = defaultdict(list)
    for position in sorted(set(positions), key=lambda held: (held.start, held.id)):
        people[position.person_id].append(position)
        seats[position.number].append(position)
    return Chart({key: tuple(rows) for key, rows in people.items()}, {key: tuple(rows) for key, rows in seats.items()})


def main_position(held: Iterable[Held], on: date) -> Held | None:
    """The position that says who somebody is on the day: one without leave first, then the latest start."""
    current = [position for position in held if holds(position, on)]
    return max(current, key=lambda position: (not on_leave(position, on), position.start, position.id), default=None)


def holder(seat: Iterable[Held], on: date) -> Held | None:
    """Who answers for a seat on the day: its holder, or whoever stands in while the holder is on leave."""
    present = [position for position in seat if holds(position, on) and not on_leave(position, on)]
    return max(
        present, key=lambda position: (position.permanence not in STAND_IN, position.start, position.id), default=None
    )


def seat_above(seat: tuple[Held, ...], on: date) -> str | None:
    """The seat that a vacant seat reports to, by its latest holder up to the day (else by its first)."""
    past = [position for position in seat if position.start <= on]
    return (past[-1] if past else seat[0]).reports_to if seat else None


def supervisor_position(known: Chart, position: Held, on: date) -> Held | None:
    """The supervisor of record on the day: the next seat up that somebody else holds; vacant seats are passed over."""
    seen = {position.number}
    number = position.reports_to
    while number is not None and number not in seen:
        seen.add(number)
        seat = known.by_seat.get(number, ())
        found = holder(seat, on)
        if found is not None and found.person_id != position.person_id:
            return found
        number = seat_above(seat, on)
    return None


def reporting_line(known: Chart, person_id: int, on: date) -> tuple[int, ...]:
    """People above somebody on the day, the nearest first; a circle in the records ends the line."""
    line: list[int] = []
    position = main_position(known.by_person.get(person_id, ()), on)
    while position is not None:
        position = supervisor_position(known, position, on)
        if position is None or position.person_id == person_id or position.person_id in line:
            break
        line.append(position.person_id)
    return tuple(line)


def circle(above: Mapping[str, str | None]) -> tuple[str, ...]:
    """Seats that report to one another in a circle, or nothing; `above` maps a seat to the seat it reports to."""
    done: set[str] = set()
    for first in above:
        walked: list[str] = []
        seat: str | None = first
        while seat is not None and seat not in done and seat not in walked:
            walked.append(seat)
            seat = above.get(seat)
        if seat is not None and seat in walked:
            return tuple(walked[walked.index(seat) :])
        done.update(walked)
    return ()


def overlaps(one: Held, other: Held) -> bool:
    """Whether two periods share a day."""
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)


def contested(seat: Iterable[Held]) -> tuple[Held, Held] | None:
    """Two people who hold one seat at once, neither standing in for the other; nothing when the seat is in order."""
    firm = sorted((held for held in seat if held.permanence not in STAND_IN), key=lambda held: (held.start, held.id))
    for index, one in enumerate(firm):
        for other in firm[index + 1 :]:
            if overlaps(one, other) and one.leave_start is None and other.leave_start is None:
                return one, other
    return None


def months_between(start: date, on: date) -> int:
    """Whole months from one day to another; none before the start."""
    months = (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day)
    return max(months, 0)


def in_first_years(start: date, on: date, *, years: int = 2) -> bool:
    """Whether somebody who started then is still in the first years of the job."""
    return start <= on and months_between(start, on) < 12 * years


def first_start(positions: Iterable[Held], job: str, *, stand_in: bool = False) -> date | None:
    """The first day in a job; standing in for somebody counts only when asked."""
    starts = [held.start for held in positions if held.job == job and (stand_in or held.permanence not in STAND_IN)]
    return min(starts, default=None)


Days = tuple[date, date | None, date | None, date | None]


def away_from_all(positions: Iterable[Days], first: date, last: date) -> list[tuple[date, date | None]]:
    """Leaves (start, end exclusive) that touch the days from first to last and leave no other position at work.

    Each position is given as its own start and end and the start and end of its leave.
    """
    held = list(positions)
    found = []
    for index, (_start, _end, leave, back) in enumerate(held):
        if leave is None or leave > last or (back is not None and back <= first):
            continue
        others = held[:index] + held[index + 1 :]
        if not any(_works(other, leave, back) for other in others):
            found.append((leave, back))
    return sorted(set(found), key=lambda days: (days[0], days[1] or date.max))


def _works(position: Days, leave: date, back: date | None) -> bool:
    """Whether a position is held and worked in on some day of somebody's leave from another one."""
    start, end, away, again = position
    held = (end is None or leave < end) and (back is None or start < back)
    covered = away is not None and away <= max(leave, start) and (again is None or (back is not None and back <= again))
    return held and not covered

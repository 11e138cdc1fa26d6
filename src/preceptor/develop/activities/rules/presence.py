"""Who took part in how much of each period, and who owes nothing for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from preceptor.develop.activities.rules.periods import Calendar, Ints, Period, working_days
from preceptor.develop.activities.rules.values import DutyTerms, Owing, Span

Bools = npt.NDArray[np.bool_]
# Duties over these periods stay whole for who joins later; only who leaves before the end, or is away, is exempt.
WHOLE = {"year", "program"}


@dataclass(frozen=True)
class Presence:
    """For each one who owes (rows) and each period (columns): took part at all, and is exempt from the minimum."""

    touched: Bools
    exempt: Bools


@dataclass(frozen=True)
class _Scale:
    """Days as numbers from the first day of all periods, with the bounds of each and the working days so far."""

    origin: int
    starts: Ints
    stops: Ints
    working: Ints

    @property
    def end(self) -> int:
        """The number after the last day."""
        return len(self.working) - 1


def presence(calendar: Calendar, found: Sequence[Period], owing: Sequence[Owing]) -> Presence:
    """Exempt is who was there for less than half of a period's working days, or left a longer one before its end."""
    scale = _scale(calendar, found)
    touched, there = _overlap(scale, [each.spans for each in owing])
    away = _overlap(scale, [each.away for each in owing])[1]
    owed = scale.working[scale.stops] - scale.working[scale.starts]
    if found[0].per in WHOLE:
        ends = np.array([max((_stop(scale, span) for span in each.spans), default=0) for each in owing], dtype=np.int64)
        exempt = (ends[:, None] < scale.stops[None, :]) | (2 * (there - away) < there)
    else:
        exempt = 2 * (there - away) < owed[None, :]
    return Presence(touched > 0, exempt | (owed[None, :] == 0))


def exempted(here: Presence, duty: DutyTerms, found: Sequence[Period], owing: Sequence[Owing]) -> Presence:
    """The same, and exempt whom the office exempted from the duty in a period, whatever partner they owe it for."""
    given = here.exempt.copy()
    column_of = {each.key: column for column, each in enumerate(found)}
    rows_of: defaultdict[int, list[int]] = defaultdict(list)
    for row, each in enumerate(owing):
        rows_of[each.person_id].append(row)
    for person_id, key in duty.exemptions:
        if key in column_of:
            given[rows_of[person_id], column_of[key]] = True
    return Presence(here.touched, given)


def _scale(calendar: Calendar, found: Sequence[Period]) -> _Scale:
    first, last = found[0].first, found[-1].last
    return _Scale(
        first.toordinal(),
        np.array([(each.first - first).days for each in found], dtype=np.int64),
        np.array([(each.last - first).days + 1 for each in found], dtype=np.int64),
        working_days(calendar, first, last),
    )


def _stop(scale: _Scale, span: Span) -> int:
    return scale.end if span.last is None else span.last.toordinal() - scale.origin + 1


def _overlap(scale: _Scale, spans: Sequence[Sequence[Span]]) -> tuple[Ints, Ints]:
    """Calendar days and working days that each one's spans share with each period."""
    days = np.zeros((len(spans), len(scale.starts)), dtype=np.int64)
    working = np.zeros_like(days)
    for turn in range(max(map(len, spans), default=0)):
        rows = [row for row, each in enumerate(spans) if len(each) > turn]
        begin = np.array([spans[row][turn].first.toordinal() - scale.origin for row in rows], dtype=np.int64)
        end = np.array([_stop(scale, spans[row][turn]) for row in rows], dtype=np.int64)
        from_day = np.clip(np.maximum(begin[:, None], scale.starts[None, :]), 0, scale.end)
        to_day = np.clip(np.minimum(end[:, None], scale.stops[None, :]), from_day, scale.end)
        days[rows] += to_day - from_day
        working[rows] += scale.working[to_day] - scale.working[from_day]
    return days, working

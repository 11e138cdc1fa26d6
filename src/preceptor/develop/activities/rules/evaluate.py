"""The evaluator of duties: for every duty, person or pair and period whether it is met, on whole programs at once.

Read `evaluate`, then `_grid`: amounts are summed into cells (one who owes x one period), what goes beyond a share is
set aside, and one table of conditions gives the status. Nothing here looks at a clock: `now` comes in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from preceptor.develop.activities.rules.amounts import Cells, amount, counted, gate, spreads
from preceptor.develop.activities.rules.columns import Columns, Links, columns, links
from preceptor.develop.activities.rules.periods import Calendar, Ints, Period, period_of_days, periods
from preceptor.develop.activities.rules.presence import Bools, Presence, exempted, presence
from preceptor.develop.activities.rules.values import DutyTerms, Entry, LimitTerm, Owing, Role, Status
from preceptor.develop.activities.rules.verdicts import Grid

OwingByRole = Mapping[tuple[Role, Role | None], Sequence[Owing]]
# Who owes a duty: its role and partners' role, and those for whom its condition holds.
Owed = tuple[tuple[Role, Role | None], frozenset[int] | None]


def evaluate(
    duties: Sequence[DutyTerms],
    owing: OwingByRole,
    entries: Iterable[Entry],
    calendar: Calendar,
    now: datetime,
) -> tuple[Grid, ...]:
    """Judge every duty on every period; one grid for each duty and kind of period that its limits name."""
    table = columns(calendar, entries)
    owed: dict[Owed, Sequence[Owing]] = {(duty.owed_by, duty.owers): _owers(duty, owing) for duty in duties}
    found = {key: links(table.entries, people, key[0]) for key, people in owed.items() if people}
    here: dict[tuple[Owed, str], Presence] = {}
    open_from = _open_from(duties, owed, table, found)
    grids = []
    for duty in duties:
        owed_by = (duty.owed_by, duty.owers)
        people = owed[owed_by]
        if not people:
            continue
        linked = found[owed_by]
        if not duty.comes_first:
            linked = _after_gate(linked, people, table, open_from)
        linked = linked.kept(table.of_kind(duty.kinds)[linked.entries])
        for limit in merged(duty):
            named = periods(calendar, limit.per)
            key = (owed_by, limit.per)
            if key not in here:
                here[key] = presence(calendar, named, people)
            cells = Cells(table, linked, people, period_of_days(named, table.days), len(named))
            there = exempted(here[key], duty, named, people) if duty.exemptions else here[key]
            grids.append(_grid(duty, limit, named, cells, there, _clock(duty, named, people, calendar, now)))
    return tuple(grids)


def _owers(duty: DutyTerms, owing: OwingByRole) -> Sequence[Owing]:
    """Those of the role who owe a duty: everybody, or those for whom its condition holds."""
    everybody = owing.get(duty.owed_by, ())
    return everybody if duty.owers is None else [each for each in everybody if each.person_id in duty.owers]


def merged(duty: DutyTerms) -> tuple[LimitTerm, ...]:
    """The duty's limits, one for each kind of period: the highest least and the lowest most."""
    by_period: dict[str, LimitTerm] = {}
    for limit in duty.limits:
        so_far = by_period.get(limit.per, LimitTerm(limit.per))
        by_period[limit.per] = replace(
            so_far,
            at_least=max((each for each in (so_far.at_least, limit.at_least) if each is not None), default=None),
            at_most=min((each for each in (so_far.at_most, limit.at_most) if each is not None), default=None),
        )
    if duty.spread and duty.per not in by_period:
        by_period[duty.per] = LimitTerm(duty.per)
    return tuple(by_period.values())


def _open_from(
    duties: Sequence[DutyTerms], owed: Mapping[Owed, Sequence[Owing]], table: Columns, found: Mapping[Owed, Links]
) -> dict[int, float]:
    """For each person who owes a duty that comes first, the moment from which other activities count."""
    opened: dict[int, float] = {}
    for duty in duties:
        owed_by = (duty.owed_by, duty.owers)
        people = owed[owed_by]
        if duty.comes_first and people:
            for person_id, moment in gate(duty, merged(duty), table, found[owed_by], people).items():
                opened[person_id] = max(moment, opened.get(person_id, moment))
    return opened


def _after_gate(linked: Links, people: Sequence[Owing], table: Columns, open_from: Mapping[int, float]) -> Links:
    """Leave out what was done before the duty that comes first was met."""
    if not open_from:
        return linked
    from_moment = np.array([open_from.get(each.person_id, -np.inf) for each in people])
    return linked.kept(table.moments[linked.entries] >= from_moment[linked.rows])


class _Clock:
    """For each cell: when it closes, and whether that is past; for each period: whether it has begun."""

    def __init__(self, closes: Ints, begins: Ints, now: datetime) -> None:
        moment = int(now.timestamp())
        self.closes, self.closed, self.begun = closes, closes <= moment, begins <= moment


def _clock(
    duty: DutyTerms, named: Sequence[Period], people: Sequence[Owing], calendar: Calendar, now: datetime
) -> _Clock:
    ends = np.array([int(calendar.ends(each.last).timestamp()) for each in named], dtype=np.int64)
    begins = np.array([int(calendar.begins(each.first).timestamp()) for each in named], dtype=np.int64)
    closes = np.broadcast_to(ends, (len(people), len(named)))
    due = duty.due
    if due is not None and due.after_period is not None:
        closes = closes + int(due.after_period.total_seconds())
    elif due is not None and due.at is not None:
        closes = np.minimum(closes, int(due.at.timestamp()))
    elif due is not None and due.by_owed is not None:
        own = [due.by_owed.get((each.person_id, each.partner_id)) for each in people]
        rows = np.array([int(each.timestamp()) if each else np.iinfo(np.int64).max for each in own], dtype=np.int64)
        closes = np.minimum(closes, rows[:, None])
    return _Clock(closes, begins, now)


def _grid(
    duty: DutyTerms, limit: LimitTerm, named: tuple[Period, ...], cells: Cells, here: Presence, clock: _Clock
) -> Grid:
    """All cells of one duty over one kind of period, with their status."""
    total, counts = amount(duty, cells), counted(duty, cells)
    spread = spreads(duty, cells) if limit.per == duty.per else ()
    enough = np.ones(total.shape, dtype=np.bool_) if limit.at_least is None else counts >= limit.at_least
    for term, reached in zip(duty.spread, spread, strict=False):
        enough &= reached >= term.at_least
    in_time, made_up = enough, np.zeros_like(enough)
    if duty.due is not None and (limit.at_least is not None):
        in_time = counted(duty, cells.until(clock.closes)) >= limit.at_least
    if duty.make_ups and limit.at_least is not None:
        made_up = _made_up(counts, limit.at_least, here.exempt)
    wanted = limit.at_least is not None or bool(spread)
    status = _status(enough, in_time, made_up, wanted, here, clock)
    if limit.at_most is not None:
        status[total > limit.at_most] = Status.OVER
    return Grid(duty, limit, named, tuple(cells.people), status, total, counts, spread, here.touched, cells)


def _status(enough: Bools, in_time: Bools, made_up: Bools, wanted: bool, here: Presence, clock: _Clock) -> Ints:
    """One table of conditions; the first that holds gives the status."""
    met = enough & (clock.closed | wanted)
    return np.select(
        [here.exempt, met & in_time, met | made_up, clock.closed & clock.begun],
        [int(Status.EXEMPT), int(Status.MET), int(Status.LATE), int(Status.SHORT)],
        default=int(Status.OPEN),
    )


def _made_up(counts: Ints, at_least: int, exempt: Bools) -> Bools:
    """Shortfalls that the surplus of the very next period makes good; a surplus is used once."""
    done = np.zeros(counts.shape, dtype=np.bool_)
    surplus = np.maximum(counts - at_least, 0)
    for turn in range(counts.shape[1] - 1):
        missing = np.where(exempt[:, turn], 0, np.maximum(at_least - counts[:, turn], 0))
        fits = (missing > 0) & (surplus[:, turn + 1] >= missing)
        surplus[:, turn + 1] -= np.where(fits, missing, 0)
        done[:, turn] = fits
    return done

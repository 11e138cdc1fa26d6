"""Forecasts, slack and critical path against the slow oracle; cycles are named."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.resource.initiatives.rules.consequences import Price, consequences
from preceptor.resource.initiatives.rules.schedule import Link, Task, critical_path, cycle, forecast
from preceptor.resource.initiatives.tests.oracle import last_day, slow_forecast, slow_slack

FIRST = date(2026, 9, 1)


def at(day: int) -> date:
    return FIRST + timedelta(days=day)


@st.composite
def tasks(draw: st.DrawFn, number: int) -> list[Task]:
    found = []
    for key in range(number):
        start, length = draw(st.integers(0, 12)), draw(st.none() | st.integers(0, 6))
        happened = draw(st.sampled_from(["nothing", "nothing", "started", "ended"]))
        started = at(draw(st.integers(0, 9))) if happened != "nothing" else None
        ended = started + timedelta(days=draw(st.integers(0, 5))) if started and happened == "ended" else None
        found.append(Task(key, at(start), None if length is None else at(start + length), started, ended))
    return found


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Task], list[Link], date | None]:
    number = draw(st.integers(1, 5))
    shuffled = draw(st.permutations(range(number)))
    links = [
        Link(before, after, draw(st.sampled_from(["finish_to_start", "start_to_start"])), draw(st.integers(-2, 4)))
        for place, after in enumerate(shuffled)
        for before in shuffled[:place]
        if draw(st.booleans())
    ]
    return draw(tasks(number)), links, draw(st.none() | st.integers(0, 16).map(at))


@settings(max_examples=80, deadline=None)
@given(plans())
def test_every_date_is_that_of_the_slow_oracle(plan: tuple[list[Task], list[Link], date | None]) -> None:
    found = forecast(*plan)
    assert {key: (one.start, one.end) for key, one in found.items()} == slow_forecast(*plan, (0, 0))


@settings(max_examples=60, deadline=None)
@given(plans())
def test_slack_is_the_longest_delay_that_moves_no_end(plan: tuple[list[Task], list[Link], date | None]) -> None:
    found = forecast(*plan)
    open_ones = [key for key, one in found.items() if one.slack is not None]
    assert {key: found[key].slack for key in open_ones} == {key: slow_slack(*plan, key) for key in open_ones}


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_day_more_on_the_critical_path_moves_the_end_by_a_day(
    plan: tuple[list[Task], list[Link], date | None],
) -> None:
    end = last_day(slow_forecast(*plan, (0, 0)))
    for key in critical_path(forecast(*plan)):
        assert last_day(slow_forecast(*plan, (key, 1))) == end + timedelta(days=1)


@given(st.integers(2, 6))
def test_milestones_that_wait_in_a_circle_are_named(number: int) -> None:
    circle = [Link(key, (key + 1) % number) for key in range(number)]
    found = cycle([Link(90, 91), *circle])
    assert found[0] == found[-1]
    assert set(found) == set(range(number))
    assert all(Link(before, after) in circle or Link(after, before) in circle for before, after in pairwise(found))


def test_a_slip_tells_what_it_moves_and_what_that_costs() -> None:
    plan = [Task(1, at(0), at(10)), Task(2, at(12), at(20)), Task(3, at(20), None), Task(4, at(0), at(30))]
    links = [Link(1, 2), Link(2, 3)]
    late = Task(1, at(0), at(17))
    told = consequences(plan, late, links, {2: Price(per_day=Decimal("150.25")), 1: Price(budget=Decimal(1000))}, at(0))
    assert [(one.key, one.start_days, one.end_days, one.cost) for one in told.downstream] == [
        (2, 5, 5, Decimal("751.25")),
        (3, 5, 5, None),
    ]
    assert told.own is not None
    assert (told.own.end_days, told.own.cost) == (7, Decimal("700.00"))
    assert (told.downstream_days, told.last_days, told.cost) == (5, 0, Decimal("1451.25"))


def test_a_slip_within_its_slack_moves_nothing_else() -> None:
    plan = [Task(1, at(0), at(10)), Task(2, at(12), at(20))]
    told = consequences(plan, Task(1, at(0), at(12)), [Link(1, 2)], {}, at(0))
    assert (told.downstream, told.last_days, told.cost) == ((), 0, None)

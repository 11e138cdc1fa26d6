"""Who holds a seat, who supervises whom, and since when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.district.rules.positions import (
    Days,
    Held,
    away_from_all,
    chart,
    circle,
    contested,
    first_start,
    in_first_years,
    main_position,
    months_between,
    reporting_line,
)

DAY = date(2026, 11, 20)
BEGIN = date(2020, 7, 1)


def held(person: int, seat: str, above: str | None = None, **facts: object) -> Held:
    """A principal's seat unless said otherwise."""
    known: dict[str, object] = {"id": person, "job": "principal", "permanence": "permanent", "start": BEGIN} | facts
    return Held(person_id=person, number=seat, reports_to=above, **known)  # type: ignore[arg-type]  # facts are named in each test


def line(*positions: Held, person: int = 1) -> tuple[int, ...]:
    return reporting_line(chart(positions), person, DAY)


def test_the_line_runs_upwards_the_nearest_first() -> None:
    assert line(held(1, "a", "b"), held(2, "b", "c"), held(3, "c")) == (2, 3)


def test_a_vacant_seat_is_passed_over() -> None:
    gone = held(2, "b", "c", end=date(2026, 1, 1))
    assert line(held(1, "a", "b"), gone, held(3, "c")) == (3,)


def test_the_next_holder_of_a_seat_supervises() -> None:
    before = held(2, "b", end=date(2026, 1, 1))
    after = held(5, "b", start=date(2026, 1, 1))
    assert line(held(1, "a", "b"), before, after) == (5,)


def test_whoever_stands_in_supervises_while_the_holder_is_on_leave() -> None:
    away = held(2, "b", leave_start=date(2026, 10, 1), leave_end=date(2027, 1, 1))
    stand_in = held(6, "b", permanence="acting", start=date(2026, 10, 1))
    assert line(held(1, "a", "b"), away, stand_in) == (6,)


def test_nobody_supervises_themselves() -> None:
    assert line(held(1, "a", "b"), held(1, "b", "c", id=9), held(3, "c")) == (3,)


def test_the_acting_job_is_the_main_one_while_it_lasts() -> None:
    own = held(1, "a", job="assistant_principal")
    acting = held(1, "b", id=2, permanence="acting", start=date(2026, 8, 1))
    assert main_position([own, acting], DAY) == acting


@given(st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))), max_size=12))
def test_a_circle_in_the_records_never_hangs_the_line(seats: list[tuple[int, int | None]]) -> None:
    positions = [
        held(index, str(seat), None if above is None else str(above)) for index, (seat, above) in enumerate(seats)
    ]
    found = reporting_line(chart(positions), 0, DAY)
    assert len(set(found)) == len(found)
    assert 0 not in found


@given(st.dictionaries(st.integers(0, 8).map(str), st.one_of(st.none(), st.integers(0, 8).map(str))))
def test_a_circle_is_found_exactly_when_there_is_one(above: dict[str, str | None]) -> None:
    def climbs_for_ever(seat: str) -> bool:
        at: str | None = seat
        for _ in range(20):
            at = above.get(at) if at is not None else None
        return at is not None

    ring = circle(above)
    assert bool(ring) == any(climbs_for_ever(seat) for seat in above)
    assert all(above[seat] == following for seat, following in zip(ring, [*ring[1:], *ring[:1]], strict=True))


def test_two_firm_holders_at_once_contest_a_seat() -> None:
    assert contested([held(1, "a"), held(2, "a", start=date(2021, 1, 1))]) is not None


def test_holders_that_follow_one_another_do_not() -> None:
    assert contested([held(1, "a", end=date(2021, 1, 1)), held(2, "a", start=date(2021, 1, 1))]) is None


def test_standing_in_contests_nothing() -> None:
    assert contested([held(1, "a"), held(2, "a", permanence="acting")]) is None


def test_acting_time_does_not_start_the_clock() -> None:
    acting = held(1, "a", permanence="acting", start=date(2024, 8, 1), end=date(2025, 7, 1))
    own = held(1, "b", start=date(2025, 7, 1))
    assert first_start([acting, own], "principal") == date(2025, 7, 1)


def test_two_years_end_on_the_second_anniversary() -> None:
    assert in_first_years(date(2024, 11, 21), DAY)
    assert not in_first_years(date(2024, 11, 20), DAY)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_months_never_go_back_as_days_go_on(start: date, days: int) -> None:
    on = start + timedelta(days=days)
    assert months_between(start, on) <= months_between(start, on + timedelta(days=1))


FEBRUARY = (date(2025, 2, 1), date(2025, 3, 1))


@pytest.mark.parametrize(
    ("others", "away"),
    [
        ([], True),
        ([(date(2020, 7, 1), None, None, None)], False),
        ([(date(2020, 7, 1), date(2025, 2, 1), None, None)], True),
        ([(date(2020, 7, 1), None, date(2025, 1, 1), None)], True),
        ([(date(2020, 7, 1), None, date(2025, 2, 10), None)], False),
    ],
)
def test_who_works_in_another_position_is_not_away(others: list[Days], away: bool) -> None:
    leave: Days = (date(2020, 7, 1), None, *FEBRUARY)
    found = away_from_all([leave, *others], date(2025, 1, 15), date(2025, 6, 30))
    assert (FEBRUARY in found) is away


def test_a_leave_outside_the_days_asked_for_is_left_out() -> None:
    assert away_from_all([(date(2020, 7, 1), None, *FEBRUARY)], date(2025, 3, 1), date(2025, 6, 30)) == []

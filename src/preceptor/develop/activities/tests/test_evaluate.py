"""Known answers of the evaluator."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.values import (
    DueTerm,
    DutyTerms,
    Entry,
    LimitTerm,
    Owing,
    ShareTerm,
    Span,
    SpreadTerm,
    Status,
)
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.activities.tests.spring import (
    AFTER,
    ALL,
    CHECK_IN,
    HOURS,
    MENTEE,
    MENTOR,
    ORIENTATION,
    OTHER,
    SPRING,
    VISITS,
    ZONE,
    did,
    owed,
    pair,
)


def judged(duty: DutyTerms, *entries: Entry, now: datetime = AFTER, owing: object = None) -> dict[str, Verdict]:
    """The verdicts on one duty by period."""
    grids = evaluate((duty,), owing or owed(), entries, SPRING, now)  # type: ignore[arg-type]  # a test's short hand
    return {f"{each.period.key}/{each.partner_id}": each for grid in grids for each in grid.verdicts()}


def test_three_hours_in_a_month_are_met() -> None:
    found = judged(HOURS, did(date(2024, 2, 6), 90), did(date(2024, 2, 20), 90))
    assert (found["2024-02/2"].status, found["2024-02/2"].counted) == (Status.MET, 180)


def test_two_hours_and_59_minutes_are_short() -> None:
    found = judged(HOURS, did(date(2024, 2, 6), 90), did(date(2024, 2, 20), 89))
    assert (found["2024-02/2"].status, found["2024-02/2"].missing) == (Status.SHORT, 1)


def test_the_entries_behind_a_sum_are_named() -> None:
    one, two, three = did(date(2024, 2, 20)), did(date(2024, 2, 6)), did(date(2024, 3, 1))
    assert judged(HOURS, one, two, three)["2024-02/2"].entry_ids == (two.id, one.id)


def test_a_month_that_is_not_over_stays_open() -> None:
    now = datetime(2024, 2, 29, 23, 59, tzinfo=ZONE)
    assert judged(HOURS, did(date(2024, 2, 6)), now=now)["2024-02/2"].status == Status.OPEN


def test_a_month_that_is_not_over_can_be_met_already() -> None:
    now = datetime(2024, 2, 10, tzinfo=ZONE)
    assert judged(HOURS, did(date(2024, 2, 6), 180), now=now)["2024-02/2"].status == Status.MET


@pytest.mark.parametrize(("visits", "status"), [(1, Status.SHORT), (2, Status.MET)])
def test_two_visits_a_semester(visits: int, status: Status) -> None:
    entries = [did(date(2024, 2, 6 + n), 60, "visit") for n in range(visits)]
    assert judged(VISITS, *entries)["spring/2"].status == status


def test_the_check_in_is_owed_once_not_for_each_mentee() -> None:
    found = judged(CHECK_IN, did(date(2024, 2, 6), 60, "check_in", mentee=None), owing=owed(pair(2), pair(3)))
    assert found["2024-02/None"].status == Status.MET


def test_several_mentees_are_judged_apart() -> None:
    found = judged(HOURS, did(date(2024, 2, 6), 180), owing=owed(pair(MENTEE), pair(OTHER)))
    assert [found[f"2024-02/{each}"].status for each in (MENTEE, OTHER)] == [Status.MET, Status.SHORT]


def test_a_disputed_activity_does_not_count() -> None:
    assert judged(HOURS, replace(did(date(2024, 2, 6), 180), counts=False))["2024-02/2"].counted == 0


def test_who_joins_late_in_the_month_owes_nothing_for_it() -> None:
    found = judged(HOURS, owing=owed(pair(MENTEE, Span(date(2024, 2, 21)))))
    assert [found[key].status for key in ("2024-02/2", "2024-03/2")] == [Status.EXEMPT, Status.SHORT]


def test_months_before_somebody_joined_are_not_shown() -> None:
    assert "2024-01/2" not in judged(HOURS, owing=owed(pair(MENTEE, Span(date(2024, 2, 21)))))


def test_leave_exempts_a_month() -> None:
    away = (Span(date(2024, 4, 1), date(2024, 4, 30)),)
    assert judged(HOURS, owing=owed(pair(away=away)))["2024-04/2"].status == Status.EXEMPT


def test_a_change_of_mentor_leaves_the_month_with_who_had_most_of_it() -> None:
    owing = {
        ("mentor", "mentee"): [
            Owing(MENTOR, MENTEE, (Span(date(2024, 1, 8), date(2024, 2, 9)),)),
            Owing(9, MENTEE, (Span(date(2024, 2, 10)),)),
        ]
    }
    grids = evaluate((HOURS,), owing, (), SPRING, AFTER)
    february = {each.person_id: each.status for each in grids[0].verdicts() if each.period.key == "2024-02"}
    assert february == {MENTOR: Status.EXEMPT, 9: Status.SHORT}


def test_who_leaves_before_the_end_is_exempt_from_the_whole_program() -> None:
    alone = (Owing(MENTOR, None, (Span(date(2024, 1, 8), date(2024, 5, 1)),)),)
    assert judged(ORIENTATION, owing=owed(alone=alone))["program/None"].status == Status.EXEMPT


def test_who_joins_late_still_owes_the_whole_program() -> None:
    alone = (Owing(MENTOR, None, (Span(date(2024, 5, 1)),)),)
    assert judged(ORIENTATION, owing=owed(alone=alone))["program/None"].status == Status.SHORT


def test_nothing_counts_before_the_duty_that_comes_first() -> None:
    entries = [
        did(date(2024, 1, 16), 180),
        did(date(2024, 1, 20), 60, "orientation", mentee=None),
        did(date(2024, 2, 6), 180),
    ]
    grids = evaluate((HOURS, ORIENTATION), owed(), entries, SPRING, AFTER)
    found = {each.period.key: each.counted for grid in grids[:1] for each in grid.verdicts()}
    assert (found["2024-01"], found["2024-02"]) == (0, 180)


def test_a_limited_share_of_remote_hours_sets_the_rest_aside() -> None:
    duty = replace(HOURS, shares=(ShareTerm(frozenset({"video"}), at_most_percent=25),))
    found = judged(duty, did(date(2024, 2, 6), 90), did(date(2024, 2, 7), 90, mode="video"))["2024-02/2"]
    assert (found.amount, found.counted, found.status) == (180, 120, Status.SHORT)


def test_half_in_person_is_a_least_share() -> None:
    duty = replace(HOURS, shares=(ShareTerm(frozenset({"in_person"}), at_least_percent=50),))
    assert judged(duty, did(date(2024, 2, 6), 60), did(date(2024, 2, 7), 600, mode="phone"))["2024-02/2"].counted == 120


def test_more_than_the_most_is_over() -> None:
    duty = replace(HOURS, limits=(LimitTerm("month", None, 180),))
    found = judged(duty, did(date(2024, 2, 6), 181), did(date(2024, 3, 6), 180))
    assert [found[key].status for key in ("2024-02/2", "2024-03/2")] == [Status.OVER, Status.MET]


def test_the_next_month_makes_up_a_shortfall_once() -> None:
    duty = replace(CHECK_IN, make_ups=True)
    days = [date(2024, 3, 5), date(2024, 3, 12)]
    found = judged(duty, *(did(day, 60, "check_in", mentee=None) for day in days))
    statuses = [found[f"2024-0{month}/None"].status for month in (1, 2, 3)]
    assert statuses == [Status.SHORT, Status.LATE, Status.MET]


def test_what_is_done_after_the_due_moment_is_late() -> None:
    duty = replace(ORIENTATION, comes_first=False, due=DueTerm(at=datetime(2024, 1, 19, 17, tzinfo=ZONE)))
    found = judged(duty, did(date(2024, 1, 20), 60, "orientation", mentee=None))
    assert found["program/None"].status == Status.LATE


def test_a_month_is_short_only_once_its_own_due_moment_is_past() -> None:
    duty = replace(HOURS, due=DueTerm(after_period=timedelta(days=5)))
    assert judged(duty, now=datetime(2024, 3, 3, tzinfo=ZONE))["2024-02/2"].status == Status.OPEN


def test_hours_spread_over_three_months() -> None:
    duty = replace(HOURS, per="program", limits=(LimitTerm("program", 60),), spread=(SpreadTerm("months", 3),))
    found = judged(duty, did(date(2024, 2, 6)), did(date(2024, 3, 6)))["program/2"]
    assert (found.status, found.spread) == (Status.SHORT, (("months", 2, 3),))


def test_different_people_are_counted_once() -> None:
    duty = replace(VISITS, measure="people", for_each=None, kinds=frozenset({"coaching"}))
    entries = [did(date(2024, 2, 6), mentee=each) for each in (2, 2, 3)]
    assert judged(duty, *entries)["spring/None"].counted == 2


def test_the_same_session_counts_once() -> None:
    duty = replace(CHECK_IN, measure="sessions", limits=(LimitTerm("program", 2),))
    entries = [replace(did(date(2024, 2, 6), 60, "check_in", mentee=None), key="first") for _ in range(2)]
    assert judged(duty, *entries)["program/None"].counted == 1


def test_an_attempt_that_was_not_mastered_does_not_count() -> None:
    duty = replace(CHECK_IN, measure="mastery", limits=(LimitTerm("program", 1),))
    attempt = replace(did(date(2024, 2, 6), 60, "check_in", mentee=None), key="task", mastered=False)
    assert judged(duty, attempt)["program/None"].status == Status.SHORT


def test_the_last_minute_of_a_month_is_the_district_s() -> None:
    late = Entry(
        7, "coaching", datetime(2024, 2, 29, 23, 59, tzinfo=ZONE), 180, "in_person", did(date(2024, 2, 1)).parties
    )
    assert judged(HOURS, late)["2024-02/2"].counted == 180


@pytest.mark.parametrize("hour", [0, 1, 3, 23])
def test_the_day_of_the_clock_change_stays_one_day(hour: int) -> None:
    duty = replace(HOURS, spread=(SpreadTerm("days", 1),))
    entry = replace(did(date(2024, 3, 10)), starts=datetime(2024, 3, 10, hour, 30, tzinfo=ZONE))
    assert judged(duty, entry, did(date(2024, 3, 10)))["2024-03/2"].spread == (("days", 1, 1),)


def test_a_period_without_a_working_day_is_exempt() -> None:
    weekly = replace(CHECK_IN, per="week", limits=(LimitTerm("week", 1),))
    assert judged(weekly)["2024-W13/None"].status == Status.EXEMPT


def test_closed_days_are_no_part_of_the_half_of_a_month() -> None:
    # March 2024 has 21 weekdays, five of them in the spring break: 11 weekdays from the 15th, but six working days.
    joins = owed(pair(MENTEE, Span(date(2024, 3, 15))))
    leaves = owed(pair(MENTEE, Span(date(2024, 1, 8), date(2024, 3, 14))))
    found = judged(HOURS, owing=joins)["2024-03/2"].status, judged(HOURS, owing=leaves)["2024-03/2"].status
    assert found == (Status.EXEMPT, Status.SHORT)


def test_what_is_done_on_a_closed_day_counts() -> None:
    assert judged(HOURS, did(date(2024, 2, 19), 180))["2024-02/2"].status == Status.MET


def test_two_limits_over_two_kinds_of_period_give_two_verdicts() -> None:
    duty = replace(CHECK_IN, limits=(LimitTerm("month", 1), LimitTerm("program", 5)))
    found = judged(duty, *(did(date(2024, month, 6), 60, "check_in", mentee=None) for month in range(1, 6)))
    assert (found["2024-06/None"].status, found["program/None"].status) == (Status.SHORT, Status.MET)


def test_a_meeting_with_two_mentees_counts_for_both() -> None:
    both = replace(did(date(2024, 2, 6), 180), parties=(("mentor", MENTOR), ("mentee", MENTEE), ("mentee", OTHER)))
    found = judged(HOURS, both, owing=owed(pair(MENTEE, ALL), pair(OTHER, ALL)))
    assert [found[f"2024-02/{each}"].counted for each in (MENTEE, OTHER)] == [180, 180]


def test_an_exemption_of_the_office_is_named_behind_the_verdict() -> None:
    exempted = replace(HOURS, exemptions={(MENTOR, "2024-02"): 7})
    found = judged(exempted, owing=owed(pair(MENTEE), pair(OTHER)))
    cells = {key: (each.status, each.standing, each.exemption_id) for key, each in found.items() if "2024-0" in key}
    assert {cells[f"2024-02/{each}"] for each in (MENTEE, OTHER)} == {(Status.EXEMPT, "EXEMPTED", 7)}
    assert cells[f"2024-03/{MENTEE}"] == (Status.SHORT, "SHORT", None)


def test_an_exemption_is_of_one_person_alone() -> None:
    exempted = replace(HOURS, exemptions={(99, "2024-02"): 7})
    assert judged(exempted)["2024-02/2"].standing == "SHORT"


def test_whom_the_office_exempts_from_what_comes_first_waits_for_nothing() -> None:
    entries, owing = [did(date(2024, 2, 6), 180)], owed()
    for exemptions, status in (({}, Status.SHORT), ({(MENTOR, "program"): 1}, Status.MET)):
        duties = (replace(ORIENTATION, exemptions=exemptions), HOURS)
        found = {
            (each.duty, each.period.key): each.status
            for grid in evaluate(duties, owing, entries, SPRING, AFTER)
            for each in grid.verdicts()
        }
        assert found[HOURS.name, "2024-02"] == status

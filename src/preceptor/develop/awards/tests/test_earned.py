"""Whether an award is earned: every duty met, what it builds on held, and excuses alone fulfil nothing."""

import pytest

from preceptor.develop.awards.rules.earned import standings, stands


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["MET", "MET"], "met"),
        (["MET", "EXEMPT"], "met"),
        (["LATE", "OVER"], "met"),
        (["EXEMPT"], "missing"),
        (["EXEMPT", "EXEMPT", "EXEMPT"], "missing"),
        (["MET", "OPEN"], "open"),
        (["MET", "SHORT"], "missing"),
        ([], "unjudged"),
    ],
)
def test_a_duty_over_all_its_periods(statuses: list[str], said: str) -> None:
    assert stands(statuses) == said


def test_who_left_before_doing_anything_has_not_earned_it() -> None:
    duties = {"institute": "The institute", "hours": "Contact hours"}
    verdicts = [("institute", 1, "MET"), ("hours", 1, "EXEMPT"), ("institute", 2, "MET"), ("hours", 2, "MET")]
    assert [one.earned for one in standings(duties, {}, verdicts, {}, [1, 2])] == [False, True]


def test_an_award_that_builds_on_another_waits_for_it() -> None:
    (without,) = standings({}, {"first": "The first certificate"}, [], {}, [1])
    (having,) = standings({}, {"first": "The first certificate"}, [], {1: ["first"]}, [1])
    assert (without.earned, having.earned) == (False, True)


def test_an_exemption_by_the_office_fulfils_and_is_called_by_its_name() -> None:
    found = standings({"hours": "Hours"}, {}, [("hours", 1, "EXEMPTED"), ("hours", 2, "EXEMPT")], {}, [1, 2])
    assert [(each.needs[0].stands, each.earned) for each in found] == [("exempted", True), ("missing", False)]


def test_an_exemption_of_one_month_leaves_what_is_owed_in_others() -> None:
    (found,) = standings({"hours": "Hours"}, {}, [("hours", 1, "EXEMPTED"), ("hours", 1, "SHORT")], {}, [1])
    assert (found.needs[0].stands, found.earned) == ("missing", False)

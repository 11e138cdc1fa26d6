"""Facts from records, without a database."""

from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.admissions.rules.facts import HeldJob, OnRecord, facts

ON = date(2026, 11, 20)
PRINCIPAL = HeldJob("principal", "permanent", 7, school_level="middle", charter="none")


def _of(*held: HeldJob, start: date | None = None, **standing: str) -> dict[str, object]:
    records = {kind: OnRecord(value, date(2026, 10, 1), "Personnel file") for kind, value in standing.items()}
    found = facts(held, records, start, on=ON, zone=UTC)
    return {name: known.value for name, known in found.items()}


def test_a_permanent_principal_is_a_current_and_permanent_one() -> None:
    found = _of(PRINCIPAL)
    assert (found["current_principal"], found["permanent_principal"]) == (True, True)


@pytest.mark.parametrize("permanence", ["probationary", "acting", "temporary"])
def test_any_other_permanence_is_not_permanent(permanence: str) -> None:
    assert _of(HeldJob("principal", permanence, 7))["permanent_principal"] is False


def test_without_a_word_from_the_personnel_office_standing_is_left_open() -> None:
    assert not {"good_standing", "suspension"} & set(_of(PRINCIPAL))


def test_good_standing_on_file_means_that_no_adverse_record_was_there() -> None:
    assert _of(PRINCIPAL, good_standing="yes")["suspension"] is False


@pytest.mark.parametrize(
    ("kind", "value", "name", "adverse"),
    [
        ("evaluation", "Below standard", "below_standard_evaluation", True),
        ("evaluation", "meets", "below_standard_evaluation", False),
        ("suspension", "on record", "suspension", True),
        ("suspension", "none", "suspension", False),
        ("unsatisfactory_act", "rescinded", "notice_of_unsatisfactory_act", False),
    ],
)
def test_a_record_is_adverse_by_its_own_word(kind: str, value: str, name: str, adverse: bool) -> None:
    assert _of(PRINCIPAL, **{kind: value})[name] is adverse


def test_each_fact_keeps_the_source_and_the_day_of_its_record() -> None:
    record = OnRecord("yes", date(2026, 10, 1), "Personnel file")
    known = facts([], {"good_standing": record}, None, on=ON, zone=UTC)["good_standing"]
    assert (known.source, known.as_of) == ("Personnel file", date(2026, 10, 1))


@given(st.dates(date(1990, 1, 1), ON))
def test_somebody_is_newly_assigned_for_exactly_two_years(start: date) -> None:
    assert _of(PRINCIPAL, start=start)["newly_assigned"] == (_of(PRINCIPAL, start=start)["years_as_principal"] < 2)  # type: ignore[operator]  whole years


def test_somebody_at_two_schools_has_no_one_school_level() -> None:
    assert "school_level" not in _of(PRINCIPAL, HeldJob("principal", "permanent", 8, school_level="high"))


def test_somebody_at_two_schools_has_the_facts_in_which_both_agree() -> None:
    found = _of(PRINCIPAL, HeldJob("principal", "permanent", 8, school_level="elementary", charter="none"))
    assert found["charter"] is False

"""The rules of admissions, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.admissions.rules.answers import Asked, fault_of, tidy, words
from preceptor.develop.admissions.rules.completeness import (
    Given,
    Handed,
    Wanted,
    consideration,
    lacks,
    may_be_submitted,
)
from preceptor.develop.admissions.rules.deadlines import may_submit, seconds_left, window
from preceptor.develop.admissions.rules.eligibility import overall, said_by_endorsers, seen_by_others, standing
from preceptor.develop.admissions.rules.reminders import reminder_is_due
from preceptor.develop.admissions.rules.snapshots import fingerprint
from preceptor.develop.admissions.rules.tabs import Saved, begun, differences, is_safe

ZONE = ZoneInfo("America/Los_Angeles")
OPENS = datetime(2026, 11, 2, 8, tzinfo=ZONE)
CLOSES = datetime(2026, 12, 8, 23, 59, 59, tzinfo=ZONE)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  the zone is the strategy's argument


def test_the_closing_second_itself_is_in_time() -> None:
    assert may_submit(CLOSES + timedelta(milliseconds=999), OPENS, CLOSES)


def test_one_second_later_is_late() -> None:
    assert window(CLOSES + timedelta(seconds=1), OPENS, CLOSES) == "late"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ({}, "for_reviewers"),
        ({"one": "asked"}, "for_reviewers"),
        ({"one": "endorsed", "two": "asked"}, "for_reviewers"),
        ({"one": "endorsed", "two": "endorsed"}, "met"),
        ({"one": "endorsed", "two": "declined"}, "not_met"),
    ],
)
def test_the_endorsement_rule_says_what_the_endorsers_said(states: dict[str, str], said: str) -> None:
    assert said_by_endorsers(states) == said


def test_before_the_call_opens_nothing_is_taken() -> None:
    assert window(OPENS - timedelta(microseconds=1), OPENS, CLOSES) == "before"


@pytest.mark.parametrize(("utc_hour", "in_time"), [(6, True), (7, False)])
def test_a_deadline_in_summer_time_is_an_hour_earlier_in_utc_than_in_winter(utc_hour: int, in_time: bool) -> None:
    closes = datetime(2026, 10, 31, 23, 59, 59, tzinfo=ZONE)
    assert may_submit(datetime(2026, 11, 1, utc_hour, 59, 59, tzinfo=UTC), OPENS - timedelta(days=9), closes) is in_time


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=0)
    second = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1).astimezone(UTC)
    assert window(second, OPENS - timedelta(days=9), first.astimezone(UTC)) == "late"


@given(now=MOMENTS, opens=MOMENTS, length=st.timedeltas(timedelta(0), timedelta(days=60)))
def test_a_moment_is_before_open_or_late_and_never_two_of_them(
    now: datetime, opens: datetime, length: timedelta
) -> None:
    closes = opens + length
    assert may_submit(now, opens, closes) == (opens <= now < closes + timedelta(seconds=1))


@given(now=MOMENTS)
def test_no_seconds_are_left_exactly_when_it_is_late(now: datetime) -> None:
    late = now >= CLOSES + timedelta(seconds=1)
    assert (seconds_left(now, CLOSES) == 0) == late or now > CLOSES


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=30))
def test_words_are_counted_whatever_stands_between_them(parts: list[str]) -> None:
    assert words(" \n\t ".join(parts)) == len(parts)


@given(st.integers(1, 40), st.integers(0, 60))
def test_an_answer_is_too_long_exactly_above_its_limit(limit: int, length: int) -> None:
    fault = fault_of(Asked(required=False, max_words=limit), "word " * length)
    assert (fault is not None) == (length > limit)


def test_a_fault_says_how_many_words_there_are_and_how_many_may_be() -> None:
    fault = fault_of(Asked(max_words=3), "one two three four")
    assert (fault.code, fault.counted, fault.allowed) == ("too_many_words", 4, 3)  # type: ignore[union-attr]  the test fails when there is none


@pytest.mark.parametrize(
    ("asked", "answer", "code"),
    [
        (Asked(), "   ", "missing"),
        (Asked(max_chars=3), "four", "too_many_characters"),
        (Asked(kind="number"), "many", "not_a_number"),
        (Asked(kind="number"), "NaN", "not_a_number"),
        (Asked(kind="number", at_least=Decimal(1)), "0", "too_small"),
        (Asked(kind="number", at_most=Decimal(3)), "4", "too_large"),
        (Asked(kind="choice", choices=("a", "b")), "c", "not_a_choice"),
        (Asked(kind="yes_no"), "perhaps", "not_a_choice"),
        (Asked(kind="date"), "12/8/2026", "not_a_date"),
    ],
)
def test_each_kind_of_question_has_its_own_fault(asked: Asked, answer: str, code: str) -> None:
    fault = fault_of(asked, answer)
    assert fault is not None
    assert fault.code == code


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (Asked(required=False), ""),
        (Asked(kind="number", at_least=Decimal(1), at_most=Decimal(3)), "3"),
        (Asked(kind="choice", choices=("a",)), "a"),
        (Asked(kind="yes_no"), "no"),
        (Asked(kind="date"), "2026-12-08"),
    ],
)
def test_an_answer_that_fits_has_no_fault(asked: Asked, answer: str) -> None:
    assert fault_of(asked, answer) is None


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


WANTED = Wanted(
    questions={"record": Asked(max_words=250)},
    documents=("resume",),
    texts=("ethics",),
    endorsements=("supervisor",),
)
WHOLE = Given(
    {"record": "Our pupils read better."}, frozenset({"resume"}), frozenset({"ethics"}), {"supervisor": "endorsed"}
)


def test_an_empty_draft_lacks_everything_in_the_order_of_the_form() -> None:
    found = [lack.kind for lack in lacks(WANTED, Given())]
    assert found == ["question", "document", "text", "ask_endorser"]


def test_a_whole_application_lacks_nothing() -> None:
    assert lacks(WANTED, WHOLE) == []


@pytest.mark.parametrize(
    ("state", "possible"), [("not_asked", False), ("asked", True), ("declined", True), ("endorsed", True)]
)
def test_the_endorser_must_have_been_asked_before_submitting_but_need_not_have_answered(
    state: str, possible: bool
) -> None:
    given_ = Given(WHOLE.answers, WHOLE.documents, WHOLE.texts, {"supervisor": state})  # type: ignore[dict-item]  the states come as words
    assert may_be_submitted(lacks(WANTED, given_)) is possible


def test_every_lack_that_blocks_carries_minutes() -> None:
    assert all(lack.minutes > 0 for lack in lacks(WANTED, Given()) if lack.blocks)


def _handed(**changes: object) -> Handed:
    fields: dict[str, object] = {
        "withdrawn": False,
        "received_at": CLOSES,
        "complete": True,
        "endorsements": (("endorsed", CLOSES, CLOSES),),
    }
    return Handed(**{**fields, **changes})  # type: ignore[arg-type]  the fields are named above


LATER = CLOSES + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "considered"),
        ({"withdrawn": True}, "withdrawn"),
        ({"received_at": None}, "not_submitted"),
        ({"received_at": CLOSES + timedelta(seconds=1)}, "late"),
        ({"complete": False}, "incomplete"),
        ({"endorsements": (("declined", CLOSES, CLOSES),)}, "endorsement_missing"),
        ({"endorsements": (("asked", None, CLOSES),)}, "endorsement_missing"),
        ({"endorsements": (("endorsed", LATER, CLOSES),)}, "endorsement_missing"),
        ({"endorsements": (("asked", None, LATER),)}, "waiting_for_endorsement"),
        ({"endorsements": (("asked", None, LATER), ("declined", CLOSES, LATER))}, "endorsement_missing"),
    ],
)
def test_an_application_is_considered_or_told_the_one_reason_why_not(changes: dict[str, object], why: str) -> None:
    assert consideration(_handed(**changes), opens=OPENS, closes=CLOSES, now=LATER) == why


@pytest.mark.parametrize(
    ("verdict", "contest", "waived", "stands"),
    [
        ("met", None, False, "met"),
        ("not_met", None, False, "not_met"),
        ("not_met", "open", False, "contested"),
        ("not_met", "stands", False, "not_met"),
        ("not_met", "corrected", False, "corrected"),
        ("not_met", "stands", True, "waived"),
        ("unknown", None, False, "unknown"),
        ("for_reviewers", None, False, "for_people"),
    ],
)
def test_records_contests_and_waivers_make_one_standing(
    verdict: str, contest: str | None, waived: bool, stands: str
) -> None:
    assert standing(verdict, contest=contest, waived=waived) == stands  # type: ignore[arg-type]  the verdicts come as words


@pytest.mark.parametrize(
    ("standings", "answer"),
    [
        (["met", "for_people"], "eligible"),
        (["met", "not_met", "unknown"], "not_eligible"),
        (["met", "contested"], "open"),
    ],
)
def test_one_rule_that_is_not_met_decides(standings: list[str], answer: str) -> None:
    assert overall(standings) == answer  # type: ignore[arg-type]  the standings come as words


@pytest.mark.parametrize("stands", ["met", "corrected", "waived"])
def test_others_cannot_tell_a_corrected_or_waived_rule_from_one_that_was_met(stands: str) -> None:
    assert seen_by_others(stands) == "met"  # type: ignore[arg-type]  the standings come as words


DUE = date(2026, 12, 8)
ASKED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "reminded", "goes"),
    [
        (date(2026, 11, 30), None, False),
        (date(2026, 12, 1), None, True),
        (date(2026, 12, 1), date(2026, 12, 1), False),
        (date(2026, 12, 3), None, True),
        (date(2026, 12, 3), date(2026, 12, 1), False),
        (date(2026, 12, 6), date(2026, 12, 3), True),
        (date(2026, 12, 9), None, False),
    ],
)
def test_a_reminder_goes_out_on_its_day_or_the_first_day_after_a_standstill(
    today: date, reminded: date | None, goes: bool
) -> None:
    assert reminder_is_due(today, DUE, (7, 2), asked_on=ASKED, reminded_on=reminded) is goes


@given(st.lists(st.integers(0, 30), max_size=5), st.integers(0, 30))
def test_nobody_gets_more_reminders_than_there_are_set_days(days: list[int], asked_before: int) -> None:
    asked, reminded, sent = DUE - timedelta(days=asked_before), None, 0
    for step in range(asked_before + 3):
        today = asked + timedelta(days=step)
        if reminder_is_due(today, DUE, days, asked_on=asked, reminded_on=reminded):
            reminded, sent = today, sent + 1
    assert sent == len({day for day in days if day < asked_before})


def test_a_tab_may_save_again_on_an_old_version_when_nobody_else_has_saved() -> None:
    assert is_safe(Saved(version=7, tab="a", tab_since=3), version=4, tab="a")


def test_a_save_over_another_tabs_save_is_not_safe() -> None:
    assert not is_safe(Saved(version=7, tab="b", tab_since=6), version=6, tab="a")


def test_a_tab_that_was_overtaken_is_not_safe_even_when_it_saved_before() -> None:
    saved = Saved(version=8, tab="a", tab_since=7)
    assert not is_safe(saved, version=5, tab="a")


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_no_sequence_of_saves_loses_what_a_tab_has_not_shown(order: list[str]) -> None:
    saved, seen, text, known = Saved(1, "", 1), {"a": 1, "b": 1}, "", {"a": "", "b": ""}
    for step, tab in enumerate(order):
        if is_safe(saved, version=seen[tab], tab=tab):
            assert known[tab] == text
            saved = Saved(saved.version + 1, tab, begun(saved, tab))
            text = known[tab] = f"{tab}{step}"
        else:
            seen[tab], known[tab] = saved.version, text


def test_only_fields_that_differ_are_shown_in_both_texts() -> None:
    assert differences({"a": "1", "b": "2"}, {"a": "1", "b": "3"}) == {"b": ("2", "3")}


@given(st.dictionaries(st.text(), st.text()))
def test_the_fingerprint_does_not_depend_on_the_order_of_the_fields(content: dict[str, str]) -> None:
    assert fingerprint(content) == fingerprint(dict(reversed(content.items())))


@given(st.dictionaries(st.text(), st.text(), min_size=1))
def test_the_fingerprint_changes_with_any_answer(content: dict[str, str]) -> None:
    name = next(iter(content))
    assert fingerprint(content) != fingerprint({**content, name: content[name] + "x"})

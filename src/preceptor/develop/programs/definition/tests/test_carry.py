"""Copies begin from what a cycle truly had; sentences that name the old figure are told."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from preceptor.develop.programs.definition import Definition, load_definition, resolve_timeline
from preceptor.develop.programs.definition.carry import as_it_was, carried_sentences, moved_on, years_apart
from preceptor.develop.programs.definition.edits import apply_edits
from preceptor.develop.programs.definition.leftovers import leftovers

ZONE = ZoneInfo("America/Los_Angeles")
PROGRAMS = Path(__file__).resolve().parents[6] / "programs"
FILES = sorted(PROGRAMS.glob("*.toml"))
TEXT = (PROGRAMS / "nps-2023-24.toml").read_text()


def read(text: str) -> Definition:
    found = load_definition(text, "a.toml")
    assert isinstance(found, Definition)
    return found


NPS = read(TEXT)
PLANNED = resolve_timeline(NPS.timeline, {}, ZONE)


def night(month: int, day: int) -> dt.datetime:
    return dt.datetime(2023, month, day, 23, 59, 59, tzinfo=ZONE)


@lru_cache
def copied_text(*moved: tuple[str, dt.datetime]) -> Definition:
    return read(apply_edits(TEXT, moved_on(NPS, {**PLANNED, **dict(moved)}, 3, ZONE)))


def copied(**moved: dt.datetime) -> dict[str, object]:
    timeline = copied_text(*moved.items()).timeline
    return {name: timeline[name].when for name in timeline}


@pytest.mark.parametrize(
    ("old", "new", "years"), [("2025-26", "2026-27", 1), ("Cycle 2023", "2026-27", 3), ("Spring", "Fall", 1)]
)
def test_the_years_between_two_cycles_are_read_from_their_names(old: str, new: str, years: int) -> None:
    assert years_apart(old, new) == years


def test_dates_that_nobody_moved_go_on_by_the_years() -> None:
    assert copied()["call_opens"] == dt.date(2026, 11, 20)


def test_a_date_moved_by_hand_is_carried_on() -> None:
    assert copied(applications_due=night(12, 15))["applications_due"] == dt.date(2026, 12, 15)


def test_a_date_by_rule_follows_its_rule_again() -> None:
    assert copied(applications_due=night(12, 15))["endorsements_due"] == "same day as applications_due"


def test_a_date_by_rule_that_was_moved_with_its_anchor_was_not_moved_off_its_rule() -> None:
    moved = copied(applications_due=night(12, 15), endorsements_due=night(12, 15))
    assert moved["endorsements_due"] == "same day as applications_due"


def test_a_date_moved_off_its_rule_lies_as_many_days_off_it() -> None:
    moved = copied(applications_due=night(12, 15), endorsements_due=night(12, 12))
    assert moved["endorsements_due"] == dt.date(2026, 12, 12)


def test_a_date_that_was_left_open_and_set_is_carried_on() -> None:
    assert copied(orientation=dt.datetime(2024, 1, 10, tzinfo=ZONE))["orientation"] == dt.date(2027, 1, 10)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_program_can_be_moved_on(file: Path) -> None:
    text = file.read_text()
    definition = read(text)
    dates = resolve_timeline(definition.timeline, {}, ZONE)
    moved = read(apply_edits(text, moved_on(definition, dates, 1, ZONE)))
    assert resolve_timeline(moved.timeline, {}, ZONE).keys() == dates.keys()


def test_what_became_of_the_dates_is_told() -> None:
    dates = {**PLANNED, "applications_due": night(12, 15)}
    new = read(apply_edits(TEXT, moved_on(NPS, dates, 4, ZONE)))
    assert carried_sentences(NPS, new, dates, ZONE) == [
        "“Applications are due” was moved by hand from December 8, 2023 to December 15, 2023; "
        "this draft began from the day that it truly was.",
        "“The call for mentors opens” falls on a Saturday: November 20, 2027.",
        "“Mentoring begins” falls on a Saturday: January 8, 2028.",
    ]


def test_a_cycle_that_nobody_moved_was_as_its_definition_says() -> None:
    assert as_it_was(NPS, PLANNED, ZONE) == NPS


def told(**edits: object) -> list[str]:
    changed = {path.replace("__", "."): value for path, value in edits.items()}
    return leftovers(NPS, read(apply_edits(TEXT, changed)))  # type: ignore[arg-type]  # paths with their own kinds


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("pay__stipend__at_most", Decimal(3500), "still names $3,060, which is now $3,500"),
        ("duties__coaching_hours__limits__0__at_least", 4, "“Every mentee gets three hours a month at least.”"),
        ("admission__mentor__documents__resume__max_pages", 2, "still names 1, which is now 2"),
        ("admission__mentor__documents__resume__max_bytes", 6_000_000, "still names 5 MB, which is now 6 MB"),
        ("timeline__applications_due__when", dt.date(2023, 12, 12), "still names December 8, 2023"),
    ],
)
def test_a_text_that_names_what_was_changed_is_told(path: str, value: object, words: str) -> None:
    assert words in " ".join(told(**{path: value}))


def test_a_text_that_was_put_right_is_not_told() -> None:
    says = "Up to $3,500 a semester, for mentors whose monthly logs are in."
    assert told(pay__stipend__at_most=Decimal(3500), pay__stipend__says=says) == []


def test_a_small_figure_is_not_looked_for_in_sentences_of_something_else() -> None:
    assert told(admission__mentor__review__criteria__coaching__weight=3) == []


def test_nothing_changed_is_nothing_told() -> None:
    assert leftovers(NPS, NPS) == []


def test_an_english_wording_that_leaves_its_spanish_behind_is_told() -> None:
    body = NPS.texts["mentoring_agreement"].body + " We meet on Fridays."
    assert told(texts__mentoring_agreement__body=body) == [
        "The English wording of “Mentoring agreement” is new, the Spanish is not: they must say the same."
    ]


def test_a_page_may_add_the_spanish_of_a_text() -> None:
    text = TEXT.replace(TEXT[TEXT.index("body_es") : TEXT.index("[texts.mentoring_agreement]")], "")
    assert read(text).texts["code_of_ethics"].body_es is None
    added = apply_edits(text, {"texts.code_of_ethics.body_es": "Guío con honradez.\nY cumplo."})
    assert read(added).texts["code_of_ethics"].body_es == "Guío con honradez.\nY cumplo."

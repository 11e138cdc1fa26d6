"""What a page may change, and how a change is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.develop.programs.definition import (
    Definition,
    NotEditableError,
    apply_edits,
    difference,
    editable,
    kind_of,
    load_definition,
)
from preceptor.develop.programs.definition.edits import Value

TEXT = (Path(__file__).parents[6] / "programs" / "nps-2023-24.toml").read_text(encoding="utf-8")


def read(text: str) -> Definition:
    found = load_definition(text, "nps.toml")
    assert isinstance(found, Definition), found
    return found


NPS = read(TEXT)


def told(**edits: Value) -> list[str]:
    return difference(NPS, read(apply_edits(TEXT, {path.replace("__", "."): value for path, value in edits.items()})))


def test_nothing_changed_is_told_as_nothing() -> None:
    assert difference(NPS, NPS) == []


def test_a_date_moves() -> None:
    assert told(timeline__decisions_told__when=dt.date(2024, 12, 13)) == [
        "“Applicants hear the decision” moves from December 15, 2023 to December 13, 2024."
    ]


def test_a_date_in_words_moves() -> None:
    assert told(timeline__endorsements_due__when="7 days after applications_due") == [
        "“Supervisors' endorsements are due” moves from the same day as “Applications are due” "
        "to 7 days after “Applications are due”."
    ]


def test_an_amount_rises() -> None:
    assert told(pay__stipend__at_most=Decimal(3200)) == [
        "Payment “Mentor's stipend”: the upper amount rises from $3,060 to $3,200."
    ]


def test_an_amount_with_cents_falls() -> None:
    assert told(pay__stipend__at_most=Decimal("2999.50"))[0].endswith("falls from $3,060 to $2,999.50.")


def test_a_limit_speaks_in_its_measure() -> None:
    assert told(duties__school_visits__limits__0__at_least=3) == [
        "Duty “Visits to each mentee's school”: the least rises from 2 times to 3 times."
    ]


def test_a_chosen_reading_is_told_by_its_sentence() -> None:
    assert "to “On the due dates" in told(open__log_due__used="designated")[0]


def test_a_long_text_is_quoted_where_it_differs() -> None:
    body = NPS.texts["code_of_ethics"].body.replace("program office", "program's office")
    sentence = told(texts__code_of_ethics__body=body)[0]
    assert "program office" in sentence
    assert "program's office" in sentence


def test_a_new_value_is_told_as_new() -> None:
    assert told(timeline__call_opens__time=dt.time(8)) == [
        "“The call for mentors opens”: the time of day is now 8:00 AM; before there was none."
    ]


def test_an_entry_that_went_and_one_that_came_are_told() -> None:
    other = read(TEXT.replace("[duties.monthly_meeting]", "[duties.meetings]"))
    assert difference(NPS, other) == [
        "Duty “A meeting with each mentee every month”: no longer there.",
        "Duty “A meeting with each mentee every month”: new.",
    ]


def test_a_difference_is_told_in_the_readers_language() -> None:
    spanish = {
        "{what} moves from {before} to {after}.": "{what} pasa del {before} al {after}.",
        "December": "diciembre",
    }
    other = read(apply_edits(TEXT, {"timeline.decisions_told.when": dt.date(2023, 12, 16)}))
    assert "pasa del diciembre 15" in difference(NPS, other, lambda text: spanish.get(text, text))[0]


def test_comments_stay() -> None:
    comments = [line for line in TEXT.splitlines() if line.startswith("#")]
    edited = apply_edits(TEXT, {"title": "Another", "texts.code_of_ethics.body": "One\ntwo\n"})
    assert [line for line in edited.splitlines() if line.startswith("#")] == comments


def test_a_comment_behind_a_value_stays() -> None:
    assert apply_edits('title = "a"  # why\n', {"title": "b"}) == 'title = "b"  # why\n'


def test_one_edit_changes_one_line() -> None:
    edited = apply_edits(TEXT, {"pay.stipend.at_most": Decimal(3200)})
    assert [pair for pair in zip(TEXT.splitlines(), edited.splitlines(), strict=True) if pair[0] != pair[1]] == [
        ("at_most = 3060", "at_most = 3200")
    ]


def test_what_it_replaces_can_be_added() -> None:
    replaces = read(apply_edits(TEXT, {"replaces.number": "MEM-147310"})).replaces
    assert replaces is not None
    assert replaces.number == "MEM-147310"


def test_nothing_takes_an_optional_value_out() -> None:
    assert read(apply_edits(TEXT, {"contact.email": None})).contact.email is None


def test_setting_every_editable_value_to_itself_changes_nothing() -> None:
    assert read(apply_edits(TEXT, {each.path: each.value for each in editable(NPS)})) == NPS


@pytest.mark.parametrize(
    "path",
    [
        "key",
        "format",
        "roles.mentee.condition",
        "roles.mentor.filled",
        "admission.mentor.rules.permanent.condition",
        "admission.mentor.rules.permanent.judged_by",
        "admission.mentor.rules.clean_record.adverse",
        "pay.stipend.formula",
        "pay.stipend.to",
        "duties.coaching_hours.limits.0.reading",
        "pairing.hard_blocks",
        "privacy.supervisor_sees",
        "scope.charters",
    ],
)
def test_what_only_the_file_may_change_is_refused(path: str) -> None:
    assert kind_of(path) is None
    with pytest.raises(NotEditableError, match="Change it in the file"):
        apply_edits(TEXT, {path: "x"})


@pytest.mark.parametrize("path", ["timeline.nowhere.when", "duties.coaching_hours.limits.9.at_least", "pay.x.at_most"])
def test_a_place_that_does_not_exist_is_refused(path: str) -> None:
    with pytest.raises(NotEditableError, match="There is nothing at"):
        apply_edits(TEXT, {path: 1})


def test_a_wrong_edit_is_found_when_the_text_is_read() -> None:
    found = load_definition(apply_edits(TEXT, {"timeline.decisions_told.when": "some day"}), "draft")
    assert isinstance(found, list)
    assert found[0].path == "timeline.decisions_told.when"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\"'\\#"), min_size=1).filter(
    lambda text: text.strip()
)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_any_text_survives_the_round_trip(text: str) -> None:
    small = 'key = "a"\ntitle = "x" # kept\npurpose = """\nb"""\n'
    import tomllib

    read_back = tomllib.loads(apply_edits(small, {"title": text, "purpose": text}))
    assert (read_back["title"], read_back["purpose"]) == (text, text)


@settings(max_examples=10, deadline=None)
@given(st.decimals(0, 99999, places=2), st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)))
def test_any_amount_and_day_survive_the_round_trip(amount: Decimal, day: dt.date) -> None:
    edited = read(apply_edits(TEXT, {"pay.stipend.at_most": amount, "timeline.applications_due.when": day}))
    assert (edited.pay["stipend"].at_most, edited.timeline["applications_due"].when) == (amount, day)

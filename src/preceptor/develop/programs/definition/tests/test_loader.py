"""Faults: all at once, each on its line, each with a remedy."""

from __future__ import annotations

import pytest

from preceptor.develop.programs.definition import Definition, Fault, load_definition

SMALL = """key = "small"
title = "A small program"
issuer = "An office"
purpose = "To test."
contact = { office = "An office" }
scope = { says = "All." }

[roles.mentor]
title = "mentor"
plural = "mentors"
filled = "application"

[roles.mentee]
title = "mentee"
plural = "mentees"
filled = "records"
condition = "newly_assigned"
condition_says = "New principals."

[timeline.opens]
title = "Opens"
when = 2025-01-06T08:00:00
kind = "opens"

[timeline.closes]
title = "Closes"
when = "14 days after opens"
kind = "deadline"

[admission.mentor]
opens = "opens"
closes = "closes"

[admission.mentor.rules.standing]
says = "In good standing."
condition = "good_standing && years_as_principal >= 3"

[activities.coaching]
title = "Coaching"
kind = "coaching"

[duties.hours]
title = "Hours"
who = "mentor"
for_each = "mentee"
activities = ["coaching"]
measure = "hours"
limits = [
  { at_least = 3, per = "month" },
  { at_most = 40, per = "year" },
]
due = [{ when = "end of each month" }]

[pay.stipend]
title = "Stipend"
to = "mentor"
formula = "office_chooses"
at_most = 100.50
per = "semester"
says = "Up to $100.50."
"""

# (the line as it stands, the line as it is planted, a piece of what is said, a piece of the remedy)
PLANTED = [
    ('filled = "application"', 'filled = "lottery"', "not one of the choices", "'application'"),
    ('plural = "mentees"', 'plurals = "mentees"', "no word 'plurals'", "Did you mean 'plural'?"),
    ('condition = "newly_assigned"', 'condition = "newly_asigned"', "no fact called newly_asigned", "newly_assigned"),
    ("when = 2025-01-06T08:00:00", "when = 2025-01-06T08:00:00Z", "clock shows it", "reference"),
    ("when = 2025-01-06T08:00:00", "when = 9999-12-31", "out of reach", "14 days before"),
    ("when = 2025-01-06T08:00:00", "when = 3", "not a number", "reference"),
    ('issuer = "An office"', 'issued = 3\nissuer = "An office"', "not a day", "2025-07-01"),
    ('when = "14 days after opens"', 'when = "14 days later than opens"', "can be read", "14 days before"),
    ('when = "14 days after opens"', 'when = "14 days after open_day"', "no date called 'open_day'", "'opens'"),
    (
        'when = "14 days after opens"',
        'when = "14 days after closes"',
        "in a circle: closes -> closes",
        "day of its own",
    ),
    ('closes = "closes"', 'closes = "closing"', "no date called 'closing'", "'closes'"),
    ("[admission.mentor]", "[admission.mentors]", "People apply for this role", "[admission.mentor]"),
    (
        'condition = "good_standing && years_as_principal >= 3"',
        'condition = "good_standing && years_as_principal"',
        "kinds that do not go together",
        "its own kind",
    ),
    (
        'condition = "good_standing && years_as_principal >= 3"',
        'condition = "years_as_principal + 1"',
        "uses +",
        "Use only",
    ),
    (
        'condition = "good_standing && years_as_principal >= 3"',
        "condition = \"school_level == 'primary' || good_standing\"",
        "school_level can never change the answer",
        "value that it can have",
    ),
    (
        'condition = "good_standing && years_as_principal >= 3"',
        'condition = "good_standing &&"',
        "cannot be read",
        "Use only",
    ),
    ('who = "mentor"', 'who = "mentr"', "no role called 'mentr'", "'mentor'"),
    ('activities = ["coaching"]', 'activities = ["coachinng"]', "no activity called 'coachinng'", "'coaching'"),
    ('  { at_most = 40, per = "year" },', '  { per = "year" },', "limits nothing", "at_least or at_most"),
    ('  { at_most = 40, per = "year" },', "  { at_least = 9, at_most = 4 },", "more than at_most", "Exchange"),
    ('  { at_most = 40, per = "year" },', "  { at_most = -4 },", "out of bounds", "greater than or equal to 0"),
    ('  { at_most = 40, per = "year" },', '  { at_most = 4, reading = "a.b" },', "no reading called 'a.b'", "yet"),
    (
        'due = [{ when = "end of each month" }]',
        'due = [{ when = "end of moth" }]',
        "can be read",
        "end of each month",
    ),
    ('formula = "office_chooses"', 'formula = "fixed"', "needs an amount", "Add amount"),
    ("at_most = 100.50", 'at_most = "lots"', "not a number", "plain number"),
    ("at_most = 100.50", "at_most = true", "not true or false", "reference"),
    ('to = "mentor"', 'to = "mentor"\nowed_by = "mentor"', "goes to somebody or is owed", "exactly one"),
]


def faults_of(text: str) -> list[Fault]:
    found = load_definition(text, "small.toml")
    assert isinstance(found, list)
    return found


def line_of(text: str, line: str) -> int:
    return text.splitlines().index(line.splitlines()[0]) + 1


def test_the_small_program_is_valid() -> None:
    assert isinstance(load_definition(SMALL, "small.toml"), Definition)


@pytest.mark.parametrize(("line", "planted", "what", "remedy"), PLANTED)
def test_a_planted_fault_is_told_with_its_remedy(line: str, planted: str, what: str, remedy: str) -> None:
    assert line in SMALL
    told = faults_of(SMALL.replace(line, planted, 1))
    assert any(what in fault.what and remedy in fault.remedy for fault in told), told


@pytest.mark.parametrize(
    ("line", "planted", "what", "remedy"), [p for p in PLANTED if not p[0].startswith(("to", "[", "f"))]
)
def test_a_planted_fault_stands_on_its_line(line: str, planted: str, what: str, remedy: str) -> None:
    text = SMALL.replace(line, planted, 1)
    assert line_of(text, planted) in [fault.line for fault in faults_of(text) if what in fault.what]


def test_faults_of_every_kind_are_told_in_one_run() -> None:
    text = SMALL
    for line, planted in (
        ('plural = "mentees"', 'plurals = "mentees"'),
        ('closes = "closes"', 'closes = "closing"'),
        ('condition = "good_standing && years_as_principal >= 3"', 'condition = "good_stand"'),
        ('who = "mentor"', 'who = "mentr"'),
        ("at_most = 100.50", 'at_most = "lots"'),
    ):
        text = text.replace(line, planted, 1)
    told = " ".join(fault.what for fault in faults_of(text))
    assert all(word in told for word in ("plurals", "closing", "good_stand", "mentr", "lots"))


def test_faults_come_in_the_order_of_the_file() -> None:
    text = SMALL.replace('who = "mentor"', 'who = "mentr"').replace('closes = "closes"', 'closes = "closing"')
    lines = [fault.line for fault in faults_of(text)]
    assert lines == sorted(lines)


def test_setting_a_faulty_entry_aside_causes_no_echo() -> None:
    text = SMALL.replace('kind = "coaching"', 'kind = "coachingg"')
    assert [fault.what for fault in faults_of(text)] == ["'coachingg' is not one of the choices."]


def test_a_missing_word_points_at_its_table() -> None:
    text = SMALL.replace('title = "Hours"\n', "")
    assert [(fault.line, fault.what) for fault in faults_of(text)] == [
        (line_of(text, "[duties.hours]"), "'title' is missing.")
    ]


def test_a_missing_top_word_still_lets_the_rest_be_checked() -> None:
    text = SMALL.replace('issuer = "An office"\n', "").replace('who = "mentor"', 'who = "mentr"')
    assert len(faults_of(text)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('key = "a"\ntitle = "b\n', 2),
        ("key = 1\nkey = 2\n", 2),
        ("[roles\nx = 1\n", 1),
        ("a = 1\n= 3\n", 2),
        ("a = [1,\n", 1),
    ],
)
def test_a_file_that_is_not_toml_is_told_by_line(text: str, line: int) -> None:
    fault = faults_of(text)[0]
    assert fault.what.startswith("This is not TOML")
    assert abs(fault.line - line) <= 1


@pytest.mark.parametrize("text", ["", "x = 1", "roles = 3", "[roles]\nmentor = 4", "timeline = []", "[[roles]]\na=1"])
def test_a_hopeless_file_gives_faults_and_no_crash(text: str) -> None:
    assert faults_of(text)


def test_a_huge_file_is_refused() -> None:
    assert "too large" in faults_of("#" * 1_000_001)[0].what


def test_a_fault_is_written_as_editors_read_it() -> None:
    fault = faults_of(SMALL.replace('who = "mentor"', 'who = "mentr"'))[0]
    assert str(fault).startswith(f"small.toml:{fault.line}: There is no role called 'mentr'. ")


def test_an_amount_with_cents_is_read_exactly() -> None:
    definition = load_definition(SMALL, "small.toml")
    assert isinstance(definition, Definition)
    assert str(definition.pay["stipend"].at_most) == "100.50"

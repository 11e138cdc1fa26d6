"""The language of initiatives, and the four of the source with the months of their chart."""

from datetime import date
from pathlib import Path

import pytest

from preceptor.resource.initiatives.rules.files import Plan, load_plan
from preceptor.resource.initiatives.rules.months import covered, months_between
from preceptor.resource.initiatives.rules.reference import initiatives_page

FOLDER = Path(__file__).resolve().parents[5] / "initiatives"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
# Start, end and bar of each line as printed: fourteen columns, of which the last two stand right of December.
CHART = {
    "less-compliance-and-facilities": """
service_history 2018-09-01 2019-08-31 #########.....
new_positions 2019-03-01 2019-09-30 ..########....
bargaining 2019-03-18 2019-08-31 ..#######.....
multi_craft_teams 2019-11-01 - ............#.
service_levels 2019-01-01 2019-06-30 #######.......
phone_line 2019-03-01 2019-06-30 ..####........
help_desk_training 2019-03-01 2019-06-30 ..####........
help_desk_launch 2019-07-01 - .......#......""",
    "highest-needs": """
local_districts 2019-02-15 2019-03-11 .##...........
local_budgets 2019-03-13 2019-04-10 ..##..........
school_budgets 2019-03-13 2019-03-29 ..##..........
school_year 2019-08-20 - ......######..""",
    "training-of-school-leaders": """
survey 2019-02-01 2019-03-15 .##...........
focus_groups 2019-02-01 2019-03-15 .##...........
review 2019-03-15 2019-06-15 ..####........
current_content 2019-03-15 2019-04-30 ..##..........
content 2019-03-15 2019-06-30 ..####........
advisory_group 2019-03-15 2019-12-15 ..##########..
communications 2019-05-01 2019-08-31 ....####......
launch 2019-07-01 2019-10-31 ......####....""",
    "communities-of-schools": """
positions 2019-01-01 2019-02-28 ##............
maps 2019-01-01 2019-04-15 ####..........
support_structure 2019-03-21 2019-04-30 ..##..........
staff 2019-04-15 2019-06-30 ...###........
phase_one 2019-07-01 - .......#......
differentiated_support 2019-07-01 On-going .......#######""",
}
# Where the months of the dates are not those of the bar: the source contradicts itself, docs/assumptions.md lists each.
CONTRADICTIONS = {
    "service_history",
    "new_positions",
    "bargaining",
    "multi_craft_teams",
    "service_levels",
    "help_desk_launch",
    "school_budgets",
    "school_year",
    "phase_one",
    "differentiated_support",
}
COLUMNS = months_between(date(2019, 1, 1), date(2020, 2, 1))


def plan(name: str) -> Plan:
    read = load_plan(TEXTS[name], name)
    assert isinstance(read, Plan), "\n".join(map(str, read))
    return read


def marks(cells: list[bool]) -> str:
    return "".join("#" if cell else "." for cell in cells)


@pytest.mark.parametrize("name", CHART)
def test_dates_and_bars_are_those_of_the_source(name: str) -> None:
    found = [
        f"{key} {one.start} {'On-going' if one.on_going else one.end or '-'} "
        + marks([one.drawn is not None and one.drawn[0] <= at <= one.drawn[1] for at in range(1, 15)])
        for key, one in plan(name).milestones.items()
    ]
    assert found == CHART[name].strip().splitlines()


@pytest.mark.parametrize("name", CHART)
def test_month_by_month_our_chart_is_the_source_s_but_for_its_contradictions(name: str) -> None:
    printed = {line.split()[0]: line.split()[3] for line in CHART[name].strip().splitlines()}
    ours = {
        key: marks(covered(one.start, None if one.on_going else one.end or one.start, COLUMNS))
        for key, one in plan(name).milestones.items()
    }
    assert {key for key in ours if ours[key] != printed[key]} == CONTRADICTIONS & ours.keys()


def test_every_contradiction_is_listed_among_the_assumptions() -> None:
    told = (FOLDER.parent / "docs" / "assumptions.md").read_text(encoding="utf-8")
    titles = {key: one.title for name in CHART for key, one in plan(name).milestones.items()}
    assert [key for key in sorted(CONTRADICTIONS) if titles[key] not in told] == []


GOOD = """format = 1
key = "small"
title = "Small"
purpose = "Try."
source = "Ours"
issue = "None."
solution = ["Something."]
benefits = ["Something else."]
launch = "Soon"
[budget]
kind = "cost_neutral"
says = "Nothing"
[milestones.first]
title = "First"
start = 2026-09-01
end = 2026-09-30
[milestones.second]
title = "Second"
start = 2026-10-01
after = [{ milestone = "first" }]
"""
BAD = [
    ("end = 2026-09-30", "end = 2026-08-30", 16, "ends on 2026-08-30, before it starts"),
    ("start = 2026-10-01", "start = 2026-09-29", 20, "before 'first' allows it on 2026-09-30"),
    ('milestone = "first"', 'milestone = "other"', 20, "there is no such milestone"),
    ("end = 2026-09-30", 'end = 2026-09-30\nafter = [{ milestone = "second" }]', 17, "circle: "),
    ("end = 2026-09-30", "on_going = true", 20, "waits for the end of 'first', which has none"),
    ('"cost_neutral"', '"amount"', 10, "budget and its amount do not fit"),
    ("end = 2026-09-30", 'tie = { measure = "no.such", threshold = 1 }', 16, "which this installation does not have"),
    ("end = 2026-09-30", "ending = 2026-09-30", 16, "no word 'ending'"),
]


@pytest.mark.parametrize(("was", "now", "line", "says"), BAD)
def test_a_fault_names_its_line_and_what_to_do(was: str, now: str, line: int, says: str) -> None:
    faults = load_plan(GOOD.replace(was, now), "small.toml", {"district.principals"})
    assert isinstance(faults, list)
    assert [(fault.line, says in fault.what, bool(fault.remedy)) for fault in faults] == [(line, True, True)]


def test_the_reference_page_is_current() -> None:
    page = FOLDER.parent / "docs" / "reference" / "initiatives.md"
    assert page.read_text(encoding="utf-8") == initiatives_page(), "run preceptor write-reference"


def test_a_good_file_reads() -> None:
    assert isinstance(load_plan(GOOD, "small.toml", set()), Plan)

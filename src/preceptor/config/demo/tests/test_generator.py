"""The demonstration district: the same from the same seed, of the size that was promised, and sound."""

from collections import Counter
from datetime import date
from functools import lru_cache

import pytest

from preceptor.config.demo.generator import DemoDistrict, generate
from preceptor.config.demo.officers import OFFICERS
from preceptor.config.demo.personas import LINES

TODAY = date(2026, 11, 20)


@lru_cache
def demo(seed: int = 1, today: date = TODAY) -> DemoDistrict:
    return generate(seed=seed, today=today, name="Demo Unified")


def column(kind: str, name: str) -> list[str]:
    sheet = demo().sheets[kind]
    place = sheet.header.index(name)
    return [row[place] for row in sheet.rows]


def principals() -> list[tuple[str, ...]]:
    return [row for row in demo().sheets["positions"].rows if row[2] == "principal" and not row[7]]


def test_the_same_seed_gives_the_same_district() -> None:
    again = generate(seed=1, today=TODAY, name="Demo Unified")
    assert all(again.sheets[kind].as_csv() == sheet.as_csv() for kind, sheet in demo().sheets.items())


def test_another_seed_gives_other_people() -> None:
    assert demo(2).sheets["people"].rows[0] != demo().sheets["people"].rows[0]


def test_the_district_has_the_promised_size() -> None:
    assert 980 <= len(demo().sheets["schools"].rows) <= 1050
    assert len(principals()) == 1100
    assert 7_700 <= len(demo().sheets["people"].rows) <= 8_300


def test_more_teachers_come_on_top_of_the_same_rows() -> None:
    larger = generate(seed=1, today=TODAY, name="Demo Unified", more_teachers=2).sheets["people"].rows
    people = demo().sheets["people"].rows
    assert larger[: len(people)] == people
    assert len(larger) > len(people) + 1_000


def test_about_130_principals_are_new_within_two_years() -> None:
    new = [row for row in principals() if row[5] == "probationary" and date(2025, 7, 1) <= _day(row[6])]
    assert 110 <= len(new) <= 150


def test_each_supervisor_has_about_22_principals() -> None:
    counts = Counter(row[10] for row in principals())
    assert len(counts) == 50
    assert 18 <= min(counts.values()) <= max(counts.values()) <= 26


@pytest.mark.parametrize(
    ("kind", "name"), [("schools", "School Code"), ("people", "Employee Number"), ("people", "Work E-mail")]
)
def test_nothing_that_must_be_unique_comes_twice(kind: str, name: str) -> None:
    values = column(kind, name)
    assert len(set(values)) == len(values)


def test_six_local_districts_seven_regions_fifty_communities_and_as_many_teams() -> None:
    assert len(set(column("schools", "Local District Code"))) == 6
    groups = {(row[1], row[2]) for row in demo().sheets["groups"].rows}
    assert Counter(kind for kind, _ in groups) == {"community": 50, "maintenance region": 7, "multi-craft team": 50}


def test_every_address_belongs_to_nobody() -> None:
    assert all(address.endswith("@district.example") for address in column("people", "Work E-mail"))


def test_every_persona_is_somebody() -> None:
    assert [one.key for one in demo().personas] == [*LINES, *(officer[0] for officer in OFFICERS)]
    assert {one.employee_number for one in demo().personas} <= set(column("people", "Employee Number"))


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2027, 6, 30)])
def test_any_day_of_the_year_can_be_today(today: date) -> None:
    years = {row[1] for row in demo(1, today).sheets["calendar"].rows if row[0] == "School year"}
    assert "2026-27" in years


def _day(text: str) -> date:
    month, day, year = (int(part) for part in text.split("/"))
    return date(year, month, day)

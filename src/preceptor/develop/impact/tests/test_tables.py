"""The frozen tables: who was coached, who stayed, and when a school began, without a database."""

import csv
import io
from datetime import date

from preceptor.develop.impact.rules.tables import (
    Coached,
    Held,
    SchoolFacts,
    first_coached,
    growth_table,
    retention_days,
    retention_table,
    year_of,
)

TODAY = date(2026, 11, 30)
SCHOOLS = {1: SchoolFacts("elementary", 400, 0.5), 2: SchoolFacts("high")}


def read(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def test_only_years_whose_end_is_known_are_looked_back_on():
    assert retention_days(TODAY)[-1] == (date(2025, 9, 1), date(2026, 9, 1))
    assert retention_days(date(2026, 8, 31))[-1] == (date(2024, 9, 1), date(2025, 9, 1))


def test_whoever_leads_another_school_a_year_later_has_left():
    held = [Held(7, 1, date(2024, 7, 1), date(2026, 7, 1)), Held(7, 2, date(2026, 7, 1), None)]
    rows = read(retention_table(held, [Coached(7, date(2025, 10, 1), None)], SCHOOLS, TODAY))
    assert [(row["unit"], row["coached"], row["outcome"]) for row in rows] == [
        ("p7-2024-1", "0", "1"),
        ("p7-2025-1", "1", "0"),
    ]


def test_principals_beyond_their_first_years_are_left_out():
    assert read(retention_table([Held(7, 1, date(2005, 7, 1), None)], [], SCHOOLS, TODAY)) == []


def test_a_school_is_coached_from_the_first_year_in_which_its_principal_had_a_mentor():
    held = [Held(7, 1, date(2024, 7, 1), None)]
    pairs = [
        Coached(7, date(2026, 2, 1), None),
        Coached(7, date(2025, 2, 1), date(2025, 6, 1)),
        Coached(9, TODAY, None),
    ]
    assert first_coached(held, pairs) == {1: "2024-25"}
    rows = read(growth_table({1: {"2023-24": 1.0}, 2: {"2023-24": 2.0}}, held, pairs, SCHOOLS))
    assert [row["coached_from"] for row in rows] == ["2024-25", ""]
    assert [row["low_income"] for row in rows] == ["0.5000", ""]


def test_the_order_of_the_records_does_not_change_the_table():
    held = [Held(person, 1, date(2025, 7, 1), None) for person in (3, 1, 2)]
    assert retention_table(held, [], SCHOOLS, TODAY) == retention_table(held[::-1], [], SCHOOLS, TODAY)


def test_school_years_begin_in_july():
    assert [year_of(date(2026, 6, 30)), year_of(date(2026, 7, 1))] == ["2025-26", "2026-27"]

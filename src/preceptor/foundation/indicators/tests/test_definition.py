"""Definitions: the shipped ones hold, and every fault has its line and its remedy."""

from datetime import date
from pathlib import Path

import pytest

from preceptor.foundation.indicators.commands.defining import SHIPPED
from preceptor.foundation.indicators.definition import Definition, language
from preceptor.foundation.indicators.queries.reference import language_page
from preceptor.foundation.indicators.queries.registry import vocabulary
from preceptor.foundation.indicators.rules.counting import as_of_day
from preceptor.foundation.indicators.tests.world import CLEARED, ENGAGEMENT, PRINCIPALS
from preceptor.languages.faults import Fault


def read(text: str) -> Definition | list[Fault]:
    return language(vocabulary()).load(text, "test.toml")


def faults(text: str) -> list[Fault]:
    found = read(text)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_definition_holds(path: Path) -> None:
    assert isinstance(read(path.read_text(encoding="utf-8")), Definition)


def test_the_nine_of_the_strategy_are_shipped() -> None:
    assert len(list(SHIPPED.glob("*.toml"))) == 10  # technology coaches as a number, and as the part of schools


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('records = "district.positions"', 'records = "district.seats"', 12, "No records are called 'district.seats'"),
        ('permanence = ["permanent"]', 'permanence = ["for ever"]', 12, "'for ever' is no value of permanence"),
        ('job = ["principal"], permanence', 'title = ["x"], permanence', 12, "has no field 'title'"),
        ('shows = "share"', 'shows = "number"', 7, "A number has a cohort"),
        ('shows = "share"', 'shows = "part"', 7, "is not one of the choices"),
        ('shows = "share"', 'shows = "share"\nas_of = "13-01"', 8, "is no day of the period"),
        ('title = { en = "Permanent principals"', 'title = { de = "x"', 4, "has no word 'de'"),
    ],
)
def test_a_fault_names_its_line_and_a_remedy(old: str, new: str, line: int, said: str) -> None:
    found = faults(PRINCIPALS.replace(old, new, 1))
    assert [(one.line, bool(one.remedy)) for one in found if said in one.what] == [(line, True)]


def test_a_share_without_cohort_is_told() -> None:
    text = PRINCIPALS[: PRINCIPALS.index("[cohort]")]
    assert "A share has no cohort." in [one.what for one in faults(text)]


def test_an_entered_share_needs_its_second_number() -> None:
    text = "\n".join(line for line in ENGAGEMENT.splitlines() if not line.startswith("out_of"))
    assert [one.what for one in faults(text)] == ["A share needs a second number."]


def test_entered_and_computed_at_once_is_told() -> None:
    assert any("at once" in one.what for one in faults(CLEARED + ENGAGEMENT[ENGAGEMENT.index("[entered]") :]))


@pytest.mark.parametrize(
    ("said", "day"), [("end", date(2026, 6, 30)), ("10-01", date(2025, 10, 1)), ("02-29", date(2026, 2, 28))]
)
def test_the_day_that_counts(said: str, day: date) -> None:
    definition = read(PRINCIPALS.replace('shows = "share"', f'shows = "share"\nas_of = "{said}"'))
    assert isinstance(definition, Definition)
    assert as_of_day(definition, date(2025, 7, 1), date(2026, 6, 30)) == day


def test_the_reference_page_is_current() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "reference" / "indicator-language.md"
    assert page.read_text(encoding="utf-8") == language_page(), "run: preceptor write-reference"

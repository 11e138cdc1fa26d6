"""A board indicator opened to its people: frozen, read over the years, hidden where few, revised, reported."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from preceptor.foundation.district.models import GroupMembership, Position, School, SchoolGroup
from preceptor.foundation.indicators.commands.defining import Charge, set_charge
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.tests.world import CLEARED, NOW, Town, build, define
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]
FIGURE, COUNTED, ALL = "30 of 90", 30, 90


def peopled() -> Town:
    """Two schools in a local district each, teachers, and a few counselors of whom hardly anybody counts."""
    town = build(teachers=ALL)
    for school, name in (("school-a", "North"), ("school-b", "South")):
        group = SchoolGroup.objects.create(kind="local_district", code=name.lower(), name=name)
        GroupMembership.objects.create(
            school=School.objects.get(code=school), group=group, kind="local_district", start=date(2015, 7, 1)
        )
    few = [each.pk for each in town.teachers[-12:]]
    Position.objects.filter(person_id__in=few).update(job="counselor")
    define(CLEARED)
    return town


def freeze(officer: Walker) -> None:
    """The owner's desk asks for the year; what would be kept is shown first."""
    officer.desk("Freeze an indicator")
    officer.look("freeze")
    officer.reads("As the records stand today", FIGURE)
    officer.press("Freeze it")
    officer.reads("It is frozen", FIGURE)
    assert FrozenFigure.objects.get(period="2025-26").number == COUNTED


def over_time(board: Walker) -> None:
    """The board sees number and percentage over the years, by group and local district, small groups hidden."""
    board.menu("Indicators")
    board.look("indicators")
    board.reads("33.3%", FIGURE)
    board.press("Cleared credentials")
    board.look("indicator")
    board.reads(
        "Year by year",
        "2024-25",
        "2025-26",
        "By employee group",
        "By local district",
        "North",
        "15 of 45",
        "hidden, of 78",
    )
    board.reads("Counts from 1 to less than 10 are hidden")


def behind_it(reader: Walker, *, opens: int) -> None:
    """The people behind the figure, as far as the reader's rights go."""
    reader.tab.goto(f"/indicators/figures/{FrozenFigure.objects.get(period='2025-26').pk}/")
    reader.look(f"figure-{opens}")
    reader.reads(FIGURE)
    assert reader.tab.locator("#records .rows__row").count() == opens


def downloaded(reader: Walker, path: str, name: str) -> bytes:
    """A file that a link of the page gives."""
    reader.tab.goto(path)
    with reader.tab.expect_download() as coming:
        reader.tab.locator("main").get_by_role("link", name=name).first.click()
    return Path(coming.value.path()).read_bytes()


def report(board: Walker) -> None:
    """The board's report says what the pages say, as a tagged PDF and as a workbook, and nothing that is hidden."""
    paper = PdfReader(BytesIO(downloaded(board, "/indicators/", "Board report (PDF)")))
    said = " ".join(page.extract_text() for page in paper.pages)
    assert FIGURE in said
    assert "hidden" in said
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    sheet = load_workbook(BytesIO(downloaded(board, "/indicators/", "Excel"))).worksheets[0]
    rows = [
        dict(zip([cell.value for cell in sheet[1]], line, strict=True))
        for line in sheet.iter_rows(2, None, 1, None, values_only=True)
    ]
    whole = [row for row in rows if row["school_year"] == "2025-26" and not row["breakdown"]]
    assert [(row["number"], row["out_of"]) for row in whole] == [(COUNTED, ALL)]
    assert any(row["number"] is None for row in rows if row["breakdown"])


@pytest.mark.parametrize("width", [1280, 390])
def test_a_board_indicator_opens_to_its_people(quiet_house: None, walk: Callable[..., Walker], width: int) -> None:
    town = peopled()
    owner = town.cast.actor("indicator_officer")
    set_charge(code="cleared", charge=Charge(owner.id, None, "", ""), by=owner, now=NOW)
    officer = walk(town.cast.users["indicator_officer"], width)
    freeze(officer)
    officer.tab.goto("/indicators/cleared/freeze/2024-25/")
    officer.press("Freeze it")
    board = walk(town.cast.users["board_member"], width)
    over_time(board)
    behind_it(board, opens=0)
    board.reads("Who is behind it is for those who are responsible for these people")
    supervisor = walk(town.cast.users["supervisor"], width)
    behind_it(supervisor, opens=45)
    supervisor.press("T1", "#records")
    supervisor.reads("Teo T1")
    behind_it(officer, opens=50)  # one page of ninety
    report(board)

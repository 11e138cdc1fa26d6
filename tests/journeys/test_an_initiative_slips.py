"""An initiative slips: the owner sees what a later date moves, says why, and the board reads it."""

from collections.abc import Callable

import pytest

from preceptor.resource.initiatives.models import Slip
from preceptor.resource.initiatives.tests.town import Town, build
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_an_initiative_slips(quiet_house: None, walk: Callable[..., Walker], width: int) -> None:
    town: Town = build()
    owner = walk(town.cast.users["staff"], width)
    owner.desk("Milestone due: Draw the areas")
    owner.look("milestone")
    owner.press("Change the dates")
    owner.type("Last day", "2026-12-24")
    owner.type("Why", "The survey of the buildings came late.")
    owner.press("Show what follows")
    owner.look("what-follows")
    owner.reads("Fill the positions: Jan 29, 2027 → Feb 8, 2027 (10 days), $4,000", "ends 7 days later")
    assert Slip.objects.count() == 0
    owner.press("Save these dates")
    owner.reads("13 days later", "The survey of the buildings came late.", "Crews begin: 7 days")
    board = walk(town.cast.users["principal"], width)
    board.menu("Initiatives")
    board.look("board")
    board.reads("one, of 13 days", "7 days later than first planned")
    board.press("Crews near schools")
    board.look("gantt")
    board.reads("Critical today", "Begins when “Fill the positions” ends", "first planned Feb 1, 2027")

"""Two tabs and the endorser's page in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from preceptor.develop.admissions.models import Application
from preceptor.develop.admissions.tests.world import NOW, World, letters, link_in, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[World]:
    """The small district, on a clock that runs from a moment at which the call is open."""
    settings.MEDIA_ROOT = str(tmp_path)
    with time_machine.travel(NOW, tick=True):
        yield make_world()


def test_a_tab_that_is_reloaded_after_it_was_overtaken_overwrites_nothing(town: World, visit: Any) -> None:
    application_id = town.start()
    url = f"/admissions/applications/{application_id}/edit/"
    first = visit(town.users["applicant"], url)
    second = first.context.new_page()
    second.goto(url)
    first.fill("#id_coaching", "typed in the first tab")
    first.get_by_text("Saved", exact=True).wait_for()
    second.fill("#id_coaching", "typed in the second tab")
    second.get_by_text("changed in another tab").wait_for()
    second.reload()
    second.get_by_text("changed in another tab").wait_for()
    assert Application.objects.get().answers["coaching"] == "typed in the first tab"
    assert second.input_value("#id_coaching") == "typed in the second tab"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_endorsers_page_is_accessible(
    town: World, visit: Any, assert_accessible: Callable[[Any], None], width: int
) -> None:
    town.ask(town.start())
    assert_accessible(visit(None, link_in(letters("endorsement_asked")[0]), width=width))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_applicants_pages_are_accessible(
    town: World, visit: Any, assert_accessible: Callable[[Any], None], width: int
) -> None:
    application_id = town.start()
    tab = visit(town.users["applicant"], f"/admissions/calls/{town.cycle_id}/", width=width)
    assert_accessible(tab)
    for tail in ("", "edit/", "check/"):
        tab.goto(f"/admissions/applications/{application_id}/{tail}")
        assert_accessible(tab)

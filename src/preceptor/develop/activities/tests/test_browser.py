"""The pages of activities are accessible in a real browser, for those who take part and for the office."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from preceptor.develop.activities.commands.answering import dispute_activity
from preceptor.develop.activities.commands.logs import submit_log
from preceptor.develop.activities.tests.world import NOW, World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def spring(settings: Settings) -> Iterator[World]:
    """A mentor with entries, one of them disputed, and a log that is in."""
    settings.TIME_ZONE = "America/Los_Angeles"
    with time_machine.travel(NOW, tick=True):
        world = make_world()
        world.orient()
        entry = world.enter()
        world.enter(date(2024, 2, 8), kind="school_visit")
        dispute_activity(activity_id=entry, reason="day", by=world.actor("mentee"), now=NOW)
        by = world.actor("mentor")
        submit_log(cycle_id=world.cycle_id, name="service", period="2024-01", reply="", by=by, now=NOW)
        yield world


def test_the_pages_of_activities_are_accessible(
    spring: World, visit: Any, assert_accessible: Callable[[Any], None]
) -> None:
    tab = visit(spring.users["mentor"], "/activities/", width=390)
    assert_accessible(tab)
    tab.goto(f"/activities/cycles/{spring.cycle_id}/enter/")
    assert_accessible(tab)
    office = visit(spring.users["program_coordinator"], f"/activities/cycles/{spring.cycle_id}/logs/", width=1280)
    office.locator(".log-rows__fold summary").first.click()
    assert_accessible(office)
    office.get_by_role("link", name="Open the log").first.click()
    office.set_viewport_size({"width": 390, "height": 800})
    assert_accessible(office)

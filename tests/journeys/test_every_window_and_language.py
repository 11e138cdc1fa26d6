"""The main pages of the year in a very narrow window, and in Spanish."""

from collections.abc import Callable

import pytest

from tests.journeys.town import Town
from tests.journeys.walker import Walker
from tests.journeys.year import midyear, pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

Walk = Callable[..., Walker]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LABELS = "[...document.querySelectorAll('nav.side a')].map(link => link.textContent.trim())"


def test_no_page_scrolls_sideways_at_320_pixels(town: Town, walk: Walk) -> None:
    wide = {}
    for key, paths in pages(town, midyear(town)).items():
        walker = walk(town.users[key], 320, path=paths[0])
        for path in paths:
            assert walker.tab.goto(path).status == 200, path
            if (over := walker.tab.evaluate(OVERFLOW)) > 1:
                wide[path] = over
    assert wide == {}


def test_who_reads_spanish_finds_every_page_and_its_navigation_in_spanish(town: Town, walk: Walk) -> None:
    english = {}
    for key, paths in pages(town, midyear(town)).items():
        known = set(walk(town.users[key], path=paths[0]).tab.evaluate(LABELS))
        walker = walk(town.users[key], path=paths[0], language="es")
        for path in paths:
            assert walker.tab.goto(path).status == 200, path
            assert walker.tab.get_attribute("html", "lang") == "es", path
            if left := known & set(walker.tab.evaluate(LABELS)):
                english[path] = left
    assert english == {}

"""What somebody writes about their own growth, and where they stand, reaches no evaluator by any way.

The walk over every address (`test_every_url_every_role.py`) watches for the same marker in every answer; here the
teacher's principal and supervisor stand above, and every table, letter, search, desk and export is gone through.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from time_machine import travel

from preceptor.develop.growth.commands.releasing import release_to_office
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast
from preceptor.foundation.messages.models import Letter
from tests.attack import samples_growth as growth
from tests.attack.addresses import addresses
from tests.attack.samples import SAMPLES, Sample
from tests.attack.samples_confidences import LeakError
from tests.attack.samples_growth import CODED, MARKER, OWNER, watch
from tests.attack.stage import Stage, undone

ABOVE = ("principal", "supervisor")


@pytest.fixture
def lived(cast: Cast) -> Iterator[Cast]:
    """A teacher who placed themselves, agreed, shared a level with the office, and opened a goal to one person."""
    with travel(NOW, tick=False):
        growth.evaluated(cast)
        growth.of_release(cast)
        release_to_office(line_id=growth.of_level(cast)["line_id"], by=cast.actor(OWNER), now=NOW)
        yield cast


def test_no_column_of_any_table_holds_a_word_of_it(lived: Cast) -> None:
    words, found = (MARKER, *(word.decode() for word in CODED)), []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() if any(word in repr(row) for word in words)]
    assert found == []


def test_no_letter_tells_a_word_of_it(lived: Cast) -> None:
    assert [each.letter for each in Letter.objects.all() if MARKER in each.subject + each.body] == []


@pytest.mark.parametrize("role", ABOVE)
def test_whoever_evaluates_gets_no_word_of_it_at_any_address(lived: Cast, role: str) -> None:
    client, tried = Stage(lived.users).client(role), 0
    for address in addresses():
        sample = SAMPLES.get(address.name, Sample())
        if address.context != "growth" and address.arguments != {}:
            continue  # others are walked with every role in the walk over all addresses
        with undone():
            url = reverse(address.name, kwargs=sample.arguments(lived) if sample.arguments else address.arguments)
            for query in ({}, {"format": "csv"}, {"format": "xlsx"}, {"q": MARKER.split()[0]}):
                watch(address.name, role, client.get(url, query))
            watch(address.name, role, client.post(url, sample.post or {}))
            tried += 1
    assert tried > 30


@pytest.mark.parametrize("role", ABOVE)
def test_no_page_of_growth_names_a_level_of_the_teacher_to_whoever_evaluates(lived: Cast, role: str) -> None:
    client, name = Stage(lived.users).client(role), str(lived.people[OWNER])
    for address in addresses():
        sample = SAMPLES.get(address.name, Sample())
        if address.context == "growth" and sample.post is None:
            with undone():
                url = reverse(address.name, kwargs=sample.arguments(lived) if sample.arguments else address.arguments)
                page = client.get(url).content.decode()
            assert name not in page or "Progressing" not in page, address.name


@pytest.mark.parametrize("words", ["murmurs", "Cenizo", "third period"])
def test_no_search_finds_a_word_of_it(lived: Cast, words: str) -> None:
    stage = Stage(lived.users)
    for role in PLACES:
        page = stage.client(role).get(reverse("desk:search"), {"q": words}).content.decode()
        assert MARKER not in page, role


def test_no_desk_shows_a_word_of_it(lived: Cast) -> None:
    stage = Stage(lived.users)
    shown = {role: stage.client(role).get("/").content.decode() for role in PLACES}
    assert "A goal of yours is due" in shown[OWNER]
    assert [
        role for role, page in shown.items() if MARKER in page or ("A goal of yours" in page and role != OWNER)
    ] == []


def test_no_table_of_growth_is_in_the_back_office() -> None:
    shown = {model._meta.label_lower for model in admin.site._registry}
    assert not shown & {model._meta.label_lower for model in apps.get_app_config("growth").get_models()}


def test_the_watch_sees_a_word_of_it() -> None:
    with pytest.raises(LeakError):
        watch("desk:search", "principal", HttpResponse(MARKER))
    watch("growth:goal-detail", OWNER, HttpResponse(MARKER))

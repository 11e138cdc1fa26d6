"""Named figures: registered once, computed on demand, kept by the day with the records behind them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.audit.public import SYSTEM, Actor, NotPermitted
from preceptor.foundation.jobs.public import Run
from preceptor.foundation.measures.models import MeasureValue
from preceptor.foundation.measures.pages.views import measure_list
from preceptor.foundation.measures.public import (
    Figure,
    RecordRef,
    UnknownMeasure,
    measure,
    register_measure,
    take_snapshot,
)
from preceptor.foundation.measures.queries import registry
from preceptor.foundation.measures.queries.figures import MeasureRow, measure_list_page
from preceptor.foundation.measures.rules import change_between, read_records, written_records
from preceptor.foundation.measures.tasks import snapshot

NOW = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)
DAY = date(2026, 12, 8)
ADA = Actor("person", 7, "Ada López")
records = st.lists(st.builds(RecordRef, st.text(), st.text()), max_size=5)


def matched(on: date) -> Figure:
    """A figure that grows by one a day."""
    return Figure(Decimal(on.day), "pairs", [RecordRef("Pair 1", "/pairing/1")], on)


@pytest.fixture(autouse=True)
def one_measure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A register with one measure."""
    monkeypatch.setattr(registry, "_measures", {})
    register_measure("tests.matched", "Pairs that work", matched, sentence="Pairs adopted and not ended.")
    return


def row(until: date = DAY) -> MeasureRow:
    return measure_list_page(until).rows[0]


@given(records)
def test_records_read_back_as_they_were(kept: list[RecordRef]) -> None:
    assert read_records(written_records(kept)) == kept


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
)
def test_a_change_leads_from_the_earlier_value_to_the_later(earlier: Decimal, later: Decimal) -> None:
    assert change_between(earlier, later) == later - earlier


def test_the_first_value_has_no_change() -> None:
    assert change_between(None, Decimal(3)) is None


def test_a_figure_takes_a_whole_number() -> None:
    assert Figure(3, "pairs").value == Decimal(3)


def test_a_measure_is_computed_for_the_day() -> None:
    assert measure("tests.matched", DAY).value == 8


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(UnknownMeasure, match=r"tests\.nothing"):
        measure("tests.nothing", DAY)


def test_a_code_is_taken_once() -> None:
    with pytest.raises(ValueError, match="registered already"):
        register_measure("tests.matched", "Other", lambda _on: matched(DAY))


@pytest.mark.django_db
def test_a_snapshot_keeps_the_value_and_its_records() -> None:
    take_snapshot(by=SYSTEM, on=DAY, now=NOW)
    assert (row().value, row().records) == (8, [RecordRef("Pair 1", "/pairing/1")])


@pytest.mark.django_db
def test_a_second_snapshot_of_a_day_replaces_the_first() -> None:
    take_snapshot(by=SYSTEM, on=DAY, now=NOW)
    take_snapshot(by=SYSTEM, on=DAY, now=NOW)
    assert MeasureValue.objects.count() == 1


@pytest.mark.django_db
def test_the_change_since_the_snapshot_before_is_told() -> None:
    for day in (3, 5, 8):
        take_snapshot(by=SYSTEM, on=date(2026, 12, day), now=NOW)
    assert row().change == 3


@pytest.mark.django_db
def test_later_snapshots_are_not_shown_for_an_earlier_day() -> None:
    for day in (5, 8):
        take_snapshot(by=SYSTEM, on=date(2026, 12, day), now=NOW)
    assert row(date(2026, 12, 6)).value == 5


@pytest.mark.django_db
def test_a_snapshot_needs_permission() -> None:
    with pytest.raises(NotPermitted):
        take_snapshot(by=ADA, on=DAY, now=NOW)


@pytest.mark.django_db
def test_the_command_keeps_the_values() -> None:
    call_command("take_measures", "--on", "2026-12-08")
    assert MeasureValue.objects.get().on == DAY


def asked(by: Actor) -> str:
    request = RequestFactory().get("/measures/")
    request.user, request.actor = AnonymousUser(), by
    with time_machine.travel(NOW, tick=False):
        return measure_list(request).content.decode()


@pytest.mark.django_db
def test_the_page_shows_the_figure_and_what_it_means() -> None:
    take_snapshot(by=SYSTEM, on=DAY, now=NOW)
    page = asked(SYSTEM)
    assert "Pairs adopted and not ended." in page
    assert 'href="/pairing/1"' in page


@pytest.mark.django_db
def test_a_measure_without_a_value_says_so() -> None:
    assert "No value has been kept yet" in asked(SYSTEM)


@pytest.mark.django_db
def test_the_page_takes_one_query_whatever_the_history() -> None:
    for day in range(1, 8):
        take_snapshot(by=SYSTEM, on=date(2026, 12, day), now=NOW)
    with CaptureQueriesContext(connection) as queries:
        asked(SYSTEM)
    assert len(queries) == 1


@pytest.mark.django_db
def test_the_page_is_for_those_who_may() -> None:
    with pytest.raises(NotPermitted):
        asked(ADA)


@pytest.mark.django_db
def test_the_nightly_job_keeps_the_districts_day() -> None:
    late = datetime(2026, 12, 9, 7, 30, tzinfo=UTC)
    effect = snapshot(Run(1, {}, 1, late, lambda _done, _total: None, lambda: None))
    effect()
    assert MeasureValue.objects.get().on == DAY

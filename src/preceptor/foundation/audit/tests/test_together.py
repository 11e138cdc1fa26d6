"""Entries of a whole change: appended when it ends, in their order, with the head locked last and once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import record, together
from preceptor.foundation.audit.queries.chain import verify
from preceptor.foundation.audit.tests.conftest import ADA, NOON

pytestmark = pytest.mark.django_db


def write(*words: str) -> None:
    for word in words:
        record(by=ADA, action=f"x.{word}", now=NOON)


def actions() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("action", flat=True))


def test_nothing_is_locked_before_the_block_ends() -> None:
    with together(), CaptureQueriesContext(connection) as asked:
        write("one", "two")
        assert len(asked) == 0


def test_a_thousand_entries_lock_the_head_once() -> None:
    write("first")
    with CaptureQueriesContext(connection) as asked, together():
        write(*["again"] * 1000)
    told = [each["sql"] for each in asked if "audit_head" in each["sql"]]
    assert len(told) == 2  # locked, and moved


def test_they_stand_in_their_order_behind_what_was_there() -> None:
    write("first")
    with together():
        write("second", "third")
    write("fourth")
    assert (actions(), verify().fault) == (["x.first", "x.second", "x.third", "x.fourth"], None)


def test_a_block_in_a_block_leaves_its_entries_to_the_outer_one() -> None:
    with together():
        write("one")
        with together():
            write("two")
        assert actions() == []
    assert actions() == ["x.one", "x.two"]


def test_a_block_that_fails_writes_nothing_and_the_next_one_is_its_own() -> None:
    @together()
    def command() -> None:
        write("lost")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()
    with together():
        write("kept")
    assert actions() == ["x.kept"]


def test_a_command_can_carry_it() -> None:
    @together()
    def command() -> int:
        write("one", "two")
        return Entry.objects.count()

    assert (command(), actions()) == (0, ["x.one", "x.two"])

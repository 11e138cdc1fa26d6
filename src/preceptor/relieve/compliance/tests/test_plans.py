"""The pages of work ask the database for what is open, by an index of it alone: past years cannot slow them."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.audit.public import SYSTEM
from preceptor.relieve.compliance.desk import desk_items
from preceptor.relieve.compliance.queries.due import my_due_page, obligation_detail_page
from preceptor.relieve.compliance.queries.office import cycle_item_page, cycle_list_page, office_due_page
from preceptor.relieve.compliance.tests.world import NOW, World

TABLE = "compliance_obligation"
PAGES: dict[str, Callable[[World], object]] = {
    "due": lambda world: my_due_page(by=world.actor("principal"), now=NOW),
    "one": lambda world: obligation_detail_page(
        obligation_id=world.owed("DRILL").pk, by=world.actor("principal"), now=NOW
    ),
    "desk": lambda world: desk_items(world.people["principal"].pk, NOW),
    "office desk": lambda world: desk_items(world.people["owner"].pk, NOW),
    "office": lambda world: office_due_page(by=world.actor("owner"), now=NOW),
    "late": lambda _world: cycle_list_page(by=SYSTEM, now=NOW),
    "item": lambda world: cycle_item_page(
        cycle_item_id=world.owed("DRILL").cycle_item_id, page="1", by=SYSTEM, now=NOW
    ),
}


def plan(sql: str) -> list[str]:
    """How the database means to answer, line by line."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [str(row[3]) for row in cursor.fetchall()]
        # A table of few rows is read whole, whatever its indexes: what is asked here is whether one fits.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        return [str(row[0]) for row in cursor.fetchall()]


def whole(line: str) -> bool:
    """Whether this line of a plan reads every obligation that there is or that is open."""
    return bool(re.search(rf"^SCAN {TABLE}|Seq Scan on {TABLE}\b", line))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_work_reads_through_past_years(world: World, name: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        PAGES[name](world)
    about = [each["sql"] for each in asked.captured_queries if f'FROM "{TABLE}"' in each["sql"]]
    assert about
    slow = [(sql, line) for sql in about for line in plan(sql) if whole(line)]
    assert slow == []

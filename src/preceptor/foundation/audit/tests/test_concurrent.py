"""Many writers at once: the chain has no gap, no fork and no lost entry."""

import threading

import pytest
from django.db import connection, transaction

from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import record
from preceptor.foundation.audit.queries.chain import verify
from preceptor.foundation.audit.tests.conftest import ADA, NOON

WRITERS, EACH = 6, 8


def write_many(faults: list[BaseException]) -> None:
    try:
        for _ in range(EACH):
            with transaction.atomic():
                record(by=ADA, action="x.done", now=NOON)
    except BaseException as fault:
        faults.append(fault)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_a_whole_chain() -> None:
    faults: list[BaseException] = []
    writers = [threading.Thread(target=write_many, args=(faults,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not faults
    assert Entry.objects.count() == WRITERS * EACH
    assert verify().fault is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(by=ADA, action="x.done", now=NOON)

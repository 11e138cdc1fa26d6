"""Many writers at once: the chain has no gap, no fork and no lost entry."""

import threading

import pytest
from django.db import connection, transaction

from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import record, together
from preceptor.foundation.audit.queries.chain import verify
from preceptor.foundation.audit.tests.conftest import ADA, NOON
from preceptor.foundation.district.models import Person

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
def test_a_change_of_many_rows_and_one_of_the_last_never_wait_for_each_other() -> None:
    rows = [Person.objects.create(employee_number=f"P{number}", email=f"p{number}@x.test").pk for number in range(2)]
    faults: list[BaseException] = []
    begun, taken = threading.Event(), threading.Event()

    def change(ids: list[int], said: threading.Event, heard: threading.Event | None) -> None:
        try:
            with transaction.atomic(), together():
                for pk in ids:
                    list(Person.objects.select_for_update().filter(pk=pk))
                    said.set()
                    record(by=ADA, action="x.changed", about=str(pk), now=NOON)
                    # Where the database lets both in at once, the other has the last row by now.
                    _ = heard is None or heard.wait(0.5)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    def last() -> None:
        begun.wait(5)
        change(rows[1:], taken, None)

    both = [threading.Thread(target=change, args=(rows, begun, taken)), threading.Thread(target=last)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert not faults
    assert Entry.objects.count() == 3
    assert verify().fault is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(by=ADA, action="x.done", now=NOON)

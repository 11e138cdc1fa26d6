"""Writing entries: the chain in the database, its checks, and what every kind of tampering leaves behind."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.audit.models import Entry, Head
from preceptor.foundation.audit.public import SYSTEM, record, record_view
from preceptor.foundation.audit.queries.chain import current_head, verify
from preceptor.foundation.audit.rules import Fault
from preceptor.foundation.audit.tests.conftest import ADA, NOON

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        record(by=ADA, action="x.done", about=f"x.thing:{number}", facts={"year": 2026, "word": "ñ\x00"}, now=NOON)


def fault() -> Fault | None:
    return verify().fault


def check(*arguments: str) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), err.getvalue()
    return 0, out.getvalue()


def test_an_empty_trail_is_whole() -> None:
    assert verify().fault is None


def test_entries_are_numbered_without_gaps() -> None:
    write(3)
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_what_was_written_is_whole() -> None:
    write(4)
    assert verify().fault is None


def test_the_system_can_act_too() -> None:
    record(by=SYSTEM, action="x.done", now=NOON)
    assert Entry.objects.get().actor_id is None


def test_zero_characters_never_reach_the_database() -> None:
    record(by=ADA, action="x.done", about="x\x00y", now=NOON)
    assert Entry.objects.get().about == "xy"


def test_an_entry_costs_one_row_and_one_update_of_the_head() -> None:
    write(1)
    with CaptureQueriesContext(connection) as queries:
        write(1)
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "INSERT", "UPDATE"]


def test_seeing_is_recorded_too() -> None:
    record_view(by=ADA, action="x.seen", about="x.thing:1", now=NOON)
    assert Entry.objects.get().action == "x.seen"


def test_a_change_that_fails_leaves_no_entry() -> None:
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_an_altered_entry_is_named() -> None:
    write(5)
    Entry.objects.filter(number=3).update(actor_label="Eve")
    assert fault() == Fault(3, "altered")


def test_a_deleted_entry_is_named() -> None:
    write(5)
    Entry.objects.filter(number__in=[2, 3]).delete()
    assert fault() == Fault(2, "deleted", last=3)


def test_reordered_entries_are_named() -> None:
    write(5)
    Entry.objects.filter(number=2).update(number=99)
    Entry.objects.filter(number=4).update(number=2)
    Entry.objects.filter(number=99).update(number=4)
    assert fault() == Fault(2, "reordered", original=4)


def test_an_inserted_entry_is_named() -> None:
    write(3)
    Entry.objects.filter(number=3).update(number=4)
    forged = Entry.objects.get(number=2)
    forged.number, forged.hash = 3, "f" * 64
    forged.save(force_insert=True)
    assert fault() == Fault(3, "altered")


def test_entries_cut_off_at_the_end_are_named_by_the_sealed_head() -> None:
    write(5)
    Entry.objects.filter(number__gt=3).delete()
    assert fault() == Fault(4, "truncated", last=5)


def test_a_head_set_back_to_the_cut_does_not_carry_the_seal() -> None:
    write(5)
    Entry.objects.filter(number__gt=3).delete()
    Head.objects.update(number=3, hash=Entry.objects.get(number=3).hash)
    assert fault() == Fault(3, "head")


def test_an_old_head_put_back_with_its_seal_is_found_by_a_head_kept_outside() -> None:
    write(3)
    old = Head.objects.values("number", "hash", "key_id", "seal").get()
    write(2)
    outside = current_head()
    Entry.objects.filter(number__gt=3).delete()
    Head.objects.update(**old)
    assert verify().fault is None
    assert verify(outside).fault == Fault(4, "truncated", last=5)


def test_an_entry_beyond_the_head_is_found() -> None:
    write(3)
    old = Head.objects.values("number", "hash", "key_id", "seal").get()
    write(1)
    Head.objects.update(**old)
    assert fault() == Fault(3, "head") or fault() == Fault(4, "head")


def test_a_head_that_was_removed_is_found() -> None:
    write(2)
    Head.objects.all().delete()
    assert fault() == Fault(1, "head")


def test_a_trail_rewritten_without_the_key_is_found(settings: object) -> None:
    settings.INSTALLATION_KEYS, kept = (b"e" * 32,), settings.INSTALLATION_KEYS
    write(3)
    settings.INSTALLATION_KEYS = kept
    assert fault() == Fault(1, "unknown-key")


def test_entries_before_a_change_of_keys_still_hold(settings: object) -> None:
    write(2)
    settings.INSTALLATION_KEYS = (b"n" * 32, *settings.INSTALLATION_KEYS)
    write(2)
    assert verify().fault is None
    assert Entry.objects.values("key_id").distinct().count() == 2


def test_the_command_prints_a_head_to_keep() -> None:
    write(2)
    code, told = check()
    assert code == 0
    assert f"2:{current_head()[1]}" in told


def test_the_command_accepts_the_head_that_it_printed() -> None:
    write(2)
    head = check()[1].split()[-1]
    write(1)
    assert check("--head", head)[0] == 0


def test_the_command_fails_and_names_the_altered_entry() -> None:
    write(3)
    Entry.objects.filter(number=2).update(action=F("actor_label"))
    code, told = check()
    assert code == 1
    assert "Entry 2 was altered" in told


def test_the_command_names_what_is_missing_at_the_end() -> None:
    write(3)
    head = check()[1].split()[-1]
    Entry.objects.filter(number__gt=1).delete()
    Head.objects.all().delete()
    Entry.objects.all().delete()
    code, told = check("--head", head)
    assert code == 1
    assert "Entries 1 to 3 are missing at the end" in told


@pytest.mark.usefixtures("with_triggers")
@pytest.mark.parametrize("change", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_entries(change: str) -> None:
    write(1)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.usefixtures("with_triggers")
def test_postgresql_refuses_to_empty_the_table() -> None:
    write(1)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


@pytest.mark.usefixtures("with_triggers")
def test_entries_can_be_added_with_the_triggers_on() -> None:
    write(2)
    assert verify().checked == 2

"""The chain on plain values: one way to write, and every change of a line is found."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.audit.rules import (
    GENESIS,
    PURPOSE,
    Fault,
    Line,
    Tally,
    canonical,
    derive_key,
    end_fault,
    first_fault,
    key_ring,
    mac,
    moment_text,
    sealed_line,
)

MASTER, OTHER = b"m" * 32, b"o" * 32
KEY = derive_key(MASTER, PURPOSE)
RING = key_ring([MASTER], PURPOSE)
NOON = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
facts = st.dictionaries(st.text(max_size=8), st.text(max_size=12) | st.integers(), max_size=3)


def chain(count: int) -> list[Line]:
    lines, previous = [], GENESIS
    for number in range(1, count + 1):
        line = Line(number, NOON, "person", 7, "Ada", "x.done", f"x.thing:{number}", canonical({}), previous, "")
        lines.append(sealed_line(line, KEY))
        previous = lines[-1].hash
    return lines


def fault_of(lines: list[Line]) -> Fault | None:
    return first_fault(lines, RING, highest=len(lines) + 1)[1]


@given(values)
def test_canonical_json_reads_back_as_it_was(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(values)
def test_canonical_json_is_the_same_after_reading_it_back(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(values)
def test_canonical_json_is_ascii_without_zero_characters(value: object) -> None:
    written = canonical(value)
    assert written.isascii()
    assert "\x00" not in written


@given(st.dictionaries(st.text(), st.integers(), min_size=2), st.randoms())
def test_the_order_of_names_does_not_matter(value: dict[str, int], random: st.DataObject) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical({name: value[name] for name in names}) == canonical(value)


@given(values, values)
def test_different_values_are_written_differently(one: object, other: object) -> None:
    # JSON keeps true apart from 1 and 1.0 apart from 1, which Python's own equality does not.
    if one != other:
        assert canonical(one) != canonical(other)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", object(), {1: "number as a name"}, {"a"}])
def test_what_has_no_lasting_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical(datetime(2026, 12, 8))  # noqa: DTZ001  the missing zone is the point


def test_a_moment_is_written_in_universal_time() -> None:
    assert moment_text(datetime(2026, 12, 8, 12, tzinfo=timezone(timedelta(hours=-8)))) == moment_text(NOON)


def test_money_keeps_its_digits() -> None:
    assert canonical(Decimal("3060.50")) == '"3060.50"'


def test_keys_of_two_purposes_differ() -> None:
    assert derive_key(MASTER, "one").secret != derive_key(MASTER, "other").secret


def test_a_whole_chain_has_no_fault() -> None:
    assert fault_of(chain(6)) is None


CHANGES = {
    "moment": lambda line: replace(line, moment=line.moment + timedelta(microseconds=1)),
    "actor kind": lambda line: replace(line, actor_kind="system"),
    "actor": lambda line: replace(line, actor_id=8),
    "actor's name": lambda line: replace(line, actor_label="Eve"),
    "action": lambda line: replace(line, action="x.undone"),
    "about": lambda line: replace(line, about="x.thing:0"),
    "facts": lambda line: replace(line, facts='{"a":1}'),
    "previous hash": lambda line: replace(line, previous=GENESIS),
    "hash": lambda line: replace(line, hash="0" * 64),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("at", [1, 2, 4])
def test_an_altered_line_is_named(change: str, at: int) -> None:
    lines = chain(5)
    lines[at] = CHANGES[change](lines[at])
    assert fault_of(lines) == Fault(at + 1, "altered")


def test_a_line_sealed_by_somebody_without_the_key_is_named() -> None:
    lines = chain(3)
    lines[1] = replace(sealed_line(replace(lines[1], about="x.other:1"), derive_key(OTHER, PURPOSE)), key_id=KEY.id)
    assert fault_of(lines) == Fault(2, "altered")


def test_a_line_of_a_key_that_is_not_listed_is_told_apart() -> None:
    lines = chain(3)
    lines[1] = sealed_line(lines[1], derive_key(OTHER, PURPOSE))
    assert fault_of(lines) == Fault(2, "unknown-key")


def test_a_chain_goes_on_under_a_new_key() -> None:
    lines = chain(2)
    new = derive_key(OTHER, PURPOSE)
    lines.append(sealed_line(Line(3, NOON, "system", None, "P", "x.y", "", "{}", lines[-1].hash, ""), new))
    assert first_fault(lines, key_ring([OTHER, MASTER], PURPOSE), 3)[1] is None


@given(st.integers(2, 9), st.data())
def test_deleted_lines_are_named(count: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, count - 1))
    last = data.draw(st.integers(first, count - 1))
    lines = [line for line in chain(count) if not first <= line.number <= last]
    assert fault_of(lines) == Fault(first, "deleted", last=last)


@given(st.integers(2, 8), st.data())
def test_two_lines_that_changed_places_are_named(count: int, data: st.DataObject) -> None:
    one = data.draw(st.integers(1, count - 1))
    other = data.draw(st.integers(one + 1, count))
    lines = chain(count)
    first, second = lines[one - 1], lines[other - 1]
    lines[one - 1], lines[other - 1] = replace(second, number=one), replace(first, number=other)
    assert fault_of(lines) == Fault(one, "reordered", original=other)


def test_deleting_and_numbering_anew_is_found() -> None:
    lines = chain(5)
    del lines[2]
    renumbered = [replace(line, number=number) for number, line in enumerate(lines, start=1)]
    assert fault_of(renumbered) == Fault(3, "reordered", original=4)


def test_lines_missing_at_the_end_are_named() -> None:
    assert end_fault(Tally(3, "a" * 64), 5, "b" * 64) == Fault(4, "truncated", last=5)


def test_an_end_with_another_hash_is_altered() -> None:
    assert end_fault(Tally(3, "a" * 64), 3, "b" * 64) == Fault(3, "altered")


@given(st.text(), st.text())
def test_different_contents_have_different_hashes(one: str, other: str) -> None:
    assert (mac(KEY, canonical(one)) == mac(KEY, canonical(other))) == (one == other)

"""Sealing on plain values: what was sealed opens at its place with its key, and in no other way."""

import base64
import secrets
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.documents.rules.sealing import (
    BLOCK,
    CircleSecret,
    Place,
    SealBroken,
    key_name,
    new_secret,
    seal,
    unseal,
    unwrap,
    wrap,
    wrapped_under,
)

OLD, NEW = b"o" * 32, b"n" * 32
PAIR = CircleSecret("confidences.pair:7", b"p" * 32)
HERE = Place("confidences_note", "sealed", "12")
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=600)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
places = st.builds(Place, words, words, words)


@given(texts, places)
def test_a_sealed_text_comes_back_as_it_was(text: str, place: Place) -> None:
    assert unseal(PAIR, place, seal(PAIR, place, text)) == text


@given(places, places)
def test_a_text_opens_only_where_it_was_sealed(place: Place, other: Place) -> None:
    sealed = seal(PAIR, place, "We talked about the budget.")
    if place != other:
        with pytest.raises(SealBroken):
            unseal(PAIR, other, sealed)


def test_parts_of_a_place_do_not_run_into_one_another() -> None:
    sealed = seal(PAIR, Place("note", "body1", "2"), "text")
    with pytest.raises(SealBroken):
        unseal(PAIR, Place("note", "body", "12"), sealed)


@given(st.binary(min_size=32, max_size=32))
def test_another_key_opens_nothing(key: bytes) -> None:
    if key != PAIR.key:
        with pytest.raises(SealBroken):
            unseal(replace(PAIR, key=key), HERE, seal(PAIR, HERE, "text"))


def test_another_circle_opens_nothing_even_with_the_same_key() -> None:
    with pytest.raises(SealBroken):
        unseal(replace(PAIR, circle="confidences.pair:8"), HERE, seal(PAIR, HERE, "text"))


@given(texts, st.data())
def test_one_changed_bit_opens_nothing(text: str, data: st.DataObject) -> None:
    raw = bytearray(base64.urlsafe_b64decode(seal(PAIR, HERE, text).removeprefix("n1.")))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        unseal(PAIR, HERE, f"n1.{base64.urlsafe_b64encode(raw).decode()}")


@given(texts, st.data())
def test_a_text_that_was_cut_opens_nothing(text: str, data: st.DataObject) -> None:
    sealed = seal(PAIR, HERE, text)
    with pytest.raises(SealBroken):
        unseal(PAIR, HERE, sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.text(max_size=80))
def test_what_was_never_sealed_opens_nothing(text: str) -> None:
    with pytest.raises(SealBroken):
        unseal(PAIR, HERE, text)


@given(st.text(max_size=80))
def test_what_was_never_wrapped_gives_no_key(text: str) -> None:
    with pytest.raises(SealBroken):
        unwrap(text, PAIR.circle, [OLD])


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal(PAIR, HERE, "text") != seal(PAIR, HERE, "text")


@given(texts)
def test_a_short_and_a_shorter_text_look_equally_long(text: str) -> None:
    if len(text.encode()) < BLOCK:
        assert len(seal(PAIR, HERE, text)) == len(seal(PAIR, HERE, ""))


def test_nothing_of_the_text_is_in_what_is_kept() -> None:
    sealed = seal(PAIR, HERE, "MARKER of a confidence")
    assert b"MARKER" not in base64.urlsafe_b64decode(sealed.removeprefix("n1."))


@given(st.binary(min_size=32, max_size=32))
def test_a_wrapped_key_comes_back_under_any_key_of_the_list(key: bytes) -> None:
    wrapped = wrap(PAIR, key)
    assert unwrap(wrapped, PAIR.circle, [NEW, key]) == PAIR
    assert wrapped_under(wrapped) == key_name(key)


@given(st.data())
def test_a_wrapped_key_that_was_changed_gives_no_key(data: st.DataObject) -> None:
    version, name, body = wrap(PAIR, OLD).split(".")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        unwrap(f"{version}.{name}.{base64.urlsafe_b64encode(raw).decode()}", PAIR.circle, [OLD])


@pytest.mark.parametrize(("circle", "keys"), [("confidences.pair:8", [OLD]), (PAIR.circle, [NEW]), (PAIR.circle, [])])
def test_a_wrapped_key_opens_for_its_circle_and_its_installation_key_alone(circle: str, keys: list[bytes]) -> None:
    with pytest.raises(SealBroken):
        unwrap(wrap(PAIR, OLD), circle, keys)


def test_a_wrapping_that_names_another_key_gives_no_key() -> None:
    version, _name, body = wrap(PAIR, OLD).split(".")
    with pytest.raises(SealBroken):
        unwrap(f"{version}.{key_name(NEW)}.{body}", PAIR.circle, [NEW, OLD])


def test_every_circle_has_a_key_of_its_own() -> None:
    assert new_secret("one").key != new_secret("one").key


def test_a_key_does_not_show_itself_when_printed() -> None:
    secret = CircleSecret("one", secrets.token_bytes(32))
    assert repr(secret) == "CircleSecret(circle='one')"


def test_a_fault_tells_neither_key_nor_text() -> None:
    with pytest.raises(SealBroken) as told:
        unseal(PAIR, Place("other", "sealed", "12"), seal(PAIR, HERE, "MARKER"))
    assert str(told.value) == "altered, moved, or sealed with another key"
    assert told.value.__cause__ is None

"""Status lists: one bit a credential, packed as the standard wants, unpacked within bounds."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.awards.rules.encoding import from_base58, from_base64url, to_base58, to_base64url
from preceptor.develop.awards.rules.faults import CredentialFault
from preceptor.develop.awards.rules.status import (
    LENGTH,
    MOST_LENGTH,
    Entry,
    decode_bits,
    encode_bits,
    entry_of,
    is_set,
    list_document,
)

from .shared import NOW


@given(st.sets(st.integers(0, LENGTH - 1), max_size=40))
def test_exactly_the_revoked_places_are_set(places: set[int]) -> None:
    bits = decode_bits(encode_bits(places))
    assert len(bits) * 8 == LENGTH
    full = [place for place, byte in enumerate(bits) if byte]
    assert {8 * at + bit for at in full for bit in range(8) if bits[at] & 0x80 >> bit} == places


def test_the_first_bit_is_the_most_significant() -> None:
    assert decode_bits(encode_bits({0}))[0] == 0x80


def test_a_list_may_not_grow_without_end() -> None:
    bomb = "u" + to_base64url(gzip.compress(bytes(MOST_LENGTH // 8 + 1)))
    with pytest.raises(CredentialFault):
        decode_bits(bomb)


@pytest.mark.parametrize(
    "text",
    ["", "z123", "u!!", "u" + to_base64url(b"no"), "u" + to_base64url(zlib.compress(bytes(LENGTH // 8))), 5],
)
def test_what_is_no_list_is_said_so(text: object) -> None:
    with pytest.raises(CredentialFault, match="cannot be read"):
        decode_bits(text)


def test_a_list_that_is_too_short_hides_nobody() -> None:
    with pytest.raises(CredentialFault, match="shorter"):
        decode_bits("u" + to_base64url(gzip.compress(bytes(10))))


def test_a_place_beyond_the_list_and_another_purpose_are_refused() -> None:
    listed = list_document("https://x.example/1", "did:web:x.example", set(), NOW)
    with pytest.raises(CredentialFault, match="place"):
        is_set(listed, Entry("https://x.example/1", LENGTH, "revocation"))
    with pytest.raises(CredentialFault, match="purpose"):
        is_set(listed, Entry("https://x.example/1", 1, "suspension"))


def test_one_status_entry_is_expected() -> None:
    one = {"type": "BitstringStatusListEntry", "statusListIndex": "3", "statusListCredential": "https://x.example/1"}
    assert entry_of({"credentialStatus": [one]}) == Entry("https://x.example/1", 3, "")
    with pytest.raises(CredentialFault, match="several"):
        entry_of({"credentialStatus": [one, one]})
    with pytest.raises(CredentialFault, match="cannot be read"):
        entry_of({"credentialStatus": {**one, "statusListIndex": "-3"}})


@given(st.binary(max_size=80))
def test_base58_and_base64url_come_back_as_they_went(data: bytes) -> None:
    assert from_base58(to_base58(data)) == data
    assert from_base64url(to_base64url(data)) == data

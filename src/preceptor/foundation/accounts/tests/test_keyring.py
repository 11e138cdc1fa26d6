"""Sealing: opens with the right key and purpose alone, and old keys stay readable."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.accounts.rules.keyring import SealBroken, key_name, seal, sealed_under, unseal

OLD, NEW = b"o" * 32, b"n" * 32
keys = st.binary(min_size=32, max_size=32)


@given(text=st.text(max_size=80), key=keys, purpose=st.text(max_size=20))
def test_what_is_sealed_opens_again(text: str, key: bytes, purpose: str) -> None:
    assert unseal(seal(text, keys=[key], purpose=purpose), keys=[key], purpose=purpose) == text


@given(text=st.text(max_size=80), other=keys.filter(lambda key: key != NEW))
def test_another_key_opens_nothing(text: str, other: bytes) -> None:
    sealed = seal(text, keys=[NEW], purpose="p")
    with pytest.raises(SealBroken):
        unseal(sealed, keys=[other], purpose="p")


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_any_changed_bit_breaks_the_seal(place: int, bit: int) -> None:
    version, name, body = seal("ABCDEFGH", keys=[NEW], purpose="p").split(".")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[place % len(raw)] ^= 1 << bit
    with pytest.raises(SealBroken):
        unseal(f"{version}.{name}.{base64.urlsafe_b64encode(raw).decode()}", keys=[NEW], purpose="p")


@given(text=st.text(max_size=60))
def test_what_was_never_sealed_is_refused(text: str) -> None:
    with pytest.raises(SealBroken):
        unseal(text, keys=[NEW], purpose="p")


def test_another_purpose_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        unseal(seal("secret", keys=[NEW], purpose="accounts"), keys=[NEW], purpose="notes")


def test_a_retired_key_still_opens_what_it_sealed() -> None:
    assert unseal(seal("secret", keys=[OLD], purpose="p"), keys=[NEW, OLD], purpose="p") == "secret"


def test_new_secrets_go_under_the_newest_key() -> None:
    assert sealed_under(seal("secret", keys=[NEW, OLD], purpose="p")) == key_name(NEW)


def test_the_same_secret_never_looks_the_same_twice() -> None:
    assert seal("secret", keys=[NEW], purpose="p") != seal("secret", keys=[NEW], purpose="p")


def test_the_sealed_text_does_not_hold_the_secret() -> None:
    assert "JBSWY3DP" not in seal("JBSWY3DPEHPK3PXP", keys=[NEW], purpose="p")

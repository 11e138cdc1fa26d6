"""Credentials in images: written once, read back, and never unpacked without bounds."""

import io
import struct
import zlib

import pytest
from PIL import Image

from preceptor.develop.awards.rules.baking import KEYWORD, PNG_SIGNATURE, bake_png, unbake_png, unbake_svg
from preceptor.develop.awards.rules.faults import CredentialFault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{}</svg>'
CREDENTIAL = "<openbadges:credential><![CDATA[{}]]></openbadges:credential>"


def image() -> bytes:
    """A small picture."""
    held = io.BytesIO()
    Image.new("RGB", (3, 3), "navy").save(held, "PNG")
    return held.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(body: bytes) -> bytes:
    """The picture with a chunk of text at its end."""
    data = image()
    return data[:-12] + chunk(b"iTXt", body) + data[-12:]


def test_a_baked_credential_comes_back_and_the_image_still_opens() -> None:
    baked = bake_png(image(), '{"name": "é"}')
    assert unbake_png(baked, 1000) == '{"name": "é"}'.encode()
    assert Image.open(io.BytesIO(baked)).size == (3, 3)


def test_baking_again_replaces_what_was_baked() -> None:
    assert unbake_png(bake_png(bake_png(image(), "{}"), '{"a": 1}'), 1000) == b'{"a": 1}'


def test_pillow_reads_the_same_text() -> None:
    assert Image.open(io.BytesIO(bake_png(image(), "{}"))).text["openbadgecredential"] == "{}"


def test_an_image_without_or_with_two_credentials_is_refused() -> None:
    with pytest.raises(CredentialFault, match="no credential"):
        unbake_png(image(), 1000)
    twice = with_chunk(KEYWORD + b"\0\0\0\0\0{}")
    with pytest.raises(CredentialFault, match="more than one"):
        unbake_png(bake_png(image(), "{}")[:-12] + twice[-12 - 12 - len(KEYWORD) - 7 :], 1000)


def test_a_packed_credential_is_unpacked_no_further_than_allowed() -> None:
    packed = with_chunk(KEYWORD + b"\0\1\0\0\0" + zlib.compress(b"{}"))
    assert unbake_png(packed, 1000) == b"{}"
    bomb = with_chunk(KEYWORD + b"\0\1\0\0\0" + zlib.compress(bytes(1_000_000)))
    with pytest.raises(CredentialFault, match="larger"):
        unbake_png(bomb, 1000)


@pytest.mark.parametrize(
    "data", [PNG_SIGNATURE, PNG_SIGNATURE + b"\xff" * 40, image()[:-4], image()[:20] + image()[24:]]
)
def test_a_damaged_image_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(CredentialFault, match="damaged"):
        unbake_png(data, 1000)


def test_a_drawing_gives_its_credential() -> None:
    assert unbake_svg(SVG.format(CREDENTIAL.format('{"a": "é"}')).encode()) == '{"a": "é"}'.encode()


def test_a_drawing_with_entities_of_its_own_or_two_credentials_is_refused() -> None:
    doctype = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(CredentialFault, match="damaged"):
        unbake_svg((doctype + SVG.format("&b;")).encode())
    with pytest.raises(CredentialFault, match="more than one"):
        unbake_svg(SVG.format(CREDENTIAL.format("{}") * 2).encode())
    with pytest.raises(CredentialFault, match="no credential"):
        unbake_svg(SVG.format("").encode())

"""Two independent verifiers of others judge our credentials and our status list, without a network."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from preceptor.develop.awards.rules.keys import did_document, did_key, public_of, web_address
from preceptor.develop.awards.rules.proof import sign
from preceptor.develop.awards.rules.verify import judge

from .shared import DID, LIST, NOW, OTHER_SEED, SEED, known, plain, signed, status_list, with_status

SCRIPT = Path(__file__).with_name("verifiers.mjs")
# What PyLD alone would sign in a way that other verifiers refuse.
HARD = "Tab\tnewline\n“quotes” \\ é e\u0301 ñ 日本 😀 \u00a0 \u2028"


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """What both said of each, asked once."""
    key = did_key(SEED)
    changed = {**signed(), "name": "Another"}
    document = did_document(DID, [public_of(OTHER_SEED), public_of(SEED)])
    asked = {
        "credentials": {
            "web": with_status(6),
            "revoked": with_status(5),
            "older key": signed(SEED),
            "key": sign(plain(issuer={"id": key.controller, "type": ["Profile"], "name": "x"}, name=HARD), key, NOW),
            "changed": changed,
            "list": json.loads(status_list(5, 131_071)),
        },
        "documents": {DID: document, web_address(DID): document, LIST: json.loads(status_list(5, 131_071))},
    }
    made = subprocess.run(["node", str(SCRIPT)], input=json.dumps(asked).encode(), capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()[-2000:]
    return dict(json.loads(made.stdout))


@pytest.mark.parametrize("name", ["web", "older key", "key", "list"])
def test_both_accept_what_we_signed(said: dict[str, Any], name: str) -> None:
    both = said["said"][name]
    assert both["bazaar"] == {"verified": True, "signature": True, "error": None}
    assert both["core"]["log"]["valid_signature"] is True
    assert both["core"]["log"]["expiration"] is True
    assert both["core"]["errors"] == []


def test_both_refuse_what_was_changed(said: dict[str, Any]) -> None:
    both = said["said"]["changed"]
    assert both["bazaar"]["verified"] is False
    assert both["core"]["errors"] == ["invalid_signature"]


def test_they_see_who_was_revoked(said: dict[str, Any]) -> None:
    assert said["said"]["revoked"]["core"]["log"]["revocation_status"] is False
    assert said["said"]["web"]["core"]["log"]["revocation_status"] is True


def test_they_read_the_list_bit_for_bit(said: dict[str, Any]) -> None:
    assert said["said"]["list"]["list"] == {"length": 131_072, "set": [5, 131_071]}


def test_nothing_but_the_schema_was_asked_for_in_the_network(said: dict[str, Any]) -> None:
    assert {address.split("/")[2] for address in said["refused"]} <= {"purl.imsglobal.org"}


def test_hard_text_is_judged_the_same_here() -> None:
    key = did_key(SEED)
    document = sign(plain(issuer=key.controller, name=HARD), key, NOW)
    assert judge(document, known(), NOW).state == "valid"

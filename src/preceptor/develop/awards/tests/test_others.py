"""Credentials of others: every file of the corpus as its name says, and the W3C's vectors byte for byte."""

import hashlib
import json
from pathlib import Path

import pytest

from preceptor.develop.awards.rules.canonical import canonical_text
from preceptor.develop.awards.rules.encoding import to_signature
from preceptor.develop.awards.rules.files import judge_path
from preceptor.develop.awards.rules.keys import SigningKey
from preceptor.develop.awards.rules.proof import hash_data

from .shared import NOW, OTHERS, needs_others

VECTORS = OTHERS / "w3c_vc_di_eddsa" / "TestVectors"
RDFC = "eddsa-rdfc-2022"

# What each file's name says, and with which finding it is said.
SAID = {
    "ob30/simple.json": ("unproven", "unproven-key"),
    "ob30/complete.json": ("unproven", "status-old"),
    "ob30/simple-eddsa-2022.json": ("unproven", "unproven-key"),
    "ob30/simple-did-key-method.json": ("unproven", "unproven-other"),
    "ob30/simple-json.png": ("unproven", "unproven-key"),
    "ob30/simple-json.svg": ("unproven", "unproven-key"),
    "ob30/simple-noproof.json": ("refused", "no-proof"),
    "ob30/simple.jwt": ("refused", "token"),
    "ob30/simple-err-context.json": ("refused", "no-context"),
    "ob30/simple-err-evidence-type.json": ("refused", "undefined-term"),
    "ob30/simple-err-expired.json": ("refused", "expired"),
    "ob30/simple-err-issued.json": ("refused", "not-yet"),
    "ob30/simple-err-issuer-type.json": ("refused", "undefined-term"),
    "ob30/simple-err-issuer.json": ("refused", "missing"),
    "ob30/simple-err-proof-method.json": ("refused", "bad-key"),
    "ob30/simple-err-proof-value.json": ("refused", "signature"),
    "ob30/simple-err-type.json": ("refused", "undefined-term"),
    "ob30/credential-status-revoked.json": ("refused", "unknown-key"),
    "ob30/bit-string-list/credential-status-revoked.json": ("refused", "revoked"),
    "ob30/bit-string-list/credential-status-revoked-blank-nodes.json": ("refused", "revoked"),
    "ob30/bit-string-list/testlist": ("unproven", "unproven-key"),
}
SIGNED = (
    f"{RDFC}/signedDataInt.json",
    "eddsa-jcs-2022/signedJCS.json",
    "Ed25519Signature2020/signedEdSig.json",
    "proof-set-chain/signedProofSet1.json",
    "proof-set-chain/signedProofSet2.json",
    "proof-set-chain/signedProofChain1.json",
    "proof-set-chain/signedProofChain2.json",
)


@needs_others
def test_every_file_of_the_corpus_is_judged() -> None:
    assert {str(path.relative_to(OTHERS)) for path in (OTHERS / "ob30").rglob("*") if path.is_file()} == set(SAID)


@needs_others
@pytest.mark.parametrize("name", SAID)
def test_a_file_is_judged_as_its_name_says(name: str) -> None:
    verdict = judge_path(OTHERS / name, [], [], NOW)
    state, code = SAID[name]
    assert (verdict.state, code in verdict.codes) == (state, True), verdict.sentences()


@needs_others
def test_an_older_revocation_list_is_read_when_it_is_given(tmp_path: Path) -> None:
    path = OTHERS / "ob30" / "credential-status-revoked.json"
    number = json.loads(path.read_text())["id"]
    given = tmp_path / "list.json"
    given.write_text(json.dumps({"id": "https://x.example/list", "revokedCredential": [{"id": number}]}))
    assert "revoked" in judge_path(path, [], [given], NOW).codes


@needs_others
@pytest.mark.parametrize("name", SIGNED)
def test_the_signed_vectors_fit_whatever_their_kind(name: str) -> None:
    assert judge_path(VECTORS / name, [], [], NOW).finding.code == "unproven-other"


@needs_others
@pytest.mark.parametrize(
    ("folder", "document"), [(RDFC, "unsigned.json"), (f"{RDFC}/employ", "employmentAuth.json")], ids=["alumni", "work"]
)
def test_the_vectors_are_reproduced_byte_for_byte(folder: str, document: str) -> None:
    def text(name: str) -> str:
        return (VECTORS / folder / name).read_text()

    seed = _private(json.loads((VECTORS / "keyPair.json").read_text())["privateKeyMultibase"])
    plain = canonical_text(json.loads((VECTORS / document).read_text()))
    options = canonical_text(json.loads(text("proofConfigDataInt.json")))
    data = hash_data(options, plain)
    signature = SigningKey(seed, "", "").sign(data)
    assert plain == text("canonDocDataInt.txt")
    assert options == text("proofCanonDataInt.txt")
    assert hashlib.sha256(plain.encode()).hexdigest() == text("docHashDataInt.txt").strip()
    assert data.hex() == text("combinedHashDataInt.txt").strip()
    assert signature.hex() == text("sigHexDataInt.txt").strip()
    assert to_signature(signature) == text("sigBTC58DataInt.txt").strip()


def _private(multibase: str) -> bytes:
    """The seed of a key as the W3C writes private keys: prefix 0x8026, then 32 bytes."""
    from preceptor.develop.awards.rules.encoding import from_base58

    data = from_base58(multibase[1:])
    assert data[:2] == b"\x80\x26"
    return data[2:]

"""A credential is judged by what its signature covers, whose key it is, when it holds and whether it was revoked."""

import json
import time
from typing import Any

import pytest

from preceptor.develop.awards.rules.contexts import EXTENSIONS, OB3, VC2
from preceptor.develop.awards.rules.faults import CredentialFault
from preceptor.develop.awards.rules.keys import did_document, did_key, did_web, public_of, web_address
from preceptor.develop.awards.rules.proof import sign
from preceptor.develop.awards.rules.verify import Known, judge, judge_file

from .shared import DID, LIST, NOW, OTHER_SEED, SEED, known, plain, signed, status_list, web_key, with_status


def test_a_badge_is_valid_when_its_issuers_document_lists_the_key() -> None:
    verdict = judge(signed(), known(), NOW)
    assert (verdict.state, verdict.finding.code) == ("valid", "valid")
    assert (
        verdict.finding.sentence()
        == "Valid: “Mentor of principals”, signed by its issuer Badges (did:web:badges.example)."
    )


def test_a_key_that_names_itself_needs_no_document() -> None:
    key = did_key(SEED)
    document = sign(plain(issuer=key.controller), key, NOW)
    assert judge(document, Known(), NOW).state == "valid"


def test_without_the_issuers_document_a_web_key_cannot_be_known() -> None:
    assert judge(signed(), Known(), NOW).finding.code == "unknown-key"


def test_rotation_keeps_what_an_older_key_signed() -> None:
    assert judge(signed(SEED), known(OTHER_SEED, SEED), NOW).state == "valid"
    assert judge(signed(SEED), known(OTHER_SEED), NOW).finding.code == "not-listed"


def test_somebody_elses_key_is_not_the_issuers() -> None:
    forged = sign(plain(), did_key(OTHER_SEED), NOW)
    assert judge(forged, known(), NOW).finding.code == "not-issuers"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Mentor of superintendents"},
        {"validUntil": "2038-11-20T18:00:00Z"},
        {"id": "https://badges.example/certificates/2"},
        {"credentialSubject": {**plain()["credentialSubject"], "creditsEarned": 3}},
    ],
    ids=["name", "date", "number", "added"],
)
def test_any_change_breaks_the_signature(change: dict[str, Any]) -> None:
    assert judge({**signed(), **change}, known(), NOW).finding.code == "signature"


def test_a_change_of_the_proof_breaks_it_too() -> None:
    document = signed()
    document["proof"]["created"] = "2020-01-01T00:00:00Z"
    assert judge(document, known(), NOW).finding.code == "signature"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"validUntil": "2026-11-20T17:59:59Z"}, "expired"),
        ({"validFrom": "2026-11-20T18:00:01Z"}, "not-yet"),
        ({"validUntil": "2026-11-20"}, "bad-date"),
        ({"type": ["OpenBadgeCredential"]}, "no-type"),
        ({"issuer": {"type": ["Profile"], "name": "x"}}, "bad-issuer"),
        ({"credentialSubject": []}, "missing"),
    ],
)
def test_what_a_credential_lacks_or_outlived_is_said(changes: dict[str, Any], code: str) -> None:
    try:
        document = signed(**changes)
    except CredentialFault:  # such a thing cannot be signed here; another issuer might have
        document = {**signed(), **changes}
    assert code in judge(document, known(), NOW).codes


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"contactHours": 72}, "undefined-term"),
        ({"type": ["VerifiableCredential", "MentorCredential"]}, "undefined-term"),
        ({"@context": [VC2, {"hours": "https://badges.example/hours"}]}, "own-context"),
        ({"@context": [VC2, "https://badges.example/context.json"]}, "unknown-context"),
        ({"evidence": {"id": "_:b0", "type": ["Evidence"]}}, "own-blank"),
        ({"evidence": {"id": "not an address", "type": ["Evidence"]}}, "relative-id"),
        ({"@graph": []}, "undefined-term"),
    ],
)
def test_what_no_signature_would_cover_is_never_signed(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(CredentialFault) as refused:
        signed(**changes)
    assert refused.value.finding.code == code


def test_alike_parts_are_never_signed_since_verifiers_number_them_differently() -> None:
    twice = [{"type": ["Evidence"], "name": "same"}, {"type": ["Evidence"], "name": "same"}]
    with pytest.raises(CredentialFault, match="alike"):
        signed(**{"@context": [VC2, OB3, EXTENSIONS], "evidence": twice})


def test_an_unsigned_credential_is_refused() -> None:
    assert judge(plain(), known(), NOW).finding.code == "no-proof"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"proofPurpose": "authentication"}, "proof-purpose"),
        ({"cryptosuite": "ecdsa-rdfc-2019"}, "proof-kind"),
        ({"type": "Ed25519Signature2018"}, "proof-kind"),
        ({"proofValue": "z3"}, "proof-value"),
        ({"proofValue": "z" + "1" * 5000}, "proof-value"),
        ({"verificationMethod": f"{DID}#key-1"}, "not-listed"),
        ({"created": "2026-11-20T18:06:00Z"}, "proof-early"),
        ({"expires": "2026-11-20T17:00:00Z"}, "proof-expired"),
        ({"previousProof": "urn:uuid:1"}, "proof-chain"),
    ],
)
def test_a_proof_of_another_kind_or_time_is_refused(changes: dict[str, Any], code: str) -> None:
    document = signed()
    document["proof"] |= changes
    assert judge(document, known(), NOW).finding.code == code


def test_every_one_of_several_proofs_must_fit() -> None:
    good = signed()["proof"]
    assert judge({**plain(), "proof": [good, good]}, known(), NOW).state == "valid"
    bad = {**good, "created": "2020-01-01T00:00:00Z"}
    assert judge({**plain(), "proof": [good, bad]}, known(), NOW).finding.code == "signature"
    assert judge({**plain(), "proof": [good] * 9}, known(), NOW).finding.code == "many-proofs"


def test_a_revoked_credential_is_refused_and_its_neighbour_is_not() -> None:
    at_hand = known(revoked=(5,))
    assert judge(with_status(5), at_hand, NOW).finding.code == "revoked"
    neighbour = judge(with_status(6), at_hand, NOW)
    assert (neighbour.state, neighbour.others[0].code) == ("valid", "status-dated")


def test_without_the_list_nobody_can_say_that_it_holds() -> None:
    assert judge(with_status(6), known(), NOW).finding.code == "status-unknown"


def test_a_list_of_another_signer_clears_nobody() -> None:
    forged = json.loads(status_list())
    forged["credentialSubject"]["statusPurpose"] = "suspension"
    verdict = judge(with_status(6), Known(known().documents, {LIST: json.dumps(forged).encode()}), NOW)
    assert verdict.finding.code == "status-list"
    forged = json.loads(status_list()) | {"issuer": "did:web:elsewhere.example"}
    verdict = judge(with_status(6), Known(known().documents, {LIST: json.dumps(forged).encode()}), NOW)
    assert verdict.finding.code == "status-issuer"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no", "not-json"),
        (b"[1]", "not-object"),
        (b'{"id": "a", "id": "b"}', "double-key"),
        (b'{"id": null}', "no-value"),
        (b'{"n": 1e999}', "bad-number"),
        (b'{"n": NaN}', "bad-number"),
        (b'{"n": 9007199254740993}', "bad-number"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "too-deep"),
        (b'{"a": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', "no-context"),
        (b"[" * 300_000, "too-large"),
        (b"[" * 200_000, "too-deep"),
        (b"\xff\xfe", "not-json"),
        (b"eyJhbGciOiJSUzI1NiJ9.eyJ2YyI6e30.c2ln", "token"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_of_others_are_read_within_bounds(data: bytes, code: str) -> None:
    assert judge_file(data, Known(), NOW).finding.code == code


def test_too_many_values_are_not_read() -> None:
    assert judge_file(json.dumps({"a": list(range(7000))}).encode(), Known(), NOW).finding.code == "too-many"


def test_a_sentence_never_carries_what_could_move_a_terminal() -> None:
    verdict = judge_file(json.dumps({**plain(), "\x1b[2J": 1}).encode(), known(), NOW)
    assert "\x1b" not in verdict.finding.sentence()


def test_a_site_has_its_name_and_its_document_at_a_known_address() -> None:
    assert did_web("https://district.example:8443/") == "did:web:district.example%3A8443"
    assert web_address("did:web:district.example%3A8443") == "https://district.example:8443/.well-known/did.json"
    assert web_address("did:web:example.org:schools") == "https://example.org/schools/did.json"


def test_a_document_lists_each_key_as_text_under_the_same_name() -> None:
    document = did_document(DID, [public_of(OTHER_SEED), public_of(SEED)])
    names = [method["id"] for method in document["verificationMethod"]]
    assert document["assertionMethod"] == names
    assert web_key().method in names
    assert {method["controller"] for method in document["verificationMethod"]} == {DID}


def test_hostile_graphs_are_judged_in_bounded_time() -> None:
    alike = [{"type": ["Evidence"], "name": "x"} for _each in range(300)]
    nested = [{"type": ["Evidence"], "name": "x", "evidence": alike[:8]} for _each in range(8)]
    begun = time.process_time()
    for evidence in (alike, nested):
        document = {**signed(), "evidence": evidence}
        assert judge(document, known(), NOW).finding.code in {"too-alike", "undefined-term"}
    assert time.process_time() - begun < 5

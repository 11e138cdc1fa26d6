"""Data integrity proofs: `eddsa-rdfc-2022` made and checked; the older and sister kinds of others checked only."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

import rfc8785

from .canonical import canonical_text, canonical_texts
from .encoding import from_signature, to_signature
from .faults import CredentialFault
from .keys import Documents, FoundKey, SigningKey, find_key
from .moments import read_moment, written
from .reading import Document, as_list

CRYPTOSUITE = "eddsa-rdfc-2022"
PURPOSE = "assertionMethod"
MOST_PROOFS = 8
# A clock that runs ahead by this much is forgiven.
AHEAD_SECONDS = 300
OLDER = "Ed25519Signature2020"


def hash_data(options: str, document: str) -> bytes:
    """What is signed: the hash of the canonical options, then the hash of the canonical document."""
    return b"".join(hashlib.sha256(text.encode()).digest() for text in (options, document))


def sign(document: Document, key: SigningKey, now: datetime) -> Document:
    """The document with a proof, one object; refuses whatever a signature would not cover."""
    plain = {name: value for name, value in document.items() if name != "proof"}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": CRYPTOSUITE,
        "created": written(now),
        "verificationMethod": key.method,
        "proofPurpose": PURPOSE,
    }
    data = hash_data(_options_text(json.dumps({"@context": document["@context"], **options})), canonical_text(plain))
    return {**plain, "proof": {**options, "proofValue": to_signature(key.sign(data))}}


@lru_cache(maxsize=8)
def _options_text(options: str) -> str:
    """The canonical text of a proof's options, which is the same for all that is signed at one moment."""
    return canonical_text(json.loads(options))


def check_proofs(document: Document, issuer: str, documents: Documents, now: datetime) -> list[FoundKey]:
    """The keys of every proof, each of which must fit; a chain is checked with the proofs that it builds on."""
    proofs = as_list(document.get("proof"))
    if not proofs:
        raise CredentialFault("no-proof")
    if len(proofs) > MOST_PROOFS:
        raise CredentialFault("many-proofs", limit=MOST_PROOFS)
    if not all(isinstance(proof, dict) for proof in proofs):
        raise CredentialFault("proof-kind", name=type(proofs[0]).__name__)
    plain = {name: value for name, value in document.items() if name != "proof"}
    return [_check(proof, _upon(plain, proof, proofs), (issuer, documents), now) for proof in proofs]


def _check(proof: Document, plain: Document, who: tuple[str, Documents], now: datetime) -> FoundKey:
    texts = _texts_of(proof)
    if proof.get("proofPurpose") != PURPOSE:
        raise CredentialFault("proof-purpose", name=proof.get("proofPurpose", ""))
    _check_dates(proof, now)
    signature = from_signature(proof.get("proofValue"))
    key = find_key(proof.get("verificationMethod"), *who)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options["@context"] = proof.get("@context", plain.get("@context"))
    written_options = next(iter(texts(options)))
    if not any(key.fits(signature, hash_data(written_options, text)) for text in texts(plain)):
        raise CredentialFault("signature")
    return key


def _texts_of(proof: Document) -> Callable[[Any], Iterable[str]]:
    """How a kind of proof writes what it signs."""
    if proof.get("type") == OLDER:
        return canonical_texts
    suite = proof.get("cryptosuite") if proof.get("type") == "DataIntegrityProof" else None
    # `eddsa-2022` is the name that drafts of 2023 gave to the same.
    if suite in (CRYPTOSUITE, "eddsa-2022"):
        return canonical_texts
    if suite == "eddsa-jcs-2022":
        return _jcs
    raise CredentialFault("proof-kind", name=suite or proof.get("type", ""))


def _jcs(value: Any) -> Iterable[str]:
    try:
        return [rfc8785.dumps(value).decode()]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as fault:
        raise CredentialFault("bad-number") from fault


def _check_dates(proof: Document, now: datetime) -> None:
    if "created" in proof:
        created = read_moment(proof["created"], "created")
        if (created - now).total_seconds() > AHEAD_SECONDS:
            raise CredentialFault("proof-early", when=written(created))
    if "expires" in proof:
        expires = read_moment(proof["expires"], "expires")
        if expires <= now:
            raise CredentialFault("proof-expired", when=written(expires))


def _upon(plain: Document, proof: Document, proofs: list[Document]) -> Document:
    """The document that a proof signs: with the proofs that it says it builds on, where it says so."""
    names = as_list(proof.get("previousProof"))
    if not names:
        return plain
    found = [each for each in proofs if each is not proof and each.get("id") in names]
    if len({each.get("id") for each in found}) != len(set(names)) or len(found) != len(names):
        raise CredentialFault("proof-chain")
    return {**plain, "proof": found}

"""Keys, credentials and small files that the tests of credentials share; the data of others, where it is there."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from preceptor.develop.awards.rules.contexts import OB3, VC2
from preceptor.develop.awards.rules.encoding import to_multikey
from preceptor.develop.awards.rules.keys import SigningKey, did_document, public_of
from preceptor.develop.awards.rules.proof import sign
from preceptor.develop.awards.rules.reading import Document
from preceptor.develop.awards.rules.status import entry_document, list_document
from preceptor.develop.awards.rules.verify import Known

OTHERS = Path(__file__).resolve().parents[6] / "shared" / "data" / "openbadges"
needs_others = pytest.mark.skipif(
    not OTHERS.exists(), reason="the credentials of others are not beside the project (../shared/data)"
)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
DID = "did:web:badges.example"
LIST = "https://badges.example/awards/status/1"


def web_key(seed: bytes = SEED) -> SigningKey:
    """A key of the issuer badges.example."""
    return SigningKey(seed, DID, f"{DID}#{to_multikey(public_of(seed))}")


def plain(**changes: Any) -> Document:
    """A badge as the issuer would write it, unsigned."""
    return {
        "@context": [VC2, OB3],
        "id": "https://badges.example/certificates/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"], "name": "Badges"},
        "validFrom": "2025-11-20T18:00:00Z",
        "validUntil": "2028-11-20T18:00:00Z",
        "name": "Mentor of principals",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://badges.example/achievements/1",
                "type": ["Achievement"],
                "name": "Mentor",
                "description": "Mentors principals.",
                "criteria": {"narrative": "72 contact hours."},
            },
        },
        **changes,
    }


def signed(seed: bytes = SEED, **changes: Any) -> Document:
    """A badge, signed by a key of the issuer."""
    return sign(plain(**changes), web_key(seed), NOW)


def with_status(index: int) -> Document:
    """A badge with a place on the issuer's list."""
    return signed(id=f"https://badges.example/certificates/{index}", credentialStatus=entry_document(LIST, index))


def status_list(*revoked: int) -> bytes:
    """The issuer's list with these places set."""
    return json.dumps(sign(list_document(LIST, DID, revoked, NOW), web_key(), NOW)).encode()


def known(*seeds: bytes, revoked: tuple[int, ...] | None = None) -> Known:
    """What a verifier has at hand: the issuer's document with these keys, and its list."""
    document = did_document(DID, [public_of(seed) for seed in seeds or (SEED,)])
    return Known({DID: document}, {} if revoked is None else {LIST: status_list(*revoked)})

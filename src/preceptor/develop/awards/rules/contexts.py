"""The published JSON-LD contexts that credentials name: a fixed list, each pinned by a hash, never fetched."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .faults import CredentialFault

VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
MULTIKEY = "https://w3id.org/security/multikey/v1"
DID1 = "https://www.w3.org/ns/did/v1"

# Written by `preceptor collect-contexts` from the packages that package.json names; no file of others is kept here.
GATHERED = Path(__file__).resolve().parents[1] / "contexts.json"

_OB = "https://purl.imsglobal.org/spec/ob/v3p0"

PINS: Mapping[str, str] = {
    "https://www.w3.org/2018/credentials/v1": ("b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247"),
    "https://www.w3.org/ns/credentials/v2": ("b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf"),
    "https://w3id.org/security/data-integrity/v1": ("9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f"),
    "https://w3id.org/security/data-integrity/v2": ("7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305"),
    "https://w3id.org/security/multikey/v1": "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc",
    "https://w3id.org/citizenship/v4rc1": "15ca37d6ed55aee696cb2c8ca747d889418756c66188a47734c15e092ffef869",
    f"{_OB}/context.json": "2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b",
    f"{_OB}/context-3.0.1.json": "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5",
    f"{_OB}/context-3.0.2.json": "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c",
    f"{_OB}/context-3.0.3.json": "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
    f"{_OB}/extensions.json": "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691"
    ),
    "https://www.w3.org/ns/did/v1": "a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b",
}
# The W3C's context for examples gives every term one made-up meaning; that is its whole content.
OURS: Mapping[str, Any] = {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}


class ContextsMissing(Exception):  # noqa: N818  reads as what it is
    """The contexts were not brought here yet, or are not the ones that were expected."""


def fingerprint(context: Any) -> str:
    """The hash of a context, whatever its white space and order."""
    text = json.dumps(context, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def checked(found: Mapping[str, Any]) -> dict[str, Any]:
    """Every pinned context; raises `ContextsMissing` when one is absent or another one than was expected."""
    wrong = [url for url, pin in PINS.items() if url not in found or fingerprint(found[url]) != pin]
    if wrong:
        raise ContextsMissing(
            f"These contexts are absent or changed: {', '.join(wrong)}. "
            "Install what package.json names (npm ci), then run: preceptor collect-contexts"
        )
    return {url: found[url] for url in PINS}


@lru_cache(maxsize=1)
def known_contexts() -> Mapping[str, Any]:
    """The contexts of this installation, by address."""
    try:
        found = json.loads(GATHERED.read_text(encoding="utf-8"))
    except FileNotFoundError:
        found = {}
    return {**OURS, **checked(found)}


def load(url: str, _options: object = None) -> dict[str, Any]:
    """What PyLD asks for: a context of the fixed list, never anything from the network."""
    found = known_contexts().get(url)
    if found is None:
        raise CredentialFault("unknown-context", name=url)
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": found}

"""Ed25519 keys as did:key and did:web, and which key a signature was made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .contexts import DID1, MULTIKEY
from .encoding import from_multikey, to_multikey
from .faults import CredentialFault
from .reading import as_list

DID_KEY, DID_WEB = "did:key:", "did:web:"

# proven: the issuer's own document or name says so; named: only the signature itself does; other: somebody else's key.
Standing = Literal["proven", "named", "other"]
Documents = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class SigningKey:
    """A private key with the names under which others find its public half."""

    private: bytes
    controller: str
    method: str

    def sign(self, data: bytes) -> bytes:
        """The signature over these bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(data)


@dataclass(frozen=True)
class FoundKey:
    """The public key of a signature, and how far it is known to be the issuer's."""

    public: bytes
    standing: Standing
    controller: str

    def fits(self, signature: bytes, data: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, data)
        except InvalidSignature:
            return False
        return True


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def did_key(private: bytes) -> SigningKey:
    """A key that names itself."""
    name = to_multikey(public_of(private))
    return SigningKey(private, DID_KEY + name, f"{DID_KEY}{name}#{name}")


def did_web(site: str, path: str = "") -> str:
    """The did:web identifier of a site, with a colon of a port written as the standard wants it."""
    parts = [urlsplit(site).netloc.replace(":", "%3A"), *[part for part in path.split("/") if part]]
    return DID_WEB + ":".join(parts)


def web_address(did: str) -> str:
    """The address at which the document of a did:web identifier lies."""
    host, *path = did.removeprefix(DID_WEB).split(":")
    folder = "/".join(path) if path else ".well-known"
    return f"https://{unquote(host)}/{folder}/did.json"


def did_document(did: str, publics: list[bytes]) -> dict[str, Any]:
    """The document that lists every key that ever signed for an issuer, so that rotation keeps old ones verifiable."""
    names = [to_multikey(public) for public in publics]
    return {
        "@context": [DID1, MULTIKEY],
        "id": did,
        "verificationMethod": [
            {"id": f"{did}#{name}", "type": "Multikey", "controller": did, "publicKeyMultibase": name} for name in names
        ],
        "assertionMethod": [f"{did}#{name}" for name in names],
        "authentication": [f"{did}#{name}" for name in names],
    }


def find_key(method: Any, issuer: str, documents: Documents) -> FoundKey:
    """The key that a signature names; refuses one that is not the issuer's where the issuer's keys can be known."""
    if not isinstance(method, str) or not method:
        raise CredentialFault("bad-key", name=method or "")
    controller, _hash, fragment = method.partition("#")
    if controller in documents:
        return FoundKey(_listed(method, documents[controller]), _standing(controller, issuer), controller)
    if controller.startswith(DID_KEY):
        name = controller.removeprefix(DID_KEY)
        if fragment not in ("", name):
            raise CredentialFault("bad-key", name=method)
        return FoundKey(_read(name), _standing(controller, issuer), controller)
    if issuer.startswith(DID_KEY):
        raise CredentialFault("not-issuers", name=controller)
    if controller.startswith("did:") or issuer in documents:
        raise CredentialFault("unknown-key", name=method)
    return FoundKey(_read(fragment), "named" if controller == issuer else "other", controller)


def _standing(controller: str, issuer: str) -> Standing:
    if controller == issuer:
        return "proven"
    if issuer.startswith("did:"):
        raise CredentialFault("not-issuers", name=controller)
    return "other"


def _listed(method: str, document: Mapping[str, Any]) -> bytes:
    """A key that the document lists for asserting; an embedded one counts too."""
    allowed = as_list(document.get("assertionMethod"))
    entries = [each for each in [*as_list(document.get("verificationMethod")), *allowed] if isinstance(each, Mapping)]
    names = {each if isinstance(each, str) else each.get("id") for each in allowed if isinstance(each, str | Mapping)}
    found = next((each for each in entries if each.get("id") == method), None)
    if found is None or method not in names or found.get("controller") != document.get("id"):
        raise CredentialFault("not-listed", name=method)
    return _read(found.get("publicKeyMultibase"))


def _read(name: Any) -> bytes:
    try:
        return from_multikey(name if isinstance(name, str) else "")
    except ValueError as fault:
        raise CredentialFault("bad-key", name=name) from fault

"""What can be wrong with a credential: a code, the sentence that says it, and the facts of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# English is the language of the command; pages look the same sentences up in their reader's language.
SENTENCES: Mapping[str, str] = {
    "too-large": "The file is larger than %(limit)s, so it was not read.",
    "not-json": "The file is not a credential: neither JSON nor an image with a credential in it.",
    "not-object": "The file holds JSON, but not a credential.",
    "double-key": "The name “%(name)s” occurs twice in one object, so two readers could read two things.",
    "too-deep": "The credential is nested more than %(limit)s levels deep.",
    "too-many": "The credential holds more than %(limit)s values.",
    "bad-number": "A number in the credential cannot be read the same way by everybody.",
    "no-value": "The value of “%(name)s” is empty (null), which a signature does not cover.",
    "own-blank": "The credential names an unnamed node itself, “%(name)s”; it was not judged.",
    "too-alike": "Too many parts of the credential are alike to compare them in bounded time; it was not judged.",
    "no-baked": "The image holds no credential.",
    "double-baked": "The image holds more than one credential.",
    "bad-image": "The image is damaged or larger inside than it says.",
    "no-context": "The credential does not begin with the context of verifiable credentials.",
    "own-context": "The credential brings its own context instead of naming a published one; it was not judged.",
    "unknown-context": "The context %(name)s is not known here, and nothing is fetched from the network.",
    "bad-context": "The context is used in a way that its authors have ruled out: %(said)s.",
    "undefined-term": "The term “%(name)s” is not defined by the contexts, so no signature covers it.",
    "relative-id": "The identifier “%(name)s” is not a full address.",
    "no-type": "The credential does not say that it is a verifiable credential.",
    "missing": "The credential lacks “%(name)s”.",
    "bad-issuer": "The issuer has no identifier that is a full address.",
    "bad-date": "“%(name)s” is not a date with a time and a time zone.",
    "not-yet": "The credential is valid only from %(when)s.",
    "expired": "The credential was valid until %(when)s.",
    "no-proof": "The credential is not signed.",
    "token": "This is a signed token (JWT); only credentials that carry a proof of their own are judged here.",
    "many-proofs": "The credential carries more than %(limit)s signatures.",
    "proof-kind": "The signature is of a kind that is not judged here: %(name)s.",
    "proof-purpose": "The signature was not made to assert a credential but for “%(name)s”.",
    "proof-value": "The signature cannot be read.",
    "proof-expired": "The signature held until %(when)s.",
    "proof-early": "The signature is dated %(when)s, which is still to come.",
    "proof-chain": "The signature builds on an earlier one that is not there.",
    "signature": "The signature does not fit: the credential was changed, or signed with another key.",
    "bad-key": "The key that the signature names cannot be read: %(name)s.",
    "unknown-key": "The key %(name)s cannot be known without the network; give the issuer's document.",
    "not-listed": "The issuer's document does not list the key %(name)s for asserting credentials.",
    "not-issuers": "The signature was made with a key of %(name)s, who is not the issuer.",
    "status-many": "The credential has several status entries; one is expected.",
    "status-shape": "The status entry cannot be read.",
    "status-kind": "The status is of a kind that is not judged here: %(name)s.",
    "status-unknown": "Whether it was revoked cannot be said without the list %(name)s; give the list.",
    "status-old": "Whether it was revoked is not known: its list, %(name)s, is of an older kind and was not given.",
    "status-list": "The status list cannot be relied on. %(said)s",
    "status-issuer": "The status list comes from somebody else than the issuer.",
    "status-purpose": "The status list is for another purpose than the credential names.",
    "status-short": "The status list is shorter than the standard allows.",
    "status-range": "The credential's place is not on the status list.",
    "revoked": "The credential was revoked by its issuer.",
    "suspended": "The credential is suspended by its issuer.",
    "valid": "Valid: “%(name)s”, signed by its issuer %(issuer)s.",
    "unproven-key": "The signature fits “%(name)s”. That the key belongs to %(issuer)s could not be proven here.",
    "unproven-other": "The signature fits “%(name)s”. It is %(key)s's; that this is %(issuer)s is not proven.",
    "status-dated": "According to the status list of %(when)s it is not revoked.",
}


@dataclass(frozen=True)
class Finding:
    """One thing that was found."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """The finding in English."""
        return SENTENCES[self.code] % self.facts


class CredentialFault(Exception):  # noqa: N818  reads as what it is
    """A reason why a credential cannot be accepted, or be made."""

    def __init__(self, code: str, **facts: object) -> None:
        self.finding = Finding(code, {name: _short(str(value)) for name, value in facts.items()})
        super().__init__(self.finding.sentence())


LONGEST_FACT = 160


def _short(text: str) -> str:
    """A fact as it may stand in a sentence: printable, on one line, not long."""
    plain = "".join(letter if letter.isprintable() else "·" for letter in text[: LONGEST_FACT + 1])
    return plain if len(plain) <= LONGEST_FACT else f"{plain[:LONGEST_FACT]}…"

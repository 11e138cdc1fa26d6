"""Words and shapes for people: how certificates, needs and judged credentials stand."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.rules.earned import Need
from preceptor.develop.awards.rules.faults import Finding

State, Origin = Certificate.State, Certificate.Origin
Badge = tuple[str, str]
SOON_DAYS = 180


def certificate_badge(row: Certificate) -> Badge:
    """Shape and word of a certificate."""
    if row.revoked_at is not None:
        return ("stopped", _("Revoked"))
    if row.state in (State.ISSUED, State.RECORDED):
        left = (row.valid_until - timezone.now()).days if row.valid_until else None
        if left is not None and left < 0:
            return ("late", _("Expired"))
        if left is not None and left <= SOON_DAYS:
            return ("now", _("Runs out soon"))
        return ("done", _("Valid"))
    return {
        State.PROPOSED: ("waiting", _("Waits for approval")),
        State.APPROVED: ("now", _("Being issued")),
        State.DECLINED: ("draft", _("Not approved")),
    }[State(row.state)]


def need_badge(need: Need) -> Badge:
    """Shape and word of what an award asks for."""
    return {
        "met": ("done", _("Met")),
        "missing": ("late", _("Missing")),
        "open": ("now", _("Still open")),
        "unjudged": ("draft", _("Not recorded")),
    }[need.stands]


def stands_word(stands: str) -> str:
    """How a need stood when it was frozen."""
    return need_badge(Need("", "", stands))[1] if stands in ("met", "missing", "open", "unjudged") else stands


def origin_word(row: Certificate) -> str:
    """How a certificate came about."""
    return str(Origin(row.origin).label)


def finding_words(finding: Finding) -> str:
    """A finding in the reader's language."""
    return str(SENTENCES[finding.code]) % finding.facts


# The same sentences as in rules/faults.py; a test compares them.
SENTENCES: Mapping[str, object] = {
    "too-large": _lazy("The file is larger than %(limit)s, so it was not read."),
    "not-json": _lazy("The file is not a credential: neither JSON nor an image with a credential in it."),
    "not-object": _lazy("The file holds JSON, but not a credential."),
    "double-key": _lazy("The name “%(name)s” occurs twice in one object, so two readers could read two things."),
    "too-deep": _lazy("The credential is nested more than %(limit)s levels deep."),
    "too-many": _lazy("The credential holds more than %(limit)s values."),
    "bad-number": _lazy("A number in the credential cannot be read the same way by everybody."),
    "no-value": _lazy("The value of “%(name)s” is empty (null), which a signature does not cover."),
    "own-blank": _lazy("The credential names an unnamed node itself, “%(name)s”; it was not judged."),
    "too-alike": _lazy(
        "Too many parts of the credential are alike to compare them in bounded time; it was not judged."
    ),
    "no-baked": _lazy("The image holds no credential."),
    "double-baked": _lazy("The image holds more than one credential."),
    "bad-image": _lazy("The image is damaged or larger inside than it says."),
    "no-context": _lazy("The credential does not begin with the context of verifiable credentials."),
    "own-context": _lazy("The credential brings its own context instead of naming a published one; it was not judged."),
    "unknown-context": _lazy("The context %(name)s is not known here, and nothing is fetched from the network."),
    "bad-context": _lazy("The context is used in a way that its authors have ruled out: %(said)s."),
    "undefined-term": _lazy("The term “%(name)s” is not defined by the contexts, so no signature covers it."),
    "relative-id": _lazy("The identifier “%(name)s” is not a full address."),
    "no-type": _lazy("The credential does not say that it is a verifiable credential."),
    "missing": _lazy("The credential lacks “%(name)s”."),
    "bad-issuer": _lazy("The issuer has no identifier that is a full address."),
    "bad-date": _lazy("“%(name)s” is not a date with a time and a time zone."),
    "not-yet": _lazy("The credential is valid only from %(when)s."),
    "expired": _lazy("The credential was valid until %(when)s."),
    "no-proof": _lazy("The credential is not signed."),
    "token": _lazy("This is a signed token (JWT); only credentials that carry a proof of their own are judged here."),
    "many-proofs": _lazy("The credential carries more than %(limit)s signatures."),
    "proof-kind": _lazy("The signature is of a kind that is not judged here: %(name)s."),
    "proof-purpose": _lazy("The signature was not made to assert a credential but for “%(name)s”."),
    "proof-value": _lazy("The signature cannot be read."),
    "proof-expired": _lazy("The signature held until %(when)s."),
    "proof-early": _lazy("The signature is dated %(when)s, which is still to come."),
    "proof-chain": _lazy("The signature builds on an earlier one that is not there."),
    "signature": _lazy("The signature does not fit: the credential was changed, or signed with another key."),
    "bad-key": _lazy("The key that the signature names cannot be read: %(name)s."),
    "unknown-key": _lazy("The key %(name)s cannot be known without the network; give the issuer's document."),
    "not-listed": _lazy("The issuer's document does not list the key %(name)s for asserting credentials."),
    "not-issuers": _lazy("The signature was made with a key of %(name)s, who is not the issuer."),
    "status-many": _lazy("The credential has several status entries; one is expected."),
    "status-shape": _lazy("The status entry cannot be read."),
    "status-kind": _lazy("The status is of a kind that is not judged here: %(name)s."),
    "status-unknown": _lazy("Whether it was revoked cannot be said without the list %(name)s; give the list."),
    "status-old": _lazy(
        "Whether it was revoked is not known: its list, %(name)s, is of an older kind and was not given."
    ),
    "status-list": _lazy("The status list cannot be relied on. %(said)s"),
    "status-issuer": _lazy("The status list comes from somebody else than the issuer."),
    "status-purpose": _lazy("The status list is for another purpose than the credential names."),
    "status-short": _lazy("The status list is shorter than the standard allows."),
    "status-range": _lazy("The credential's place is not on the status list."),
    "revoked": _lazy("The credential was revoked by its issuer."),
    "suspended": _lazy("The credential is suspended by its issuer."),
    "valid": _lazy("Valid: “%(name)s”, signed by its issuer %(issuer)s."),
    "unproven-key": _lazy(
        "The signature fits “%(name)s”. That the key belongs to %(issuer)s could not be proven here."
    ),
    "unproven-other": _lazy("The signature fits “%(name)s”. It is %(key)s's; that this is %(issuer)s is not proven."),
    "status-dated": _lazy("Not revoked according to the status list of %(when)s."),
}

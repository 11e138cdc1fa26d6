"""Words and shapes for people: how certificates, needs and judged credentials stand."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.rules.earned import Need
from preceptor.develop.awards.rules.faults import CredentialFault, Finding
from preceptor.develop.awards.rules.moments import read_moment
from preceptor.foundation.look.public import district_time

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
    return _STANDS[need.stands]()


_STANDS: Mapping[str, Callable[[], Badge]] = {
    "met": lambda: ("done", _("Met")),
    "exempted": lambda: ("done", _("Exempted by the office")),
    "missing": lambda: ("late", _("Missing")),
    "open": lambda: ("now", _("Still open")),
    "unjudged": lambda: ("draft", _("Not recorded")),
}


def stands_word(stands: str) -> str:
    """How a need stood when it was frozen."""
    return _STANDS[stands]()[1] if stands in _STANDS else stands


def origin_word(row: Certificate) -> str:
    """How a certificate came about."""
    return str(Origin(row.origin).label)


def finding_words(finding: Finding) -> str:
    """A finding in the reader's language."""
    facts = dict(finding.facts)
    if "when" in facts:
        facts["when"] = _moment(facts["when"])
    return str(SENTENCES[finding.code]) % facts


def _moment(text: str) -> str:
    """A moment of a credential on the district's clock; as it stands when it is none."""
    try:
        return district_time(read_moment(text, "when"))
    except CredentialFault:
        return text


# The same sentences as in rules/faults.py; a test compares them.
SENTENCES: Mapping[str, object] = {
    "too-large": gettext_lazy("The file is larger than %(limit)s, so it was not read."),
    "not-json": gettext_lazy("The file is not a credential: neither JSON nor an image with a credential in it."),
    "not-object": gettext_lazy("The file holds JSON, but not a credential."),
    "double-key": gettext_lazy("The name “%(name)s” occurs twice in one object, so two readers could read two things."),
    "too-deep": gettext_lazy("The credential is nested more than %(limit)s levels deep."),
    "too-many": gettext_lazy("The credential holds more than %(limit)s values."),
    "bad-number": gettext_lazy("A number in the credential cannot be read the same way by everybody."),
    "no-value": gettext_lazy("The value of “%(name)s” is empty (null), which a signature does not cover."),
    "own-blank": gettext_lazy("The credential names an unnamed node itself, “%(name)s”; it was not judged."),
    "too-alike": gettext_lazy(
        "Too many parts of the credential are alike to compare them in bounded time; it was not judged."
    ),
    "no-baked": gettext_lazy("The image holds no credential."),
    "double-baked": gettext_lazy("The image holds more than one credential."),
    "bad-image": gettext_lazy("The image is damaged or larger inside than it says."),
    "no-context": gettext_lazy("The credential does not begin with the context of verifiable credentials."),
    "own-context": gettext_lazy(
        "The credential brings its own context instead of naming a published one; it was not judged."
    ),
    "unknown-context": gettext_lazy("The context %(name)s is not known here, and nothing is fetched from the network."),
    "bad-context": gettext_lazy("The context is used in a way that its authors have ruled out: %(said)s."),
    "undefined-term": gettext_lazy("The term “%(name)s” is not defined by the contexts, so no signature covers it."),
    "relative-id": gettext_lazy("The identifier “%(name)s” is not a full address."),
    "no-type": gettext_lazy("The credential does not say that it is a verifiable credential."),
    "missing": gettext_lazy("The credential lacks “%(name)s”."),
    "bad-issuer": gettext_lazy("The issuer has no identifier that is a full address."),
    "bad-date": gettext_lazy("“%(name)s” is not a date with a time and a time zone."),
    "not-yet": gettext_lazy("The credential is valid only from %(when)s."),
    "expired": gettext_lazy("The credential was valid until %(when)s."),
    "no-proof": gettext_lazy("The credential is not signed."),
    "token": gettext_lazy(
        "This is a signed token (JWT); only credentials that carry a proof of their own are judged here."
    ),
    "many-proofs": gettext_lazy("The credential carries more than %(limit)s signatures."),
    "proof-kind": gettext_lazy("The signature is of a kind that is not judged here: %(name)s."),
    "proof-purpose": gettext_lazy("The signature was not made to assert a credential but for “%(name)s”."),
    "proof-value": gettext_lazy("The signature cannot be read."),
    "proof-expired": gettext_lazy("The signature held until %(when)s."),
    "proof-early": gettext_lazy("The signature is dated %(when)s, which is still to come."),
    "proof-chain": gettext_lazy("The signature builds on an earlier one that is not there."),
    "signature": gettext_lazy("The signature does not fit: the credential was changed, or signed with another key."),
    "bad-key": gettext_lazy("The key that the signature names cannot be read: %(name)s."),
    "unknown-key": gettext_lazy("The key %(name)s cannot be known without the network; give the issuer's document."),
    "not-listed": gettext_lazy("The issuer's document does not list the key %(name)s for asserting credentials."),
    "not-issuers": gettext_lazy("The signature was made with a key of %(name)s, who is not the issuer."),
    "status-many": gettext_lazy("The credential has several status entries; one is expected."),
    "status-shape": gettext_lazy("The status entry cannot be read."),
    "status-kind": gettext_lazy("The status is of a kind that is not judged here: %(name)s."),
    "status-unknown": gettext_lazy("Whether it was revoked cannot be said without the list %(name)s; give the list."),
    "status-old": gettext_lazy(
        "Whether it was revoked is not known: its list, %(name)s, is of an older kind and was not given."
    ),
    "status-list": gettext_lazy("The status list cannot be relied on. %(said)s"),
    "status-issuer": gettext_lazy("The status list comes from somebody else than the issuer."),
    "status-purpose": gettext_lazy("The status list is for another purpose than the credential names."),
    "status-short": gettext_lazy("The status list is shorter than the standard allows."),
    "status-range": gettext_lazy("The credential's place is not on the status list."),
    "revoked": gettext_lazy("The credential was revoked by its issuer."),
    "suspended": gettext_lazy("The credential is suspended by its issuer."),
    "valid": gettext_lazy("Valid: “%(name)s”, signed by its issuer %(issuer)s."),
    "unproven-key": gettext_lazy(
        "The signature fits “%(name)s”. That the key belongs to %(issuer)s could not be proven here."
    ),
    "unproven-other": gettext_lazy(
        "The signature fits “%(name)s”. It is %(key)s's; that this is %(issuer)s is not proven."
    ),
    "status-dated": gettext_lazy("According to the status list of %(when)s it is not revoked."),
}

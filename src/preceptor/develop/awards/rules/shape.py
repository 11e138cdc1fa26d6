"""What every credential must hold before its signature is worth a look."""

import re
from collections.abc import Mapping
from typing import Any

from .contexts import VC1
from .faults import CredentialFault, Finding
from .reading import Document, as_list

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
BADGES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
# What the schema of Open Badges asks of an achievement.
ACHIEVEMENT = ("id", "type", "name", "description", "criteria")


def check_shape(document: Document) -> None:
    """Refuse what is no credential."""
    kinds = as_list(document.get("type"))
    if "VerifiableCredential" not in kinds:
        raise CredentialFault("no-type")
    issuer_of(document)
    subjects = as_list(document.get("credentialSubject"))
    if not subjects or not all(isinstance(each, dict) and each for each in subjects):
        raise CredentialFault("missing", name="credentialSubject")
    if as_list(document.get("@context"))[:1] == [VC1] and "issuanceDate" not in document:
        raise CredentialFault("missing", name="issuanceDate")


def issuer_of(document: Mapping[str, Any]) -> str:
    """The issuer's identifier, which is a full address."""
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if found is None and issuer is None:
        raise CredentialFault("missing", name="issuer")
    if not isinstance(found, str) or not _ADDRESS.fullmatch(found):
        raise CredentialFault("bad-issuer")
    return found


def badge_faults(document: Document) -> list[Finding]:
    """What a badge lacks of what the standard of Open Badges asks for."""
    kinds = {kind for kind in as_list(document.get("type")) if isinstance(kind, str)}
    if not BADGES & kinds:
        return []
    absent = [] if "id" in document else ["id"]
    for subject in as_list(document.get("credentialSubject")):
        achievement = subject.get("achievement")
        if isinstance(achievement, dict):
            absent += [f"achievement.{name}" for name in ACHIEVEMENT if name not in achievement]
        else:
            absent.append("achievement")
    return [Finding("missing", {"name": name}) for name in absent[:1]]

"""What a certificate says of itself, as an Open Badges 3.0 credential; and when it runs out."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from .contexts import OB3, VC2
from .moments import written
from .reading import Document
from .status import entry_document

# Without letters and digits that look alike, so that a number can be read out over the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 3, 4
KINDS = {
    "certificate": "CertificateOfCompletion",
    "certification": "Certification",
    "hours": "ContinuingEducation",
    "credit": "Course",
    "recommendation": "Achievement",
}


@dataclass(frozen=True)
class Holder:
    """To whom it is given; the address is written as a hash, so that a badge does not spread it."""

    name: str
    email: str
    salt: str


@dataclass(frozen=True)
class Cited:
    """An earlier certificate that this one renews or corrects."""

    address: str
    name: str
    says: str


@dataclass(frozen=True)
class Wording:
    """What is certified: the achievement, in the words of the program's definition."""

    achievement: str
    title: str
    kind: str
    issuer: str
    criteria: str
    credits: Decimal | None
    cites: tuple[Cited, ...]


@dataclass(frozen=True)
class Placed:
    """Where a certificate is to be found: its own address, its issuer's identifier, its place on a status list."""

    address: str
    issuer: str
    list_address: str
    place: int


def plain_text(text: str) -> str:
    """Text without control characters, which verifiers write in different ways; lines and tabs become spaces."""
    spaced = "".join(" " if letter in "\t\n\r" else letter for letter in text)
    return "".join(letter for letter in spaced if letter >= " " and letter != "\x7f").strip()


def credential(wording: Wording, holder: Holder, placed: Placed, awarded: datetime, until: datetime | None) -> Document:
    """The credential of a certificate, unsigned."""
    achievement = {
        "id": wording.achievement,
        "type": ["Achievement"],
        "achievementType": KINDS.get(wording.kind, "Achievement"),
        "name": plain_text(wording.title),
        "description": plain_text(wording.criteria),
        "criteria": {"narrative": plain_text(wording.criteria)},
    }
    subject: Document = {
        "type": ["AchievementSubject"],
        "identifier": _identifiers(holder),
        "achievement": achievement,
    }
    if wording.credits is not None:
        subject["creditsEarned"] = _number(wording.credits)
    document: Document = {
        "@context": [VC2, OB3],
        "id": placed.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": plain_text(wording.title),
        "issuer": {"id": placed.issuer, "type": ["Profile"], "name": plain_text(wording.issuer)},
        "validFrom": written(awarded),
        "awardedDate": written(awarded),
        "credentialSubject": subject,
        "credentialStatus": entry_document(placed.list_address, placed.place),
    }
    if until is not None:
        document["validUntil"] = written(until)
    if wording.cites:
        document["evidence"] = [_evidence(each) for each in wording.cites]
    return document


def new_number() -> str:
    """A number that cannot be guessed: twelve letters and digits in three groups."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def read_number(typed: str) -> str:
    """A number as people type it: small letters, other strokes or spaces."""
    kept = "".join(letter for letter in typed.upper() if letter in LETTERS)
    if len(kept) != GROUPS * GROUP:
        return ""
    return "-".join(kept[place : place + GROUP] for place in range(0, len(kept), GROUP))


def years_later(day: date, years: int) -> date:
    """The same day so many years later; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def renewal_opens(until: date, days_before: int) -> date:
    """The first day on which a certificate can be renewed."""
    return until - timedelta(days=days_before)


def reminder_due(until: date, today: date, ahead: Sequence[int]) -> int | None:
    """Which reminder is due: the nearest of these numbers of days that has been reached; none once it has run out."""
    left = (until - today).days
    reached = [days for days in ahead if 0 <= left <= days]
    return min(reached, default=None)


def _identifiers(holder: Holder) -> list[Document]:
    found: list[Document] = [
        {"type": "IdentityObject", "hashed": False, "identityHash": plain_text(holder.name), "identityType": "name"}
    ]
    if holder.email:
        hashed = hashlib.sha256((holder.email.strip().lower() + holder.salt).encode()).hexdigest()
        found.append(
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${hashed}",
                "identityType": "emailAddress",
                "salt": holder.salt,
            }
        )
    return found


def _evidence(cited: Cited) -> Document:
    return {"id": cited.address, "type": ["Evidence"], "name": plain_text(cited.name), "narrative": cited.says}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)

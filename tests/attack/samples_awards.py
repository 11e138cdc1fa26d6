"""Certificates for the walk over every address, written as rows."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from preceptor.develop.awards.models import Certificate, ReferenceRequest, StatusList
from preceptor.develop.frameworks.models import Framework
from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.foundation.accounts.tests.cast import NOW, Cast

TEXT = (Path(__file__).resolve().parents[2] / "programs" / "mentor-certification.toml").read_text()
AWARD = "certification"
NUMBER = "K7QM-2XRD-9PFT"


def certifying(cast: Cast) -> Cycle:
    """A cycle of the coordinator's office that certifies."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    said = {"title": "Certification", "text": TEXT, "sha256": sha256, "imported_at": NOW, "imported_by": "t"}
    version = ProgramVersion.objects.create(key="mentor_certification", number=1, **said)
    official = {"wording": "owner", "ground": "A letter", "package": "{}", "sha256": "0" * 64, "loaded_at": NOW}
    Framework.objects.create(key="mentor_competencies", number=1, identifier="c", title="C", creator="A", **official)
    place = {"unit": cast.units["hr"], "created_at": NOW, "version": version, "published_at": NOW}
    return Cycle.objects.create(key="mentor_certification", name="2026-27", state="published", **place)


def certificate(cast: Cast, state: str = "issued") -> Certificate:
    """The principal's certificate; its text need not be signed to be shown."""
    given = {"credential": "{}", "issued_at": NOW, "awarded_on": NOW.date()} if state == "issued" else {}
    return Certificate.objects.create(
        number=NUMBER,
        cycle=certifying(cast),
        award=AWARD,
        title="National mentor certification",
        kind="certification",
        person=cast.people["principal"],
        holder_name="Ana Principal",
        state=state,
        origin="hand",
        proposed_at=NOW,
        valid_until=NOW + timedelta(days=100),
        status_list=StatusList.objects.create(taken=1, text="{}", signed_at=NOW),
        place=1,
        **given,
    )


def of_award(cast: Cast) -> dict[str, Any]:
    """Arguments that name an award of a cycle."""
    return {"cycle_id": certificate(cast, "proposed").cycle_id, "award": AWARD}


def of_certificate(cast: Cast) -> dict[str, Any]:
    """Arguments that name an issued certificate."""
    return {"certificate_id": certificate(cast).pk}


def of_proposal(cast: Cast) -> dict[str, Any]:
    """Arguments that name a proposal."""
    return {"certificate_id": certificate(cast, "proposed").pk}


def of_number(cast: Cast) -> dict[str, Any]:
    """Arguments that name a certificate as anybody knows it."""
    return {"number": certificate(cast).number}


def of_list(cast: Cast) -> dict[str, Any]:
    """Arguments that name a status list."""
    return {"list_id": certificate(cast).status_list_id}


def reference(cast: Cast, state: str) -> ReferenceRequest:
    """A request for a letter about the principal's certificate."""
    given = {"text": "Good work.", "answered_at": NOW} if state == "given" else {}
    said = {"referee_name": "Rosa", "referee_email": "rosa@x.org", "relation": "supervisor"}
    row = certificate(cast)
    return ReferenceRequest.objects.create(
        certificate=row, state=state, asked_at=NOW, until=NOW + timedelta(days=60), **said, **given
    )


def of_letter(cast: Cast) -> dict[str, Any]:
    """Arguments that name a letter that was given."""
    return {"reference_id": reference(cast, "given").pk}


def of_request(cast: Cast) -> dict[str, Any]:
    """Arguments that name a request that waits."""
    return {"reference_id": reference(cast, "asked").pk}

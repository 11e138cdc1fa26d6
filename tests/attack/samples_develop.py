"""Cycles, pairs and proposals for the walk over every address: written as rows, since each question makes them anew."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from preceptor.develop.pairing.models import Conflict, MatchRun, Offer, OfferedMentor, Pair, Participant
from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.foundation.accounts.tests.cast import NOW, Cast

TEXT = (Path(__file__).resolve().parents[2] / "programs" / "nps-2023-24.toml").read_text()
INPUTS: dict[str, Any] = {
    "mentors": [],
    "mentees": [],
    "known": {"lines": {}, "evaluators": {}, "units": {}, "districts": {}, "conflicts": [], "failed": []},
    "weights": {},
    "blocks": [],
    "confirmed": [],
    "locked": [],
    "forbidden": [],
}
Maker = Callable[[Cast], dict[str, Any]]


def cycle(cast: Cast, state: str = "published") -> Cycle:
    """A cycle of the coordinator's office."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    said = {"title": "Support", "text": TEXT, "sha256": sha256, "imported_at": NOW, "imported_by": "t"}
    version = ProgramVersion.objects.create(key="nps", number=1, **said)
    draft = {"draft_text": TEXT} if state == "draft" else {"version": version, "published_at": NOW}
    return Cycle.objects.create(key="nps", name="2026-27", state=state, unit=cast.units["hr"], created_at=NOW, **draft)


def of_cycle(state: str = "published", **more: Any) -> Maker:
    """Arguments that name a cycle."""
    return lambda cast: {"cycle_id": cycle(cast, state).pk, **more}


def participant(cast: Cast, role: str, side: str) -> Participant:
    """Somebody of the cast who takes part in a cycle."""
    running = Cycle.objects.filter(key="nps").first() or cycle(cast)
    return Participant.objects.create(cycle=running, person=cast.people[role], side=side, since=NOW.date(), source="t")


def of_mentee(cast: Cast) -> dict[str, Any]:
    """A mentee who waits."""
    row = participant(cast, "staff", "mentee")
    participant(cast, "principal", "mentor")
    return {"cycle_id": row.cycle_id, "mentee_id": row.person_id}


def of_run(cast: Cast) -> dict[str, Any]:
    """A proposal of nobody."""
    run = MatchRun.objects.create(
        cycle=cycle(cast), number=1, state="proposed", inputs=INPUTS, inputs_sha256="0", created_at=NOW
    )
    return {"run_id": run.pk}


def of_pair(cast: Cast) -> dict[str, Any]:
    """The principal's pair with a member of staff."""
    two = {"mentor": cast.people["principal"], "mentee": cast.people["staff"]}
    pair = Pair.objects.create(cycle=cycle(cast), origin="hand", started=NOW.date(), adopted_at=NOW, **two)
    return {"pair_id": pair.pk}


def of_participant(cast: Cast) -> dict[str, Any]:
    """The principal, taking part."""
    return {"participant_id": participant(cast, "principal", "mentor").pk}


def of_conflict(cast: Cast) -> dict[str, Any]:
    """A conflict that the principal declared."""
    two = {"declared_by": cast.people["principal"], "about": cast.people["staff"]}
    return {"conflict_id": Conflict.objects.create(kind="family", declared_at=NOW, **two).pk}


def of_offer(cast: Cast) -> dict[str, Any]:
    """An offer to a member of staff."""
    offer = Offer.objects.create(
        cycle=cycle(cast), mentee=cast.people["staff"], made_at=NOW, answer_by=NOW + timedelta(days=9999)
    )
    OfferedMentor.objects.create(offer=offer, mentor=cast.people["principal"], rank=1, score=1)
    return {"offer_id": offer.pk}

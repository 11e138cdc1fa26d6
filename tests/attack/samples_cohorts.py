"""Groups and sessions for the walk over every address, written as rows."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.develop.sessions.models import CohortGroup, GroupMember, GroupSession
from preceptor.foundation.accounts.tests.cast import NOW, Cast

TEXT = (Path(__file__).resolve().parents[2] / "programs" / "master-program-institute-20.toml").read_text()


def session(cast: Cast) -> GroupSession:
    """A session that goes on, of a group with the principal on its roster."""
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    said = {"title": "Institute", "text": TEXT, "sha256": sha256, "imported_at": NOW, "imported_by": "t"}
    version = ProgramVersion.objects.create(key="master_schedule_institute", number=1, **said)
    cycle = Cycle.objects.create(
        key=version.key,
        name="20",
        state="published",
        unit=cast.units["hr"],
        version=version,
        created_at=NOW,
        published_at=NOW,
    )
    group = CohortGroup.objects.create(cycle=cycle, cohort="cohort_20", title="Ours", opened_at=NOW)
    GroupMember.objects.create(group=group, person=cast.people["principal"], joined=NOW.date())
    return GroupSession.objects.create(
        group=group,
        key="s1",
        title="Session 1",
        starts=NOW - timedelta(minutes=5),
        minutes=480,
        mode="in_person",
        place="Room 1",
        uid="one@preceptor",
        code="sample-code",
        changed_at=NOW,
    )


def of_session(cast: Cast) -> dict[str, Any]:
    """Arguments that name a session."""
    return {"session_id": session(cast).pk}


def of_group(cast: Cast) -> dict[str, Any]:
    """Arguments that name a group."""
    return {"group_id": session(cast).group_id}


def of_program(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle with groups."""
    return {"cycle_id": session(cast).group.cycle_id}


def of_member(cast: Cast) -> dict[str, Any]:
    """Arguments that name a member of a group."""
    return {"group_id": session(cast).group_id, "person_id": cast.people["principal"].pk}


def of_code(cast: Cast) -> dict[str, Any]:
    """Arguments that name a session by its code."""
    return {"code": session(cast).code}

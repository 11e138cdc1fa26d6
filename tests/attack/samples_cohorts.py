"""Groups and sessions for the walk over every address, written as rows."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from preceptor.develop.coursework.models import HandIn, Work
from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.develop.sessions.models import CohortGroup, GroupLeader, GroupMember, GroupSession, Invitation
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast

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
    GroupLeader.objects.create(group=group, person=cast.people["supervisor"], role="mentor", since=NOW.date())
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


def of_leader(cast: Cast) -> dict[str, Any]:
    """Arguments that name somebody who leads a group."""
    group = session(cast).group
    return {"group_id": group.pk, "leader_id": group.leaders.get().pk}


def of_invitation(cast: Cast) -> dict[str, Any]:
    """Arguments that name an invitation that waits."""
    said = {"email": "guest@else.example", "given_name": "Guest", "family_name": "Else", "invited_at": NOW}
    return {"invitation_id": Invitation.objects.create(group=session(cast).group, **said).pk}


def of_participant(cast: Cast) -> dict[str, Any]:
    """Arguments that name a participant of a program."""
    return {"cycle_id": session(cast).group.cycle_id, "person_id": cast.people["principal"].pk}


def of_work(cast: Cast) -> dict[str, Any]:
    """Arguments that name a piece of work that was handed in."""
    found = of_participant(cast)
    work = Work.objects.create(**found, task="practicum", item="s1", state="handed_in", changed_at=NOW)
    HandIn.objects.create(work=work, number=1, text="My schedule.", sent_key="sample", handed_at=NOW)
    return {**found, "task": "practicum", "item": "s1"}


def coursework_rows(sample: Callable[..., Any], only: Callable[..., frozenset[str]]) -> dict[str, Any]:
    """The rows of coursework, made with the table's own `Sample` and `only`."""
    led = only("program_coordinator", "supervisor")
    return {
        "coursework:my-progress": sample(who=frozenset(PLACES)),
        "coursework:to-judge": sample(who=frozenset(PLACES)),
        "coursework:board-list": sample(who=frozenset(PLACES)),
        "coursework:progress-board": sample(who=led, arguments=of_program),
        "coursework:progress-detail": sample(who=led | only("principal"), arguments=of_participant),
        "coursework:work-detail": sample(who=led | only("principal"), arguments=of_work),
        "coursework:work-hand-in": sample(who=only("principal"), arguments=of_work, post={"text": "My schedule."}),
        "coursework:work-judge": sample(
            who=led, arguments=of_work, post={"answer": "return", "comment": "Again, please."}
        ),
    }

"""The participant from outside: a member of a group of one program, to whom nothing else of the district shows."""

import hashlib
from pathlib import Path

from django.http import HttpResponse, HttpResponseBase

from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.develop.sessions.models import CohortGroup, GroupMember, GroupSession
from preceptor.foundation.accounts.queries.grants import book
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast

OUTSIDER = "participant"
TEXT = (Path(__file__).resolve().parents[2] / "programs" / "mentor-certification.toml").read_text()
# What belongs to the district or to another program; nothing of it may stand on any page of an outsider.
FOREIGN = (
    "New Principals Support",
    "Master Program Institute",
    "School-A",
    "School-B",
    *(f"Ana {role.title()}" for role in PLACES if role != OUTSIDER),
)


def belonging(cast: Cast) -> Cycle:
    """A program of the outsider's own, with a group and a session that is to come."""
    said = {"title": "Certification", "text": TEXT, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    version = ProgramVersion.objects.create(key="outsiders_own", number=1, imported_at=NOW, imported_by="t", **said)
    cycle = Cycle.objects.create(
        key=version.key,
        name="The outsider's own",
        state="published",
        unit=cast.units["hr"],
        version=version,
        created_at=NOW,
        published_at=NOW,
    )
    group = CohortGroup.objects.create(cycle=cycle, cohort="institute", title="Guests", opened_at=NOW)
    GroupMember.objects.create(group=group, person=cast.people[OUTSIDER], joined=NOW.date())
    GroupSession.objects.create(
        group=group, title="Day", starts=NOW, minutes=60, mode="video", uid="own@preceptor", code="own", changed_at=NOW
    )
    return cycle


def watch_outside(name: str, role: str, is_open: bool, response: HttpResponseBase) -> None:
    """An outsider gets an answer only from the pages that the policy lists, and reads of their own program alone."""
    if role != OUTSIDER or is_open or response.status_code not in {200, 204, 422}:
        return
    assert name in book().outside, f"{name} answers somebody from outside the district"
    text = response.content.decode(errors="replace") if isinstance(response, HttpResponse) else ""
    assert [word for word in FOREIGN if word in text] == [], f"{name} shows an outsider what is not of their program"

"""Who may download an application's files and see its signatures."""

from datetime import datetime

from preceptor.develop.admissions.models import Application, Endorsement, ReviewAssignment
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, may


def may_read_application(actor: Actor, about: str, now: datetime) -> bool:
    """The applicant, an assigned reviewer, and whoever coordinates the cycle; `about` is 'admissions.application:7'."""
    row = Application.objects.filter(pk=_number(about)).first()
    if row is None or actor.kind != "person" or actor.id is None:
        return False
    if row.person_id == actor.id or may(actor, "admissions.coordinate", where=cycle(row.cycle_id).unit_path, now=now):
        return True
    assigned = row.reviews.exclude(state=ReviewAssignment.State.STEPPED_ASIDE)
    return assigned.filter(reviewer_id=actor.id).exists()


def may_see_endorsement(actor: Actor, about: str, now: datetime) -> bool:
    """The applicant and whoever coordinates the cycle; the endorser who signed sees it anyway."""
    row = Endorsement.objects.filter(pk=_number(about)).select_related("application").first()
    if row is None or actor.kind != "person" or actor.id is None:
        return False
    place = cycle(row.application.cycle_id).unit_path
    return row.application.person_id == actor.id or may(actor, "admissions.coordinate", where=place, now=now)


def _number(about: str) -> int:
    """The number at the end of a name; 0, which nothing has, when there is none."""
    tail = about.rpartition(":")[2]
    return int(tail) if tail.isascii() and tail.isdigit() else 0

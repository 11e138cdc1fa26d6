"""A teacher's growth that carries a marker, for the walk over every address, and the eye that watches for it."""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from preceptor.develop.growth.commands.goals import add_evidence, set_goal
from preceptor.develop.growth.commands.loading import load_text, shipped
from preceptor.develop.growth.commands.placing import Placed, save_placement, start_placement
from preceptor.develop.growth.models import Goal, GrowthRelease, Nomination, Placement, PlacementLine
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Position
from tests.attack.samples_confidences import LeakError, content_of
from tests.attack.samples_develop import of_cycle

MARKER = "Cenizo murmurs"
PRIVATE = f"{MARKER}: I do not manage the third period yet."
CODED = [base64.b64encode(b"x" * shift + MARKER.encode())[4:-4] for shift in range(3)]
OWNER, PARTNER = "staff", "finance_officer"
# Where somebody else reads it by right: whom the teacher asks, and whom the teacher names.
BY_RIGHT = {
    "growth:placement-answer": frozenset({PARTNER}),
    "growth:released-item": frozenset({"superintendent"}),
}


def watch(name: str, role: str, response: HttpResponseBase) -> None:
    """Raise when a word of the teacher's growth is in an answer to anybody to whom it is not open."""
    if role == OWNER or role in BY_RIGHT.get(name, frozenset()):
        return
    content = content_of(response)
    if any(word in content for word in (MARKER.encode(), *CODED)):
        raise LeakError(f"{role} at {name}")


def load_all() -> None:
    """What is shipped."""
    for kind, path in shipped():
        load_text(kind=kind, text=path.read_text(encoding="utf-8"), file=path.name, by=SYSTEM, now=NOW)


def growing(cast: Cast) -> Placement:
    """The teacher's placement and goal, with the principal and the supervisor above."""
    found = Placement.objects.filter(person=cast.people[OWNER]).first()
    if found is not None:
        return found
    load_all()
    by = cast.actor(OWNER)
    placement = start_placement(by=by, now=NOW)
    said = {name: Placed(2, PRIVATE) for name in ("coaching", "instruction")}
    save_placement(placement_id=placement, placed=said, by=by, now=NOW)
    due = (NOW + timedelta(days=9)).date()
    goal = set_goal(strand="coaching", text=PRIVATE, due=due, by=by, now=NOW)
    add_evidence(goal_id=goal, text=PRIVATE, by=by, now=NOW)
    return Placement.objects.get(pk=placement)


def evaluated(cast: Cast) -> None:
    """The teacher reports to the principal, the principal to the supervisor."""
    principal = Position.objects.get(person=cast.people["principal"])
    Position.objects.filter(person=cast.people[OWNER]).update(reports_to=principal)
    above = Position.objects.get(person=cast.people["supervisor"])
    Position.objects.filter(pk=principal.pk).update(reports_to=above)


def _open(cast: Cast, item: str, number: UUID, role: str) -> int:
    row, _new = GrowthRelease.objects.get_or_create(
        person=cast.people[OWNER], item=item, number=number, to=cast.people[role], defaults={"made_at": NOW}
    )
    return row.pk


def of_placement(cast: Cast) -> dict[str, Any]:
    """Arguments that name the placement while it is written."""
    return {"placement_id": growing(cast).pk}


def of_asked(cast: Cast) -> dict[str, Any]:
    """Arguments that name the placement while somebody is asked."""
    row = growing(cast)
    row.state, row.partner, row.asked_at = Placement.State.ASKED, cast.people[PARTNER], NOW
    row.save()
    _open(cast, "placement", row.pk, PARTNER)
    return {"placement_id": row.pk}


def of_answered(cast: Cast) -> dict[str, Any]:
    """Arguments that name the placement when it is answered."""
    found = of_asked(cast)
    Placement.objects.filter(pk=found["placement_id"]).update(state=Placement.State.ANSWERED)
    PlacementLine.objects.filter(placement_id=found["placement_id"]).update(theirs=3)
    return found


def of_level(cast: Cast) -> dict[str, Any]:
    """Arguments that name an agreed level."""
    found = of_answered(cast)
    Placement.objects.filter(pk=found["placement_id"]).update(state=Placement.State.AGREED, agreed_at=NOW)
    PlacementLine.objects.filter(placement_id=found["placement_id"]).update(agreed=3)
    return {"line_id": PlacementLine.objects.filter(placement_id=found["placement_id"])[0].pk}


def of_goal(cast: Cast) -> dict[str, Any]:
    """Arguments that name the goal."""
    growing(cast)
    return {"goal_id": Goal.objects.get().pk}


def of_item(cast: Cast) -> dict[str, Any]:
    """Arguments that name the goal as an item."""
    return {"item": "goal", "number": of_goal(cast)["goal_id"]}


def of_release(cast: Cast) -> dict[str, Any]:
    """Arguments that name the goal as it is open to the superintendent."""
    return {"release_id": _open(cast, "goal", of_goal(cast)["goal_id"], "superintendent")}


def of_system(cast: Cast) -> dict[str, Any]:
    """Arguments that name a group."""
    growing(cast)
    return {"key": "teachers"}


def of_readiness(cast: Cast) -> dict[str, Any]:
    """Arguments that name a rule of readiness."""
    growing(cast)
    return {"key": "coach"}


def of_candidate(cast: Cast) -> dict[str, Any]:
    """Arguments that name somebody to nominate."""
    return {**of_readiness(cast), "person_id": cast.people[OWNER].pk}


def of_nomination(cast: Cast) -> dict[str, Any]:
    """Arguments that name a nomination of the teacher."""
    cycle_id = of_cycle()(cast)["cycle_id"]
    row, _new = Nomination.objects.get_or_create(
        person=cast.people[OWNER],
        cycle_id=cycle_id,
        role="mentor",
        defaults={"readiness": "coach", "reason": "You listen.", "made_at": NOW},
    )
    return {"nomination_id": row.pk}


def of_accepted(cast: Cast) -> dict[str, Any]:
    """Arguments that name an accepted nomination."""
    found = of_nomination(cast)
    Nomination.objects.filter(pk=found["nomination_id"]).update(state="accepted", answered_at=NOW)
    return found


INSIDE = frozenset(PLACES) - {"participant"}


def rows(sample: Callable[..., Any], only: Callable[..., frozenset[str]]) -> dict[str, Any]:
    """The rows of these addresses, made with the table's own `Sample` and `only`."""
    office, growing = only("program_coordinator"), only(OWNER)
    return {
        "growth:my-growth": sample(who=INSIDE),
        "growth:system-list": sample(who=INSIDE),
        "growth:system-detail": sample(who=INSIDE, arguments=of_system),
        "growth:system-rubric": sample(who=INSIDE, arguments=of_system),
        "growth:placement-start": sample(post={}),
        "growth:placement-detail": sample(who=growing, arguments=of_placement),
        "growth:placement-take-back": sample(who=growing, arguments=of_asked, post={}),
        "growth:placement-accept": sample(who=growing, arguments=of_answered, post={}),
        "growth:placement-answer": sample(who=only(PARTNER), arguments=of_asked),
        "growth:level-share": sample(who=growing, arguments=of_level, post={}),
        "growth:goal-new": sample(who=INSIDE),
        "growth:goal-detail": sample(who=growing, arguments=of_goal),
        "growth:goal-close": sample(who=growing, arguments=of_goal, post={"how": "reached"}),
        "growth:item-release": sample(who=growing, arguments=of_item, post={"email": "nobody@x.org"}),
        "growth:released-item": sample(who=only("superintendent"), arguments=of_release),
        "growth:release-withdraw": sample(who=growing, arguments=of_release, post={}),
        "growth:readiness-list": sample(who=office),
        "growth:readiness-detail": sample(who=office, arguments=of_readiness),
        "growth:nomination-new": sample(who=office, arguments=of_candidate),
        "growth:nomination-list": sample(who=office),
        "growth:nomination-detail": sample(who=growing, arguments=of_nomination),
        "growth:nomination-take-up": sample(who=office, arguments=of_accepted, post={}),
    }

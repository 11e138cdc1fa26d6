"""What the office, readers and second signers have to do, for the desk."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q

from preceptor.develop.admissions.models import Application, Endorsement, ReviewAssignment
from preceptor.develop.admissions.queries.asked import dated_ways, window_of
from preceptor.develop.admissions.queries.reviewing import due_of
from preceptor.develop.admissions.queries.seen import reviewers_wanted
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import CycleBrief, cycles, open_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may

Role = tuple[int, str]


@dataclass(frozen=True)
class ReviewDuty:
    """Applications of one role that somebody was asked to read."""

    program: str
    number: int
    since: datetime
    due: datetime | None


@dataclass(frozen=True)
class OfficeDuty:
    """What one role asks of its coordinator once the call is closed."""

    cycle_id: int
    role: str
    program: str
    due: datetime | None
    lacking: int
    undecided: int
    untold: int


def review_duties(person_id: int) -> list[ReviewDuty]:
    """What the person was asked to read and has not finished, by role."""
    rows = ReviewAssignment.objects.filter(reviewer_id=person_id, state=ReviewAssignment.State.ASSIGNED)
    found: dict[Role, list[datetime]] = {}
    for cycle_id, role, moment in rows.values_list("application__cycle_id", "application__role", "assigned_at"):
        found.setdefault((cycle_id, role), []).append(moment)
    known = cycles(cycle_id for cycle_id, _role in found)
    return [
        ReviewDuty(known[cycle_id].title, len(moments), min(moments), due_of(known[cycle_id], role))
        for (cycle_id, role), moments in sorted(found.items())
        if cycle_id in known
    ]


def coordinates(person_id: int, now: datetime) -> bool:
    """Whether somebody coordinates applications anywhere; asked on every page, so of their positions alone."""
    return holds(person_id, "admissions.coordinate", now)


def office_duties(by: Actor, now: datetime) -> list[OfficeDuty]:
    """What waits in the roles that the person coordinates, in a constant number of queries."""
    if by.id is None or not holds(by.id, "admissions.decide", now):
        return []
    mine = [found for found in open_cycles() if may(by, "admissions.decide", where=found.unit_path, now=now)]
    roles = {(found.id, role): found for found in mine for role in dated_ways(found) if _closed(found, role, now)}
    if not roles:
        return []
    lacking, undecided, untold = _waiting(roles, by.id)
    return [
        OfficeDuty(*key, found.title, due_of(found, key[1]), lacking[key], undecided[key], untold[key])
        for key, found in roles.items()
        if lacking[key] or undecided[key] or untold[key]
    ]


def _closed(found: CycleBrief, role: str, now: datetime) -> bool:
    """Whether the call of a role that people decide on is over."""
    way = found.definition.admission[role]
    return way.decisions is not None and window(now, *window_of(found, way)) == "late"


def _waiting(roles: dict[Role, CycleBrief], reader: int) -> tuple[Counter[Role], Counter[Role], Counter[Role]]:
    """By role: applications that lack readers, those that are not decided, and decisions that no letter has told."""
    rows = Application.objects.filter(
        _endorsed(roles), state__in=[Application.State.SUBMITTED, Application.State.REOPENED], told_aside_at=None
    ).exclude(person_id=reader)
    rows = rows.annotate(
        made=FilteredRelation("decisions", condition=Q(decisions__superseded_at=None)),
        readers=Count("reviews", filter=~Q(reviews__state=ReviewAssignment.State.STEPPED_ASIDE), distinct=True),
    )
    lacking, undecided, untold = Counter[Role](), Counter[Role](), Counter[Role]()
    found = rows.filter(made__notified_at=None).values_list("cycle_id", "role", "readers", "made__pk")
    for cycle_id, role, readers, made in found:
        wanted = reviewers_wanted(roles[cycle_id, role].definition.admission[role])
        untold[cycle_id, role] += made is not None
        undecided[cycle_id, role] += made is None
        lacking[cycle_id, role] += made is None and readers < wanted
    return lacking, undecided, untold


def _endorsed(roles: dict[Role, CycleBrief]) -> Q:
    """Applications of these roles, endorsed where their program asks for it."""
    wanted = Q(pk__in=[])
    for (cycle_id, role), found in roles.items():
        endorsed = any(one.required for one in found.definition.admission[role].endorsements.values())
        given = Q(endorsements__state=Endorsement.State.ENDORSED) if endorsed else Q()
        wanted |= Q(cycle_id=cycle_id, role=role) & given
    return wanted

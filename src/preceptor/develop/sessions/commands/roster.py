"""The roster: people put on it while there is room, waiting for a place, taken off; and who leads the group."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import Cohort, cycle
from preceptor.develop.sessions.commands.access import office_group
from preceptor.develop.sessions.commands.groups import about
from preceptor.develop.sessions.commands.letters import tell_place
from preceptor.develop.sessions.models import CohortGroup, GroupLeader
from preceptor.develop.sessions.queries.refusals import SessionRefused
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import people_by_email, today


@transaction.atomic
def add_member(*, group_id: int, email: str, by: Actor, now: datetime) -> bool:
    """Put somebody on the roster by their e-mail address; whether there was room, or they wait for a place."""
    group, kind = office_group(group_id, by, now)
    return join(group, kind, known(email), by=by, now=now)


def known(email: str) -> int:
    """Somebody here by their address; refuses one that nobody has."""
    address = email.strip().lower()
    person_id = people_by_email([address]).get(address)
    if person_id is None:
        raise SessionRefused(
            "nobody-here",
            _("Nobody with this e-mail address is known here."),
            remedy=_("Invite the person, if the program takes people from outside; or ask for another address."),
        )
    return person_id


def join(group: CohortGroup, kind: Cohort, person_id: int, *, by: Actor, now: datetime) -> bool:
    """Put somebody on the roster of a locked group: at once, on the waiting list, or not at all when it is full."""
    if group.state == CohortGroup.State.CANCELLED:
        raise SessionRefused("group-off", _("This group was called off."), remedy=_("Open another group."))
    row = group.members.filter(person_id=person_id).first()
    if row is not None and row.left is None:
        return row.waits_since is None  # on it already
    here = group.members.filter(left=None, waits_since=None).count()
    room = Size(kind.size.at_least, kind.size.at_most).room(here)
    if not room and not kind.waitlist:
        raise SessionRefused(
            "group-full",
            _("The group is full: it takes %(most)s.") % {"most": kind.size.at_most},
            remedy=_("Open another group."),
        )
    waits = None if room else now
    group.members.update_or_create(
        person_id=person_id,
        defaults={"left": None, "waits_since": waits},
        create_defaults={"joined": today(now), "waits_since": waits},
    )
    facts = {"person": person_id, "waits": not room}
    record(by=by, action="cohorts.join", about=about(group.pk), facts=facts, now=now)
    return room


@transaction.atomic
def remove_member(*, group_id: int, person_id: int, by: Actor, now: datetime) -> None:
    """Take somebody off the roster from today; what they attended stays, and who waited longest gets the place."""
    group, kind = office_group(group_id, by, now)
    if not group.members.filter(person_id=person_id, left=None).update(left=today(now), waits_since=None):
        return
    record(by=by, action="cohorts.leave", about=about(group_id), facts={"person": person_id}, now=now)
    _move_up(group, kind, by, now)


def _move_up(group: CohortGroup, kind: Cohort, by: Actor, now: datetime) -> None:
    here = group.members.filter(left=None, waits_since=None).count()
    first = group.members.filter(left=None, waits_since__isnull=False).order_by("waits_since", "pk").first()
    if first is None or not Size(kind.size.at_least, kind.size.at_most).room(here):
        return
    first.waits_since, first.joined = None, today(now)
    first.save(update_fields=["waits_since", "joined"])
    tell_place(group, first.person_id, now=now)
    record(by=by, action="cohorts.move-up", about=about(group.pk), facts={"person": first.person_id}, now=now)


@transaction.atomic
def name_leader(*, group_id: int, email: str, role: str, by: Actor, now: datetime) -> None:
    """Name somebody to lead a group, or to judge its members' work, in a role that the office fills."""
    group, _kind = office_group(group_id, by, now)
    lead(group, known(email), role, by=by, now=now)


def lead(group: CohortGroup, person_id: int, role: str, *, by: Actor, now: datetime) -> None:
    """Let somebody lead a group in a role; nobody leads the group that they are a member of."""
    roles = cycle(group.cycle_id).definition.roles
    if role not in roles or roles[role].filled != "office":
        raise SessionRefused(
            "role-unknown",
            _("The program has no such role for the office to fill."),
            remedy=_("Choose one from the list."),
        )
    if group.members.filter(person_id=person_id, left=None).exists():
        raise SessionRefused(
            "own-group", _("This person is on the roster of the group."), remedy=_("Name somebody else to lead it.")
        )
    GroupLeader.objects.update_or_create(
        group=group, person_id=person_id, role=role, defaults={"until": None}, create_defaults={"since": today(now)}
    )
    facts = {"person": person_id, "role": role}
    record(by=by, action="cohorts.name-leader", about=about(group.pk), facts=facts, now=now)


@transaction.atomic
def end_leader(*, group_id: int, leader_id: int, by: Actor, now: datetime) -> None:
    """Let somebody lead the group no more from today."""
    group, _kind = office_group(group_id, by, now)
    if group.leaders.filter(pk=leader_id, until=None).update(until=today(now)):
        record(by=by, action="cohorts.end-leader", about=about(group_id), facts={"leader": leader_id}, now=now)

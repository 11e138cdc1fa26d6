"""Groups: opened with the sessions that the definition dates, people put on the roster, begun once enough are there."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.public import accepted
from preceptor.develop.programs.public import Cohort, CycleBrief, cycle
from preceptor.develop.sessions.models import CohortGroup, GroupMember, GroupSession
from preceptor.develop.sessions.queries.refusals import SessionRefused, unknown
from preceptor.develop.sessions.rules.sizes import Size
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import people_by_email, today, zone
from preceptor.foundation.look.public import Refusal

COORDINATE = "cohorts.coordinate"
State = CohortGroup.State


def about(group_id: int) -> str:
    """What the record calls a group."""
    return f"cohorts.group:{group_id}"


@transaction.atomic
def open_group(*, cycle_id: int, cohort: str, title: str, by: Actor, now: datetime) -> int:
    """Open a group of a kind that the definition names, with every session that it dates and everybody accepted."""
    brief = cycle(cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    kind = brief.definition.cohorts.get(cohort)
    if kind is None:
        raise unknown()
    try:
        with transaction.atomic():
            group = CohortGroup.objects.create(
                cycle_id=cycle_id,
                cohort=cohort,
                title=title.strip()[:120] or kind.title,
                opened_by_id=by.id,
                opened_at=now,
            )
    except IntegrityError:
        raise SessionRefused(
            "group-there", _("A group of this name is there already."), remedy=_("Give the new one another name.")
        ) from None
    _date_sessions(group, kind, now)
    _put_accepted(group, brief, kind, now)
    record(by=by, action="cohorts.open-group", about=about(group.pk), facts={"cohort": cohort}, now=now)
    return group.pk


def _date_sessions(group: CohortGroup, kind: Cohort, now: datetime) -> None:
    """The sessions for which the definition gives day and hours."""
    GroupSession.objects.bulk_create(
        GroupSession(
            group=group,
            key=name,
            title=each.title,
            starts=datetime.combine(each.day, each.starts, zone()),
            minutes=(each.ends.hour - each.starts.hour) * 60 + each.ends.minute - each.starts.minute,
            mode=kind.modes[0],
            place=kind.place or "" if kind.modes[0] == "in_person" else "",
            uid=new_uid(),
            code=secrets.token_urlsafe(24),
            changed_at=now,
        )
        for name, each in kind.sessions.items()
        if each.day and each.starts and each.ends
    )


def new_uid() -> str:
    """An identity for calendars that no other session ever has."""
    return f"{secrets.token_hex(16)}@preceptor"


def _put_accepted(group: CohortGroup, brief: CycleBrief, kind: Cohort, now: datetime) -> None:
    """Everybody accepted into the members' role and in no other group of this kind, as far as there is room."""
    if kind.members not in brief.definition.admission:
        return
    elsewhere = set(
        GroupMember.objects.filter(group__cycle_id=brief.id, group__cohort=group.cohort, left=None)
        .exclude(group__state=State.CANCELLED)
        .values_list("person_id", flat=True)
    )
    found = [each.person_id for each in accepted(brief.id, kind.members) if each.person_id not in elsewhere]
    _join(group, found[: kind.size.at_most], now)


def _join(group: CohortGroup, person_ids: Collection[int], now: datetime) -> None:
    GroupMember.objects.bulk_create(
        GroupMember(group=group, person_id=each, joined=today(now)) for each in dict.fromkeys(person_ids)
    )


@transaction.atomic
def add_member(*, group_id: int, email: str, by: Actor, now: datetime) -> None:
    """Put somebody on the roster by their e-mail address, as long as there is room."""
    group, kind = office_group(group_id, by, now)
    address = email.strip().lower()
    person_id = people_by_email([address]).get(address)
    if person_id is None:
        raise SessionRefused(
            "nobody-here",
            _("Nobody with this e-mail address is known here."),
            remedy=_("Ask for another address, or have the person loaded by the personnel office."),
        )
    here = group.members.filter(left=None).exclude(person_id=person_id).count()
    if not Size(kind.size.at_least, kind.size.at_most).room(here):
        raise SessionRefused(
            "group-full",
            _("The group is full: it takes %(most)s.") % {"most": kind.size.at_most},
            remedy=_("Open another group."),
        )
    GroupMember.objects.update_or_create(
        group=group, person_id=person_id, defaults={"left": None}, create_defaults={"joined": today(now)}
    )
    record(by=by, action="cohorts.join", about=about(group_id), facts={"person": person_id}, now=now)


@transaction.atomic
def remove_member(*, group_id: int, person_id: int, by: Actor, now: datetime) -> None:
    """Take somebody off the roster from today; what they attended stays."""
    group, _kind = office_group(group_id, by, now)
    if group.members.filter(person_id=person_id, left=None).update(left=today(now)):
        record(by=by, action="cohorts.leave", about=about(group_id), facts={"person": person_id}, now=now)


@transaction.atomic
def begin_group(*, group_id: int, by: Actor, now: datetime) -> None:
    """Say that the group takes place; refused while fewer are on the roster than the definition asks for."""
    group, kind = office_group(group_id, by, now)
    if group.state == State.STANDING:
        return  # pressed twice
    members = group.members.filter(left=None).count()
    missing = Size(kind.size.at_least, kind.size.at_most).missing(members)
    if missing:
        raise SessionRefused(
            "too-few",
            _("The group needs %(least)s members and has %(members)s.")
            % {"least": kind.size.at_least, "members": members},
            remedy=_("Put %(missing)s more on the roster, or call the group off.") % {"missing": missing},
        )
    group.state = State.STANDING
    group.save(update_fields=["state"])
    record(by=by, action="cohorts.begin-group", about=about(group_id), facts={"members": members}, now=now)


def office_group(group_id: int, by: Actor, now: datetime) -> tuple[CohortGroup, Cohort]:
    """A group, locked, for the office that runs it."""
    group = CohortGroup.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    if group is None:
        raise unknown()
    brief = cycle(group.cycle_id)
    require(by, COORDINATE, where=brief.unit_path, now=now)
    kind = brief.definition.cohorts.get(group.cohort)
    if kind is None:
        raise Refusal("unknown-cohort", _("The program knows no such group."), remedy=_("Ask your administrator."))
    return group, kind

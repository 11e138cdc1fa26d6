"""Who leads which groups, in which role, and whose work they see by it."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, FilteredRelation, Q, QuerySet

from preceptor.develop.sessions.models import CalendarFeed, CohortGroup, GroupLeader, GroupMember
from preceptor.foundation.desk.public import has_part
from preceptor.foundation.look.public import remembered

MINE = "cohorts.mine"


def my_groups(person_id: int) -> tuple[Any, ...]:
    """Every group that somebody is or was a member of, or leads, the newest first; asked once for a page.

    One line for each role in which they lead. What a line says of the membership is in `member_id`, `joined`, `gone`
    and `waits`, of the leading in `lead_id`, `lead_role` and `lead_since`; `has_feed` says whether they have a feed.
    """
    if not has_part(person_id, MINE):
        return ()
    rows = CohortGroup.objects.annotate(
        me=FilteredRelation("members", condition=Q(members__person_id=person_id)),
        lead=FilteredRelation("leaders", condition=Q(leaders__person_id=person_id, leaders__until=None)),
        has_feed=Exists(CalendarFeed.objects.filter(person_id=person_id)),
    ).filter(Q(me__isnull=False) | Q(lead__isnull=False))
    said = {
        "member_id": F("me__id"),
        "joined": F("me__joined"),
        "gone": F("me__left"),
        "waits": F("me__waits_since"),
        "lead_id": F("lead__id"),
        "lead_role": F("lead__role"),
        "lead_since": F("lead__since"),
    }
    found = rows.annotate(**said).order_by(F("me__id").desc(nulls_last=True), "lead__id")
    return remembered(("cohorts.mine", person_id), lambda: tuple(found))


def parts(person_id: int) -> dict[str, QuerySet[Any]]:
    """Whether somebody is or was in any group, or leads one."""
    concerned = Q(members__person_id=person_id) | Q(leaders__person_id=person_id)
    return {MINE: CohortGroup.objects.filter(concerned)}


def memberships(person_id: int) -> tuple[GroupMember, ...]:
    """Every membership of somebody with its group, the newest first; `has_feed` says whether they have a feed."""
    found: dict[int, GroupMember] = {}
    for row in my_groups(person_id):
        if row.member_id is not None:
            said = {"joined": row.joined, "left": row.gone, "waits_since": row.waits}
            member = GroupMember(id=row.member_id, group=row, person_id=person_id, **said)
            member.has_feed = row.has_feed  # type: ignore[attr-defined]  # told beside the row, as the query tells it
            found[row.member_id] = member
    return tuple(found.values())


def led_by(person_id: int) -> tuple[GroupLeader, ...]:
    """The groups that somebody leads today, with their roles."""
    return tuple(
        GroupLeader(id=row.lead_id, group=row, person_id=person_id, role=row.lead_role, since=row.lead_since)
        for row in my_groups(person_id)
        if row.lead_id is not None and row.state != CohortGroup.State.CANCELLED
    )


def leads(person_id: int, group_id: int) -> bool:
    """Whether somebody leads a group."""
    return any(each.group_id == group_id for each in led_by(person_id))


def leading_roles(person_id: int, cycle_id: int) -> Mapping[str, frozenset[int]]:
    """The roles in which somebody leads groups of a cycle, each with the members whom that concerns."""
    found: dict[str, set[int]] = {}
    for each in led_by(person_id):
        if each.group.cycle_id == cycle_id:
            found.setdefault(each.role, set()).update(_members_led(person_id).get(each.group_id, ()))
    return {role: frozenset(people - {person_id}) for role, people in found.items()}


def _members_led(person_id: int) -> Mapping[int, frozenset[int]]:
    """The members of every group that somebody leads, by group, asked once for a page."""

    def find() -> dict[int, frozenset[int]]:
        groups = [each.group_id for each in led_by(person_id)]
        rows = GroupMember.objects.filter(group__in=groups, waits_since=None).order_by("group_id")
        pairs = groupby(rows.values_list("group_id", "person_id"), key=lambda row: row[0])
        return {group_id: frozenset(member_id for _, member_id in found) for group_id, found in pairs}

    return remembered(("cohorts.led", person_id), find)


def cycles_belonged(person_id: int) -> frozenset[int]:
    """The cycles in whose groups somebody is, was, or leads."""
    return frozenset(each.cycle_id for each in my_groups(person_id))


def leads_anywhere(person_id: int, now: datetime) -> bool:  # noqa: ARG001  one of the sources, which take the moment
    """Whether somebody leads a group today, and so reaches the records of its members."""
    return bool(led_by(person_id))


def led_cycles(person_id: int) -> frozenset[int]:
    """The cycles in which somebody leads a group."""
    return frozenset(each.group.cycle_id for each in led_by(person_id))

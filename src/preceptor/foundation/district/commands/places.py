"""Loading what hangs on schools: groups, yearly figures, feeder links."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from preceptor.foundation.district.commands.parts import Context, Part, Planned, by_key, filled, unknown, write_rows
from preceptor.foundation.district.models import FeederLink, GroupMembership, School, SchoolFigure, SchoolGroup
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.groups import Membership, settle
from preceptor.foundation.district.rules.mapping import Fault, Reading, repeated


def _school_ids() -> dict[str, int]:
    """Ids of schools by code."""
    return dict(School.objects.values_list("code", "pk"))


def figures_part(wanted: Mapping[Any, Mapping[str, Any]], *, main: bool) -> Part:
    """The change that these figures make."""
    found = standing.figures()

    def write(todo: Changes[Any]) -> None:
        schools = _school_ids()
        write_rows(
            SchoolFigure,
            todo,
            found.ids,
            lambda key, values: {"school_id": schools[key[0]], "year": key[1], "name": key[2], **values},
        )

    return Part("figures", changes(found.rows, wanted), write, main=main)


def plan_figures(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of yearly figures."""
    faults = repeated(reading.rows, ("school", "year", "name"), "school")
    faults += unknown(reading.rows, "school", standing.schools().rows, "unknown-school")
    wanted = {
        key: filled(row, ("value", "source")) for key, row in by_key(reading.rows, ("school", "year", "name")).items()
    }
    return Planned((figures_part(wanted, main=True),), tuple(faults))


def group_parts(names: Mapping[tuple[str, str], str], wanted: list[Membership]) -> tuple[list[Part], list[Fault]]:
    """Groups and memberships that a file asks for, with the memberships that end thereby."""
    groups, members = standing.groups(), standing.memberships()
    settled, clashes = settle(standing.membership_lines(members), wanted)
    rows = {key: {"group": one.group, "end": one.end} for key, one in settled.items()}
    parts = [
        Part(
            "groups",
            changes(groups.rows, {key: {"name": name} for key, name in names.items()}),
            lambda todo: write_rows(
                SchoolGroup, todo, groups.ids, lambda key, values: {"kind": key[0], "code": key[1], **values}
            ),
        ),
        Part("memberships", changes(members.rows, rows), lambda todo: _write_members(todo, members.ids)),
    ]
    faults = [Fault("overlap", one.row, "start", one.start.isoformat(), one.school) for one in clashes]
    return (parts if names else []), faults


def _write_members(todo: Changes[Any], ids: Mapping[Any, int]) -> None:
    """Write memberships; those that end go first, for a school has one open group of a kind."""
    schools = _school_ids()
    groups = {(kind, code): pk for kind, code, pk in SchoolGroup.objects.values_list("kind", "code", "pk")}

    def make(key: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        school, kind, start = key
        group = groups[kind, values["group"]]
        return {"school_id": schools[school], "kind": kind, "start": start, "group_id": group, "end": values["end"]}

    write_rows(GroupMembership, Changes(changed=todo.changed), ids, make)
    write_rows(GroupMembership, Changes(new=todo.new), ids, make)


def plan_groups(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of groups of schools."""
    faults = repeated(reading.rows, ("school", "kind", "start"), "school")
    faults += unknown(reading.rows, "school", standing.schools().rows, "unknown-school")
    names: dict[tuple[str, str], str] = {}
    wanted = []
    for row in reading.rows:
        kind, code, start, end = (row.values.get(name) for name in ("kind", "code", "start", "end"))
        first = names.setdefault((str(kind), str(code)), str(row.values["name"]))
        if first != row.values["name"]:
            faults.append(Fault("two-names", row.number, "name", str(row.values["name"]), first))
        if end is not None and end <= start:  # type: ignore[operator]  # the reader gave days
            faults.append(Fault("ends-before-start", row.number, "end", str(end), str(start)))
            continue
        wanted.append(Membership(str(row.values["school"]), str(kind), str(code), start, end, row.number))  # type: ignore[arg-type]  # the reader gave days
    parts, clashes = group_parts(names, wanted)
    return Planned(
        tuple(Part(one.name, one.changes, one.write, main=True) for one in parts), tuple([*faults, *clashes])
    )


def plan_feeders(reading: Reading, context: Context) -> Planned:  # noqa: ARG001  every planner has the same shape
    """Plan a file of feeder links."""
    found, schools = standing.feeders(), standing.schools()
    names = ("source_school", "target_school", "year")
    faults = repeated(reading.rows, names, "source_school")
    for name in names[:2]:
        faults += unknown(reading.rows, name, schools.rows, "unknown-school")
    wanted = {key: {"share": row.values.get("share") or Decimal(1)} for key, row in by_key(reading.rows, names).items()}
    faults += [
        Fault("feeds-itself", row.number, "target_school", str(row.values["target_school"]))
        for row in reading.rows
        if row.values["source_school"] == row.values["target_school"]
    ]
    faults += _too_much(found, wanted, reading)

    def write(todo: Changes[Any]) -> None:
        ids = _school_ids()
        write_rows(
            FeederLink,
            todo,
            found.ids,
            lambda key, values: {
                "source_school_id": ids[key[0]],
                "target_school_id": ids[key[1]],
                "year": key[2],
                **values,
            },
        )

    return Planned((Part("feeders", changes(found.rows, wanted), write, main=True),), tuple(faults))


def _too_much(found: standing.Standing, wanted: Mapping[Any, Mapping[str, Any]], reading: Reading) -> list[Fault]:
    """Schools whose shares come to more than the whole class."""
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (source, _, year), values in ({**found.rows, **wanted}).items():
        sums[source, year] += values["share"]
    rows = {(str(row.values["source_school"]), str(row.values["year"])): row.number for row in reading.rows}
    return [
        Fault("more-than-all", rows[key], "share", f"{sums[key]:.4f}", key[0])
        for key in rows
        if sums[key] > Decimal("1.001")
    ]

"""Loading offices, and keeping the organisation tree whole."""

from collections.abc import Mapping
from typing import Any

from preceptor.foundation.district.commands.parts import Context, Part, Planned, blank_texts, by_key, filled, write_rows
from preceptor.foundation.district.models import OrgUnit
from preceptor.foundation.district.queries import standing
from preceptor.foundation.district.rules.changes import Changes, changes
from preceptor.foundation.district.rules.groups import tree_paths
from preceptor.foundation.district.rules.mapping import Fault, Reading, repeated
from preceptor.foundation.district.rules.positions import circle

ROOT = "district"


def root_code(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The code of the district's own unit; ours when the tables have none yet."""
    return next((code for code, values in rows.items() if values["parent"] is None), ROOT)


def root_rows(found: standing.Standing, context: Context) -> dict[str, dict[str, Any]]:
    """The district's own unit, to be made with the first load."""
    if found.rows:
        return {}
    return {ROOT: {"name": context.district, "kind": OrgUnit.Kind.DISTRICT.value, "parent": None}}


def units_part(found: standing.Standing, wanted: Mapping[str, Mapping[str, Any]], *, main: bool) -> Part:
    """The change of the tree that these units make."""

    def write(todo: Changes[Any]) -> None:
        write_rows(OrgUnit, todo, found.ids, lambda code, values: {"code": code} | _own(values))
        _settle_tree({code: values["parent"] for code, values in todo.wanted()})

    return Part("units", changes(found.rows, wanted), write, main=main)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a unit holds itself; its place in the tree is written afterwards."""
    return {"name": values["name"], "kind": values["kind"]}


def _settle_tree(parents: Mapping[str, str | None]) -> None:
    """Give units their parents, and every unit of the tree its path."""
    rows = {row[0]: row for row in OrgUnit.objects.values_list("code", "pk", "parent_id", "path", "name", "kind")}
    above = {
        pk: (rows[parents[code]][1] if parents[code] else None) if code in parents else parent  # type: ignore[index]  # the planner has checked that every parent is known
        for code, pk, parent, *_ in rows.values()
    }
    paths = tree_paths(above)
    moved = [
        OrgUnit(pk=pk, code=code, name=name, kind=kind, parent_id=above[pk], path=paths[pk])
        for code, pk, parent, path, name, kind in rows.values()
        if (above[pk], paths[pk]) != (parent, path)
    ]
    if moved:
        OrgUnit.objects.bulk_create(
            moved, batch_size=1_000, update_conflicts=True, unique_fields=["pk"], update_fields=["parent", "path"]
        )


def plan(reading: Reading, context: Context) -> Planned:
    """Plan a file of offices."""
    found = standing.units()
    faults = repeated(reading.rows, ("code",), "code")
    given = {
        code: blank_texts(filled(row, ("name", "kind", "parent")), ("name",))
        for code, row in by_key(reading.rows, ("code",)).items()
    }
    wanted, more = _placed(given, found, context, reading)
    tree = {code: values["parent"] for code, values in (found.rows | wanted).items()}
    ring = circle(tree)
    if ring:
        faults.append(Fault("unit-circle", value=" → ".join((*ring, ring[0]))))
    return Planned((units_part(found, wanted, main=True),), tuple([*faults, *more]))


def _placed(
    given: dict[str, dict[str, Any]], found: standing.Standing, context: Context, reading: Reading
) -> tuple[dict[str, dict[str, Any]], list[Fault]]:
    """Hang every unit under its parent, and those without one under the district."""
    tops = [code for code, values in given.items() if values["kind"] == OrgUnit.Kind.DISTRICT]
    wanted = given if tops or found.rows else {**root_rows(found, context), **given}
    top = root_code(found.rows) if found.rows else (tops[0] if tops else ROOT)
    known = found.rows.keys() | wanted.keys()
    faults = [Fault("second-root", value=code, hint=top) for code in tops if code != top]
    numbers = {row.values["code"]: row.number for row in reading.rows}
    for code, values in wanted.items():
        kept = found.rows.get(code, {}).get("parent") if "parent" not in values else values["parent"]
        values["parent"] = None if code == top else (kept or top)
        if values["parent"] is not None and values["parent"] not in known:
            faults.append(Fault("unknown-unit", numbers.get(code, 0), "parent", values["parent"]))
    return wanted, faults

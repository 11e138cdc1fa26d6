"""Membership of schools in groups over time: one group of a kind at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Membership:
    """A school in a group from a day until a day; `row` is where the file says so, 0 for what already stands."""

    school: str
    kind: str
    group: str
    start: date
    end: date | None = None
    row: int = 0

    @property
    def key(self) -> tuple[str, str, date]:
        """What names the membership."""
        return self.school, self.kind, self.start


def settle(
    standing: Iterable[Membership], wanted: Iterable[Membership]
) -> tuple[dict[tuple[str, str, date], Membership], list[Membership]]:
    """What memberships become: an open one ends when the next begins; those that overlap otherwise are told apart."""
    merged: dict[tuple[str, str, date], Membership] = {one.key: one for one in standing}
    asked = {one.key: one for one in wanted}
    merged.update(asked)
    touched = {key[:2] for key in asked}
    lines: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    for one in merged.values():
        if one.key[:2] in touched:
            lines[one.key[:2]].append(one)
    settled: dict[tuple[str, str, date], Membership] = {}
    clashes: list[Membership] = []
    for line in lines.values():
        line.sort(key=lambda one: one.start)
        for one, following in zip(line, [*line[1:], None], strict=True):
            kept = one
            if following and one.end is None:
                kept = replace(one, end=following.start)
            elif following and one.end and one.end > following.start:
                clashes.append(following if following.row else one)
            settled[kept.key] = kept
    return settled, clashes


def tree_paths(parents: Mapping[int, int | None]) -> dict[int, str]:
    """The path of every unit, '/1/7/42/': the ids from the root down; `parents` has no circle."""
    paths: dict[int, str] = {}

    def path(unit: int) -> str:
        if unit not in paths:
            above = parents[unit]
            paths[unit] = f"{path(above) if above is not None else '/'}{unit}/"
        return paths[unit]

    for unit in parents:
        path(unit)
    return paths

"""Loading a file: all or nothing, told before it is done, the same the second time."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.commands import calendar, people, places, qualifications, schools, units
from preceptor.foundation.district.commands.files import choose_mapping, open_table, read_file
from preceptor.foundation.district.commands.parts import Context, Part, Planned, Planner
from preceptor.foundation.district.commands.sentences import Told, tell_all
from preceptor.foundation.district.queries.calendar import today
from preceptor.foundation.district.rules.changes import differences
from preceptor.foundation.look.public import Refusal

SAMPLES = 20

PLANNERS: Mapping[str, Planner] = {
    "units": units.plan,
    "schools": schools.plan,
    "groups": places.plan_groups,
    "figures": places.plan_figures,
    "feeders": places.plan_feeders,
    "people": people.plan_people,
    "positions": people.plan_positions,
    "standing": people.plan_standing,
    "qualifications": qualifications.plan_qualifications,
    "calendar": calendar.plan,
}

PART_NAMES: Mapping[str, object] = {
    "units": _lazy("Schools and offices in the tree"),
    "schools": _lazy("Schools"),
    "groups": _lazy("Groups of schools"),
    "memberships": _lazy("Schools in groups"),
    "figures": _lazy("Yearly figures"),
    "feeders": _lazy("Feeder links"),
    "people": _lazy("People"),
    "positions": _lazy("Positions"),
    "standing": _lazy("Standing facts"),
    "qualifications": _lazy("Credentials, trainings and coaching duties"),
    "years": _lazy("School years"),
    "semesters": _lazy("Semesters"),
    "holidays": _lazy("Closed days"),
}


class LoadRefused(Refusal):
    """The file has faults; nothing of it was loaded."""

    status = 422

    def __init__(self, told: tuple[Told, ...], more: int) -> None:
        count = len(told) + more
        sentence = ngettext(
            "The file has %(count)s fault, so nothing was loaded.",
            "The file has %(count)s faults, so nothing was loaded.",
            count,
        )
        super().__init__(
            "load-faults",
            sentence % {"count": count},
            remedy=_("Mend what is listed and load the file again."),
            facts={"faults": [str(one) for one in told], "more": more},
        )
        self.told = told
        self.more = more


@dataclass(frozen=True)
class Change:
    """One row that would change, in words."""

    what: str
    how: str


@dataclass(frozen=True)
class PartOutcome:
    """What a load changes in one table, with the first rows as samples."""

    code: str
    name: str
    new: int
    changed: int
    unchanged: int
    absent: int
    main: bool
    samples: tuple[Change, ...]

    def __str__(self) -> str:
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged}
        return f"{self.name}: " + _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged") % counts


@dataclass(frozen=True)
class LoadOutcome:
    """What a load did, or would do; `digest` names exactly these changes."""

    kind: str
    mapping: str
    rows: int
    parts: tuple[PartOutcome, ...]
    unused: tuple[str, ...]
    digest: str
    written: bool

    @property
    def anything(self) -> bool:
        """Whether there is anything to write."""
        return any(part.new or part.changed for part in self.parts)


def load(
    *, kind: str, data: bytes, mapping: str | None = None, dry_run: bool = False, by: Actor, now: datetime
) -> LoadOutcome:
    """Load a file of one kind, or say what it would change; refuses with every fault at once."""
    planned, outcome = prepare(kind=kind, data=data, mapping=mapping, by=by, now=now)
    if dry_run:
        return outcome
    return write(planned, outcome, by=by, now=now)


def prepare(*, kind: str, data: bytes, mapping: str | None, by: Actor, now: datetime) -> tuple[Planned, LoadOutcome]:
    """Read and check a file, and say what it would change; nothing is written."""
    require(by, "district.load", now=now)
    if kind == "standing":
        require(by, "district.standing", now=now)
    table = open_table(data)
    chosen = choose_mapping(kind, table, mapping)
    reading = read_file(kind, table, chosen)
    planned = _plan(kind, reading, now) if reading.rows or not reading.faults else Planned()
    faults = tuple(dict.fromkeys((*reading.faults, *planned.faults)))
    if faults:
        raise LoadRefused(*tell_all(faults))
    parts = tuple(_outcome(part, secret=kind == "standing") for part in planned.parts)
    unused = reading.unused if chosen.others == "ignore" else ()
    outcome = LoadOutcome(kind, chosen.title, len(table.rows), parts, unused, _digest(planned), written=False)
    return planned, outcome


def _plan(kind: str, reading: Any, now: datetime) -> Planned:
    """What the rows would change; outside any transaction, so that a large file keeps nobody waiting."""
    return PLANNERS[kind](reading, Context(today(now), settings.DISTRICT_NAME))


def write(planned: Planned, outcome: LoadOutcome, *, by: Actor, now: datetime) -> LoadOutcome:
    """Write every part and one audit line in one transaction."""
    if not outcome.anything:
        return replace(outcome, written=True)
    try:
        with transaction.atomic():
            for part in planned.parts:
                if part.changes.any:
                    part.write(part.changes)
            facts = {
                f"{part.code}_{word}": getattr(part, word) for part in outcome.parts for word in ("new", "changed")
            }
            record(by=by, action="district.load", about=f"district.{outcome.kind}", facts=facts, now=now)
    except IntegrityError as fault:
        raise LoadClash(
            "load-clash",
            _("Rows of the file stand in one another's way, for instance two people who exchange their addresses."),
            remedy=_("Load the file in two steps, or once more if somebody else was loading at the same time."),
        ) from fault
    return replace(outcome, written=True)


class LoadClash(Refusal):
    """The rows cannot stand together in the tables."""


def _outcome(part: Part, *, secret: bool) -> PartOutcome:
    """Counts and samples of a part; samples of confidential facts are not shown."""
    changes = part.changes
    samples = () if secret else tuple(_samples(part))
    counts = (len(changes.new), len(changes.changed), changes.unchanged, changes.absent)
    return PartOutcome(part.name, str(PART_NAMES[part.name]), *counts, part.main, samples)


def _samples(part: Part) -> Iterator[Change]:
    """The first changed rows with what changes, then the first new ones."""
    for key, (before, after) in list(part.changes.changed.items())[:SAMPLES]:
        steps = (f"{name}: {_shown(old)} → {_shown(new)}" for name, old, new in differences(before, after))
        yield Change(_key(key), "; ".join(steps))
    for key, values in list(part.changes.new.items())[: SAMPLES // 4]:
        yield Change(
            _key(key), _("new: %(values)s") % {"values": ", ".join(_shown(one) for one in values.values() if one)}
        )


def _key(key: Any) -> str:
    """What names a row, for people."""
    return " · ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _shown(value: Any) -> str:
    """A value for people; nothing is a dash."""
    return "–" if value in (None, "") else str(value)


def _digest(planned: Planned) -> str:
    """A name for exactly these changes, so that what is confirmed is what was shown."""
    rows = [
        [part.name, sorted(map(repr, part.changes.new.items())), sorted(map(repr, part.changes.changed.items()))]
        for part in planned.parts
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()

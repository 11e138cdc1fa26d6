"""Loading growth systems and readiness rules from their files; again and again without doing anything twice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.growth.models import GrowthText
from preceptor.develop.growth.queries.texts import read_text, system_of
from preceptor.develop.growth.rules.systems import System
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal
from preceptor.languages.faults import Fault

SHIPPED = Path(__file__).resolve().parents[1] / "reference"
FOLDERS = {GrowthText.Kind.SYSTEM: "systems", GrowthText.Kind.READINESS: "readiness"}


class TextUnfit(Refusal):
    """A file that cannot be loaded; `faults` holds every fault with its line."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            "growth-text-unfit",
            _("The file was not loaded: %(fault)s") % {"fault": "; ".join(str(each) for each in faults)},
            remedy=_("Mend these lines and load it again; what was in force stays in force."),
        )
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Loaded:
    """What became of one file."""

    key: str
    number: int
    new: bool


def shipped() -> list[tuple[GrowthText.Kind, Path]]:
    """The files that come with the program."""
    return [(kind, path) for kind, folder in FOLDERS.items() for path in sorted((SHIPPED / folder).glob("*.toml"))]


@transaction.atomic
def load_text(*, kind: GrowthText.Kind, text: str, file: str, by: Actor, now: datetime) -> Loaded:
    """Put a text in force as a new version of its key; the same text again changes nothing."""
    require(by, "growth.author", now=now)
    read = read_text(kind, text, file)
    if isinstance(read, list):
        raise TextUnfit(read)
    rows = GrowthText.objects.select_for_update().filter(kind=kind).order_by("key", "number")
    newest = {row.key: row for row in rows}
    before, sha = newest.get(read.key), hashlib.sha256(text.encode()).hexdigest()
    if before is not None and before.sha256 == sha:
        return Loaded(read.key, before.number, new=False)
    if isinstance(read, System):
        _check_jobs(read, [system_of(row) for key, row in newest.items() if key != read.key], file)
    row = GrowthText.objects.create(
        kind=kind,
        key=read.key,
        number=before.number + 1 if before else 1,
        text=text,
        sha256=sha,
        loaded_at=now,
        loaded_by=by.label[:120],
    )
    facts = {"kind": str(kind), "key": row.key, "number": row.number}
    record(by=by, action="growth.load", about=f"growth.growthtext:{row.pk}", facts=facts, now=now)
    return Loaded(row.key, row.number, new=True)


def _check_jobs(read: System, others: Sequence[System], file: str) -> None:
    """Nobody may belong to two groups by one job."""
    taken = {job: other.key for other in others for job in other.jobs}
    twice = [job for job in read.jobs if job in taken]
    if twice:
        what = _("The job “%(job)s” belongs to the group “%(group)s” already.") % {
            "job": twice[0],
            "group": taken[twice[0]],
        }
        raise TextUnfit([Fault(file, 1, 1, "jobs", what, _("Leave it in one of the two."))])

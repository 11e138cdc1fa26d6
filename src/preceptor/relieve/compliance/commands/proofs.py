"""What a log or a system proves: items away from signatures, with people asked for the exceptions alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import Fault, LoadRefused, all_schools, tell_all
from preceptor.relieve.compliance.commands.loading import read_sheet
from preceptor.relieve.compliance.models import Item, Obligation

BATCH = 2000
State = Obligation.State


@dataclass(frozen=True)
class ProofOutcome:
    """What a file of proofs did, or would do."""

    rows: int
    proven: int
    exceptions: int
    unchanged: int

    def __str__(self) -> str:
        counts = {"proven": self.proven, "exceptions": self.exceptions, "unchanged": self.unchanged}
        return _("%(proven)s proven, %(exceptions)s for people to look at, %(unchanged)s unchanged") % counts


def load_proofs(*, data: bytes, dry_run: bool = False, by: Actor, now: datetime) -> ProofOutcome:
    """Read which obligations data prove and which not; those that are not go to the least signer of the school."""
    require(by, "compliance.manage", now=now)
    reading = read_sheet("proofs", data)
    schools = {each.code: each.unit_id for each in all_schools()}
    faults = list(reading.faults)
    faults += [
        Fault("unknown-school", row.number, "school", str(row.values["school"]))
        for row in reading.rows
        if str(row.values["school"]) not in schools
    ]
    known = set(Item.objects.values_list("code", flat=True))
    faults += [
        Fault("unknown-choice", row.number, "item", str(row.values["item"]), _("a code of the catalogue"))
        for row in reading.rows
        if str(row.values["item"]) not in known
    ]
    if faults:
        raise LoadRefused(*tell_all(tuple(faults)))
    said = {
        (str(row.values["item"]), schools[str(row.values["school"])], str(row.values["period"])): row.values
        for row in reading.rows
    }
    with transaction.atomic():
        proven, exceptions = _judge(said)
        if not dry_run:
            _write(proven, exceptions)
            digest = hashlib.sha256(data).hexdigest()
            facts = {"proven": len(proven), "exceptions": len(exceptions), "sha256": digest}
            record(by=by, action="compliance.load-proofs", about="compliance.obligations", facts=facts, now=now)
    unchanged = len(said) - len(proven) - len(exceptions)
    return ProofOutcome(len(said), len(proven), len(exceptions), unchanged)


def _judge(said: Mapping[tuple[str, int, str], Mapping[str, object]]) -> tuple[list[int], list[Obligation]]:
    """Open obligations that data speak of: those proven, and those for which a person must answer."""
    codes = {code for code, _unit, _period in said}
    rows = Obligation.objects.filter(cycle_item__item__code__in=codes, signer="data", state=State.OPEN)
    proven: list[int] = []
    exceptions: list[Obligation] = []
    for row in rows.select_related("cycle_item__item", "cycle_item__version"):
        told = said.get((row.cycle_item.item.code, row.unit_id, row.period))
        if told is None:
            continue
        if told["proven"]:
            proven.append(row.pk)
        else:
            least = row.cycle_item.version.least_signer
            row.signer = least if least in ("principal", "designee") else "principal"
            row.exception = str(told.get("exception") or _("The data do not prove it."))[:200]
            exceptions.append(row)
    return proven, exceptions


def _write(proven: list[int], exceptions: list[Obligation]) -> None:
    for first in range(0, len(proven), BATCH):
        Obligation.objects.filter(pk__in=proven[first : first + BATCH]).update(state=State.PROVEN)
    Obligation.objects.bulk_update(exceptions, ["signer", "exception"], batch_size=BATCH)

"""Loading definitions, and naming owner and target of an indicator."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import person
from preceptor.foundation.indicators.definition import Definition, language
from preceptor.foundation.indicators.models import Indicator, IndicatorVersion
from preceptor.foundation.indicators.queries.definitions import named
from preceptor.foundation.indicators.queries.registry import vocabulary
from preceptor.foundation.indicators.queries.rights import MANAGE
from preceptor.foundation.look.public import Refusal
from preceptor.languages.faults import Fault

SHIPPED = Path(__file__).resolve().parents[1] / "reference" / "definitions"


class DefinitionRefused(Refusal):
    """The text is no indicator that could be counted; nothing was changed."""

    status = 422

    def __init__(self, faults: list[Fault]) -> None:
        said = ngettext(
            "The definition has %(count)s fault, so nothing was loaded.",
            "The definition has %(count)s faults, so nothing was loaded.",
            len(faults),
        )
        super().__init__(
            "definition-faults",
            said % {"count": len(faults)},
            remedy=_("Mend the lines that are listed and load it again."),
            facts={"faults": [str(fault) for fault in faults]},
        )
        self.faults = faults


class VersionTaken(Refusal):
    """Another text was loaded under this version number."""

    status = 409


@dataclass(frozen=True)
class Loaded:
    """What loading a text did, or would do."""

    code: str
    number: int
    fresh: bool


def checked(text: str, file: str) -> Definition:
    """The definition of a text; refuses with every fault and its line."""
    read = language(vocabulary()).load(text, file)
    if isinstance(read, list):
        raise DefinitionRefused(read)
    return read


def load_definition(*, text: str, file: str, by: Actor, now: datetime, dry_run: bool = False) -> Loaded:
    """Load a definition as a new version; the same text a second time changes nothing."""
    require(by, MANAGE, now=now)
    read = checked(text, file)
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = IndicatorVersion.objects.filter(indicator__code=read.code).order_by("-number").first()
    if kept is not None and kept.number >= read.version:
        if kept.sha256 == digest:
            return Loaded(read.code, read.version, fresh=False)
        raise VersionTaken(
            "version-taken",
            _("Version %(number)s of this indicator is loaded already, with another text.") % {"number": kept.number},
            remedy=_("Write version = %(next)s in the text and load it again.") % {"next": kept.number + 1},
        )
    if not dry_run:
        _keep(read, text, digest, by, now)
    return Loaded(read.code, read.version, fresh=True)


@transaction.atomic
def _keep(read: Definition, text: str, digest: str, by: Actor, now: datetime) -> None:
    indicator, _made = Indicator.objects.get_or_create(code=read.code)
    IndicatorVersion.objects.create(
        indicator=indicator, number=read.version, text=text, sha256=digest, loaded_by_id=by.id, loaded_at=now
    )
    facts = {"version": read.version, "sha256": digest}
    record(by=by, action="indicators.define", about=f"indicators.indicator:{read.code}", facts=facts, now=now)


def load_shipped(*, by: Actor, now: datetime, dry_run: bool = False) -> list[Loaded]:
    """Load every definition that comes with the program."""
    return [
        load_definition(text=path.read_text(encoding="utf-8"), file=path.name, by=by, now=now, dry_run=dry_run)
        for path in sorted(SHIPPED.glob("*.toml"))
    ]


@dataclass(frozen=True)
class Charge:
    """Who answers for an indicator, and what is aimed at, by the end of which school year, and why."""

    owner_id: int | None
    target: Decimal | None
    target_year: str
    reason: str


@transaction.atomic
def set_charge(*, code: str, charge: Charge, by: Actor, now: datetime) -> None:
    """Name the owner and the target of an indicator."""
    require(by, MANAGE, now=now)
    indicator = Indicator.objects.select_for_update().get(pk=named(code).indicator.pk)
    if charge.owner_id is not None:
        person(charge.owner_id)
    if charge.target is not None and not charge.reason.strip():
        raise Refusal(
            "target-reason",
            _("A target needs its reason."),
            remedy=_("Write which decision of the board it comes from."),
        )
    indicator.owner_id = charge.owner_id
    indicator.target = charge.target
    indicator.target_year = charge.target_year
    indicator.target_reason = charge.reason.strip()[:500]
    indicator.save()
    facts = {"owner": charge.owner_id, "target": None if charge.target is None else str(charge.target)}
    record(by=by, action="indicators.charge", about=f"indicators.indicator:{code}", facts=facts, now=now)

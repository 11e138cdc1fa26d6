"""Freezing a period's figure, revising it, and looking whether the records behind it have changed."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import SchoolYearBrief, today
from preceptor.foundation.indicators.models import FrozenFigure, Indicator
from preceptor.foundation.indicators.plans import publishable
from preceptor.foundation.indicators.queries.definitions import InForce, named, read_definition
from preceptor.foundation.indicators.queries.rights import require_freeze
from preceptor.foundation.indicators.queries.working import Worked, Working, period_of, school_years
from preceptor.foundation.indicators.rules.freezing import difference, written_cohort
from preceptor.foundation.indicators.rules.revising import Earlier, counts_of, revised, stamped
from preceptor.foundation.look.public import Refusal, day

LONGEST = 500
Origin = FrozenFigure.Origin


class FreezeRefused(Refusal):
    """The figure cannot be frozen that way."""


@dataclass(frozen=True)
class Frozen:
    """Everything that a frozen figure holds beside who and when."""

    origin: str
    as_of: date
    number: int
    out_of: int | None
    cells: dict[str, Any]
    cohort: dict[str, Any]
    difference: dict[str, Any]
    reason: str = ""


def freeze(
    *, code: str, period: str, by: Actor, now: datetime, reason: str = "", working: Working | None = None
) -> FrozenFigure:
    """Freeze a period's figure as the records stand; a period that is frozen already gets a revision, with a reason."""
    found = named(code)
    require_freeze(found.indicator, by, now)
    if found.definition.entered is not None:
        raise FreezeRefused(
            "figure-entered",
            _("This indicator is not computed from records."),
            remedy=_("Enter its figure with the evidence for it."),
        )
    year = ended_year(period, now)
    before = last_revision(found.indicator, period)
    (worked,) = (working or Working()).work(found.definition, [period_of(found.definition, year)])
    _denominator(found, worked)
    frozen = replace(_frozen(found, worked, before), reason=reason)
    if before is not None:
        _revisable(before, frozen, found)
    return keep_frozen(found, period, frozen, expected=before, by=by, now=now)


def ended_year(period: str, now: datetime) -> SchoolYearBrief:
    """The school year of a code; refuses one that is unknown or has not ended."""
    year = next((each for each in school_years() if each.code == period), None)
    if year is None:
        raise FreezeRefused(
            "period-unknown",
            _("The calendar has no school year %(period)s.") % {"period": period},
            remedy=_("Choose one from the list, or load the calendar first."),
        )
    if year.end >= today(now):
        raise FreezeRefused(
            "period-open",
            _("%(period)s has not ended: its last day is %(last)s.") % {"period": period, "last": day(year.end)},
            remedy=_("Come back after that day. Until then the page shows how it stands, not frozen."),
        )
    return year


def last_revision(indicator: Indicator, period: str) -> FrozenFigure | None:
    """The newest revision of a period."""
    return FrozenFigure.objects.filter(indicator=indicator, period=period).order_by("-revision").first()


def revisions_of(last: FrozenFigure) -> list[FrozenFigure]:
    """Every revision of a figure's period, in order."""
    same = FrozenFigure.objects.filter(indicator_id=last.indicator_id, period=last.period)
    return list(same.order_by("revision"))


def _denominator(found: InForce, worked: Worked) -> None:
    """Nothing is divided by nobody."""
    if found.definition.is_share and worked.counted.out_of == 0:
        raise FreezeRefused(
            "nobody",
            _("Nobody is in the cohort of %(period)s, so there is nothing to divide by.")
            % {"period": worked.period.code},
            remedy=_("Load the records of that year, or look at what the definition asks of the cohort."),
        )


def _frozen(found: InForce, worked: Worked, before: FrozenFigure | None) -> Frozen:
    """What would be frozen, with the difference to the revision before."""
    counted = worked.counted
    cohort = written_cohort(counted.subjects.tolist(), counted.counts.tolist(), worked.units.tolist())
    cohort["atoms"] = worked.atom_of.tolist()
    keys = {"keys": [list(atom) for atom in worked.atoms], "dimensions": list(worked.dimensions)}
    cells = publishable(found.definition, worked, settings.SMALL_GROUP, before.cells if before else None)
    if before is not None:
        earlier = [Earlier(row.revision, row.cells, counts_of(row.cohort)) for row in revisions_of(before)]
        open_total = found.definition.open_total and not found.definition.is_share
        cells = revised(cells, earlier, counts_of({**cohort, **keys}), open_total=open_total)
    changed = asdict(difference(before.cohort, cohort)) if before else {}
    return Frozen(
        origin=Origin.COMPUTED,
        as_of=worked.period.as_of,
        number=counted.number,
        out_of=counted.out_of if found.definition.is_share else None,
        cells=cells,
        cohort={**cohort, **keys},
        difference=changed,
    )


def _revisable(before: FrozenFigure, frozen: Frozen, found: InForce) -> None:
    """A revision changes something and says why."""
    if not any(frozen.difference.values()) and before.version_id == found.version_id:
        raise FreezeRefused(
            "nothing-changed",
            _("Nothing has changed since %(period)s was frozen.") % {"period": before.period},
            remedy=_("There is nothing to do; the frozen figure stands."),
        )
    if not frozen.reason.strip():
        raise FreezeRefused(
            "reason-missing",
            _("%(period)s is frozen already, and its records have changed since.") % {"period": before.period},
            remedy=_("Say why, and a revision is made beside it; what was frozen stays as it is."),
            facts=frozen.difference,
        )


@transaction.atomic
def keep_frozen(
    found: InForce, period: str, frozen: Frozen, *, expected: FrozenFigure | None, by: Actor, now: datetime
) -> FrozenFigure:
    """Write a revision, if nobody has written one meanwhile."""
    Indicator.objects.select_for_update().get(pk=found.indicator.pk)
    before = last_revision(found.indicator, period)
    revision = (before.revision if before else 0) + 1
    if (before.pk if before else None) != (expected.pk if expected else None):
        raise FreezeRefused(
            "frozen-meanwhile",
            _("Somebody else has frozen %(period)s at the same time.") % {"period": period},
            remedy=_("Look at what was frozen; nothing of it was overwritten."),
        )
    row = FrozenFigure.objects.create(
        indicator=found.indicator,
        version_id=found.version_id,
        period=period,
        revision=revision,
        frozen_by_id=by.id,
        frozen_at=now,
        **{
            **vars(frozen),
            "cells": stamped(frozen.cells, revision),
            "reason": frozen.reason.strip()[:LONGEST] if before else "",
        },
    )
    if before is not None:
        FrozenFigure.objects.filter(pk=before.pk).update(moved={})
    facts = {"period": period, "revision": row.revision}  # no number: readers of the record see no small groups
    about = f"indicators.indicator:{found.indicator.code}"
    record(by=by, action="indicators.freeze", about=about, facts=facts, now=now)
    return row


@dataclass(frozen=True)
class Moved:
    """A frozen figure whose records are no longer what they were."""

    figure_id: int
    facts: dict[str, int]


def look_again(*, years: int = 2) -> list[Moved]:
    """Compare the newest frozen periods with the records as they stand; slow, so call it outside any transaction."""
    rows = FrozenFigure.objects.filter(origin=Origin.COMPUTED).select_related("version").order_by("revision")
    recent = [year.code for year in school_years()]
    newest = {(row.indicator_id, row.period): row for row in rows if row.period in recent}
    periods = sorted({period for _id, period in newest})[-years:]
    working, calendar = Working(), {year.code: year for year in school_years()}
    found = []
    for row in newest.values():
        if row.period in periods:
            definition = read_definition(row.version.text)
            (worked,) = working.work(definition, [period_of(definition, calendar[row.period])])
            counted = worked.counted
            after = written_cohort(counted.subjects.tolist(), counted.counts.tolist(), worked.units.tolist())
            changed = difference(row.cohort, after)
            found.append(Moved(row.pk, asdict(changed) if changed.any else {}))
    return found


def keep_moved(found: list[Moved]) -> None:
    """Note on each figure whether its records have changed; the figure itself stays."""
    with transaction.atomic():
        for each in found:
            FrozenFigure.objects.filter(pk=each.figure_id).update(moved=each.facts)

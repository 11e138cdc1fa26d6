"""What would be frozen of a period if it were frozen now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.definition import Definition
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.definitions import named, said
from preceptor.foundation.indicators.queries.one import difference_words
from preceptor.foundation.indicators.queries.published import Shown, published, shown_of
from preceptor.foundation.indicators.queries.rights import require_freeze
from preceptor.foundation.indicators.queries.working import Working, period_of, school_years
from preceptor.foundation.indicators.rules.counting import Period
from preceptor.foundation.indicators.rules.revising import revision_of, told
from preceptor.foundation.look.public import Refusal


class UnknownPeriod(Refusal):
    """The calendar has no such school year."""

    status = 404


@dataclass(frozen=True)
class FreezePage:
    """The form: what would be frozen, or which numbers are asked for."""

    code: str
    title: str
    period: str
    last: date
    ended: bool
    entered: bool
    share: bool
    counted_says: str
    out_of_says: str
    evidence_says: str
    now: Shown | None
    frozen: Shown | None
    revision: int
    moved: str


def freeze_page(*, code: str, period: str, by: Actor, now: datetime) -> FreezePage:
    """The form of a period, for whoever may freeze it."""
    found = named(code)
    require_freeze(found.indicator, by, now)
    year = next((each for each in school_years() if each.code == period), None)
    if year is None:
        raise UnknownPeriod(
            "period-unknown",
            _("The calendar has no school year %(period)s.") % {"period": period},
            remedy=_("Choose one from the list, or load the calendar first."),
        )
    definition = found.definition
    kept = FrozenFigure.objects.filter(indicator=found.indicator, period=period).select_related("version")
    before = kept.defer("cohort").order_by("-revision").first()
    entered = definition.entered
    return FreezePage(
        code=code,
        title=said(definition.title),
        period=period,
        last=year.end,
        ended=year.end < today(now),
        entered=entered is not None,
        share=definition.is_share,
        counted_says=said(entered.counted) if entered else "",
        out_of_says=said(entered.out_of) if entered and entered.out_of else "",
        evidence_says=said(entered.evidence) if entered else "",
        now=None if entered else _now(found.definition, period_of(definition, year), kept.defer("cohort"), before),
        frozen=published(before, code, share=definition.is_share, version=1).total if before else None,
        revision=before.revision if before else 0,
        moved=difference_words(before.moved, settings.SMALL_GROUP) if before and before.moved else "",
    )


def _now(definition: Definition, period: Period, kept: "QuerySet[FrozenFigure]", before: FrozenFigure | None) -> Shown:
    """The total as the records stand; a small one, or a small change of it, is not told here either."""
    (worked,) = Working().work(definition, [period])
    number, all_of = worked.counted.number, worked.counted.out_of
    few = [count for count in (number, all_of - number, all_of) if 0 < count < settings.SMALL_GROUP]
    if few and not definition.open_total:
        return Shown(None, None, definition.is_share)
    if before is not None and not definition.open_total:
        of = revision_of({"of": before.revision, **before.cells.get("total", {})})
        then = next((row for row in kept if row.revision == of), before)
        counts = (then.number if then.out_of is None else then.out_of, then.number)
        if not told(counts, (all_of, number), settings.SMALL_GROUP):
            return shown_of(before.cells.get("total", {}), share=definition.is_share)
    return Shown(number, all_of if definition.is_share else None, definition.is_share)

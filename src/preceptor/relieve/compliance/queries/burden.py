"""The page of the district's burden: what certifying asks of a school and what it took; nothing by person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.public import units
from preceptor.relieve.compliance.models import BurdenFigure, CycleItem, YearlyCycle
from preceptor.relieve.compliance.queries.calendar import period_word
from preceptor.relieve.compliance.queries.values import LEVEL_WORDS
from preceptor.relieve.compliance.rules.measuring import ENOUGH, kept_back

KINDS = ("office", "month", "level", "item")
HOUR, MINUTE = 3600, 60


@dataclass(frozen=True)
class BurdenLine:
    """What one item, office, month or level asks of a school in a year, and what it took; None is not shown."""

    key: str
    name: str
    schools: int
    hours_a_school: float
    asked: int
    done_share: int | None
    late: int | None
    declared_minutes: float
    declared_so_far: float | None
    measured_so_far: float | None
    measured_minutes: float | None
    unopened_share: int | None


@dataclass(frozen=True)
class BurdenPage:
    """The district's burden; medians of ten people or more, and nothing by person."""

    year: str
    kind: str
    lines: tuple[BurdenLine, ...]
    made_at: datetime | None
    hours_a_school: float
    held_back: bool
    years: tuple[str, ...]


def burden_page(*, year: str, kind: str, by: Actor, now: datetime) -> BurdenPage:
    """Hours that certifying takes, by office, month, level or item."""
    require(by, "district.read", now=now)
    cycles = list(YearlyCycle.objects.order_by("-year"))
    chosen = next((each for each in cycles if each.year == year), cycles[0] if cycles else None)
    kind = kind if kind in KINDS else KINDS[0]
    figures = list(BurdenFigure.objects.filter(cycle=chosen, kind__in=(kind, "level"))) if chosen else []
    own = [each for each in figures if each.kind == kind]
    names, hidden = _names(kind, own), kept_back({each.key: each.schools for each in own})
    lines = [_line(each, names.get(each.key, each.key), hidden) for each in own]
    levels = [each for each in figures if each.kind == "level"]
    schools, declared = sum(each.schools for each in levels), sum(each.declared for each in levels)
    return BurdenPage(
        year=chosen.year if chosen else "",
        kind=kind,
        lines=tuple(sorted(lines, key=lambda each: each.key if kind == "month" else -each.hours_a_school)),
        made_at=figures[0].made_at if figures else None,
        hours_a_school=round(declared / schools / MINUTE, 1) if schools else 0.0,
        held_back=bool(hidden),
        years=tuple(each.year for each in cycles),
    )


def _names(kind: str, figures: Sequence[BurdenFigure]) -> dict[str, str]:
    if kind == "office":
        return {str(number): each.name for number, each in units(int(each.key) for each in figures).items()}
    if kind == "item" and figures:
        rows = CycleItem.objects.filter(cycle_id=figures[0].cycle_id).values_list("item_id", "version__title")
        return {str(number): title for number, title in rows}
    if kind == "level":
        return {key: str(word) for key, word in LEVEL_WORDS}
    return {each.key: period_word(each.key) for each in figures}


def _line(each: BurdenFigure, name: str, hidden: Collection[str]) -> BurdenLine:
    few = each.key in hidden
    by_item = each.kind == "item"
    return BurdenLine(
        key=each.key,
        name=name,
        schools=each.schools,
        hours_a_school=round(each.declared / each.schools / MINUTE, 1) if each.schools else 0.0,
        asked=each.asked,
        done_share=None if few else (round(100 * each.done / each.asked) if each.asked else 0),
        late=None if few else each.late,
        declared_minutes=round(each.declared / each.asked, 1) if each.asked else 0.0,
        declared_so_far=_shown(each.declared_signed, HOUR),
        measured_so_far=None if by_item else _shown(each.measured, HOUR),
        measured_minutes=_shown(each.measured, MINUTE) if by_item else None,
        unopened_share=round(100 * each.unopened / each.signed) if each.people >= ENOUGH else None,
    )


def _shown(seconds: int | None, unit: int) -> float | None:
    return None if seconds is None else round(seconds / unit, 2 if unit > MINUTE else 1)

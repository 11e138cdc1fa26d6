"""The page of one indicator: its course, its breakdowns over the years, its rule, its revisions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.definition import Clause, Definition
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.board import BoardRow, board_row
from preceptor.foundation.indicators.queries.definitions import named, said
from preceptor.foundation.indicators.queries.published import Published, Shown, newest_of
from preceptor.foundation.indicators.queries.registry import record_kinds
from preceptor.foundation.indicators.queries.rights import MANAGE, may_freeze, require_see
from preceptor.foundation.indicators.queries.working import school_years


@dataclass(frozen=True)
class Course:
    """One category over the years."""

    key: str
    name: str
    years: tuple[Shown | None, ...]

    @property
    def any(self) -> bool:
        """Whether any year shows a number."""
        return any(each is not None and not each.hidden for each in self.years)


@dataclass(frozen=True)
class Breakdown:
    """One dimension over the years; `hidden_in` names the years whose table is hidden whole."""

    code: str
    title: str
    courses: tuple[Course, ...]
    hidden_in: tuple[str, ...]


@dataclass(frozen=True)
class RuleText:
    """The rule in sentences."""

    numerator: str
    cohort: str
    exclusions: tuple[str, ...]
    clauses: tuple[str, ...]
    evidence: str
    as_of: str
    source: str


@dataclass(frozen=True)
class RevisionLine:
    """One freezing of a period."""

    id: int
    period: str
    revision: int
    reason: str
    by: str
    at: datetime
    words: str
    moved: bool


@dataclass(frozen=True)
class PeriodLine:
    """A period that the owner may freeze, enter or revise."""

    code: str
    last: date
    frozen: bool
    moved: bool
    ended: bool


@dataclass(frozen=True)
class IndicatorPage:
    """Everything about one indicator."""

    row: BoardRow
    periods: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    rule: RuleText
    revisions: tuple[RevisionLine, ...]
    open_periods: tuple[PeriodLine, ...]
    target_reason: str
    entered: bool
    threshold: int
    may_freeze: bool
    may_manage: bool


def indicator_page(*, code: str, by: Actor, now: datetime) -> IndicatorPage:
    """One indicator; a constant number of queries whatever the number of years."""
    found = named(code)
    require_see(found.indicator, by, now)
    kept = FrozenFigure.objects.filter(indicator=found.indicator).select_related("version", "frozen_by")
    rows = list(kept.defer("cohort", "version__text").order_by("-period", "-revision"))
    figures = newest_of(rows)
    periods = tuple(sorted({row.period for row in rows}))
    board = board_row(found, figures, periods)
    there = [year for year in board.years if year is not None]
    owns = may_freeze(found.indicator, by, now)
    return IndicatorPage(
        row=board,
        periods=periods,
        breakdowns=_breakdowns(there),
        rule=_rule(found.definition),
        revisions=tuple(_revision(row) for row in rows),
        open_periods=_periods(figures, today(now)) if owns else (),
        target_reason=found.indicator.target_reason,
        entered=found.definition.entered is not None,
        threshold=max((year.threshold for year in there), default=0),
        may_freeze=owns,
        may_manage=manages(by, now),
    )


def manages(by: Actor, now: datetime) -> bool:
    """Whether somebody keeps all indicators."""
    return may(by, MANAGE, now=now)


def _breakdowns(years: list[Published]) -> tuple[Breakdown, ...]:
    """Every dimension that any year has, with its categories over all of them."""
    found: dict[str, Breakdown] = {}
    for code in dict.fromkeys(table.code for year in years for table in year.tables):
        tables = [next((table for table in year.tables if table.code == code), None) for year in years]
        names: dict[str, str] = {}
        for table in tables:
            names.update({line.key: line.name for line in (table.lines if table else ())})
        courses = tuple(Course(key, name, tuple(_at(table, key) for table in tables)) for key, name in names.items())
        hidden = tuple(year.period for year, table in zip(years, tables, strict=True) if table and table.dropped)
        title = next(table.title for table in tables if table)
        found[code] = Breakdown(code, title, courses, hidden)
    return tuple(each for each in found.values() if len(each.courses) > 1)


def _at(table: Any, key: str) -> Shown | None:
    """A category in one year; nothing where nobody was in it."""
    return next((line.shown for line in table.lines if line.key == key), None) if table else None


def _revision(row: FrozenFigure) -> RevisionLine:
    return RevisionLine(
        id=row.pk,
        period=row.period,
        revision=row.revision,
        reason=row.reason,
        by=str(row.frozen_by or ""),
        at=row.frozen_at,
        words=difference_words(row.difference, row.cells.get("threshold", 0)),
        moved=bool(row.moved),
    )


def difference_words(changed: dict[str, Any], threshold: int) -> str:
    """What a revision changed, without telling of a few people."""
    if not changed:
        return ""
    if "before" in changed:
        return _("entered anew")
    parts = {
        "joined": _("joined the cohort"),
        "left": _("left it"),
        "now_count": _("count now"),
        "no_longer": _("no longer count"),
    }
    told = [
        f"{_few(int(changed[name]), threshold)} {words}" for name, words in parts.items() if int(changed.get(name, 0))
    ]
    return ", ".join(told) or _("the rule alone has changed")


def _few(count: int, threshold: int) -> str:
    """How many, in words that no subtraction of published numbers makes exact."""
    if not threshold:
        return str(count)
    words = _("fewer than %(threshold)s") if count < threshold else _("%(threshold)s or more")
    return words % {"threshold": threshold}


def _periods(figures: dict[tuple[int, str], FrozenFigure], on: date) -> tuple[PeriodLine, ...]:
    by_period = {period: row for (_id, period), row in figures.items()}
    return tuple(
        PeriodLine(year.code, year.end, year.code in by_period, _moved(by_period.get(year.code)), ended=year.end < on)
        for year in reversed(school_years())
        if year.start <= on
    )


def _moved(row: FrozenFigure | None) -> bool:
    return row is not None and bool(row.moved)


def _rule(definition: Definition) -> RuleText:
    """The rule in the reader's language."""
    numerator, cohort, entered = definition.numerator, definition.cohort, definition.entered
    titles = {kind.code: str(kind.title) for kind in record_kinds()}
    held = [*(cohort.all + cohort.any if cohort else ()), *(numerator.all + numerator.any if numerator else ())]
    held += list(definition.exclusions)
    return RuleText(
        numerator=said(numerator.says) if numerator else said(entered.counted) if entered else "",
        cohort=said(cohort.says) if cohort else said(entered.out_of) if entered and entered.out_of else "",
        exclusions=tuple(said(each.says) for each in definition.exclusions),
        clauses=tuple(dict.fromkeys(clause_words(each, titles) for each in held)),
        evidence=said(entered.evidence) if entered else "",
        as_of=_("the last day of the school year") if definition.as_of == "end" else definition.as_of,
        source=said(definition.source),
    )


def clause_words(clause: Clause, titles: dict[str, str]) -> str:
    """A clause in words: which records, which values, when."""
    when = {
        "held": _("held on the day that counts"),
        "during": _("held on any day of the year"),
        "began": _("begun within the year"),
        "ended": _("ended within the year"),
    }[clause.when]
    values = "; ".join(f"{name}: {', '.join(values)}" for name, values in clause.where.items())
    years = (
        ngettext("begun at most %(n)s year before", "begun at most %(n)s years before", clause.years)
        % {"n": clause.years}
        if clause.years
        else ""
    )
    return " · ".join(part for part in (titles.get(clause.records, clause.records), values, when, years) if part)

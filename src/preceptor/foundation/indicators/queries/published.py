"""What everybody may see: one reading of the frozen cells for pages, files and the board's report alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.rules.revising import revision_of


@dataclass(frozen=True)
class Shown:
    """A number and out of how many; nothing where it is hidden, so that nobody can show it by mistake."""

    number: int | None
    out_of: int | None
    share: bool

    @property
    def percent(self) -> Decimal | None:
        """The percentage to one place; nothing where either number is hidden or there is nobody."""
        if not self.share or self.number is None or not self.out_of:
            return None
        return (Decimal(self.number) * 100 / self.out_of).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def hidden(self) -> bool:
        """Whether the number is hidden."""
        return self.number is None

    @property
    def value(self) -> float | None:
        """What a chart draws: the percentage of a share, else the number."""
        percent = self.percent
        return (None if percent is None else float(percent)) if self.share else self.number


@dataclass(frozen=True)
class Line:
    """A category of a breakdown."""

    key: str
    name: str
    shown: Shown


@dataclass(frozen=True)
class Table:
    """One breakdown; `dropped` when all of it is hidden."""

    code: str
    title: str
    dropped: bool
    lines: tuple[Line, ...]
    kept_from: int = 0


@dataclass(frozen=True)
class Published:
    """A frozen figure as everybody may see it."""

    id: int
    code: str
    period: str
    revision: int
    version: int
    origin: str
    as_of: date
    frozen_at: datetime
    threshold: int
    total: Shown
    tables: tuple[Table, ...]
    kept_from: int = 0

    @property
    def kept_before(self) -> bool:
        """Whether any number is that of an earlier revision, since few people changed."""
        return bool(self.kept_from) or any(table.kept_from for table in self.tables)


def shown_of(cell: Mapping[str, Any], *, share: bool) -> Shown:
    """A cell as it is kept: of a number the size is the number."""
    return Shown(cell.get("number"), cell.get("size") if share else None, share)


def published(row: FrozenFigure, code: str, *, share: bool, version: int) -> Published:
    """A frozen figure from its row; whatever is hidden is not in `cells` at all."""
    tables = tuple(_table(table, share=share, revision=row.revision) for table in row.cells.get("tables", ()))
    return Published(
        id=row.pk,
        code=code,
        period=row.period,
        revision=row.revision,
        version=version,
        origin=row.origin,
        as_of=row.as_of,
        frozen_at=row.frozen_at,
        threshold=row.cells.get("threshold", 0),
        total=shown_of(row.cells.get("total", {}), share=share),
        tables=tables,
        kept_from=_kept_from(row.cells.get("total", {}), row.revision),
    )


def _kept_from(held: Mapping[str, Any], revision: int) -> int:
    """The earlier revision of which a number is, or nothing when it is this one's own."""
    of = revision_of({"of": revision, **held})
    return of if of != revision else 0


def _table(table: Mapping[str, Any], *, share: bool, revision: int) -> Table:
    lines = tuple(
        Line(cell["key"], category_name(table["name"], cell["key"]), shown_of(cell, share=share))
        for cell in table["cells"]
    )
    code = table["name"]
    dropped = all(line.shown.hidden and line.shown.out_of is None for line in lines)
    ordered = tuple(sorted(lines, key=lambda line: _place(code, line.key)))
    return Table(code, dimension_title(code), dropped, ordered, _kept_from(table, revision))


def newest_of(rows: Iterable[FrozenFigure]) -> dict[tuple[int, str], FrozenFigure]:
    """The newest revision for each indicator and period."""
    found: dict[tuple[int, str], FrozenFigure] = {}
    for row in sorted(rows, key=lambda each: each.revision):
        found[row.indicator_id, row.period] = row
    return found


def dimension_title(code: str) -> str:
    """A breakdown in words."""
    return {
        "group": _("By employee group"),
        "level": _("By level of the school"),
        "district": _("By local district"),
        "need": _("By need of the school"),
    }.get(code, code)


_ORDER = {
    "group": ("teachers", "administrators", "counselors", "classified", "central", "other"),
    "level": ("elementary", "middle", "high", "span", "other", "office"),
    "need": ("high", "middle", "low", "unknown"),
}


def _place(code: str, key: str) -> tuple[int, str]:
    order = _ORDER.get(code, ())
    return (order.index(key), "") if key in order else (len(order) + (key == ""), key)


_CATEGORIES = {
    ("group", "teachers"): gettext_lazy("Teachers"),
    ("group", "administrators"): gettext_lazy("School administrators"),
    ("group", "counselors"): gettext_lazy("Counselors"),
    ("group", "classified"): gettext_lazy("Classified staff"),
    ("group", "central"): gettext_lazy("Central and local district staff"),
    ("group", "other"): gettext_lazy("No position on that day, or another"),
    ("level", "elementary"): gettext_lazy("Elementary schools"),
    ("level", "middle"): gettext_lazy("Middle schools"),
    ("level", "high"): gettext_lazy("High schools"),
    ("level", "span"): gettext_lazy("Span schools"),
    ("level", "other"): gettext_lazy("Other schools"),
    ("level", "office"): gettext_lazy("Offices"),
    ("need", "high"): gettext_lazy("Third of schools with the highest need"),
    ("need", "middle"): gettext_lazy("Middle third"),
    ("need", "low"): gettext_lazy("Third with the lowest need"),
    ("need", "unknown"): gettext_lazy("Offices, and schools whose need is not known"),
    ("district", ""): gettext_lazy("Offices, and schools in no local district"),
}


def category_name(code: str, key: str) -> str:
    """A category in words; local districts are called by their names."""
    return str(_CATEGORIES.get((code, key), key))


def figure_words(shown: Shown) -> str:
    """A figure as a sentence's part: '62.4% (118 of 189)', '41', or that it is hidden."""
    if shown.hidden:
        return _("hidden") if shown.out_of is None else _("hidden, of %(all)s") % {"all": number_words(shown.out_of)}
    if shown.percent is None:
        return number_words(shown.number)
    facts = {"percent": number_words(shown.percent), "number": number_words(shown.number)}
    return pgettext("share", "%(percent)s%% (%(number)s of %(all)s)") % {**facts, "all": number_words(shown.out_of)}


def number_words(value: int | Decimal | None) -> str:
    """A number as people read it, in groups of three."""
    return "" if value is None else str(number_format(value, use_l10n=True, force_grouping=True))

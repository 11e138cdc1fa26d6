"""The board's page: every indicator over the years, and the accreditation duties beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.models import AccreditationDuty, FrozenFigure
from preceptor.foundation.indicators.queries.definitions import InForce, in_force, said
from preceptor.foundation.indicators.queries.published import Published, newest_of, published
from preceptor.foundation.indicators.queries.rights import MANAGE, READ

YEARS = 6


@dataclass(frozen=True)
class BoardRow:
    """One indicator: its newest figure, the ones before, and what is aimed at."""

    code: str
    title: str
    sentence: str
    share: bool
    years: tuple[Published | None, ...]
    newest: Published | None
    before: Published | None
    target: Decimal | None
    target_year: str
    owner: str
    version: int

    @property
    def reached(self) -> bool | None:
        """Whether the newest figure reaches the target; nothing where either is missing or hidden."""
        if self.target is None or self.newest is None or self.newest.total.value is None:
            return None
        return Decimal(str(self.newest.total.value)) >= self.target

    @property
    def change(self) -> Decimal | None:
        """How much the newest figure rose since the one before, in points or in number."""
        if self.newest is None or self.before is None:
            return None
        now, then = self.newest.total.value, self.before.total.value
        return None if now is None or then is None else Decimal(str(now)) - Decimal(str(then))


@dataclass(frozen=True)
class DutyLine:
    """An accreditation duty in a list."""

    id: int
    title: str
    program: str
    body: str
    due: date
    owner: str
    done_on: date | None
    state: str


@dataclass(frozen=True)
class BoardPage:
    """Every indicator over the newest years."""

    periods: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    duties: tuple[DutyLine, ...]
    may_manage: bool
    made: datetime


def board_page(*, by: Actor, now: datetime) -> BoardPage:
    """The board's page; four queries whatever the number of years."""
    require(by, READ, now=now)
    found = in_force()
    figures = newest_of(FrozenFigure.objects.select_related("version").defer("cohort", "version__text"))
    periods = tuple(sorted({period for _id, period in figures})[-YEARS:])
    rows = tuple(board_row(each, figures, periods) for each in found)
    manages = may(by, MANAGE, now=now)
    return BoardPage(periods, rows, tuple(duty_lines(today(now), open_only=True)), manages, now)


def board_row(each: InForce, figures: dict[tuple[int, str], FrozenFigure], periods: tuple[str, ...]) -> BoardRow:
    """One indicator with its figures of some periods."""
    code, share = each.definition.code, each.definition.is_share
    rows = [figures.get((each.indicator.pk, period)) for period in periods]
    years = [published(row, code, share=share, version=row.version.number) if row else None for row in rows]
    there = [year for year in years if year is not None]
    return BoardRow(
        code=code,
        title=said(each.definition.title),
        sentence=said(each.definition.sentence),
        share=share,
        years=tuple(years),
        newest=there[-1] if there else None,
        before=there[-2] if len(there) > 1 else None,
        target=each.indicator.target,
        target_year=each.indicator.target_year,
        owner=str(each.indicator.owner or ""),
        version=each.number,
    )


def duty_lines(on: date, *, open_only: bool = False, owner_id: int | None = None) -> Iterator[DutyLine]:
    """Accreditation duties, of everybody or of one owner; open ones first, the earliest first."""
    rows = AccreditationDuty.objects.select_related("owner").order_by("due", "pk")
    if open_only:
        rows = rows.filter(done_on=None)
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    for row in sorted(rows, key=lambda each: (each.done_on is not None, each.due)):
        yield duty_line(row, on)


def duty_line(row: AccreditationDuty, on: date) -> DutyLine:
    """One duty, and where it stands."""
    state = "done" if row.done_on else "late" if row.due < on else "waiting"
    return DutyLine(row.pk, row.title, row.program, row.body, row.due, str(row.owner), row.done_on, state)


ExportRow = tuple[object, ...]
COLUMNS = (
    "indicator",
    "title",
    "school_year",
    "as_of",
    "revision",
    "rule_version",
    "breakdown",
    "category",
    "number",
    "out_of",
    "percent",
)


def export_rows(rows: tuple[BoardRow, ...]) -> Iterator[ExportRow]:
    """Exactly the cells that pages show, one a row; a hidden one is empty."""
    for row in rows:
        for year in row.years:
            if year is None:
                continue
            head = (row.code, row.title, year.period, year.as_of, year.revision, year.version)
            total = year.total
            yield (*head, "", "", total.number, total.out_of, total.percent)
            for table in year.tables:
                for line in table.lines:
                    yield (*head, table.title, line.name, line.shown.number, line.shown.out_of, line.shown.percent)

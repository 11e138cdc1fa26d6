"""Reads of named figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from preceptor.foundation.measures.models import MeasureValue
from preceptor.foundation.measures.queries.registry import measure_named, registered
from preceptor.foundation.measures.rules import Figure, RecordRef, change_between, read_records


@dataclass(frozen=True)
class MeasureRow:
    """One measure on the list: what it is, its last snapshot and the change since the one before."""

    code: str
    title: str
    sentence: str
    value: Decimal | None
    unit: str
    on: date | None
    change: Decimal | None
    records: list[RecordRef]


@dataclass(frozen=True)
class MeasureListPage:
    """All measures with their last values."""

    rows: list[MeasureRow]


def measure(code: str, on: date) -> Figure:
    """A measure computed now for a day."""
    return measure_named(code).compute(on)


def measure_list_page(until: date) -> MeasureListPage:
    """Every registered measure with its last two snapshots up to a day, in one query."""
    known = registered()
    kept: dict[str, list[MeasureValue]] = {known_measure.code: [] for known_measure in known}
    age = Window(RowNumber(), partition_by=F("code"), order_by=F("on").desc())
    for value in (
        MeasureValue.objects.filter(code__in=kept, on__lte=until).annotate(age=age).filter(age__lte=2).order_by("-on")
    ):
        kept[value.code].append(value)
    return MeasureListPage([_row(one.code, str(one.title), str(one.sentence), kept[one.code]) for one in known])


def _row(code: str, title: str, sentence: str, values: list[MeasureValue]) -> MeasureRow:
    """One line of the list from at most two snapshots, newest first."""
    if not values:
        return MeasureRow(code, title, sentence, None, "", None, None, [])
    last = values[0]
    change = change_between(values[1].value if len(values) > 1 else None, last.value)
    return MeasureRow(code, title, sentence, last.value, last.unit, last.on, change, read_records(last.records))

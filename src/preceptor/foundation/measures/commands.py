"""Keeping the values of measures."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.measures.models import MeasureValue
from preceptor.foundation.measures.queries.registry import registered
from preceptor.foundation.measures.rules import Figure, written_records


def take_snapshot(*, by: Actor, on: date, now: datetime) -> int:
    """Compute every measure for a day and keep the values, replacing that day's; gives the count."""
    require(by, "measures.snapshot", now=now)
    figures = computed(on)
    keep_figures(by=by, on=on, figures=figures, now=now)
    return len(figures)


def computed(on: date) -> dict[str, Figure]:
    """Every registered measure for a day, by code; slow, so call it outside any transaction."""
    return {one.code: one.compute(on) for one in registered()}


def keep_figures(*, by: Actor, on: date, figures: Mapping[str, Figure], now: datetime) -> None:
    """Keep computed figures as the values of a day."""
    with transaction.atomic():
        for code, figure in figures.items():
            values = {"value": figure.value, "unit": figure.unit, "computed_at": now}
            values["records"] = written_records(figure.records)
            MeasureValue.objects.update_or_create(code=code, on=on, defaults=values)
        facts = {"measures": len(figures)}
        record(by=by, action="measures.snapshot", about=f"measures.day:{on.isoformat()}", facts=facts, now=now)

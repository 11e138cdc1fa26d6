"""Keeping the values of measures."""

from datetime import date, datetime

from django.db import transaction

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.measures.models import MeasureValue
from preceptor.foundation.measures.queries.registry import registered
from preceptor.foundation.measures.rules import written_records


def take_snapshot(*, by: Actor, on: date, now: datetime) -> int:
    """Compute every measure for a day and keep the values, replacing that day's; gives the count."""
    require(by, "measures.snapshot", now=now)
    figures = [(one.code, one.compute(on)) for one in registered()]
    with transaction.atomic():
        for code, figure in figures:
            MeasureValue.objects.update_or_create(
                code=code,
                on=on,
                defaults={
                    "value": figure.value,
                    "unit": figure.unit,
                    "records": written_records(figure.records),
                    "computed_at": now,
                },
            )
        record(
            by=by,
            action="measures.snapshot",
            about=f"measures.day:{on.isoformat()}",
            facts={"measures": len(figures)},
            now=now,
        )
    return len(figures)

"""Milestones that follow a measure: tying them, and keeping what the measure says."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.measures.public import Figure, UnknownMeasure, measure
from preceptor.resource.initiatives.commands.common import PlanRefused, held_milestone, note
from preceptor.resource.initiatives.models import Milestone
from preceptor.resource.initiatives.queries.computing import figure_of, reading_of
from preceptor.resource.initiatives.rules.status import Comparison

FOLLOW = "initiatives.follow"


def tie_milestone(
    *, milestone_id: int, code: str, comparison: Comparison, threshold: Decimal, by: Actor, now: datetime
) -> None:
    """Let a milestone follow a measure: it is done when the data say so; the measure is read at once."""
    on = today(now)
    try:
        with translation.override("en"):  # its unit is kept, and said later in each reader's language
            figure = measure(code, on)
    except UnknownMeasure as unknown:
        raise PlanRefused(
            "measure-unknown",
            unknown.sentence,
            remedy=_("Choose one from the list of measures. Nothing was changed."),
            facts=unknown.facts,
        ) from unknown
    with transaction.atomic():
        row = held_milestone(milestone_id, by, now)
        was = tie_words(row)
        row.measure, row.comparison, row.threshold = code, comparison, threshold
        row.met_on = None
        _read(row, figure, on)
        row.revision += 1
        row.save()
        note(row, "tied", (was, tie_words(row), figure_of(row)), by, now)


@transaction.atomic
def untie_milestone(*, milestone_id: int, by: Actor, now: datetime) -> None:
    """Let a milestone follow the word of people again."""
    row = held_milestone(milestone_id, by, now)
    if not row.measure:
        return
    was = tie_words(row)
    row.measure, row.threshold, row.reading, row.read_on, row.met_on = "", None, None, None, None
    row.reading_unit = ""
    row.revision += 1
    row.save()
    note(row, "untied", (was, "", ""), by, now)


@transaction.atomic
def keep_readings(*, figures: Mapping[str, Figure], on: date, now: datetime) -> int:
    """Keep what the measures say on a day; gives how many milestones became done, or not done any more."""
    turned = 0
    rows = Milestone.objects.select_for_update().filter(measure__in=figures).order_by("pk")
    for row in rows:
        if row.read_on is not None and row.read_on > on:
            continue
        was_met, was = row.met_on, figure_of(row)
        _read(row, figures[row.measure], on)
        row.save(update_fields=["reading", "reading_unit", "read_on", "met_on"])
        if (was_met is None) != (row.met_on is None):
            turned += 1
            what = "data_not_done" if row.met_on is None else "data_done"
            note(row, what, (was, figure_of(row), tie_words(row)), SYSTEM, now)
    return turned


def _read(row: Milestone, figure: Figure, on: date) -> None:
    row.reading, row.reading_unit, row.read_on = figure.value, figure.unit[:40], on
    reading = reading_of(row)
    met = reading is not None and reading.met
    row.met_on = (row.met_on or on) if met else None


def tie_words(row: Milestone) -> str:
    """What a milestone follows, for the history."""
    if not row.measure or row.threshold is None:
        return ""
    sign = "≥" if row.comparison == Milestone.Comparison.AT_LEAST else "≤"
    return f"{row.measure} {sign} {row.threshold.normalize():f}"

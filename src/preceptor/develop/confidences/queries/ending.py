"""Whose notes come to their end today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from preceptor.develop.confidences.models import Disclosure, PairCircle
from preceptor.develop.confidences.queries.circles import due_day
from preceptor.develop.confidences.rules.destroying import Step, next_step
from preceptor.develop.programs.public import CycleBrief, cycles
from preceptor.foundation.district.public import today


@dataclass(frozen=True)
class Ending:
    """What is due about one pair's notes, and the day that the definition sets."""

    step: Step
    due: date


def ending_of(circle: PairCircle, day: date) -> Ending | None:
    """What is due about one pair's notes; none where the cycle has no date at all."""
    held = _holding(day).filter(circle=circle).exists()
    return _ending(circle, cycles([circle.pair.cycle_id])[circle.pair.cycle_id], day, held=held)


def due_circles(now: datetime) -> list[int]:
    """Circles about which something is to be done today: a letter, or the destruction; a constant number of queries."""
    day = today(now)
    rows = list(PairCircle.objects.filter(destroyed_at=None).select_related("pair").order_by("pk"))
    briefs = cycles({row.pair.cycle_id for row in rows})
    held = set(_holding(day).values_list("circle_id", flat=True))
    endings = ((row.pk, _ending(row, briefs[row.pair.cycle_id], day, held=row.pk in held)) for row in rows)
    return [number for number, ending in endings if ending and ending.step in (Step.TELL, Step.DESTROY)]


def _ending(circle: PairCircle, brief: CycleBrief, day: date, *, held: bool) -> Ending | None:
    due = due_day(brief)
    return Ending(next_step(day, due, circle.told_day, held=held), due) if due else None


def _holding(day: date) -> "QuerySet[Disclosure]":
    """Disclosures for which notes must be kept, as `holds_destruction` says it for one."""
    return Disclosure.objects.filter(Q(state="proposed") | Q(state="approved", readable_until__gte=day))

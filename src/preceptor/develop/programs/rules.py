"""Decisions about cycles on plain values."""

from collections.abc import Mapping
from datetime import datetime

from preceptor.develop.programs.definition import Definition
from preceptor.develop.programs.definition.admission import Admission


def out_of_order(definition: Definition, dates: Mapping[str, datetime]) -> list[tuple[str, str]]:
    """Pairs of dates of which the first should come before the second and does not."""
    pairs = [pair for way in definition.admission.values() for pair in _ordered(way)]
    return [(first, then) for first, then in pairs if first in dates and then in dates and dates[first] > dates[then]]


def _ordered(way: Admission) -> list[tuple[str, str]]:
    """What has to come in order for one role: opening, closing, telling; and every endorsement after the opening."""
    told = [(way.closes, way.decisions.notify)] if way.decisions else []
    asked = [(way.opens, endorsement.due) for endorsement in way.endorsements.values()]
    return [(way.opens, way.closes), *told, *asked]

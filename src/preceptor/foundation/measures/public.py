"""What other contexts may use of the named figures."""

from preceptor.foundation.measures.commands import take_snapshot
from preceptor.foundation.measures.queries.figures import measure
from preceptor.foundation.measures.queries.registry import Measure, UnknownMeasure, register_measure
from preceptor.foundation.measures.queries.registry import registered as registered_measures
from preceptor.foundation.measures.rules import Figure, RecordRef

__all__ = [
    "Figure",
    "Measure",
    "RecordRef",
    "UnknownMeasure",
    "measure",
    "register_measure",
    "registered_measures",
    "take_snapshot",
]

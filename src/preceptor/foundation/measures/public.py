"""What other contexts may use of the named figures."""

from preceptor.foundation.measures.commands import take_snapshot
from preceptor.foundation.measures.queries.figures import measure
from preceptor.foundation.measures.queries.registry import UnknownMeasure, register_measure
from preceptor.foundation.measures.rules import Figure, RecordRef

__all__ = ["Figure", "RecordRef", "UnknownMeasure", "measure", "register_measure", "take_snapshot"]

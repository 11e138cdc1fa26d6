"""What other contexts may use of the desk."""

from preceptor.foundation.desk.queries.lines import DeskLine, line_rows, lines
from preceptor.foundation.desk.queries.sources import (
    Hit,
    is_known_to_be_empty,
    register_desk,
    register_search,
    register_traces,
    waits,
)
from preceptor.foundation.desk.rules import DeskItem

__all__ = [
    "DeskItem",
    "DeskLine",
    "Hit",
    "is_known_to_be_empty",
    "line_rows",
    "lines",
    "register_desk",
    "register_search",
    "register_traces",
    "waits",
]

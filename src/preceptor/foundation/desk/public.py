"""What other contexts may use of the desk."""

from preceptor.foundation.desk.queries.lines import DeskLine, line_rows, lines
from preceptor.foundation.desk.queries.sources import (
    Hit,
    has_part,
    register_desk,
    register_parts,
    register_search,
    waits,
)
from preceptor.foundation.desk.rules import DeskItem

__all__ = [
    "DeskItem",
    "DeskLine",
    "Hit",
    "has_part",
    "line_rows",
    "lines",
    "register_desk",
    "register_parts",
    "register_search",
    "waits",
]

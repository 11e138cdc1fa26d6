"""What other contexts may use of the look."""

from preceptor.foundation.look.answering import answer
from preceptor.foundation.look.charts import (
    MapPoint,
    bars,
    gantt_bar,
    gantt_months,
    intervals,
    lines,
    school_map,
    stacked_bars,
)
from preceptor.foundation.look.keys import remember_single_keys
from preceptor.foundation.look.memory import is_remembering, recalled, remembered, remembering
from preceptor.foundation.look.navigation import NavItem, register_gate, register_navigation
from preceptor.foundation.look.refusal import Refusal
from preceptor.foundation.look.rules import neutral
from preceptor.foundation.look.tables import table_response, wants_table
from preceptor.foundation.look.words import day, district_time, minutes, money, period

__all__ = [
    "MapPoint",
    "NavItem",
    "Refusal",
    "answer",
    "bars",
    "day",
    "district_time",
    "gantt_bar",
    "gantt_months",
    "intervals",
    "is_remembering",
    "lines",
    "minutes",
    "money",
    "neutral",
    "period",
    "recalled",
    "register_gate",
    "register_navigation",
    "remember_single_keys",
    "remembered",
    "remembering",
    "school_map",
    "stacked_bars",
    "table_response",
    "wants_table",
]

"""The language in which a district writes its programs down: pure Python, no Django, no database, no clock.

Start at `program.Definition`, read one with `load_definition`, and look at `programs/nps-2023-24.toml` beside it.
"""

from .conditions import Judgement, decide, judge, names_in, trouble_with
from .dates import left_open, outside_window, per_person, resolve_timeline
from .facts import CATALOGUE, Fact, FactValue
from .faults import Fault
from .loader import load_definition
from .program import Definition

__all__ = [
    "CATALOGUE",
    "Definition",
    "Fact",
    "FactValue",
    "Fault",
    "Judgement",
    "decide",
    "judge",
    "left_open",
    "load_definition",
    "names_in",
    "outside_window",
    "per_person",
    "resolve_timeline",
    "trouble_with",
]

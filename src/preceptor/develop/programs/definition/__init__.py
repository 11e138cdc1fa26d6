"""The language in which a district writes its programs down: pure Python, no Django, no database, no clock.

Start at `program.Definition`, read one with `load_definition`, and look at `programs/nps-2023-24.toml` beside it.
"""

from preceptor.languages.faults import Fault

from .check import check_program
from .conditions import Judgement, decide, judge, names_in, trouble_with
from .dates import left_open, outside_window, per_person, resolve_timeline
from .difference import difference
from .edits import Editable, NotEditableError, apply_edits, editable, kind_of
from .explain import Section, explain
from .facts import CATALOGUE, Fact, FactValue
from .loader import load_definition
from .program import Definition
from .readings import in_force

__all__ = [
    "CATALOGUE",
    "Definition",
    "Editable",
    "Fact",
    "FactValue",
    "Fault",
    "Judgement",
    "NotEditableError",
    "Section",
    "apply_edits",
    "check_program",
    "decide",
    "difference",
    "editable",
    "explain",
    "in_force",
    "judge",
    "kind_of",
    "left_open",
    "load_definition",
    "names_in",
    "outside_window",
    "per_person",
    "resolve_timeline",
    "trouble_with",
]

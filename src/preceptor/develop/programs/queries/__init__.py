"""Every read of programs and cycles."""

from preceptor.develop.programs.queries.cycles import (
    CycleBrief,
    UnknownCycle,
    cycle,
    cycles,
    cycles_of,
    definition_of,
    open_cycles,
)
from preceptor.develop.programs.queries.lists import CycleMention, drafts_for, find_cycles
from preceptor.develop.programs.queries.pages import (
    cycle_definition_file,
    cycle_detail_page,
    cycle_edit_page,
    cycle_review_page,
    date_move_page,
    program_import_page,
    program_list_page,
)

__all__ = [
    "CycleBrief",
    "CycleMention",
    "UnknownCycle",
    "cycle",
    "cycle_definition_file",
    "cycle_detail_page",
    "cycle_edit_page",
    "cycle_review_page",
    "cycles",
    "cycles_of",
    "date_move_page",
    "definition_of",
    "drafts_for",
    "find_cycles",
    "open_cycles",
    "program_import_page",
    "program_list_page",
]

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
from preceptor.develop.programs.queries.scope import (
    cycle_seen,
    open_cycles_seen,
    register_belonging,
    seen_cycles,
    sees_cycle,
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
    "cycle_seen",
    "cycles",
    "cycles_of",
    "date_move_page",
    "definition_of",
    "drafts_for",
    "find_cycles",
    "open_cycles",
    "open_cycles_seen",
    "program_import_page",
    "program_list_page",
    "register_belonging",
    "seen_cycles",
    "sees_cycle",
]

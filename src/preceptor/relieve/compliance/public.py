"""What other contexts, the commands and the demonstration may use of compliance."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from preceptor.relieve.compliance.plans.files import consolidation_from_files, overlaps_from_file
from preceptor.relieve.compliance.rules.items import ItemValues

if TYPE_CHECKING:
    from preceptor.relieve.compliance.commands.adopting import adopt_proposal
    from preceptor.relieve.compliance.commands.burden import keep_burden, measure_burden
    from preceptor.relieve.compliance.commands.cycles import close_cycle, finish_cycle, make_obligations, start_cycle
    from preceptor.relieve.compliance.commands.gate import Reasons, ask_for_item
    from preceptor.relieve.compliance.commands.loading import CatalogueOutcome, load_catalogue
    from preceptor.relieve.compliance.commands.looking_back import look_back
    from preceptor.relieve.compliance.commands.overlapping import (
        find_overlaps,
        keep_overlaps,
        label_pair,
        search_overlaps,
    )
    from preceptor.relieve.compliance.commands.proposing import (
        answer_proposal,
        keep_reduction,
        plan_reduction,
        start_proposal,
    )
    from preceptor.relieve.compliance.commands.signing import Signed, certify
    from preceptor.relieve.compliance.queries.briefs import (
        ApprovalBrief,
        Begun,
        DueBrief,
        PairBrief,
        approvals_of,
        begun,
        best_pairs,
        due_at,
    )
    from preceptor.relieve.compliance.queries.workbench import look_backs_due

# Loaded when asked for: planning from files must not wait for Django and a database.
_LATER = {
    "ApprovalBrief": "queries.briefs",
    "Begun": "queries.briefs",
    "CatalogueOutcome": "commands.loading",
    "DueBrief": "queries.briefs",
    "PairBrief": "queries.briefs",
    "Reasons": "commands.gate",
    "Signed": "commands.signing",
    "adopt_proposal": "commands.adopting",
    "answer_proposal": "commands.proposing",
    "approvals_of": "queries.briefs",
    "ask_for_item": "commands.gate",
    "begun": "queries.briefs",
    "best_pairs": "queries.briefs",
    "certify": "commands.signing",
    "close_cycle": "commands.cycles",
    "due_at": "queries.briefs",
    "find_overlaps": "commands.overlapping",
    "finish_cycle": "commands.cycles",
    "keep_burden": "commands.burden",
    "keep_overlaps": "commands.overlapping",
    "keep_reduction": "commands.proposing",
    "label_pair": "commands.overlapping",
    "load_catalogue": "commands.loading",
    "look_back": "commands.looking_back",
    "look_backs_due": "queries.workbench",
    "make_obligations": "commands.cycles",
    "measure_burden": "commands.burden",
    "plan_reduction": "commands.proposing",
    "search_overlaps": "commands.overlapping",
    "start_cycle": "commands.cycles",
    "start_proposal": "commands.proposing",
}

__all__ = [
    "ApprovalBrief",
    "Begun",
    "CatalogueOutcome",
    "DueBrief",
    "ItemValues",
    "PairBrief",
    "Reasons",
    "Signed",
    "adopt_proposal",
    "answer_proposal",
    "approvals_of",
    "ask_for_item",
    "begun",
    "best_pairs",
    "certify",
    "close_cycle",
    "consolidation_from_files",
    "due_at",
    "find_overlaps",
    "finish_cycle",
    "keep_burden",
    "keep_overlaps",
    "keep_reduction",
    "label_pair",
    "load_catalogue",
    "look_back",
    "look_backs_due",
    "make_obligations",
    "measure_burden",
    "overlaps_from_file",
    "plan_reduction",
    "search_overlaps",
    "start_cycle",
    "start_proposal",
]


def __getattr__(name: str) -> Any:
    """Load what needs Django and the database the first time it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__package__}.{_LATER[name]}"), name)

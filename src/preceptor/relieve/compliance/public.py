"""What other contexts, the commands and the demonstration may use of compliance."""

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
from preceptor.relieve.compliance.plans.files import consolidation_from_files, overlaps_from_file
from preceptor.relieve.compliance.plans.tables import BadPlanFile
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
from preceptor.relieve.compliance.rules.items import ItemValues

__all__ = [
    "ApprovalBrief",
    "BadPlanFile",
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

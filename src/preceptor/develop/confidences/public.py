"""What other contexts may use of confidences, and what its own tasks call."""

from preceptor.develop.confidences.commands.conflicts import agree_way, tell_conflict
from preceptor.develop.confidences.commands.destroying import end_notes
from preceptor.develop.confidences.commands.disclosing import tell_pair
from preceptor.develop.confidences.commands.notes import release_note, write_note
from preceptor.develop.confidences.commands.portfolio import (
    Written,
    end_portfolio,
    release_reflection,
    write_reflection,
)
from preceptor.develop.confidences.commands.signing import Read, sign_agreement, sign_text
from preceptor.develop.confidences.queries.disclosures import untold_disclosures
from preceptor.develop.confidences.queries.ending import due_circles
from preceptor.develop.confidences.queries.gate import SignFirst, log_gate
from preceptor.develop.confidences.queries.papers import paper_of_agreement, paper_of_text
from preceptor.develop.confidences.queries.portfolio import due_portfolios
from preceptor.develop.confidences.queries.signing import agreement_names, personal_names

__all__ = [
    "Read",
    "SignFirst",
    "Written",
    "agree_way",
    "agreement_names",
    "due_circles",
    "due_portfolios",
    "end_notes",
    "end_portfolio",
    "log_gate",
    "paper_of_agreement",
    "paper_of_text",
    "personal_names",
    "release_note",
    "release_reflection",
    "sign_agreement",
    "sign_text",
    "tell_conflict",
    "tell_pair",
    "untold_disclosures",
    "write_note",
    "write_reflection",
]

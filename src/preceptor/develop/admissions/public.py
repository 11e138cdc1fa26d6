"""What other contexts may use of admissions, and what its own start-up and tasks call."""

from preceptor.develop.admissions.commands.asking import ask_endorser
from preceptor.develop.admissions.commands.deciding import Choice, decide
from preceptor.develop.admissions.commands.drafting import (
    Typed,
    save_answers,
    start_application,
    withdraw_application,
)
from preceptor.develop.admissions.commands.endorsing import Answer, answer_endorsement
from preceptor.develop.admissions.commands.papers import attach_received, sign_text
from preceptor.develop.admissions.commands.reminding import endorsers_to_remind, remind_endorser
from preceptor.develop.admissions.commands.reviewing import Reading, assign_reviewers, finish_review
from preceptor.develop.admissions.commands.submitting import submit_application
from preceptor.develop.admissions.commands.telling import send_letters
from preceptor.develop.admissions.queries.accepted import Accepted, accepted, accepted_cycles
from preceptor.develop.admissions.queries.access import may_read_application, may_see_endorsement
from preceptor.develop.admissions.queries.board import decision_board_page, letters_page
from preceptor.develop.admissions.queries.endorsing import LINK_PURPOSE
from preceptor.develop.admissions.queries.facts import facts_of, program_facts, register_facts
from preceptor.develop.admissions.queries.mine import application_detail_page
from preceptor.develop.admissions.queries.reviewing import review_list_page

__all__ = [
    "LINK_PURPOSE",
    "Accepted",
    "Answer",
    "Choice",
    "Reading",
    "Typed",
    "accepted",
    "accepted_cycles",
    "answer_endorsement",
    "application_detail_page",
    "ask_endorser",
    "assign_reviewers",
    "attach_received",
    "decide",
    "decision_board_page",
    "endorsers_to_remind",
    "facts_of",
    "finish_review",
    "letters_page",
    "may_read_application",
    "may_see_endorsement",
    "program_facts",
    "register_facts",
    "remind_endorser",
    "review_list_page",
    "save_answers",
    "send_letters",
    "sign_text",
    "start_application",
    "submit_application",
    "withdraw_application",
]

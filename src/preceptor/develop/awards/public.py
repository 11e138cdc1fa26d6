"""What other contexts may use of awards; judging a credential loads neither Django nor a database."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from preceptor.develop.awards.rules.contexts import GATHERED, ContextsMissing
from preceptor.develop.awards.rules.contexts import checked as checked_contexts
from preceptor.develop.awards.rules.files import BadFile, judge_path

if TYPE_CHECKING:
    from preceptor.develop.awards.commands.changing import correct_certificate, renew_certificate, revoke_certificate
    from preceptor.develop.awards.commands.credit import ask_for_credit, record_credit
    from preceptor.develop.awards.commands.importing import import_holders
    from preceptor.develop.awards.commands.issuing import issue_approved
    from preceptor.develop.awards.commands.keys import rotate_issuer_key
    from preceptor.develop.awards.commands.proposing import ISSUE, approve_certificates, propose_earned, propose_one
    from preceptor.develop.awards.commands.referring import answer_reference, ask_reference
    from preceptor.develop.awards.commands.reminding import remind_holder
    from preceptor.develop.awards.queries.board import award_board_page
    from preceptor.develop.awards.queries.expiring import reminders_due
    from preceptor.develop.awards.queries.holding import holders
    from preceptor.develop.awards.queries.mine import certificate_count

# Loaded when asked for: judging a file must not wait for Django and a database.
_LATER = {
    "ISSUE": "commands.proposing",
    "approve_certificates": "commands.proposing",
    "ask_for_credit": "commands.credit",
    "award_board_page": "queries.board",
    "certificate_count": "queries.mine",
    "correct_certificate": "commands.changing",
    "holders": "queries.holding",
    "import_holders": "commands.importing",
    "issue_approved": "commands.issuing",
    "propose_earned": "commands.proposing",
    "propose_one": "commands.proposing",
    "record_credit": "commands.credit",
    "remind_holder": "commands.reminding",
    "reminders_due": "queries.expiring",
    "renew_certificate": "commands.changing",
    "ask_reference": "commands.referring",
    "answer_reference": "commands.referring",
    "revoke_certificate": "commands.changing",
    "rotate_issuer_key": "commands.keys",
}

__all__ = [
    "GATHERED",
    "ISSUE",
    "BadFile",
    "ContextsMissing",
    "answer_reference",
    "approve_certificates",
    "ask_for_credit",
    "ask_reference",
    "award_board_page",
    "certificate_count",
    "checked_contexts",
    "correct_certificate",
    "holders",
    "import_holders",
    "issue_approved",
    "judge_path",
    "propose_earned",
    "propose_one",
    "record_credit",
    "remind_holder",
    "reminders_due",
    "renew_certificate",
    "revoke_certificate",
    "rotate_issuer_key",
]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded when asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"preceptor.develop.awards.{_LATER[name]}"), name)

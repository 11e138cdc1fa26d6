"""What other contexts may use of the audit trail: who acts, whether they may, writing down what happened, seals."""

from preceptor.foundation.audit.actor import SYSTEM, Actor
from preceptor.foundation.audit.commands import record, record_view, together
from preceptor.foundation.audit.permission import NotPermitted, Policy, caller, may, require, set_policy
from preceptor.foundation.audit.queries.seals import SealState, check_seal, seal
from preceptor.foundation.audit.rules import canonical

__all__ = [
    "SYSTEM",
    "Actor",
    "NotPermitted",
    "Policy",
    "SealState",
    "caller",
    "canonical",
    "check_seal",
    "may",
    "record",
    "record_view",
    "require",
    "seal",
    "set_policy",
    "together",
]

"""Why compliance declines to do something."""

from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.queries.missing import ComplianceMissing, missing

__all__ = ["ComplianceMissing", "CycleRefused", "ItemRefused", "ProposalRefused", "SigningRefused", "missing"]


class ItemRefused(Refusal):
    """The catalogue cannot take it."""

    status = 422


class CycleRefused(Refusal):
    """The yearly cycle cannot do it now."""


class SigningRefused(Refusal):
    """It cannot be signed, or not by this person, or not now."""


class ProposalRefused(Refusal):
    """The workbench cannot do it now."""

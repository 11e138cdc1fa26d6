"""Which academic credit a program gives for a certificate, and what is owed for it."""

from dataclasses import dataclass
from decimal import Decimal

from preceptor.develop.programs.public import cycle, in_force


@dataclass(frozen=True)
class CreditTerms:
    """Credits on the strength of an award, and the fee."""

    title: str
    credits: Decimal
    fee: Decimal | None
    currency: str
    says: str
    fee_says: str


def credit_terms(cycle_id: int, award: str) -> CreditTerms | None:
    """The credit that builds on an award; the fee is what the same role owes by its own choice."""
    definition = cycle(cycle_id).definition
    found = next((each for each in definition.awards.values() if each.kind == "credit" and award in each.awards), None)
    if found is None or found.credits is None:
        return None
    owed = [each for each in in_force(definition, definition.pay.values()) if each.owed_by == found.to]
    fee = next((each for each in owed if each.optional and each.formula == "fixed"), None)
    return CreditTerms(
        title=found.title,
        credits=found.credits,
        fee=fee.amount if fee else None,
        currency=fee.currency if fee else "USD",
        says=found.says,
        fee_says=fee.says if fee else "",
    )

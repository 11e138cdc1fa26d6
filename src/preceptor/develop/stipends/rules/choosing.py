"""Whether a formula that the office types can be used."""

from decimal import Decimal

from preceptor.develop.stipends.rules.values import FORMULAS, Terms

MOST = Decimal("999999.99")


def faults(terms: Terms, reason: str) -> list[tuple[str, str]]:
    """What is wrong with a choice, as pairs of field and fault; empty when it can be used."""
    wrong = []
    if terms.formula not in FORMULAS:
        wrong.append(("formula", "unknown"))
    if terms.formula == "by_partners" and not _tiers_rise(terms.tiers):
        wrong.append(("tiers", "order"))
    if terms.formula != "by_partners" and not 0 < terms.amount <= MOST:
        wrong.append(("amount", "missing"))
    if not 0 <= terms.later_percent <= 100:
        wrong.append(("later_percent", "range"))
    if terms.at_most is not None and terms.formula == "flat" and terms.amount > terms.at_most:
        wrong.append(("amount", "over"))
    if not reason.strip():
        wrong.append(("reason", "missing"))
    return wrong


def _tiers_rise(tiers: tuple[tuple[int, Decimal], ...]) -> bool:
    """At least one tier; more partners never give less."""
    amounts = [amount for _number, amount in sorted(tiers)]
    return bool(amounts) and amounts == sorted(amounts) and amounts[0] > 0

"""What a cycle pays, for which periods, and by which formula: the definition's own, or the one the office chose."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Calendar, Period, calendar_of, periods
from preceptor.develop.programs.public import CycleBrief, Payment, in_force
from preceptor.develop.stipends.models import FormulaChoice
from preceptor.develop.stipends.rules.values import Terms
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import Refusal, remembered

DAY = timedelta(days=1)
OPEN = "office_chooses"
FROM_DEFINITION = {"fixed": "flat", "per_partner": "per_partner", "by_partners": "by_partners", "per_hour": "per_hour"}


class PayUnknown(Refusal):
    """There is no such payment or period."""

    status = 404


@dataclass(frozen=True)
class PayPeriod:
    """A period of a payment: what the calendar calls it, the days that fall to it, and its first day in the program."""

    period: Period
    until: date
    begins: date

    @property
    def key(self) -> str:
        """What tells it apart for good."""
        return self.period.key

    def holds(self, day: date) -> bool:
        """Whether a day falls to this period; days between two semesters belong to the one before."""
        return self.period.first <= day <= self.until


def paid_here(brief: CycleBrief) -> dict[str, Payment]:
    """The payments in force that give money to a role of the cycle."""
    mine = {name: each for name, each in brief.definition.pay.items() if each.to and each.unit == "money"}
    return {name: each for name, each in mine.items() if in_force(brief.definition, [each]) and not each.optional}


def pay_periods(brief: CycleBrief, payment: Payment, calendar: Calendar | None = None) -> tuple[PayPeriod, ...]:
    """Every period of a payment, in order; what comes after the last one belongs to it."""
    calendar = calendar or calendar_of(brief)
    found = periods(calendar, payment.per)
    ends = [each.first - DAY for each in found[1:]] + [date.max]
    return tuple(PayPeriod(each, end, max(each.first, calendar.first)) for each, end in zip(found, ends, strict=True))


def begun_periods(brief: CycleBrief, now: datetime) -> dict[str, list[str]]:
    """The periods of each payment that have begun, by the payment's name, in order."""
    on = today(now)
    found = {
        name: [each.key for each in pay_periods(brief, payment) if each.begins <= on]
        for name, payment in paid_here(brief).items()
    }
    return {name: keys for name, keys in found.items() if keys}


def asked_for(brief: CycleBrief, name: str, key: str) -> tuple[Payment, PayPeriod]:
    """A payment and its period by name; unknown when the program pays none such."""
    payment = paid_here(brief).get(name)
    found = [each for each in pay_periods(brief, payment) if each.key == key] if payment else []
    if payment is None or not found:
        raise no_pay()
    return payment, found[0]


def no_pay() -> PayUnknown:
    """The same answer for pay that is not there and pay that is not theirs."""
    return PayUnknown("unknown-pay", _("There is no such payment for you."), remedy=_("Open it from your list again."))


def choices_of(cycle_ids: list[int]) -> dict[tuple[int, str, str], FormulaChoice]:
    """The choice in force for each payment and period: the last one made."""
    rows = FormulaChoice.objects.filter(cycle_id__in=cycle_ids).select_related("chosen_by").order_by("number")
    return remembered(
        ("stipends.choices", *sorted(cycle_ids)),
        lambda: {(row.cycle_id, row.payment, row.period): row for row in rows},
    )


def terms_in_force(payment: Payment, choice: FormulaChoice | None) -> Terms | None:
    """The terms of a payment; None as long as the formula is the office's to choose and it has not."""
    if payment.formula != OPEN:
        return Terms(
            formula=FROM_DEFINITION[payment.formula],  # type: ignore[arg-type]  # words of the same set
            amount=payment.amount or Decimal(0),
            later_percent=payment.later_percent,
            tiers=tuple((each.partners, each.amount) for each in payment.tiers),
            by_days=payment.prorated_by == "days",
            log_share=payment.missing_log == "loses_share",
            at_most=payment.at_most,
            needs_logs=bool(payment.needs_logs),
        )
    if choice is None:
        return None
    return Terms(
        formula=choice.formula,  # type: ignore[arg-type]  # the table knows the same words
        amount=choice.amount,
        later_percent=choice.later_percent,
        tiers=tuple((int(number), Decimal(amount)) for number, amount in choice.tiers),
        by_days=choice.by_days,
        log_share=choice.log_share,
        at_most=payment.at_most,
        needs_logs=bool(payment.needs_logs),
    )


def terms_as_data(terms: Terms) -> dict[str, Any]:
    """Terms as a run keeps them."""
    return {
        "formula": terms.formula,
        "amount": str(terms.amount),
        "at_most": None if terms.at_most is None else str(terms.at_most),
        "later_percent": terms.later_percent,
        "tiers": [[number, str(amount)] for number, amount in terms.tiers],
        "by_days": terms.by_days,
        "needs_logs": terms.needs_logs,
        "log_share": terms.log_share,
    }


def terms_from_data(kept: dict[str, Any]) -> Terms:
    """Terms as they were when a run was begun."""
    most = kept["at_most"]
    tiers = tuple((int(number), Decimal(amount)) for number, amount in kept["tiers"])
    figures = {"amount": Decimal(kept["amount"]), "at_most": None if most is None else Decimal(most), "tiers": tiers}
    return Terms(**{**kept, **figures})

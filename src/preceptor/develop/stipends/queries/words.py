"""Sentences for people: each step of the arithmetic, problems, formulas, states."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.stipends.models import PaymentRun
from preceptor.develop.stipends.rules.values import Terms
from preceptor.foundation.look.public import minutes as minutes_words
from preceptor.foundation.look.public import money, period

Badge = tuple[str, str]
State = PaymentRun.State


@dataclass(frozen=True)
class Said:
    """One step or problem in words, with the sum so far where there is one."""

    sentence: str
    result: Decimal | None = None
    holds: bool = False


def step_words(step: Mapping[str, Any]) -> Said:
    """One step of the arithmetic: the sentence with its figures, and the sum so far."""
    facts = step["facts"]
    say = _SAYS[step["code"]]
    return Said(say(facts), Decimal(step["result"]))


def _days(facts: Mapping[str, Any]) -> str:
    said = ngettext(
        "With one partner on %(days)s of %(length)s days: %(full)s × %(days)s ÷ %(length)s = %(part)s.",
        "With %(partners)s partners at once on %(days)s of %(length)s days: "
        "%(full)s × %(days)s ÷ %(length)s = %(part)s.",
        int(facts["partners"]),
    )
    return said % {**facts, "full": money(facts["full"]), "part": money(facts["part"])}


def _per_partner(facts: Mapping[str, Any]) -> str:
    later = int(facts["partners"]) - 1
    if not later:
        return _("One partner: %(amount)s.") % {"amount": money(facts["amount"])}
    return _("%(partners)s partners: %(amount)s for the first, %(later)s percent of it for each of %(more)s more.") % {
        "partners": facts["partners"],
        "amount": money(facts["amount"]),
        "later": facts["later"],
        "more": later,
    }


_SAYS: dict[str, Any] = {
    "nobody": lambda _facts: _("No partner on any day of this period."),
    "whole_flat": lambda facts: (
        _("One amount for the period, whatever the number of partners: %(amount)s.")
        % {"amount": money(facts["amount"])}
    ),
    "whole_per_partner": _per_partner,
    "whole_by_partners": lambda facts: (
        ngettext("The amount for one partner.", "The amount for %(n)s partners together.", int(facts["partners"]))
        % {"n": facts["partners"]}
    ),
    "days": _days,
    "minutes": lambda facts: (
        _("%(listed)s are listed; %(minutes)s of them count: each minute once, in accepted logs, not paid elsewhere.")
        % {"listed": minutes_words(int(facts["listed"])), "minutes": minutes_words(int(facts["minutes"]))}
    ),
    "hours": lambda facts: (
        _("%(minutes)s × %(rate)s an hour.")
        % {"minutes": minutes_words(int(facts["minutes"])), "rate": money(facts["rate"])}
    ),
    "logs": lambda facts: (
        _("%(accepted)s of %(logs)s logs are accepted: %(base)s × %(accepted)s ÷ %(logs)s.")
        % {**facts, "base": money(facts["base"])}
    ),
    "at_most": lambda facts: (
        _("%(was)s is more than the program allows: %(most)s at most.")
        % {"was": money(facts["was"]), "most": money(facts["most"])}
    ),
    "paid_before": lambda facts: (
        _("%(owed)s less %(paid)s that payroll has already.")
        % {"owed": money(facts["owed"]), "paid": money(facts["paid"])}
    ),
    "held": lambda _facts: _("Nothing is paid until what stands beside it is put right."),
    "by_hand": lambda facts: (
        _("The office has set the sum of the period by hand: %(owed)s.") % {"owed": money(facts["owed"])}
    ),
}


def problem_words(problem: Mapping[str, Any]) -> Said:
    """What speaks against paying, in a sentence."""
    facts = problem["facts"]
    said = {
        "log_open": _("The log of %(period)s is not handed in."),
        "log_submitted": _("The log of %(period)s waits for the office to accept it."),
        "log_returned": _("The log of %(period)s was returned with a question."),
        "position_closed": _("No position in the district today: payroll cannot pay without one."),
        "released": _("No position in the district today; paid all the same: %(reason)s"),
        "no_number": _("No employee number, so payroll cannot tell who is paid."),
        "duty_short": _("Not met in %(period)s: %(duty)s."),
        "paid_elsewhere": _("%(time)s of this time have been paid by another payment."),
        "condition": _("A person has to judge whether this applies: %(says)s"),
        "corrected_by_hand": _("The office has corrected this by hand before; it is not worked out again."),
    }[problem["code"]]
    time = minutes_words(int(facts.get("minutes", 0)))
    when = period(str(facts.get("period", "")))
    return Said(said % {**facts, "time": time, "period": when}, None, bool(problem["holds"]))


def formula_words(terms: Terms) -> tuple[str, ...]:
    """A formula in sentences."""
    said = {
        "flat": _("%(amount)s for the period, whatever the number of partners."),
        "per_partner": _("%(amount)s for the first partner, %(later)s percent of it for each further one."),
        "by_partners": _("By the number of partners: %(tiers)s."),
        "per_hour": _("%(amount)s for each hour in accepted logs."),
    }[terms.formula]
    tiers = ", ".join(f"{number}: {money(amount)}" for number, amount in terms.tiers)
    lines = [said % {"amount": money(terms.amount), "later": terms.later_percent, "tiers": tiers}]
    if terms.at_most is not None:
        lines.append(_("Never more than %(most)s.") % {"most": money(terms.at_most)})
    if terms.by_days and terms.formula != "per_hour":
        lines.append(_("A part of the period counts by its days."))
    if terms.needs_logs:
        lines.append(
            _("Each log carries an equal part; the part of a missing one is not paid.")
            if terms.log_share
            else _("Nothing is paid until every log of the period is accepted.")
        )
    return tuple(lines)


def run_badge(state: str) -> Badge:
    """Shape and word of a run's state."""
    return {
        State.WORKING: ("now", _("Being worked out")),
        State.COMPUTED: ("waiting", _("To be approved")),
        State.APPROVED: ("now", _("Approved, not yet with payroll")),
        State.EXPORTED: ("done", _("With payroll")),
        State.DISCARDED: ("draft", _("Discarded")),
    }[State(state)]

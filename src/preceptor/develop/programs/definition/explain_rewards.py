"""Money, awards, how programs end, and groups, told in plain sentences."""

from __future__ import annotations

from decimal import Decimal

from .cohorts import Cohort, Session
from .phrases import (
    Translate,
    say_day,
    say_figure,
    say_length,
    say_list,
    say_modes,
    say_money,
    say_per,
    say_range,
    say_time,
)
from .program import Definition
from .rewards import Award, Completion, Payment

WHOLE_PERCENT = 100


def pay_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every payment: who gets or owes it, how much, on which conditions."""
    return [
        " ".join([*_sides(payment, definition, _), *_amounts(payment, _), *_conditions(payment, definition, _)])
        for payment in definition.pay.values()
    ]


def _sides(payment: Payment, definition: Definition, _: Translate) -> list[str]:
    """Who gets or owes it, in the definition's own sentence."""
    role = definition.roles[payment.to or payment.owed_by or ""].title
    side = _("{title}, for: {role}.") if payment.to else _("{title}, owed by: {role}.")
    return [side.format(title=payment.title, role=role), payment.says]


def _amounts(payment: Payment, _: Translate) -> list[str]:
    """The figures and the formula."""
    per, lines = say_per(payment.per, _), []
    if payment.amount is not None:
        lines.append(_("Amount: {amount} {per}.").format(amount=_said(payment, payment.amount, _), per=per))
    if payment.at_most is not None:
        lines.append(_("Never more than {amount} {per}.").format(amount=_said(payment, payment.at_most, _), per=per))
    for tier in payment.tiers:
        amount = _said(payment, tier.amount, _)
        lines.append(_("With {n} partners: {amount} {per}.").format(n=tier.partners, amount=amount, per=per))
    formulas = {
        "office_chooses": _("Nothing is computed until the office has chosen a formula."),
        "per_hour": _("Counted by the hour."),
        "per_partner": _("Counted for each partner."),
        "by_partners": _("Counted for the whole set of partners."),
    }
    if payment.formula in formulas:
        lines.append(formulas[payment.formula])
    if payment.formula == "per_partner" and payment.later_percent < WHOLE_PERCENT:
        lines.append(_("Each partner after the first: {n} percent of it.").format(n=payment.later_percent))
    return lines


def _said(payment: Payment, amount: Decimal, _: Translate) -> str:
    """Money, or hours of released time."""
    if payment.unit == "released_hours":
        return _("{n} released hours").format(n=say_figure(amount))
    return say_money(amount, payment.currency)


def _conditions(payment: Payment, definition: Definition, _: Translate) -> list[str]:
    """From when, on what conditions, by when."""
    lines = []
    if payment.first_period:
        lines.append(_("First for: {period}.").format(period=payment.first_period))
    needed = [definition.logs[name].title for name in payment.needs_logs]
    needed += [definition.duties[name].title for name in payment.needs_duties]
    if needed:
        lines.append(_("Only when met: {needed}.").format(needed=say_list(needed, _)))
    if payment.activities:
        kinds = [definition.activities[name].title for name in payment.activities]
        lines.append(_("The hours of: {kinds}.").format(kinds=say_list(kinds, _)))
    if payment.needs_logs and payment.missing_log == "loses_share":
        lines.append(_("Each log carries an equal part; the part of a missing one is not paid."))
    if payment.prorated_by == "days":
        lines.append(_("A part of a period counts by its days."))
    if payment.due:
        lines.append(_("Due with “{date}”.").format(date=definition.timeline[payment.due].title))
    if payment.optional:
        lines.append(_("Only for those who choose it."))
    return lines


def award_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every award: for what, how long valid, how renewed."""
    return [_award(award, definition, _) for award in definition.awards.values()]


def _award(award: Award, definition: Definition, _: Translate) -> str:
    """One award."""
    needed = [definition.duties[name].title for name in award.duties]
    needed += [definition.awards[name].title for name in award.awards]
    role = definition.roles[award.to].title
    parts = [
        _("{title}, for: {role}.").format(title=award.title, role=role),
        award.says,
        _("Given when all is met: {needed}.").format(needed=say_list(needed, _)),
    ]
    if titles := say_list(definition.certifying(award).values(), _):
        parts.append(
            _("It is given only where the official text of its owner is loaded: {titles}.").format(titles=titles)
        )
    if award.hours is not None:
        parts.append(_("It credits {n} hours.").format(n=say_figure(award.hours)))
    if award.credits is not None:
        parts.append(_("It gives {n} academic credits.").format(n=say_figure(award.credits)))
    if award.valid_years is not None:
        parts.append(_("It is valid for {length}.").format(length=say_length(award.valid_years, "year", _)))
    if award.renewal:
        duties = say_list((definition.duties[name].title for name in award.renewal.duties), _)
        length = say_length(award.renewal.valid_years, "year", _)
        parts.append(award.renewal.says)
        parts.append(_("Renewed for {length} by: {duties}.").format(length=length, duties=duties))
    return " ".join(parts)


def completion_sentences(definition: Definition, _: Translate) -> list[str]:
    """How each person's program ends."""
    return [line for end in definition.completion.values() for line in _completion(end, definition, _)]


def _completion(end: Completion, definition: Definition, _: Translate) -> list[str]:
    """Who judges, what may come out, early end, extension and lapse."""
    titles = say_list((f"“{outcome.title}”" for outcome in end.outcomes.values()), _)
    lines = [end.says, _("{who} decides. Possible ends: {titles}.").format(who=end.judged_by, titles=titles)]
    lines += [f"{outcome.title}: {outcome.says}" for outcome in end.outcomes.values()]
    if years := say_range(end.years.at_least, end.years.at_most, _):
        lines.append(_("Years: {range}.").format(range=years))
    if end.early:
        lines.append(end.early)
    if end.extension_years:
        length = say_length(end.extension_years, "year", _)
        lines.append(_("It can be extended by {length}.").format(length=length))
    if end.lapses:
        lines.append(_("It lapses with “{date}”.").format(date=definition.timeline[end.lapses].title))
    return lines


def cohort_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every group with its sessions."""
    return [line for cohort in definition.cohorts.values() for line in _cohort(cohort, definition, _)]


def _cohort(cohort: Cohort, definition: Definition, _: Translate) -> list[str]:
    """Who meets, how many, where, when."""
    parts = [_("{title}: {mode}.").format(title=cohort.title, mode=say_modes(cohort.modes, _))]
    if cohort.leader:
        parts.append(_("Led by: {role}.").format(role=definition.roles[cohort.leader].title))
    if size := say_range(cohort.size.at_least, cohort.size.at_most, _):
        parts.append(_("Members: {range}.").format(range=size))
    if cohort.waitlist:
        parts.append(_("Whoever comes when it is full waits for a place."))
    if cohort.place:
        parts.append(_("Place: {place}.").format(place=cohort.place))
    parts += _attending(cohort, _)
    if cohort.modules:
        parts.append(_("Taught: {modules}.").format(modules="; ".join(cohort.modules.values())))
    if cohort.says:
        parts.append(cohort.says)
    return [" ".join(parts), *(_session(session, _) for session in cohort.sessions.values())]


def _attending(cohort: Cohort, _: Translate) -> list[str]:
    """Moving on line, how much of a session counts, and whether a missed one can be made up."""
    parts = []
    if cohort.may_turn_virtual:
        parts.append(_("Sessions can move on line and keep every calendar entry."))
    if cohort.attended_percent < WHOLE_PERCENT:
        parts.append(_("A session counts when {n} percent of it were attended.").format(n=cohort.attended_percent))
    if not cohort.make_ups:
        parts.append(_("A missed session cannot be made up."))
    return parts


def _session(session: Session, _: Translate) -> str:
    """One sitting."""
    if session.day is None:
        return _("{title}: on a day that each cycle sets.").format(title=session.title)
    day = say_day(session.day, _)
    if session.starts and session.ends:
        hours = _("{day}, {starts} to {ends}").format(
            day=day, starts=say_time(session.starts, _), ends=say_time(session.ends, _)
        )
        return f"{session.title}: {hours}."
    return f"{session.title}: {day}."

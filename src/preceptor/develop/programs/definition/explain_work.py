"""Pairs, duties and logs, told in plain sentences."""

from __future__ import annotations

from .duties import Due, Duty, Limit
from .pairing import Block
from .phrases import Translate, say_length, say_list, say_measure, say_per, say_when
from .program import Definition


def pairing_sentences(definition: Definition, _: Translate) -> list[str]:
    """Who makes the pairs, by which wishes, and which pairs are never made."""
    pairing = definition.pairing
    if pairing is None:
        return []
    sides = [definition.roles[name].title for name in (pairing.mentor, pairing.mentee, *pairing.also)]
    makers = {
        "matching": _("found by the matching and adopted by the coordinator"),
        "choice_of_mentor": _("chosen by: {role}").format(role=sides[0]),
        "choice_of_mentee": _("chosen by: {role}").format(role=sides[1]),
        "office": _("made by the program office"),
    }
    lines = [_("Together: {roles}; {maker}.").format(roles=say_list(sides, _), maker=makers[pairing.made_by])]
    if pairing.due:
        lines.append(_("Pairs stand by “{date}”.").format(date=definition.timeline[pairing.due].title))
    lines += [_("{says} (weight {weight})").format(says=w.says, weight=w.weight) for w in pairing.preferences.values()]
    if pairing.hard_blocks:
        lines.append(_("Never paired: {never}.").format(never=_never(pairing.hard_blocks, _)))
    return lines + [each.says for each in (pairing.continuation, pairing.change) if each]


def _never(blocks: tuple[Block, ...], _: Translate) -> str:
    """The partners that nobody is ever given."""
    words = {
        "own_supervisor": _("one's own supervisor"),
        "reporting_line": _("anyone in one's reporting line"),
        "evaluator": _("one's evaluator"),
        "same_school": _("someone of the same school"),
        "declared_conflict": _("someone with whom a conflict is declared"),
        "failed_pair": _("a partner with whom it did not work before"),
        "same_district": _("someone of the same district"),
    }
    return say_list((words[block] for block in blocks), _)


def duty_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every duty."""
    return [line for duty in definition.duties.values() for line in _duty(duty, definition, _)]


def _duty(duty: Duty, definition: Definition, _: Translate) -> list[str]:
    """Who owes what, how much, over which period, by when."""
    roles = definition.roles
    whom = roles[duty.who].title
    if duty.for_each:
        whom = _("{role}, for each {partner}").format(role=whom, partner=roles[duty.for_each].title)
    limits = "; ".join(_limit(limit, duty, definition, _) for limit in duty.limits)
    counted = say_list((definition.activities[name].title for name in duty.activities), _)
    parts = [f"{duty.title} ({whom}): {limits}.", _("What counts: {counted}.").format(counted=counted)]
    shared = [
        definition.activities[name].title for name in duty.activities if definition.activities[name].counts_elsewhere
    ]
    if shared:
        parts.append(
            _("Hours may count in another program too, where that one allows it as well: {kinds}.").format(
                kinds=say_list(shared, _)
            )
        )
    parts += [share.says for share in duty.shares]
    parts += [_spread(spread.over, spread.at_least, _) for spread in duty.spread]
    parts += [_("Due: {due}.").format(due=_due(due, definition, _)) for due in duty.due]
    if duty.comes_first:
        parts.append(_("It comes before anything else counts."))
    if duty.condition_says:
        parts.append(_("Only for: {who}").format(who=duty.condition_says))
    return [" ".join(parts)]


def _limit(limit: Limit, duty: Duty, definition: Definition, _: Translate) -> str:
    """One limit with its period and its reading."""
    said = []
    if limit.at_least is not None:
        said.append(_("at least {amount}").format(amount=say_measure(limit.at_least, duty.measure, _)))
    if limit.at_most is not None:
        said.append(_("at most {amount}").format(amount=say_measure(limit.at_most, duty.measure, _)))
    phrase = f"{say_list(said, _)} {say_per(limit.per or duty.per, _)}"
    return phrase + _reading(limit.reading, definition, _)


def _reading(reading: str | None, definition: Definition, _: Translate) -> str:
    """Under which reading of an open figure something holds."""
    if reading is None:
        return ""
    figure, choice = reading.split(".")
    used = definition.open[figure].used == choice
    return f" ({_('the reading in use')})" if used else f" ({_('another reading')})"


def _spread(over: str, at_least: int, _: Translate) -> str:
    """Over how many different months, people, schools."""
    words = {
        "days": _("days"),
        "weeks": _("weeks"),
        "months": _("months"),
        "semesters": _("semesters"),
        "people": _("people"),
        "schools": _("schools"),
        "topics": _("topics"),
    }
    return _("Spread over {n} different {what} at least.").format(n=at_least, what=words[over])


def _due(due: Due, definition: Definition, _: Translate) -> str:
    """When something is due."""
    periodic = {
        "end of each week": _("at the end of each week"),
        "end of each month": _("at the end of each month"),
        "end of each semester": _("at the end of each semester"),
        "end of each year": _("at the end of each year"),
        "end of the program": _("at the end of the program"),
        "set by the office": _("on dates that the office sets"),
    }
    titles = {name: entry.title for name, entry in definition.timeline.items()}
    said = f"“{titles[due.when]}”" if due.when in titles else periodic.get(due.when) or say_when(due.when, titles, _)
    return said + _reading(due.reading, definition, _)


def log_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every log: who hands it in, when, what silence means."""
    lines = []
    for log in definition.logs.values():
        who = definition.roles[log.who].title
        due = "; ".join(_due(due, definition, _) for due in log.due)
        parts = [_("{title} ({role}), due {due}.").format(title=log.title, role=who, due=due)]
        if log.confirmed_by:
            confirmer = definition.roles[log.confirmed_by].title
            parts.append(_("Asked to confirm it: {role}.").format(role=confirmer))
        if log.agreed_after_days:
            length = say_length(log.agreed_after_days, "day", _)
            parts.append(_("After {length} silence counts as agreed.").format(length=length))
        lines.append(" ".join([*parts, log.says or ""]).rstrip())
    return lines

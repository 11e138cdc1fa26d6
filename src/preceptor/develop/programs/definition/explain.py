"""A definition in plain sentences, section by section."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .explain_admission import admission_sentences, text_sentences
from .explain_coursework import coursework_sentences
from .explain_rewards import award_sentences, cohort_sentences, completion_sentences, pay_sentences
from .explain_work import duty_sentences, log_sentences, pairing_sentences
from .people import Role
from .phrases import Translate, same, say_day, say_list, say_local, say_range, say_time, say_when
from .program import Definition
from .timeline import DateEntry


@dataclass(frozen=True)
class Section:
    """A heading and the sentences below it."""

    title: str
    sentences: tuple[str, ...]


def explain(definition: Definition, _: Translate = same) -> list[Section]:
    """Tell a whole program in plain sentences, in the language of `_`; empty sections are left out."""
    sections = [
        (_("The program"), _program(definition, _)),
        (_("Schools"), [definition.scope.says]),
        (_("Roles"), [line for role in definition.roles.values() for line in _role(role, definition, _)]),
        (_("Dates"), [_date(entry, definition, _) for entry in definition.timeline.values()]),
        *((_way_in(name, definition, _), admission_sentences(name, definition, _)) for name in definition.admission),
        (_("Texts to sign"), text_sentences(definition, _)),
        (_("Pairs"), pairing_sentences(definition, _)),
        (_("Duties"), duty_sentences(definition, _)),
        (_("Logs"), log_sentences(definition, _)),
        (_("Kinds of support"), _support(definition)),
        (_("Money"), pay_sentences(definition, _)),
        (_("Awards"), award_sentences(definition, _)),
        (_("How it ends"), completion_sentences(definition, _)),
        (_("Groups and sessions"), cohort_sentences(definition, _)),
        (_("Work that is judged"), coursework_sentences(definition, _)),
        (_("Reflection portfolio"), _portfolio(definition, _)),
        (_("Confidentiality"), _privacy(definition, _)),
        (_("Standards"), _frameworks(definition, _)),
        (_("What the source leaves open"), _open(definition, _)),
        (_("What is taken for granted"), _assumptions(definition, _)),
        (_("What people see to by hand"), _by_hand(definition, _)),
    ]
    return [Section(title, tuple(sentences)) for title, sentences in sections if sentences]


def _program(definition: Definition, _: Translate) -> list[str]:
    """What it is, who issues it, whom to ask."""
    lines = [_("{title}, issued by {issuer}.").format(title=definition.title, issuer=definition.issuer)]
    if definition.number:
        lines.append(_("Its number is {number}.").format(number=definition.number))
    if definition.issued:
        lines.append(_("It was issued on {day}.").format(day=say_day(definition.issued, _)))
    if definition.replaces:
        lines.append(_("It replaces {number}.").format(number=definition.replaces.number))
        lines += definition.replaces.changes
    lines.append(definition.purpose)
    lines += definition.goals
    if definition.audience:
        lines.append(_("It is addressed to: {audience}.").format(audience=say_list(definition.audience, _)))
    contact = definition.contact
    ways = [way for way in (contact.office, contact.email, contact.phone) if way]
    return [*lines, _("Questions go to {contact}.").format(contact=", ".join(ways))]


def _way_in(name: str, definition: Definition, _: Translate) -> str:
    """The heading of a way in."""
    role = definition.roles.get(name)
    return _("Becoming: {role}").format(role=role.title if role else name)


def _role(role: Role, definition: Definition, _: Translate) -> list[str]:
    """How a role is filled, for how long, with how many partners."""
    lines = [f"{_capital(role.title)}: {_filled(role, definition, _)}"]
    if role.years:
        lines.append(_("{role}: for {n} program years.").format(role=_capital(role.title), n=role.years))
    if role.while_places_last:
        lines.append(_("{role}: as long as there are places; others wait.").format(role=_capital(role.title)))
    for title, span in ((_("partners"), role.partners), (_("places"), role.places)):
        if said := say_range(span.at_least, span.at_most, _):
            lines.append(f"{_capital(role.title)}: {title}: {said}.")
    if role.wish_asked:
        lines.append(_("{role}: asked how many partners they wish for.").format(role=_capital(role.title)))
    if not role.has_account:
        lines.append(_("{role}: needs no account.").format(role=_capital(role.title)))
    if role.outside_district:
        lines.append(_("{role}: may come from other districts.").format(role=_capital(role.title)))
    return [*lines, *role.tasks.values()]


def _filled(role: Role, definition: Definition, _: Translate) -> str:
    """How a role is filled."""
    by = definition.roles[role.selected_by].title if role.selected_by else ""
    ways = {
        "application": _("people apply."),
        "records": _("found in the district's records. {says}").format(says=role.condition_says or ""),
        "selection": _("chosen by: {role}.").format(role=by),
        "invitation": _("invited by the program office."),
        "reporting_line": _("found in the reporting line."),
        "office": _("filled by the program office."),
    }
    return ways[role.filled]


def _date(entry: DateEntry, definition: Definition, _: Translate) -> str:
    """A date with its title."""
    titles = {name: date.title for name, date in definition.timeline.items()}
    when = say_when(entry.when, titles, _)
    if entry.time:
        when = _("{day} at {time}").format(day=when, time=say_time(entry.time, _))
    whole_day = isinstance(entry.when, dt.date) and not isinstance(entry.when, dt.datetime) and not entry.time
    if entry.kind == "deadline" and whole_day:
        when = _("{when}, to the last second").format(when=when)
    line = f"{entry.title}: {when}."
    if entry.not_before and entry.not_after:
        between = _("Between {first} and {last}.").format(
            first=say_local(entry.not_before, _), last=say_local(entry.not_after, _)
        )
        line = f"{line} {between}"
    return f"{line} {entry.says}" if entry.says else line


def _portfolio(definition: Definition, _: Translate) -> list[str]:
    """Who keeps a reflection portfolio."""
    kept = definition.portfolio
    if kept is None:
        return []
    roles = say_list((definition.roles[name].plural for name in kept.kept_by), _)
    lines = [_("A reflection portfolio is kept by: {roles}.").format(roles=roles), kept.says]
    if kept.framework:
        title = definition.frameworks[kept.framework].title
        lines.append(_("Reflections point at the competencies of: {title}.").format(title=title))
    return lines


def _support(definition: Definition) -> list[str]:
    """The kinds of support, each with the parts of a framework that it serves."""
    lines = []
    for task in definition.support_tasks.values():
        places = (each.split(".", 1) for each in task.framework)
        serves = "; ".join(definition.frameworks[frame].items[item] for frame, item in places)
        lines.append(f"{task.title} ({serves})." if serves else task.title)
    return lines


def _privacy(definition: Definition, _: Translate) -> list[str]:
    """Who sees what."""
    privacy = definition.privacy
    if privacy is None:
        return []
    lines = [privacy.says]
    if not privacy.evaluative:
        lines.append(_("Nothing here serves anyone's evaluation."))
    if not privacy.supervisor_sees:
        lines.append(_("Supervisors see nothing of it."))
    if definition.pairing is not None or privacy.notes_destroyed_after_days is not None:
        lines.append(_("Notes are destroyed {n} days after the program ends.").format(n=privacy.note_days))
    if definition.pairing is not None and privacy.notes_destroyed_after_days is None:
        lines.append(_("The definition names no day for that, so the usual one holds (notes_destroyed_after_days)."))
    return lines


def _frameworks(definition: Definition, _: Translate) -> list[str]:
    """The standards referred to."""
    lines = []
    for name, framework in definition.frameworks.items():
        title = f"{framework.title} ({framework.version})" if framework.version else framework.title
        lines.append(f"{title}: {'; '.join(framework.items.values())}." if framework.items else f"{title}.")
        pointing = [each.title for each in definition.activities.values() if each.framework == name]
        if pointing:
            lines.append(_("Entries can point at them: {kinds}.").format(kinds=say_list(pointing, _)))
    return lines


def _open(definition: Definition, _: Translate) -> list[str]:
    """Every open figure with all its readings, and the one in use."""
    lines = []
    for figure in definition.open.values():
        readings = " ".join(
            _("Reading {n}: {says}").format(n=place, says=reading.says)
            for place, reading in enumerate(figure.readings.values(), start=1)
        )
        used = _("Until the coordinator chooses, this holds: {says}").format(says=figure.readings[figure.used].says)
        lines.append(f"{figure.question} {figure.source_says} {readings} {used}")
    return lines


def _assumptions(definition: Definition, _: Translate) -> list[str]:
    """What was taken for granted, and why."""
    return [
        _("{says} (Assumption: {why})").format(says=each.says, why=each.why) for each in definition.assumptions.values()
    ]


def _by_hand(definition: Definition, _: Translate) -> list[str]:
    """Rules beyond the language."""
    return [
        _("{says} The engine cannot run this rule; {who} sees to it.").format(says=rule.says, who=rule.who)
        for rule in definition.by_hand.values()
    ]


def _capital(text: str) -> str:
    """A title at the beginning of a sentence."""
    return text[:1].upper() + text[1:]

"""Work that is judged, in plain sentences."""

from __future__ import annotations

from .coursework import Criterion, Task
from .phrases import Translate, say_list
from .program import Definition


def coursework_sentences(definition: Definition, _: Translate) -> list[str]:
    """Every piece of work: who does it, how often, what is handed in, who judges it by what."""
    return [line for task in definition.coursework.values() for line in _task(task, definition, _)]


def _task(task: Task, definition: Definition, _: Translate) -> list[str]:
    """One piece of work."""
    ways = {"text": _("a text"), "file": _("a file"), "link": _("a link")}
    parts = [_("{title}: by each {role}.").format(title=task.title, role=definition.roles[task.who].title)]
    if task.for_each_session:
        group = definition.cohorts[task.for_each_session].title
        parts.append(_("Once for each session of “{group}”.").format(group=group))
    elif task.times > 1:
        parts.append(_("{n} times.").format(n=task.times))
    if task.hands_in:
        parts.append(_("Handed in as: {ways}.").format(ways=say_list((ways[each] for each in task.hands_in), _)))
    else:
        parts.append(_("It is observed; nothing is handed in."))
    if task.judged_by:
        parts.append(_("Judged by: {role}.").format(role=definition.roles[task.judged_by].title))
    if task.says:
        parts.append(task.says)
    return [" ".join(parts), *(_criterion(each, _) for each in task.rubric.values())]


def _criterion(criterion: Criterion, _: Translate) -> str:
    """One line of a rubric."""
    return _("{title}: {levels}; mastered from “{level}”.").format(
        title=criterion.title,
        levels="; ".join(criterion.levels.values()),
        level=criterion.levels[criterion.mastered_from],
    )

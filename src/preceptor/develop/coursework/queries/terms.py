"""The tasks of a cycle's definition, each with its items, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from preceptor.develop.coursework.rules.rubric import Line
from preceptor.develop.coursework.rules.tasks import Item, items
from preceptor.develop.programs.public import CycleBrief, Definition, Task


@dataclass(frozen=True)
class TaskTerms:
    """A task as the definition states it, with its items."""

    name: str
    task: Task
    items: tuple[Item, ...]

    @property
    def rubric(self) -> Mapping[str, Line]:
        """The rubric as the rules read it."""
        return {
            name: Line(tuple(criterion.levels), criterion.mastered_from) for name, criterion in self.task.rubric.items()
        }

    def title(self, item: str) -> str:
        """What one item is called: `Practicum task · Session 1`."""
        says = next((each.says for each in self.items if each.name == item), "")
        return f"{self.task.title} · {says}" if says else self.task.title

    def has(self, item: str) -> bool:
        """Whether the task has this item."""
        return any(each.name == item for each in self.items)


def task_terms(definition: Definition) -> dict[str, TaskTerms]:
    """Every task by name."""
    return {name: TaskTerms(name, task, _items(task, definition)) for name, task in definition.coursework.items()}


def _items(task: Task, definition: Definition) -> tuple[Item, ...]:
    cohort = definition.cohorts.get(task.for_each_session or "")
    if cohort is None:
        return items(None, 0, task.times)
    sessions = [(name, each.title) for name, each in cohort.sessions.items()]
    return items(sessions, cohort.how_many_sessions or 0, 1)


def tasks_of(brief: CycleBrief, roles: Iterable[str]) -> list[TaskTerms]:
    """The tasks that somebody in these roles has."""
    mine = set(roles)
    return [each for each in task_terms(brief.definition).values() if each.task.who in mine]

"""What happens to each item and why: who covers its requirements afterwards, and which floor holds what stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from preceptor.planning.consolidation.plan import Act, Choice, Need, Plan
from preceptor.planning.consolidation.problem import Item, Problem, Signer
from preceptor.planning.consolidation.score import today
from preceptor.planning.consolidation.steps import needs_met


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an item, for kinds of school that fare alike.

    Attributes
    ----------
    acts
        What happens; more than one when it is combined and spaced out, or split between signer and data.
    after
        What is asked of it afterwards.
    covered_by
        For each of its requirements that it no longer meets, the items that do.
    held_by
        Requirements that nothing else in the plan meets: why what is left is left.
    """

    item: str
    scopes: tuple[str, ...]
    acts: tuple[Act, ...]
    after: tuple[Choice, ...]
    covered_by: tuple[tuple[str, tuple[str, ...]], ...]
    held_by: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        return f"{_told(self)} {_because(self)}".strip()


def fates(problem: Problem, plan: Plan) -> tuple[Fate, ...]:
    """Tell what becomes of every item, in the order of the ids."""
    told = _Told(problem, plan)
    found: list[Fate] = []
    for item in sorted(problem.items, key=lambda it: it.id):
        alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for scope in problem.scopes_of(item):
            alike[told.about(item, scope)].append(scope)
        for about, scopes in alike.items():
            found.append(told.fate(item, tuple(scopes), about))
    return tuple(found)


class _Told:
    """The plan by item and by need."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        """Look up who meets what, today and in the plan."""
        self.met = needs_met(problem, today(problem) | frozenset(plan.choices))
        self.after: dict[tuple[str, str], list[Choice]] = defaultdict(list)
        self.by: dict[Need, set[str]] = defaultdict(set)
        for choice in plan.choices:
            self.after[choice.item, choice.scope].append(choice)
            for need in self.met[choice]:
                self.by[need].add(choice.item)

    def about(self, item: Item, scope: str) -> tuple[object, ...]:
        """Give what is told of an item in one kind of school, without the name of that kind."""
        after = sorted(self.after[item.id, scope])
        before = self.met[Choice(item.id, scope, item.signer, item.times)]
        kept = {need for choice in after for need in self.met[choice]}
        gone = tuple((need.requirement, tuple(sorted(self.by[need]))) for need in sorted(before - kept))
        held = tuple(need.requirement for need in sorted(kept) if self.by[need] == {item.id})
        return tuple((it.signer, it.times, it.form) for it in after), gone, held

    def fate(self, item: Item, scopes: tuple[str, ...], about: tuple[object, ...]) -> Fate:
        """Write what is told of an item."""
        _, gone, held = about
        after = tuple(self.after[item.id, scopes[0]])
        assert isinstance(gone, tuple)  # noqa: S101 - tells the types apart
        assert isinstance(held, tuple)  # noqa: S101 - tells the types apart
        return Fate(item.id, scopes, acts(item, after), tuple(sorted(after)), gone, held)


def acts(item: Item, after: Iterable[Choice]) -> tuple[Act, ...]:
    """Name what happens to an item."""
    choices = tuple(after)
    if not choices:
        return (Act.DROP,)
    found: set[Act] = set()
    for it in choices:
        if it.form:
            found.add(Act.COMBINE)
        if it.signer != item.signer:
            found.add(Act.DATA if it.signer is Signer.DATA else Act.OFFICE)
        if it.times < item.times:
            found.add(Act.LESS)
        if it.times > item.times:
            found.add(Act.MORE)
    return tuple(act for act in Act if act in found) or (Act.KEEP,)


def _told(fate: Fate) -> str:
    """Say what happens."""
    if fate.acts == (Act.DROP,):
        return f"Ask no more for {fate.item}."
    ways = "; ".join(
        f"{it.times} a year by {it.signer}" + (f" on the form “{it.form}”" if it.form else "") for it in fate.after
    )
    return f"{fate.item}: {', '.join(fate.acts)} ({ways})."


def _because(fate: Fate) -> str:
    """Say why that leaves nothing bare, and what holds the rest."""
    said = []
    if fate.acts == (Act.DROP,) and not fate.covered_by:
        said.append("It meets no requirement that is listed; its owner decides whether one is missing.")
    for requirement, items in fate.covered_by:
        said.append(f"{requirement} is met by {', '.join(items)}." if items else f"{requirement} is met by nothing.")
    if fate.held_by:
        said.append(f"Only this item meets {', '.join(fate.held_by)}.")
    return " ".join(said)

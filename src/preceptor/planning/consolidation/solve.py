"""One entry: problem and stopping rule in, outcome out.

The objective, most important first: the least time, an office's minute at its weight; then the fewest changes from
today. The first is proven by the certificate. Whatever the time, every requirement that anything on the list can meet
is met: floors for how often, by whom and with what evidence are rows of the model, never weights.

Rows and columns are written in the order of the ids, so the same inputs in any order give the same plan with one
version of this code and of HiGHS; components that look alike, as kinds of school often do, are solved once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from preceptor.planning.consolidation.bound import proven_bound
from preceptor.planning.consolidation.methods import exact
from preceptor.planning.consolidation.methods.greedy import greedy
from preceptor.planning.consolidation.methods.model import Model, components, gaps, model_of
from preceptor.planning.consolidation.plan import Branch, Certificate, Choice, Leaf, Node, Outcome, Part, Plan, Status
from preceptor.planning.consolidation.problem import Fault, Problem, faults
from preceptor.planning.consolidation.score import cost, measure
from preceptor.planning.consolidation.steps import steps

Stop = Callable[[], bool]
"""Asked between components and leaves; True ends the work with the best plan so far."""


def never() -> bool:
    """Stop for nothing: work until the plan is proven."""
    return False


def solve(problem: Problem, stop: Stop = never) -> Outcome:
    """Find the best plan and its proof.

    Never raises for a problem that contradicts itself; the outcome's status and reasons say so.
    """
    if wrong := faults(problem):
        return Outcome(Status.INVALID, None, None, reasons=wrong)
    models = [model_of(problem, scope) for scope in problem.scopes]
    work = _Work(stop)
    for model in models:
        for part in components(model):
            work.solve(part)
    certificate = Certificate(problem.fingerprint, exact.UNIT, tuple(work.parts))
    choices = frozenset(work.choices)
    levels = measure(problem, choices)
    plan = Plan(tuple(sorted(choices)), levels, steps(problem, choices), certificate)
    bound = proven_bound(problem, certificate)
    optimal = bound == levels.cost
    return Outcome(
        status=Status.OPTIMAL if optimal else Status.STOPPED,
        plan=plan,
        bound=bound,
        greedy=cost(problem, work.greedy),
        gaps=gaps(problem, models),
        reasons=() if optimal else (_unproven(),),
    )


@dataclass(slots=True)
class _Work:
    """Components solved so far; those that look alike are solved once."""

    stop: Stop
    choices: list[Choice] = field(default_factory=list)
    greedy: list[Choice] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    known: dict[object, tuple[frozenset[int], frozenset[int], Node, Model]] = field(default_factory=dict)

    def solve(self, model: Model) -> None:
        """Solve a component, or take over what was found for one like it."""
        shape = _shape(model)
        if shape not in self.known:
            by_greed = greedy(model)
            found = None if self.stop() else exact.best(model)
            taken = by_greed if found is None else found
            tree = exact.prove(model, exact.cost_of(model, taken), self.stop) if model.rows else Leaf(())
            self.known[shape] = (taken, by_greed, tree, model)
        taken, by_greed, tree, twin = self.known[shape]
        self.choices += _choices(model, taken)
        self.greedy += _choices(model, by_greed)
        if model.rows:
            self.parts.append(Part(model.scope, _renamed(tree, _names(twin, model))))


def _choices(model: Model, taken: frozenset[int]) -> list[Choice]:
    """Give the choices among columns."""
    return [choice for at in taken if (choice := model.columns[at].choice)]


def _shape(model: Model) -> object:
    """Give what makes two components the same problem."""
    columns = tuple((it.cost, it.unrest, it.fixed, it.choice is None) for it in model.columns)
    return columns, tuple((row.least, tuple(row.parts)) for row in model.rows)


def _names(twin: Model, model: Model) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the names of a component for those of one like it."""
    columns = zip(twin.columns, model.columns, strict=True)
    rows = zip(twin.rows, model.rows, strict=True)
    return {old.key: new.key for old, new in columns} | {old.key: new.key for old, new in rows}


def _renamed(node: Node, names: dict[tuple[str, ...], tuple[str, ...]]) -> Node:
    """Write a proof with the names of a component like the one that it was found for."""
    if isinstance(node, Leaf):
        return Leaf(tuple((names[row], price) for row, price in node.prices))
    return Branch(names[node.choice], _renamed(node.without, names), _renamed(node.taken, names))


def _unproven() -> Fault:
    """Say that the plan is not proven."""
    sentence = "The plan keeps every requirement covered; that none saves more is not proven. The bound says how much."
    return Fault("unproven", sentence)

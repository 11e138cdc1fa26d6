"""The problem as columns and rows: weighted set cover with forms that several choices share.

For each kind of school, costs for one school. A row of a need asks for at least one of the choices that meet it; a
row of a link lets a choice stand on a form only when the form is opened. Kinds of school share nothing, and within
one the rows fall apart into components, each solved alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from preceptor.planning.consolidation.plan import Choice, Need
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Signer
from preceptor.planning.consolidation.score import opening, time_of, weight

Key = tuple[str, ...]
"""Names a column or a row, as in the certificate."""


@dataclass(slots=True)
class Column:
    """A choice, or a form that is opened (`choice` is None): cost for one school, and what it does to the calm."""

    key: Key
    choice: Choice | None
    cost: int
    unrest: int
    fixed: bool = False


@dataclass(slots=True)
class Row:
    """At least so much of these columns, each with its coefficient."""

    key: Key
    least: int
    parts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Model:
    """Columns and rows of one kind of school."""

    scope: str
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def key_of(choice: Choice) -> Key:
    """Name a choice as in the certificate."""
    return (choice.item, choice.scope, str(choice.signer), str(choice.times), choice.form)


def meets(problem: Problem, choice: Choice, requirement: Requirement, mapped: frozenset[str]) -> bool:
    """Tell whether a choice alone meets a requirement in its kind of school."""
    item = problem.item_of[choice.item]
    allowed = requirement.signers
    signer_is_enough = choice.signer in allowed or (choice.signer is Signer.PRINCIPAL and Signer.DESIGNEE in allowed)
    return (
        requirement.id in mapped
        and choice.scope in problem.scopes_of(requirement)
        and choice.times >= requirement.times
        and signer_is_enough
        and requirement.evidence <= item.evidence
    )


def mapped_of(problem: Problem) -> dict[str, frozenset[str]]:
    """Give the requirements that each item meets by its own map or by that of an item judged the same."""
    groups: dict[str, set[str]] = defaultdict(set)
    for item in problem.items:
        if item.same:
            groups[item.same] |= set(item.requirements)
    return {item.id: frozenset(item.requirements) | groups.get(item.same, set()) for item in problem.items}


def model_of(problem: Problem, scope: str) -> Model:
    """Write one kind of school as columns and rows, in the order of the ids."""
    model, mapped = Model(scope), mapped_of(problem)
    here = sorted((it for it in problem.items if scope in problem.scopes_of(it)), key=lambda it: it.id)
    needs = {it.id: it for it in problem.requirements if scope in problem.scopes_of(it)}
    asked = {it.id: [needs[name] for name in sorted(mapped[it.id]) if name in needs] for it in here}
    rhythms = _rhythms(problem, scope, here, asked)
    rows = {name: Row((name, scope), 1) for name in sorted(needs)}
    opened: dict[tuple[str, int], int] = {}
    for item in here:
        for choice in _choices(problem, item, scope, asked[item.id], rhythms.get(item.form, frozenset())):
            at = _add(model, problem, item, choice)
            if choice.form:
                _link(model, problem, choice, at, opened)
            for requirement in asked[item.id]:
                if meets(problem, choice, requirement, mapped[item.id]):
                    rows[requirement.id].parts.append((at, 1))
    model.rows += [row for row in rows.values() if row.parts]
    return model


def _rhythms(
    problem: Problem, scope: str, here: list[Item], asked: dict[str, list[Requirement]]
) -> dict[str, frozenset[int]]:
    """Give how often each form may be asked: as often as some requirement that one of its items meets.

    A form of one item is none: the item alone costs the same.
    """
    members: dict[str, list[Item]] = defaultdict(list)
    for item in here:
        if item.form and not item.keep:
            members[item.form].append(item)
    return {
        form: frozenset().union(*(_floors(problem, it, it.signer, scope, asked[it.id]) for it in items))
        for form, items in members.items()
        if len(items) > 1
    }


def _floors(problem: Problem, item: Item, signer: Signer, scope: str, asked: list[Requirement]) -> frozenset[int]:
    """Give how often the requirements ask that an item meets when this signer answers often enough."""
    mapped = frozenset(it.id for it in asked)
    return frozenset(it.times for it in asked if meets(problem, Choice(item.id, scope, signer, it.times), it, mapped))


def _choices(
    problem: Problem, item: Item, scope: str, asked: list[Requirement], rhythms: frozenset[int]
) -> Iterator[Choice]:
    """Give the ways in which an item may be asked: as today, and as often as some requirement that it can meet."""
    now = Choice(item.id, scope, item.signer, item.times)
    yield now
    if item.keep:
        return
    for signer in Signer:
        if time_of(item, signer) is None:
            continue
        floors = _floors(problem, item, signer, scope, asked)
        yield from (it for times in sorted(floors) if (it := Choice(item.id, scope, signer, times)) != now)
        if signer == item.signer and floors:
            # On a form an item may be asked more often than it needs, when that lets it share.
            least = min(floors)
            yield from (Choice(item.id, scope, signer, it, item.form) for it in sorted(rhythms) if it >= least)


def _add(model: Model, problem: Problem, item: Item, choice: Choice) -> int:
    """Add a choice as a column."""
    time = time_of(item, choice.signer)
    seconds = (time.likely if time else 0) - (item.opening if choice.form else 0)
    as_today = (choice.signer, choice.times, choice.form) == (item.signer, item.times, "")
    cost = seconds * choice.times * weight(problem, choice.signer)
    model.columns.append(Column(key_of(choice), choice, cost, -1 if as_today else 1, item.keep))
    return len(model.columns) - 1


def _link(model: Model, problem: Problem, choice: Choice, at: int, opened: dict[tuple[str, int], int]) -> None:
    """Let a choice stand on its form only when the form is opened."""
    form = (choice.form, choice.times)
    if form not in opened:
        cost = opening(problem, choice.form) * choice.times * weight(problem, choice.signer)
        opened[form] = len(model.columns)
        model.columns.append(Column((choice.form, choice.scope, str(choice.times)), None, cost, 1))
    row = Row((choice.item, choice.scope, str(choice.times)), 0, [(opened[form], 1), (at, -1)])
    model.rows.append(row)


def components(model: Model) -> list[Model]:
    """Part a model into models that share nothing, in the order of their first column."""
    root = list(range(len(model.columns)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for row in model.rows:
        for at, _ in row.parts[1:]:
            one, other = sorted((find(row.parts[0][0]), find(at)))
            root[other] = one
    parts: dict[int, Model] = {}
    place: dict[int, int] = {}
    for at, column in enumerate(model.columns):
        part = parts.setdefault(find(at), Model(model.scope))
        place[at] = len(part.columns)
        part.columns.append(column)
    for row in model.rows:
        inside = Row(row.key, row.least, [(place[at], value) for at, value in row.parts])
        parts[find(row.parts[0][0])].rows.append(inside)
    return list(parts.values())


def gaps(problem: Problem, models: list[Model]) -> dict[Need, str]:
    """Give the needs that no choice can meet, each with the nearest reason."""
    met = {row.key for model in models for row in model.rows if row.least}
    mapped = mapped_of(problem)
    found = {}
    for requirement in sorted(problem.requirements, key=lambda it: it.id):
        for scope in problem.scopes_of(requirement):
            if (requirement.id, scope) not in met:
                found[Need(requirement.id, scope)] = _gap(problem, requirement, scope, mapped)
    return found


def _gap(problem: Problem, requirement: Requirement, scope: str, mapped: dict[str, frozenset[str]]) -> str:
    """Say why nothing can meet a need."""
    near = [item for item in problem.items if requirement.id in mapped[item.id]]
    if not near:
        return "No item is mapped to it. Map one, or add one."
    here = [item for item in near if scope in problem.scopes_of(item)]
    if not here:
        return f"No item mapped to it is asked of {scope} schools. Widen the scope of one."
    if not any(requirement.evidence <= item.evidence for item in here):
        return "No item mapped to it leaves the evidence that it asks for. Add the evidence to one."
    return "No item mapped to it may be signed by whom it asks for, at its evidence. Let another sign, or add an item."

"""The way from today to the plan, one step at a time: what each step saves, and no step leaves a requirement bare.

A step changes one item, or all items of a form, in every kind of school. Where that alone would bare a requirement,
the changes that cover it belong to the same step. At each point the step that saves most is taken; what it saves is
counted after the steps before it, so the steps add up to what the plan saves.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable

from preceptor.planning.consolidation.methods.model import mapped_of, meets
from preceptor.planning.consolidation.plan import Choice, Need, Step
from preceptor.planning.consolidation.problem import Problem
from preceptor.planning.consolidation.score import cost, today


def needs_met(problem: Problem, choices: Iterable[Choice]) -> dict[Choice, frozenset[Need]]:
    """Give the needs that each choice meets."""
    mapped, known = mapped_of(problem), problem.requirement_of
    return {
        it: frozenset(
            Need(name, it.scope) for name in mapped[it.item] if meets(problem, it, known[name], mapped[it.item])
        )
        for it in choices
    }


def steps(problem: Problem, planned: frozenset[Choice]) -> tuple[Step, ...]:
    """Order the changes from today to the plan."""
    road = Road(problem, planned)
    heap = [(-road.worth(road.together(group)), group) for group in road.pending]
    heapq.heapify(heap)
    taken: list[Step] = []
    while heap:
        _, group = heapq.heappop(heap)
        if group not in road.pending:
            continue
        joined = road.together(group)
        loss = -road.worth(joined)
        # What a step saves changes as others go ahead; one that fell behind goes back to its new place.
        if heap and (loss, group) > heap[0]:
            heapq.heappush(heap, (loss, group))
        else:
            taken.append(road.take(joined))
    return tuple(taken)


class Road:
    """How far the way has been gone: which groups of items still stand as today, and who covers each need now."""

    def __init__(self, problem: Problem, planned: frozenset[Choice]) -> None:
        """Stand at today."""
        now = today(problem)
        met = needs_met(problem, now | planned)
        self.covers = Counter(need for it in now for need in met[it])
        shared = {it.item: f"form {it.form}" for it in planned if it.form}
        before, after = _by_group(now - planned, shared), _by_group(planned - now, shared)
        self.pending = set(before) | set(after)
        self.saves = {it: cost(problem, before[it]) - cost(problem, after[it]) for it in self.pending}
        self.items = {it: frozenset(choice.item for choice in before[it] | after[it]) for it in self.pending}
        self.lost = {it: Counter(need for choice in before[it] for need in met[choice]) for it in self.pending}
        self.won = {it: Counter(need for choice in after[it] for need in met[choice]) for it in self.pending}
        self.winners: dict[Need, list[str]] = defaultdict(list)
        for group in sorted(self.pending):
            for need in self.won[group]:
                self.winners[need].append(group)

    def together(self, group: str) -> frozenset[str]:
        """Give the groups that must change with this one so that no need covered now is bare afterwards."""
        joined = {group}
        while bare := self._bare(joined):
            joined.add(next(it for it in self.winners[bare] if it in self.pending and it not in joined))
        return frozenset(joined)

    def _bare(self, joined: set[str]) -> Need | None:
        """Find a need that changing these groups would bare."""
        lost: Counter[Need] = Counter()
        for group in joined:
            lost.update(self.lost[group])
        for need in sorted(lost):
            if self.covers[need] - lost[need] + sum(self.won[group][need] for group in joined) <= 0:
                return need
        return None

    def worth(self, joined: frozenset[str]) -> int:
        """Give what changing these groups saves."""
        return sum(self.saves[group] for group in joined)

    def take(self, joined: frozenset[str]) -> Step:
        """Change these groups."""
        for group in joined:
            self.covers.subtract(self.lost[group])
            self.covers.update(self.won[group])
        self.pending -= joined
        items = sorted(frozenset().union(*(self.items[group] for group in joined)))
        return Step(tuple(items), self.worth(joined))


def _by_group(choices: Iterable[Choice], shared: dict[str, str]) -> dict[str, set[Choice]]:
    """Put choices together by the group that they change with."""
    groups: dict[str, set[Choice]] = defaultdict(set)
    for it in choices:
        groups[shared.get(it.item, f"item {it.item}")].add(it)
    return groups

"""The independent check: is the plan allowed, does every requirement keep its cover, does the proof hold?

Shares no code with the solver; what may be asked, and what it meets, is written anew by `bound.Ground`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.planning.consolidation.bound import Ground, Key, proven_bound
from preceptor.planning.consolidation.plan import Choice, Need, Plan
from preceptor.planning.consolidation.problem import Fault, Problem


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give everything wrong with plan or proof; nothing means allowed, covered, and proven to cost least."""
    broken = check_allowed(problem, plan)
    if broken:
        return broken
    bound = proven_bound(problem, plan.certificate)
    if bound == plan.levels.cost:
        return ()
    sentence = f"The certificate proves that no plan costs less than {bound}; this one costs {plan.levels.cost}."
    return (Fault("not_proven", sentence, {"bound": bound}),)


def check_allowed(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give every rule that the plan breaks, every requirement that loses cover, and every figure that is wrong."""
    court = _Court(problem)
    return tuple(court.strangers(plan.choices)) or tuple(court.bare(plan.choices)) + tuple(court.figures(plan)) + tuple(
        court.way(plan)
    )


def cover(problem: Problem, choices: Iterable[Choice]) -> dict[Need, tuple[str, ...]]:
    """Give the cover matrix: for every requirement and kind of school the items that meet it, none where it is bare."""
    court = _Court(problem)
    taken = {_key(choice) for choice in choices}
    matrix: dict[Need, tuple[str, ...]] = {}
    for requirement in problem.requirements:
        for scope in problem.scopes_of(requirement):
            row = court.grounds[scope].rows.get((requirement.id, scope), {})
            matrix[Need(requirement.id, scope)] = tuple(sorted({way[0] for way in row if way in taken}))
    return matrix


def _key(choice: Choice) -> Key:
    """Name a choice as the ground does."""
    return (choice.item, choice.scope, str(choice.signer), str(choice.times), choice.form)


class _Court:
    """The problem as the checker sees it."""

    def __init__(self, problem: Problem) -> None:
        """Write every way of asking, and what is asked today."""
        self.problem = problem
        self.grounds = {scope: Ground(problem, scope) for scope in problem.scopes}
        self.today: set[Key] = {
            (item.id, scope, str(item.signer), str(item.times), "")
            for item in problem.items
            for scope in (item.scopes or problem.scopes)
        }

    def strangers(self, choices: Iterable[Choice]) -> Iterator[Fault]:
        """Find ways of asking that nobody offered, and items that should have stayed."""
        taken = {_key(choice) for choice in choices}
        for way in sorted(taken):
            if way[1] not in self.grounds or way not in self.grounds[way[1]].cost:
                sentence = f"“{way[0]}” may not be asked of {way[1]} schools by {way[2]}, {way[3]} times a year."
                yield Fault("not_offered", sentence)
        for scope, ground in self.grounds.items():
            for way in sorted(ground.forced - taken):
                yield Fault("not_kept", f"“{way[0]}” should stay as it is, and does not for {scope} schools.")

    def covered(self, ways: set[Key]) -> set[Key]:
        """Give the needs that ways of asking meet."""
        return {
            row
            for ground in self.grounds.values()
            for row, parts in ground.rows.items()
            if ground.least[row] and not parts.keys().isdisjoint(ways)
        }

    def bare(self, choices: Iterable[Choice]) -> Iterator[Fault]:
        """Find requirements that something on the list could meet and nothing in the plan does."""
        met = self.covered({_key(choice) for choice in choices})
        for ground in self.grounds.values():
            for row in sorted(row for row, least in ground.least.items() if least and row not in met):
                sentence = f"Nothing in the plan meets the requirement “{row[0]}” for {row[1]} schools."
                yield Fault("uncovered", sentence, {"requirement": row[0], "scope": row[1]})

    def cost(self, ways: Iterable[Key]) -> int:
        """Give what ways of asking cost over all schools, the forms that they stand on included."""
        taken = set(ways)
        taken |= {(way[4], way[1], way[3]) for way in tuple(taken) if way[4]}
        return sum(self.grounds[way[1]].cost[way] * self.problem.schools_in(way[1]) for way in taken)

    def figures(self, plan: Plan) -> Iterator[Fault]:
        """Find levels that are not those of the choices."""
        taken = {_key(choice) for choice in plan.choices}
        opened = {(way[4], way[1], way[3]) for way in taken if way[4]}
        stated = (plan.levels.cost, plan.levels.changes)
        if stated != (self.cost(taken), len(taken ^ self.today) + len(opened)):
            yield Fault("wrong_levels", "The levels that the plan states are not those of its choices.")

    def way(self, plan: Plan) -> Iterator[Fault]:
        """Find steps that leave a requirement bare, save something else than stated, or do not lead to the plan."""
        planned: set[Key] = {_key(choice) for choice in plan.choices}
        now = set(self.today)
        held = self.covered(now)
        for number, step in enumerate(plan.steps, 1):
            moved = set(step.items)
            after = {way for way in now if way[0] not in moved} | {way for way in planned if way[0] in moved}
            if self.cost(now) - self.cost(after) != step.saves:
                yield Fault("wrong_saving", f"Step {number} does not save what it states.", {"step": number})
            met = self.covered(after)
            for row in sorted(held - met):
                sentence = f"After step {number} nothing meets the requirement “{row[0]}” for {row[1]} schools."
                yield Fault("bared_on_the_way", sentence, {"step": number, "requirement": row[0], "scope": row[1]})
            now, held = after, held | met
        if now != planned:
            yield Fault("way_ends_elsewhere", "The steps do not lead from today to the plan.")

"""What would change a school's amounts: worked out on the frozen inputs, kept as plain data, said in any language."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from preceptor.planning.allocation.plan import Plan
from preceptor.planning.allocation.problem import Problem
from preceptor.planning.allocation.solve import solve
from preceptor.planning.allocation.worth import Spoken, Worth, say_worth, worths
from preceptor.resource.funding.models import Scenario
from preceptor.resource.funding.plans.changing import formula_of
from preceptor.resource.funding.plans.computing import problem_from

Step = list[Any]
"""One supposition as plain data: the fields of a `Worth`, numbers as exact text."""


@lru_cache(maxsize=3)
def _solved(sha256: str, formula: str, table: str, changes: str) -> tuple[Problem, Plan]:
    """Compute a frozen scenario again; the texts are the key, so that nothing old is ever told."""
    problem = problem_from(formula_of(formula, json.loads(changes)), table)
    plan = solve(problem).plan
    if plan is None:
        raise ArithmeticError(f"the frozen inputs {sha256} no longer compute")
    return problem, plan


def steps_of(scenario: Scenario, code: str) -> list[Step]:
    """Work out what each step would change for a school, every figure computed again from the frozen inputs."""
    changes = json.dumps(scenario.changes, sort_keys=True)
    problem, plan = _solved(scenario.inputs_sha256, scenario.formula, scenario.table, changes)
    return [_plain(each) for each in worths(problem, plan, code)]


def steps_told(steps: Sequence[Step], result: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """Say what each step would change."""
    grants = {key: (each["title"], each["measure"] == "money") for key, each in result["grants"].items()}
    spoken = Spoken(result["currency"], grants)
    return (say_worth(_worth(each), spoken, _, titles) for each in steps)


def _plain(worth: Worth) -> Step:
    """Write a worth as plain data."""
    amounts = {key: [f"{was:f}", f"{now:f}"] for key, (was, now) in worth.amounts.items()}
    return [worth.kind, worth.key, worth.title, f"{worth.was}", f"{worth.now}", worth.shown, worth.goal, amounts]


def _worth(step: Step) -> Worth:
    """Read a worth back."""
    kind, key, title, was, now, shown, goal, amounts = step
    pairs = {grant: (Decimal(before), Decimal(after)) for grant, (before, after) in amounts.items()}
    return Worth(kind, key, title, Decimal(was), Decimal(now), shown, goal, pairs)

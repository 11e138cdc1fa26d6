"""The independent check: do the amounts keep every rule that can be judged from outside?

Shares no arithmetic with the solver: everything is fractions of whole numbers.

* Each pool: reserved + given + left - missing is the pool, to the last unit, and what is left has a reason.
* Each amount is a whole multiple of its unit and lies between floor and ceiling (within the unit they round to).
* A shared grant is in proportion: whoever is at no bound has the same amount for each unit of claim, within one unit;
  whoever is below that is at the ceiling, whoever is above it at the floor.
* An index is the sum of its points, and points are scaled number times weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from preceptor.planning.allocation.formula.grants import AnyGrant, Share
from preceptor.planning.allocation.plan import Account, Allotment, Given, IndexTrace, Plan
from preceptor.planning.allocation.problem import Fault, Problem

ROUNDING = Fraction(1, 10**20)
"""More than the solver's decimal arithmetic can be off, and far less than any unit."""


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give everything wrong with a plan; nothing means that it keeps its rules and adds up."""
    found = [fault for name in plan.pools for fault in _pool(problem, plan, name)]
    for key, given in plan.grants.items():
        grant = problem.formula.grants[key]
        if len(given.allotments) != len(plan.codes):
            found.append(_fault("schools", f"“{grant.title}” does not list every school."))
            continue
        short = bool(grant.pool and plan.pools[grant.pool].missing)
        for code, each in zip(plan.codes, given.allotments, strict=True):
            found += _allotment(grant, code, each)
        if isinstance(grant, Share) and not short:
            found += _proportion(grant, plan, given)
    for key, trace in plan.indices.items():
        found += _index(plan, key, trace, problem.formula.indices[key].digits)
    return tuple(found)


def _fault(code: str, sentence: str) -> Fault:
    """Say what is wrong with a plan."""
    return Fault(0, code, sentence, "Run the allocation again; if it stays, report it with the files.")


def _pool(problem: Problem, plan: Plan, name: str) -> Iterator[Fault]:
    """Check that a pool adds up and that each grant's total is the sum of its amounts."""
    account: Account = plan.pools[name]
    spent = sum(map(Fraction, account.reserved.values())) + sum(map(Fraction, account.given.values()))
    if spent + Fraction(account.left) - Fraction(account.missing) != Fraction(account.amount):
        yield _fault("sum", f"The pool “{name}” does not add up.")
    if account.left and not account.why:
        yield _fault("left", f"{account.left:f} of the pool “{name}” is left without a reason.")
    if account.amount != problem.pools.get(name, problem.formula.pools[name].amount):
        yield _fault("pool", f"The pool “{name}” is not the one that was given.")
    for key, total in account.given.items():
        allotments = plan.grants[key].allotments
        if sum((Fraction(each.amount) - Fraction(each.on_top) for each in allotments), Fraction(0)) != total:
            yield _fault("total", f"The amounts of “{key}” do not add up to its total.")


def _allotment(grant: AnyGrant, code: str, each: Allotment) -> Iterator[Fault]:
    """Check one amount: whole units, not negative, between its bounds."""
    unit, amount = Fraction(grant.unit), Fraction(each.amount)
    if (amount / unit).denominator != 1 or amount < 0:
        yield _fault("unit", f"{code} gets {each.amount:f}, no whole number of {grant.unit:f}.")
    if not each.eligible:
        if amount:
            yield _fault("not_meant", f"{code} gets {each.amount:f} of “{grant.title}”, which is not meant for it.")
        return
    slack = unit if not isinstance(grant, Share) else ROUNDING
    if each.floor is not None and amount < Fraction(each.floor) - slack:
        yield _fault("floor", f"{code} gets {each.amount:f}, below its floor {each.floor:f}.")
    above_floor = each.floor is None or amount > Fraction(each.floor) + unit
    if each.ceiling is not None and above_floor and amount - Fraction(each.on_top) > Fraction(each.ceiling) + slack:
        yield _fault("ceiling", f"{code} gets {each.amount:f}, above its ceiling {each.ceiling:f}.")


def _proportion(grant: Share, plan: Plan, given: Given) -> Iterator[Fault]:
    """Check that everyone stands at one level, at the floor above it, or at the ceiling below it."""
    level, base = Fraction(given.level or 0), Fraction(grant.foundation)
    slack = Fraction(grant.unit) * 2
    for code, each in zip(plan.codes, given.allotments, strict=True):
        if not each.eligible:
            continue
        amount, even = Fraction(each.amount) - Fraction(each.on_top), base + level * Fraction(each.claim)
        at_floor = each.floor is not None and amount <= Fraction(each.floor) + slack
        at_ceiling = each.ceiling is not None and amount >= Fraction(each.ceiling) - slack
        if (amount > even + slack and not at_floor) or (amount < even - slack and not at_ceiling):
            yield _fault("proportion", f"{code} gets {each.amount:f} of “{grant.title}”, out of proportion.")


def _index(plan: Plan, key: str, trace: IndexTrace, digits: int | None) -> Iterator[Fault]:
    """Check that an index is the sum of scaled numbers times weights."""
    slack = ROUNDING if digits is None else Fraction(6, 10 ** (digits + 1))
    for at, code in enumerate(plan.codes):
        value = trace.values[at]
        known = [
            Fraction(scaled) * Fraction(trace.weights[name][at])
            for name, cells in trace.scaled.items()
            if (scaled := cells[at]) is not None
        ]
        if value is not None and abs(sum(known, Fraction(0)) - Fraction(value)) > slack:
            yield _fault("index", f"“{key}” of {code} is not the sum of its parts.")

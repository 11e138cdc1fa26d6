"""The independent check: do the amounts keep every rule that can be judged from outside?

Shares no arithmetic with the solver: numbers are wide enough never to be rounded, and whatever would round traps.

* Each pool: reserved + given + left - missing is the pool, to the last unit, and what is left has a reason.
* Each amount is a whole multiple of its unit and lies between floor and ceiling (within the unit they round to).
* A shared grant is in proportion: whoever is at no bound has the same amount for each unit of claim, within one unit;
  whoever is below that is at the ceiling, whoever is above it at the floor.
* An index is the sum of its points, and points are scaled number times weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.grants import AnyGrant, Share
from preceptor.planning.allocation.plan import Account, Allotment, Given, GroupShare, IndexTrace, Pairing, Plan
from preceptor.planning.allocation.problem import Fault, Problem

ROUNDING = Decimal("1e-20")
"""More than the solver's decimal arithmetic can be off, and far less than any unit."""
EXACT = Context(prec=400, traps=[Inexact, InvalidOperation])
"""Sums and products of the solver's figures fit in here whole; anything that does not is an error, never rounded."""
ZERO, ONE = Decimal(0), Decimal(1)


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Give everything wrong with a plan; nothing means that it keeps its rules and adds up."""
    with localcontext(EXACT):
        return tuple(_found(problem, plan))


def _found(problem: Problem, plan: Plan) -> list[Fault]:
    """Judge pools, grants and indices in turn."""
    found = [fault for name in plan.pools for fault in _pool(problem, plan, name)]
    for key, given in plan.grants.items():
        grant = problem.formula.grants[key]
        if len(given.allotments) != len(plan.codes):
            found.append(_fault("schools", worded("“{title}” does not list every school.", title=grant.title)))
            continue
        short = bool(grant.pool and plan.pools[grant.pool].missing)
        for code, each in zip(plan.codes, given.allotments, strict=True):
            found += _allotment(grant, code, each)
        if isinstance(grant, Share) and not short:
            found += _proportion(grant, plan, given)
    for key, trace in plan.indices.items():
        found += _index(plan, key, trace, problem.formula.indices[key].digits)
    for key, shares in plan.groups.items():
        found += _groups(problem, plan, key, shares)
    for key, pairs in plan.sharing.items():
        found += _sharing(problem, plan, key, pairs)
    return found


def _sharing(problem: Problem, plan: Plan, key: str, pairs: Sequence[Pairing]) -> Iterator[Fault]:
    """Check that nobody shares twice, that pairs lie near, and that together they need one full position at most."""
    sharing = problem.formula.sharing[key]
    amounts = dict(zip(plan.codes, plan.amounts(sharing.amount), strict=True))
    seen = [code for pair in pairs for code in (pair.one, pair.other)]
    if len(seen) != len(set(seen)):
        yield _fault("shared_twice", worded("A school of “{title}” is in two pairs.", title=sharing.title))
    for pair in pairs:
        if amounts[pair.one] + amounts[pair.other] > sharing.full or pair.km > float(sharing.within_km) + 0.001:
            yield _fault(
                "shared",
                worded("{one} and {other} cannot share: too much, or too far apart.", one=pair.one, other=pair.other),
            )


def _groups(problem: Problem, plan: Plan, key: str, shares: Sequence[GroupShare]) -> Iterator[Fault]:
    """Check that groups stand in proportion to the sums of their schools, within one unit."""
    groups = problem.formula.groups[key]
    claims: dict[str, Decimal] = {}
    for word, cell in zip(problem.schools.words[groups.among], plan.figures[groups.by], strict=True):
        claims[word] = claims.get(word, ZERO) + (cell or ZERO)
    rest = sum((each.amount - groups.foundation for each in shares), ZERO)
    whole = sum(claims.values(), ZERO)
    for each in shares:
        # Multiplied out, since a division would have to be rounded.
        off = (each.amount - groups.foundation) * whole - rest * claims.get(each.group, ZERO)
        if abs(off) > 2 * groups.unit * whole:
            yield _fault(
                "proportion",
                worded(
                    "“{group}” gets {amount} of “{title}”, out of proportion.",
                    group=each.group,
                    amount=f"{each.amount:f}",
                    title=groups.title,
                ),
            )


def _fault(code: str, sentence: str) -> Fault:
    """Say what is wrong with a plan."""
    remedy = worded("Run the allocation again; if it stays, report it with the files.")
    return Fault(0, code, sentence, remedy)


def _pool(problem: Problem, plan: Plan, name: str) -> Iterator[Fault]:
    """Check that a pool adds up and that each grant's total is the sum of its amounts."""
    account: Account = plan.pools[name]
    spent = sum(account.reserved.values(), ZERO) + sum(account.given.values(), ZERO)
    if spent + account.left - account.missing != account.amount:
        yield _fault("sum", worded("The pool “{name}” does not add up.", name=name))
    if account.left and not account.why:
        yield _fault(
            "left", worded("{left} of the pool “{name}” is left without a reason.", left=f"{account.left:f}", name=name)
        )
    if account.amount != problem.pools.get(name, problem.formula.pools[name].amount):
        yield _fault("pool", worded("The pool “{name}” is not the one that was given.", name=name))
    for key, total in account.given.items():
        if key in plan.groups:
            if sum((each.amount for each in plan.groups[key]), ZERO) != total:
                yield _fault("total", worded("The amounts of “{key}” do not add up to its total.", key=key))
            continue
        allotments = plan.grants[key].allotments
        if sum((each.amount - each.on_top for each in allotments), ZERO) != total:
            yield _fault("total", worded("The amounts of “{key}” do not add up to its total.", key=key))


def _allotment(grant: AnyGrant, code: str, each: Allotment) -> Iterator[Fault]:
    """Check one amount: whole units, not negative, between its bounds."""
    unit, amount = grant.unit, each.amount
    if amount % unit or amount < 0:
        yield _fault(
            "unit",
            worded(
                "{code} gets {amount}, no whole number of {unit}.",
                code=code,
                amount=f"{each.amount:f}",
                unit=f"{grant.unit:f}",
            ),
        )
    if not each.eligible:
        if amount:
            yield _fault(
                "not_meant",
                worded(
                    "{code} gets {amount} of “{title}”, which is not meant for it.",
                    code=code,
                    amount=f"{each.amount:f}",
                    title=grant.title,
                ),
            )
        return
    slack = unit if not isinstance(grant, Share) else ROUNDING
    if each.floor is not None and amount < each.floor - slack:
        yield _fault(
            "floor",
            worded(
                "{code} gets {amount}, below its floor {floor}.",
                code=code,
                amount=f"{each.amount:f}",
                floor=f"{each.floor:f}",
            ),
        )
    above_floor = each.floor is None or amount > each.floor + unit
    if each.ceiling is not None and above_floor and amount - each.on_top > each.ceiling + slack:
        yield _fault(
            "ceiling",
            worded(
                "{code} gets {amount}, above its ceiling {ceiling}.",
                code=code,
                amount=f"{each.amount:f}",
                ceiling=f"{each.ceiling:f}",
            ),
        )


def _proportion(grant: Share, plan: Plan, given: Given) -> Iterator[Fault]:
    """Check that everyone stands at one level, at the floor above it, or at the ceiling below it."""
    level, base = given.level or ZERO, grant.foundation
    slack = grant.unit * 2
    for code, each in zip(plan.codes, given.allotments, strict=True):
        if not each.eligible:
            continue
        amount, even = each.amount - each.on_top, base + level * each.claim
        at_floor = each.floor is not None and amount <= each.floor + slack
        at_ceiling = each.ceiling is not None and amount >= each.ceiling - slack
        if (amount > even + slack and not at_floor) or (amount < even - slack and not at_ceiling):
            yield _fault(
                "proportion",
                worded(
                    "{code} gets {amount} of “{title}”, out of proportion.",
                    code=code,
                    amount=f"{each.amount:f}",
                    title=grant.title,
                ),
            )


def _index(plan: Plan, key: str, trace: IndexTrace, digits: int | None) -> Iterator[Fault]:
    """Check that an index is the sum of scaled numbers times weights."""
    slack = ROUNDING if digits is None else 6 * ONE.scaleb(-digits - 1)
    sums = [ZERO] * len(plan.codes)
    for name, cells in trace.scaled.items():
        _add(sums, cells, trace.weights[name])
    for at, code in enumerate(plan.codes):
        value = trace.values[at]
        if value is not None and abs(sums[at] - value) > slack:
            yield _fault("index", worded("“{key}” of {code} is not the sum of its parts.", key=key, code=code))


def _add(sums: list[Decimal], cells: Sequence[Decimal | None], weights: Sequence[Decimal]) -> None:
    """Add one indicator's parts to every school's sum."""
    for at, (scaled, weight) in enumerate(zip(cells, weights, strict=True)):
        if scaled is not None:
            sums[at] += scaled * weight

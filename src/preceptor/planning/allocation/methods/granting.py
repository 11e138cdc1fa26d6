"""Entitlements and shares: from figures to amounts between floors and ceilings, in whole units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.grants import Bounds, Entitlement, Grant, HeldHarmless, Share
from preceptor.planning.allocation.methods.apportion import apportion, units, units_up
from preceptor.planning.allocation.methods.arithmetic import Work
from preceptor.planning.allocation.methods.filling import fill
from preceptor.planning.allocation.plan import Allotment, Given
from preceptor.planning.allocation.problem import Cells

ZERO, ONE = Decimal(0), Decimal(1)
NOTHING = Allotment(False, ZERO, ZERO, ZERO, ZERO)
"""What a school gets that a grant is not meant for."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A floor or ceiling and what set it; without one the amount is None."""

    amount: Decimal | None = None
    by: str = ""


def eligible_of(grant: Grant, work: Work) -> list[bool]:
    """Tell which schools a grant is meant for; a gate that cannot be known is a fault."""
    if grant.eligible is None:
        return [True] * len(work.schools)
    cells = work.made[grant.eligible]
    for at, cell in enumerate(cells):
        if cell is None:
            said = worded(
                "Whether the school may have “{title}” cannot be known: a figure is unknown.", title=grant.title
            )
            work.tell(at, "unknown", said, worded("Give the figures that its condition reads."))
    return [bool(cell) for cell in cells]


def known_claims(cells: Cells, eligible: Sequence[bool], grant: Grant, work: Work) -> list[Decimal]:
    """Give the claims of eligible schools; unknown and negative ones are faults."""
    claims = []
    for at, cell in enumerate(cells):
        if eligible[at] and cell is None:
            said = worded(
                "What the school is due of “{title}” cannot be computed: a figure is unknown.", title=grant.title
            )
            work.tell(at, "unknown", said, worded("Give the figures that it is made of."))
        elif eligible[at] and cell is not None and cell < 0:
            said = worded(
                "What the school is due of “{title}” comes out below zero ({cell}).",
                title=grant.title,
                cell=f"{cell:f}",
            )
            work.tell(at, "below_zero", said, worded('Mend the figures, or hold the figure at zero: kind = "bounded".'))
        claims.append(cell if eligible[at] and cell is not None and cell >= 0 else ZERO)
    return claims


def entitlement(key: str, grant: Entitlement, work: Work) -> Given:
    """Give each eligible school its figure, part of the way when in transition, between its bounds."""
    eligible = eligible_of(grant, work)
    claims = known_claims(work.made[grant.amount], eligible, grant, work)
    floors, ceilings = bounds_of(grant, grant.bounds, eligible, work, on_top=True)
    allotments = []
    for at, claim in enumerate(claims):
        if not eligible[at]:
            allotments.append(NOTHING)
            continue
        target = _on_the_way(grant, claim, work, at)
        exact = held(target, floors[at].amount, ceilings[at].amount)
        amount = to_unit(exact, grant.unit)
        allotments.append(_allotment(claim, target, (exact, amount), floors[at], ceilings[at]))
    return Given(key, tuple(allotments), sum((each.amount for each in allotments), ZERO))


def _on_the_way(grant: Entitlement, claim: Decimal, work: Work, at: int) -> Decimal:
    """Give what a school in transition is due this year; one without an earlier amount is there at once."""
    if grant.transition is None:
        return claim
    prior = work.made[grant.transition.prior][at]
    return claim if prior is None else prior + (claim - prior) * grant.transition.share


def share(key: str, grant: Share, available: Decimal, work: Work) -> Given:
    """Share what is available in proportion, between bounds, in units that add up; floors beyond it stay as due."""
    eligible = eligible_of(grant, work)
    claims = known_claims(work.made[grant.by], eligible, grant, work)
    floors, ceilings = bounds_of(grant, grant.bounds, eligible, work, on_top=False)
    base = [grant.foundation if yes else ZERO for yes in eligible]
    least = [max(bound.amount or ZERO, base[at]) for at, bound in enumerate(floors)]
    if sum(least, ZERO) > available:
        return _short(key, grant, (eligible, claims, least), (floors, ceilings), available)
    if not any(claims):
        said = worded("No school has a claim to “{title}”: the weights sum to zero.", title=grant.title)
        work.tell(None, "zero_weights", said, worded("Give a figure that is above zero for a school at least."))
    ceilings_above = [
        bound.amount if bound.amount is None else max(bound.amount - base[at], ZERO)
        for at, bound in enumerate(ceilings)
    ]
    filled = fill(
        available - sum(base, ZERO),
        claims,
        [floor - base[at] for at, floor in enumerate(least)],
        ceilings_above,
    )
    exact = [base[at] + amount for at, amount in enumerate(filled.amounts)]
    amounts = _in_units(grant, exact, available - filled.left, least, ceilings)
    allotments = [
        _allotment(claims[at], base[at] + filled.level * claims[at], (exact[at], amounts[at]), floors[at], ceilings[at])
        if eligible[at]
        else NOTHING
        for at in range(len(claims))
    ]
    allotments = _topped_up(grant, allotments, work)
    on_top = sum((each.on_top for each in allotments), ZERO)
    total = sum((each.amount for each in allotments), ZERO) - on_top
    return Given(key, tuple(allotments), total, on_top, filled.level, available)


def _short(
    key: str,
    grant: Share,
    schools: tuple[Sequence[bool], Sequence[Decimal], Sequence[Decimal]],
    bounds: tuple[Sequence[Bound], Sequence[Bound]],
    available: Decimal,
) -> Given:
    """Answer when the floors exceed the pool: what each is due at least, nothing scaled."""
    eligible, claims, least = schools
    floors, ceilings = bounds
    allotments = tuple(
        _allotment(claims[at], floor, (floor, units_up(floor, grant.unit) * grant.unit), floors[at], ceilings[at])
        if eligible[at]
        else NOTHING
        for at, floor in enumerate(least)
    )
    total = sum((each.amount for each in allotments), ZERO)
    return Given(key, allotments, total, ZERO, ZERO, available)


def _in_units(
    grant: Share, exact: Sequence[Decimal], total: Decimal, least: Sequence[Decimal], ceilings: Sequence[Bound]
) -> list[Decimal]:
    """Round to units by the grant's method, floors rounded up and ceilings down; all that fits is given."""
    fewest = [units_up(floor, grant.unit) for floor in least]
    most = [None if bound.amount is None else units(bound.amount, grant.unit) for bound in ceilings]
    most = [None if limit is None else max(limit, fewest[at]) for at, limit in enumerate(most)]
    parts = [amount / grant.unit for amount in exact]
    for at, part in enumerate(parts):
        if not part:
            most[at] = fewest[at]
    whole = apportion(parts, units(total, grant.unit), grant.method, fewest, most)
    return [each * grant.unit for each in whole]


def _topped_up(grant: Share, allotments: Sequence[Allotment], work: Work) -> list[Allotment]:
    """Lift schools to what they had, on top of the pool, where the grant says so."""
    held_harmless = grant.bounds.held_harmless
    if held_harmless is None or held_harmless.paid != "on_top":
        return list(allotments)
    lifted = []
    for at, each in enumerate(allotments):
        kept = kept_of(held_harmless, work, at) if each.eligible else None
        more = ZERO if kept is None else max(units_up(kept, grant.unit) * grant.unit - each.amount, ZERO)
        lifted.append(
            replace(each, amount=each.amount + more, on_top=more, floor=kept, floor_by="held_harmless")
            if more
            else each
        )
    return lifted


def bounds_of(
    grant: Grant, bounds: Bounds, eligible: Sequence[bool], work: Work, *, on_top: bool
) -> tuple[list[Bound], list[Bound]]:
    """Give each school's floor and ceiling with what set it; a ceiling below the floor is a fault."""
    same_ceiling = bounds.most is None and bounds.growth_cap is None
    floors = _of_each(lambda at: _floor(bounds, work, at, on_top), _is_same_floor(bounds, on_top), eligible)
    ceilings = _of_each(lambda at: _ceiling(bounds, work, at), same_ceiling, eligible)
    for at, (floor, ceiling) in enumerate(zip(floors, ceilings, strict=True)):
        if floor.amount is not None and ceiling.amount is not None and ceiling.amount < floor.amount:
            said = worded(
                "Of “{title}” the school may have {most} at most ({by}) and is due {least} at least ({least_by}).",
                title=grant.title,
                most=f"{ceiling.amount:f}",
                by=_called(ceiling.by),
                least=f"{floor.amount:f}",
                least_by=_called(floor.by),
            )
            work.tell(at, "bounds_cross", said, worded("Raise the one or lower the other."))
    return floors, ceilings


def _is_same_floor(bounds: Bounds, on_top: bool) -> bool:
    """Tell whether every school has the same floor."""
    kept = bounds.held_harmless
    return bounds.least is None and (kept is None or not (on_top or kept.paid == "within"))


def _of_each(bound: Callable[[int], Bound], is_same: bool, eligible: Sequence[bool]) -> list[Bound]:
    """Give each eligible school its bound; one that is the same for all is made once."""
    none = Bound()
    if is_same:
        first = bound(0)
        return [first if yes else none for yes in eligible]
    return [bound(at) if yes else none for at, yes in enumerate(eligible)]


def _called(by: str) -> str:
    """Give what people call that which set a floor or ceiling."""
    names = {
        "minimum": worded("the minimum"),
        "least": worded("the least by its figure"),
        "held_harmless": worded("holding harmless"),
        "maximum": worded("the maximum"),
        "most": worded("the most by its figure"),
        "growth_cap": worded("the limit on growth"),
    }
    return names[by]


def _floor(bounds: Bounds, work: Work, at: int, on_top: bool) -> Bound:
    """Give the greatest floor."""
    found = [Bound(bounds.minimum, "minimum")] if bounds.minimum is not None else []
    if bounds.least is not None and (least := work.made[bounds.least][at]) is not None:
        found.append(Bound(least, "least"))
    held_harmless = bounds.held_harmless
    if held_harmless is not None and (on_top or held_harmless.paid == "within"):
        kept = kept_of(held_harmless, work, at)
        if kept is not None:
            found.append(Bound(kept, "held_harmless"))
    return max(found, key=lambda bound: bound.amount or ZERO, default=Bound())


def _ceiling(bounds: Bounds, work: Work, at: int) -> Bound:
    """Give the lowest ceiling."""
    found = [Bound(bounds.maximum, "maximum")] if bounds.maximum is not None else []
    if bounds.most is not None and (most := work.made[bounds.most][at]) is not None:
        found.append(Bound(most, "most"))
    cap = bounds.growth_cap
    if cap is not None and (prior := work.made[cap.prior][at]):
        found.append(Bound(prior * cap.times, "growth_cap"))
    return min(found, key=lambda bound: bound.amount or ZERO, default=Bound())


def kept_of(held_harmless: HeldHarmless, work: Work, at: int) -> Decimal | None:
    """Give what a school keeps of what it had; None for one that had nothing to keep."""
    prior = work.made[held_harmless.prior][at]
    if prior is None:
        return None
    if held_harmless.per is None or held_harmless.prior_per is None:
        return prior * held_harmless.share
    now, before = work.made[held_harmless.per][at], work.made[held_harmless.prior_per][at]
    return None if now is None or not before else prior * held_harmless.share * now / before


def held(value: Decimal, floor: Decimal | None, ceiling: Decimal | None) -> Decimal:
    """Hold an amount between its bounds; the floor wins."""
    below = value if ceiling is None else min(value, ceiling)
    return below if floor is None else max(below, floor)


def to_unit(amount: Decimal, unit: Decimal) -> Decimal:
    """Round an amount to whole units, halves up."""
    return apportion([amount / unit], 0, "each")[0] * unit


def _allotment(
    claim: Decimal, target: Decimal, result: tuple[Decimal, Decimal], floor: Bound, ceiling: Bound
) -> Allotment:
    """Write one school's allotment."""
    exact, amount = result
    return Allotment(
        eligible=True,
        claim=claim,
        target=target,
        exact=exact,
        amount=amount,
        floor=floor.amount,
        floor_by=floor.by,
        ceiling=ceiling.amount,
        ceiling_by=ceiling.by,
    )

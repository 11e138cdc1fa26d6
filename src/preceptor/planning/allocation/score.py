"""How fair amounts are: measures for each pupil, and for each pupil weighted by need, each with what it says.

Statistics are floating point; money never is. Every measure is weighted by pupils, so that a school of 2,000 counts
for two thousand pupils. Definitions: Odden and Picus, *School Finance: A Policy Perspective*; McLoone and Verstegen
indices, federal range ratio between the 95th and the 5th percentile, Theil's T.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.phrases import Translate, same
from preceptor.planning.allocation.plan import Plan
from preceptor.planning.allocation.problem import Problem

Pairs = Sequence[tuple[float, float]]
"""(amount for each pupil, pupils), sorted by amount."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of one grant: `adjusted` divides by pupils weighted by need instead of pupils."""

    grant: str
    measure: str
    adjusted: bool
    value: float
    says: str


def fairness(problem: Problem, plan: Plan, _: Translate = same) -> list[Measure]:
    """Measure every grant of money; nothing where the formula does not name its pupils."""
    formula = problem.formula
    bases = [(name, adjusted) for name, adjusted in ((formula.pupils, False), (formula.need, True)) if name]
    return [
        Measure(grant, key, adjusted, round(value, 6), measure_says(key, value, adjusted, _))
        for grant in plan.grants
        if _is_money(formula, grant)
        for name, adjusted in bases
        if (pairs := pairs_of(plan, grant, name))
        for key, value in ((key, measure(pairs)) for key, measure in MEASURES.items())
    ]


def _is_money(formula: Formula, grant: str) -> bool:
    """Tell whether a grant is money."""
    pool = formula.grants[grant].pool
    return pool is None or formula.pools[pool].measure == "money"


def pairs_of(plan: Plan, grant: str, base: str) -> list[tuple[float, float]]:
    """Give the amount for each pupil (or weighted pupil) and their number, school by school, sorted."""
    cells = zip(plan.amounts(grant), plan.figures[base], strict=True)
    return sorted((float(amount / count), float(count)) for amount, count in cells if count and count > 0)


def mean(pairs: Pairs) -> float:
    """Give the weighted mean."""
    return math.fsum(x * w for x, w in pairs) / math.fsum(w for _, w in pairs)


def percentile(pairs: Pairs, share: float) -> float:
    """Give the least amount that a share of all pupils does not exceed."""
    aim = share * math.fsum(w for _, w in pairs)
    reached = accumulate(w for _, w in pairs)
    return next((x for (x, _), sum_ in zip(pairs, reached, strict=True) if sum_ >= aim), pairs[-1][0])


def variation(pairs: Pairs) -> float:
    """Give the coefficient of variation: standard deviation over mean."""
    middle, whole = mean(pairs), math.fsum(w for _, w in pairs)
    spread = math.sqrt(math.fsum(w * (x - middle) ** 2 for x, w in pairs) / whole)
    return spread / middle if middle else 0.0


def gini(pairs: Pairs) -> float:
    """Give the Gini coefficient: twice the area between equality and the Lorenz curve."""
    whole, money = math.fsum(w for _, w in pairs), math.fsum(x * w for x, w in pairs)
    if not money:
        return 0.0
    shares = [0.0, *accumulate(x * w / money for x, w in pairs)]
    area = math.fsum(w / whole * (shares[at] + shares[at + 1]) / 2 for at, (_, w) in enumerate(pairs))
    return max(0.0, 1 - 2 * area)


def mcloone(pairs: Pairs) -> float:
    """Give what pupils below the median have, over what they would have at the median."""
    middle = percentile(pairs, 0.5)
    lower = [(x, w) for x, w in pairs if x <= middle]
    return mean(lower) / middle if middle else 1.0


def verstegen(pairs: Pairs) -> float:
    """Give what pupils above the median have, over the median."""
    middle = percentile(pairs, 0.5)
    upper = [(x, w) for x, w in pairs if x >= middle]
    return mean(upper) / middle if middle else 1.0


def theil(pairs: Pairs) -> float:
    """Give Theil's T: 0 when all have the same."""
    middle, whole = mean(pairs), math.fsum(w for _, w in pairs)
    if not middle:
        return 0.0
    return math.fsum(w / whole * (x / middle) * math.log(x / middle) for x, w in pairs if x > 0)


def range_ratio(pairs: Pairs) -> float:
    """Give the federal range ratio: (P95 - P5) / P5; infinite when the fifth percentile has nothing."""
    low, high = percentile(pairs, 0.05), percentile(pairs, 0.95)
    return (high - low) / low if low else (math.inf if high else 0.0)


MEASURES: dict[str, Callable[[Pairs], float]] = {
    "variation": variation,
    "gini": gini,
    "mcloone": mcloone,
    "verstegen": verstegen,
    "theil": theil,
    "range_ratio": range_ratio,
}


def measure_says(key: str, value: float, adjusted: bool, _: Translate) -> str:
    """Say what a measure's value means."""
    if math.isinf(value):
        said = _("A twentieth of all pupils have nothing, so no ratio can be formed.")
    else:
        said = _sayings(_)[key].format(value=f"{value:.3f}", percent=f"{abs(value) * 100:.1f}%")
    basis = _("Counted for each pupil weighted by need.") if adjusted else _("Counted for each pupil.")
    return f"{said} {basis}"


def _sayings(_: Translate) -> dict[str, str]:
    """Give the sentence of each measure."""
    return {
        "variation": _("Amounts stray from their mean by {percent} of it; up to 10% is held to be even."),
        "gini": _("The Gini coefficient is {value}: 0 when all have the same, 1 when one has all."),
        "mcloone": _("Pupils below the median have {percent} of what the median would give them; 95% is the aim."),
        "verstegen": _("Pupils above the median have {value} times the median; 1 when nobody is far above."),
        "theil": _("Theil's measure is {value}: 0 when all have the same."),
        "range_ratio": _("Near the top pupils have {percent} more than near the bottom (95th and 5th percentile)."),
    }


def wealth_slope(amounts: Sequence[float], wealth: Sequence[float]) -> float:
    """Give the elasticity of amounts to wealth: percent for a percent at the means; 0 is neutral."""
    middle, rich = math.fsum(amounts) / len(amounts), math.fsum(wealth) / len(wealth)
    spread = math.fsum((each - rich) ** 2 for each in wealth)
    joint = math.fsum((w - rich) * (a - middle) for w, a in zip(wealth, amounts, strict=True))
    return joint / spread * rich / middle if spread and middle else 0.0

"""Class size: positions from pupils and norms, year by year, and what they cost beyond the base norm."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.staffing import Norm, Staffing, Year
from preceptor.planning.allocation.methods.arithmetic import Work, to_digits
from preceptor.planning.allocation.plan import Staffed

ZERO = Decimal(0)
WHOLE = {"up": ROUND_CEILING, "half_up": ROUND_HALF_UP, "down": ROUND_FLOOR}


def staff(staffing: Staffing, work: Work) -> dict[str, tuple[Staffed, ...]]:
    """Give every school's positions for each year of the reduction; unknown pupils are faults."""
    for norm in staffing.norms.values():
        for at, cell in enumerate(work.made[norm.pupils]):
            if cell is None:
                said = worded(
                    "The pupils of {title} are unknown, and {rule} needs them.",
                    title=norm.title,
                    rule=staffing.title,
                )
                work.tell(at, "unknown", said, worded("Give the pupils of each grade; 0 where there are none."))
    count = range(len(work.schools))
    return {year.title: tuple(_staffed(staffing, year, work, at) for at in count) for year in staffing.years}


def _staffed(staffing: Staffing, year: Year, work: Work, at: int) -> Staffed:
    """Give one school's positions in one year."""
    gate = work.made[staffing.further_at][at] if staffing.further_at else None
    further = bool(gate)
    base = {key: _teachers(staffing, work, (norm, norm.base), at) for key, norm in staffing.norms.items()}
    reduced = {
        key: _teachers(staffing, work, (norm, norm.base - reduction(norm, year, further)), at)
        for key, norm in staffing.norms.items()
    }
    positions, base_positions = _whole(staffing, reduced), _whole(staffing, base)
    rooms = work.made[staffing.rooms][at] if staffing.rooms else None
    lacking = 0 if rooms is None else max(positions - int(rooms), 0)
    cost = (positions - base_positions) * staffing.cost
    return Staffed(reduced, base, positions, base_positions, cost, lacking, further)


def reduction(norm: Norm, year: Year, further: bool) -> Decimal:
    """Give by how many pupils a norm stands below its base in a year."""
    if further and norm.further and year.further_by is not None:
        return year.further_by
    return year.by if norm.reduced else ZERO


def _teachers(staffing: Staffing, work: Work, norm: tuple[Norm, Decimal], at: int) -> Decimal:
    """Divide pupils by the norm."""
    rule, size = norm
    return to_digits((work.made[rule.pupils][at] or ZERO) / size, staffing.digits)


def _whole(staffing: Staffing, by_norm: Mapping[str, Decimal]) -> int:
    """Make whole positions of a school's sum."""
    return int(sum(by_norm.values(), ZERO).to_integral_value(WHOLE[staffing.whole]))

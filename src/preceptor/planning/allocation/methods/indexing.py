"""A need index: scaled indicators, weights that fit each school, and what each indicator adds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from decimal import Decimal
from functools import cache

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.fitting import weight_for
from preceptor.planning.allocation.formula.index import Index, Indicator
from preceptor.planning.allocation.methods.arithmetic import Work, to_digits
from preceptor.planning.allocation.methods.scaling import median, scale
from preceptor.planning.allocation.plan import IndexTrace
from preceptor.planning.allocation.problem import Cells, Note

ZERO = Decimal(0)


def index_of(index: Index, work: Work, moved: Container[str] = (), before: IndexTrace | None = None) -> IndexTrace:
    """Make an index for every school, with every figure on the way.

    Given the index `before` some numbers `moved`, the indicators that read none of them stay as they were.
    """
    stays = {name for name, each in index.indicators.items() if before is not None and each.of not in moved}
    if before is not None and len(stays) == len(index.indicators):
        return before
    levels: Sequence[str | None] = work.schools.words[index.level] if index.level else [None] * len(work.schools)
    groups = levels if index.compared == "within_level" else None
    raw: dict[str, Cells] = {}
    scaled: dict[str, Cells] = {}
    for name, each in index.indicators.items():
        if before is not None and name in stays:
            raw[name], scaled[name] = before.raw[name], before.scaled[name]
        else:
            raw[name] = _filled(each, levels, index, work)
            scaled[name] = scale(raw[name], groups, each.scaling, each.more_means == "more_need")
    weights = _weights(index, levels, scaled)
    _weightless(index, levels, scaled, work)
    points = {name: _points(scaled[name], weights[name]) for name in index.indicators}
    values = [_total(row, index) for row in zip(*points.values(), strict=True)]
    return IndexTrace(values, raw, scaled, weights, points)


def _filled(indicator: Indicator, levels: Sequence[str | None], index: Index, work: Work) -> Cells:
    """Give an indicator's numbers, unknown ones treated as its rule says; a level without weight needs none."""
    cells = list(work.made[indicator.of])
    gaps = [at for at, cell in enumerate(cells) if cell is None and _counts(index, indicator, levels[at])]
    if not gaps or indicator.missing == "leave_out":
        return cells
    if indicator.missing == "middle":
        known = [cell for cell in cells if cell is not None]
        for at in gaps:
            cells[at] = median(known) if known else None
            said = worded(
                "“{code}”: {title} is unknown; the middle of all schools stands in.",
                code=work.schools.codes[at],
                title=indicator.title,
            )
            work.notes.append(Note("middle", said))
        return cells
    for at in gaps:
        said = worded("{title} is unknown, and {index} needs it.", title=indicator.title, index=index.title)
        work.tell(
            at, "indicator", said, worded('Give it, or say missing = "leave_out" or "middle" for this indicator.')
        )
    return cells


def _weightless(index: Index, levels: Sequence[str | None], scaled: Mapping[str, Cells], work: Work) -> None:
    """Refuse a school at whose level every weight is zero: its index would be zero by silence."""
    zero = {
        level for level in set(levels) if not any(_counts(index, each, level) for each in index.indicators.values())
    }
    if not zero:
        return
    for at, level in enumerate(levels):
        if level in zero and any(cells[at] is not None for cells in scaled.values()):
            said = worded("The weights of “{title}” sum to zero for “{level}”.", title=index.title, level=level)
            work.tell(
                at, "zero_weights", said, worded("Give one indicator a weight above zero there, or mend the level.")
            )


def _counts(index: Index, indicator: Indicator, level: str | None) -> bool:
    """Tell whether an indicator has any weight at a level."""
    domain = index.domains.get(indicator.domain or "")
    return bool(weight_for(indicator, level)) and (domain is None or bool(weight_for(domain, level)))


def _weights(index: Index, levels: Sequence[str | None], scaled: Mapping[str, Cells]) -> dict[str, list[Decimal]]:
    """Give each indicator's weight at each school; what an unknown one leaves is shared out."""
    names = list(index.indicators)

    @cache
    def at(level: str | None, known: tuple[bool, ...]) -> tuple[Decimal, ...]:
        have = {name for name, is_known in zip(names, known, strict=True) if is_known}
        shares = shares_of(index, level, have)
        return tuple(shares.get(name, ZERO) for name in names)

    rows = zip(*(scaled[name] for name in names), strict=True)
    by_school = [at(levels[place], tuple(cell is not None for cell in row)) for place, row in enumerate(rows)]
    return {name: [row[place] for row in by_school] for place, name in enumerate(names)}


def shares_of(index: Index, level: str | None, known: set[str]) -> dict[str, Decimal]:
    """Give the weight of each known indicator at a level: shares of one, or whole weights for a sum."""
    if not index.domains:
        own = {name: weight_for(index.indicators[name], level) for name in index.indicators}
        return _shared(own, known, index.combine)
    shares: dict[str, Decimal] = {}
    members = {
        key: {
            name: weight_for(each, level)
            for name, each in index.indicators.items()
            if each.domain == key and weight_for(each, level)
        }
        for key in index.domains
    }
    domains = {key: weight_for(domain, level) for key, domain in index.domains.items() if members[key]}
    alive = {key for key in domains if members[key].keys() & known}
    for key, weight in _shared(domains, alive, index.combine).items():
        for name, part in _shared(members[key], known, "mean").items():
            shares[name] = weight * part
    return shares


def _shared(weights: Mapping[str, Decimal], known: set[str], combine: str) -> dict[str, Decimal]:
    """Share out the weight of what is unknown among what is known, in proportion."""
    total = sum((weight for name, weight in weights.items() if name in known), ZERO)
    whole = Decimal(1) if combine == "mean" else sum(weights.values(), ZERO)
    if not total:
        return {}
    return {name: weight * whole / total for name, weight in weights.items() if name in known}


def _points(scaled: Cells, weights: Sequence[Decimal]) -> Cells:
    """Give what an indicator adds to each school's index; None where it is unknown."""
    return [None if cell is None else cell * weight for cell, weight in zip(scaled, weights, strict=True)]


def _total(row: Sequence[Decimal | None], index: Index) -> Decimal | None:
    """Add up what the indicators give; None when all are unknown."""
    known = [each for each in row if each is not None]
    if not known:
        return None
    total = sum(known, ZERO)
    return total if index.digits is None else to_digits(total, index.digits)

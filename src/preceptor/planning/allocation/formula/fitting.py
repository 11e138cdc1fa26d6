"""Settings of a formula that contradict, or lack, another one beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from preceptor.languages.faults import Finding, Path
from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.figures import (
    Band,
    Bands,
    Bounded,
    Condition,
    Gate,
    Lookup,
    Piecewise,
    Rolling,
    Top,
)
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.grants import Bounds, RankAndServe
from preceptor.planning.allocation.formula.index import Index, Weighted
from preceptor.planning.allocation.formula.staffing import Staffing


def fitting_findings(formula: Formula) -> Iterator[Finding]:
    """Find every setting that contradicts, or lacks, another one."""
    for name, figure in formula.figures.items():
        check = _CHECKS.get(type(figure))
        if check:
            yield from check(("figures", name), figure, formula)
    for name, index in formula.indices.items():
        yield from _index(("indices", name), index, formula)
    yield from _stand_ins(formula)
    yield from _reservations(formula)
    for name, grant in formula.grants.items():
        if not isinstance(grant, RankAndServe):
            yield from _bounds(("grants", name, "bounds"), grant.bounds)
        elif grant.bands:
            yield from _bands(("grants", name, "bands"), grant.bands)
    for name, staffing in formula.staffing.items():
        yield from _staffing(("staffing", name), staffing)


def _stand_ins(formula: Formula) -> Iterator[Finding]:
    """Find columns that stand in and are no columns of numbers, or stand in for themselves."""
    for name, column in formula.columns.items():
        other = formula.columns.get(column.stand_in or "")
        if column.stand_in is not None and (other is None or other.kind == "words" or column.stand_in == name):
            yield Finding(
                ("columns", name, "stand_in"), worded("Another column of numbers stands in."), worded("Name one.")
            )


def _reservations(formula: Formula) -> Iterator[Finding]:
    """Find reservations that are neither an amount nor a share, or both."""
    for name, pool in formula.pools.items():
        for key, taken in pool.reservations.items():
            if (taken.amount is None) == (taken.share is None):
                path = ("pools", name, "reservations", key)
                yield Finding(
                    path, worded("A reservation is an amount or a share of the pool."), worded("Give one of the two.")
                )


def _bands(path: Path, bands: Sequence[Band]) -> Iterator[Finding]:
    """Find bands without a bound, out of order, or without an end."""
    last: Decimal | None = None
    for place, band in enumerate(bands):
        bound = band.up_to if band.up_to is not None else band.below
        is_last = place == len(bands) - 1
        if is_last and bound is not None:
            yield Finding(
                (*path, place),
                worded("The last band ends."),
                worded("Leave its bound out: it takes all that lies beyond."),
            )
        elif not is_last and (band.up_to is None) == (band.below is None):
            yield Finding(
                (*path, place), worded("This band needs one bound."), worded("Give up_to = ... or below = ....")
            )
        elif bound is not None and last is not None and bound <= last:
            yield Finding(
                (*path, place),
                worded("{bound} is not beyond the band before.", bound=bound),
                worded("Write the bands from below."),
            )
        last = bound if bound is not None else last


def _figure_bands(path: Path, figure: Bands, _formula: Formula) -> Iterator[Finding]:
    """Check the bands of a figure."""
    yield from _bands((*path, "bands"), figure.bands)


def _points(path: Path, figure: Piecewise, _formula: Formula) -> Iterator[Finding]:
    """Find points that do not rise."""
    for place, (one, other) in enumerate(zip(figure.points, figure.points[1:], strict=False), start=1):
        if other[0] <= one[0]:
            yield Finding(
                (*path, "points", place),
                worded("{other} does not lie beyond {one}.", other=other[0], one=one[0]),
                worded("Order the points."),
            )


def _rolling(path: Path, figure: Rolling, _formula: Formula) -> Iterator[Finding]:
    """Find years without their wholes."""
    if figure.by and len(figure.by) != len(figure.of):
        what = worded("'of' has {of} years and 'by' {by}.", of=len(figure.of), by=len(figure.by))
        yield Finding((*path, "by"), what, worded("Name the whole of each year, in the same order."))


def _bounded(path: Path, figure: Bounded, _formula: Formula) -> Iterator[Finding]:
    """Find bounds that leave nothing between them."""
    if figure.at_least is not None and figure.at_most is not None and figure.at_least > figure.at_most:
        yield Finding(path, worded("'at_least' is greater than 'at_most'."), worded("Exchange the two."))


def _gate(path: Path, figure: Gate, _formula: Formula) -> Iterator[Finding]:
    """Find conditions that say nothing."""
    for place, each in enumerate(figure.conditions):
        if not (_judges_number(each) or _judges_words(each)):
            remedy = worded("Write of = ... with above, at_least, below or at_most; or words = ... with among = [...].")
            yield Finding((*path, "conditions", place), worded("This condition judges nothing."), remedy)


def _judges_number(each: Condition) -> bool:
    """Tell whether a condition judges a number."""
    bounds = (each.above, each.at_least, each.below, each.at_most)
    return each.of is not None and any(bound is not None for bound in bounds) and each.words is None


def _judges_words(each: Condition) -> bool:
    """Tell whether a condition judges words."""
    return each.words is not None and bool(each.among) and each.of is None


def _lookup(path: Path, figure: Lookup, formula: Formula) -> Iterator[Finding]:
    """Find words that the column cannot hold, and words without a number."""
    column = formula.columns.get(figure.of)
    choices = set(column.choices) if column else set()
    if not choices:
        return
    for word in sorted(figure.gives.keys() - choices):
        yield Finding(
            (*path, "gives", word),
            worded("'{word}' is no word of '{of}'.", word=word, of=figure.of),
            worded("Choose {choices}.", choices=", ".join(sorted(choices))),
        )
    lost = sorted(choices - figure.gives.keys())
    if lost and figure.otherwise is None:
        yield Finding(
            (*path, "gives"),
            worded("Nothing is said for {lost}.", lost=", ".join(lost)),
            worded("Add them, or otherwise = ...."),
        )


def _top(path: Path, figure: Top, _formula: Formula) -> Iterator[Finding]:
    """Find counts that belong to no group."""
    if figure.within is None and set(figure.counts) != {"all"}:
        yield Finding(
            (*path, "counts"), worded("Without 'within' there is one group."), worded("Write counts = { all = 75 }.")
        )


def _index(path: Path, index: Index, formula: Formula) -> Iterator[Finding]:
    """Find weights without a level, domains without an entry, and weights that sum to zero."""
    named: list[tuple[Path, Weighted]] = [((*path, "domains", key), each) for key, each in index.domains.items()]
    named += [((*path, "indicators", key), each) for key, each in index.indicators.items()]
    for where, each in named:
        if each.weights and index.level is None:
            yield Finding(
                (*where, "weights"), worded("Weights by level need a level."), worded("Add level = ... to the index.")
            )
    for key, indicator in index.indicators.items():
        if indicator.domain is not None and indicator.domain not in index.domains:
            have = worded("The index has: {domains}.", domains=", ".join(sorted(index.domains)) or worded("none"))
            yield Finding(
                (*path, "indicators", key, "domain"),
                worded("There is no domain '{domain}'.", domain=indicator.domain),
                have,
            )
        elif index.domains and indicator.domain is None:
            what = worded("It belongs to no domain, and the index has domains.")
            yield Finding((*path, "indicators", key), what, worded("Add domain = ...."))
    if index.compared == "within_level" and index.level is None:
        yield Finding(
            (*path, "compared"),
            worded("Comparing within levels needs a level."),
            worded("Add level = ... to the index."),
        )
    yield from _zero_weights(path, index, formula)


def _zero_weights(path: Path, index: Index, formula: Formula) -> Iterator[Finding]:
    """Find a level whose weights sum to zero."""
    column = formula.columns.get(index.level or "")
    levels: list[str | None] = [None, *(column.choices if column else ())]
    for level in levels:
        total = sum((weight_for(each, level) for each in index.indicators.values()), Decimal(0))
        if level is None and column is not None and column.choices:
            continue
        if total == 0:
            what = worded("The weights sum to zero.")
            if level:
                what = worded("The weights sum to zero for '{level}'.", level=level)
            yield Finding((*path, "indicators"), what, worded("Give one a weight above zero."))


def weight_for(each: Weighted, level: str | None) -> Decimal:
    """Give the weight that holds for a level."""
    return each.weights.get(level, each.weight) if level is not None else each.weight


def _bounds(path: Path, bounds: Bounds) -> Iterator[Finding]:
    """Find floors above ceilings, and pupils without those of the year before."""
    if bounds.minimum is not None and bounds.maximum is not None and bounds.minimum > bounds.maximum:
        yield Finding(path, worded("The minimum is greater than the maximum."), worded("Exchange the two."))
    held = bounds.held_harmless
    if held and (held.per is None) != (held.prior_per is None):
        yield Finding(
            (*path, "held_harmless"), worded("'per' and 'prior_per' go together."), worded("Give both, or neither.")
        )


def _staffing(path: Path, staffing: Staffing) -> Iterator[Finding]:
    """Find norms that a reduction would bring to nothing."""
    most = max(year.by for year in staffing.years)
    furthest = max((year.further_by or year.by for year in staffing.years), default=most)
    for key, norm in staffing.norms.items():
        by = max(most if norm.reduced else Decimal(0), furthest if norm.further else Decimal(0))
        if norm.base <= by:
            what = worded("A norm of {base} reduced by {by} leaves nobody.", base=norm.base, by=by)
            yield Finding((*path, "norms", key, "base"), what, worded("Raise the norm or reduce it less."))
    if staffing.further_at is None and any(norm.further for norm in staffing.norms.values()):
        yield Finding(
            path, worded("Nothing says which schools are reduced further."), worded("Add further_at = ..., a gate.")
        )


_CHECKS: dict[type, Callable[[Path, Any, Formula], Iterator[Finding]]] = {
    Bands: _figure_bands,
    Piecewise: _points,
    Rolling: _rolling,
    Bounded: _bounded,
    Gate: _gate,
    Lookup: _lookup,
    Top: _top,
}

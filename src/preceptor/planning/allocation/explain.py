"""Why a school gets what it gets, line by line: structured first, then the same sentence for the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from preceptor.planning.allocation.formula.crossref import order_of
from preceptor.planning.allocation.formula.figures import Gate, Step, Tier, Top
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.grants import AnyGrant, Share
from preceptor.planning.allocation.formula.index import Indicator
from preceptor.planning.allocation.formula.parts import Column
from preceptor.planning.allocation.phrases import (
    Translate,
    in_order,
    same,
    say,
    say_money,
    say_number,
    say_share,
    written,
    written_once,
)
from preceptor.planning.allocation.plan import Allotment, Given, IndexTrace, Plan
from preceptor.planning.allocation.problem import Cells, Problem

Value = Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation.

    `kind` says which sentence it becomes (`column`, `figure`, `indicator`, `index`, `claim`, `floor`, `ceiling`,
    `amount`, ...), `key` what it speaks of, and `values` hold every figure of the sentence, exact.
    """

    kind: str
    key: str
    title: str
    values: Mapping[str, Value]


def lines_of(problem: Problem, plan: Plan, code: str) -> list[Line]:
    """Give all lines of one school: what was read, each figure, each indicator, each grant to the last unit."""
    return list(_lines(_shown_of(problem.formula, plan), plan, plan.at(code)))


def all_lines(problem: Problem, plan: Plan) -> Iterator[tuple[str, list[Line]]]:
    """Give the lines of every school, by code."""
    shown = _shown_of(problem.formula, plan)
    for at, code in enumerate(plan.codes):
        yield code, list(_lines(shown, plan, at))


_Shone = tuple[str, str, tuple[Cells, Cells, Sequence[Decimal], Cells], dict[str, Value]]
"""An indicator's name, title, columns (raw, scaled, weight, points), and what its lines repeat."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a formula every school's lines repeat: title, year and manner of each number, by name.

    `told` are those with a line of their own, in the order in which they are made; what an indicator reads is said
    with the indicator: `indicators` holds its columns, by index.
    """

    formula: Formula
    numbers: Mapping[str, tuple[str, str, str | None, str]]
    told: tuple[str, ...]
    tiers: frozenset[str]
    gates: frozenset[str]
    indicators: Mapping[str, Sequence[_Shone]]


def _shown_of(formula: Formula, plan: Plan) -> _Shown:
    """Gather it once for all schools."""
    numbers: dict[str, tuple[str, str, str | None, str]] = {
        key: ("column", column.title, column.year, _manner(column))
        for key, column in formula.columns.items()
        if column.kind != "words"
    }
    numbers |= {key: ("figure", each.title, None, each.shown) for key, each in formula.figures.items()}
    read = {each.of for index in formula.indices.values() for each in index.indicators.values()}
    read |= {place for each in formula.sharing.values() for place in (each.latitude, each.longitude)}
    columns = [key for key, (kind, *_) in numbers.items() if kind == "column"]
    told = tuple(key for key in (*columns, *order_of(formula)) if key not in read)
    tiers = frozenset(key for key, each in formula.figures.items() if isinstance(each, Tier))
    indicators = {
        key: [_shone(plan.indices[key], name, indicator, numbers) for name, indicator in index.indicators.items()]
        for key, index in formula.indices.items()
    }
    gates = frozenset(key for key, each in formula.figures.items() if isinstance(each, (Gate, Top)))
    return _Shown(formula, numbers, told, tiers, gates, indicators)


def _shone(
    trace: IndexTrace, name: str, indicator: Indicator, numbers: Mapping[str, tuple[str, str, str | None, str]]
) -> _Shone:
    """Gather an indicator's columns, and what every school's line of it repeats."""
    _kind, _title, year, manner = numbers.get(indicator.of, _PLAIN)
    less = indicator.more_means == "less_need"
    repeated: dict[str, Value] = {"scaling": indicator.scaling, "less_is_need": less, "year": year, "shown": manner}
    columns = (trace.raw[name], trace.scaled[name], trace.weights[name], trace.points[name])
    return name, indicator.title, columns, repeated


def _tier_line(figure: Step, key: str, value: Decimal | None) -> Line:
    """Give a school's tier by its name."""
    names = figure.names if isinstance(figure, Tier) else ()
    return Line("tier", key, figure.title, {"value": value, "name": names[int(value) - 1] if value else None})


def _lines(shown: _Shown, plan: Plan, at: int) -> Iterator[Line]:
    """Walk through the formula in its own order."""
    formula, made = shown.formula, plan.figures
    for key in shown.told:
        if key in formula.indices:
            yield from _index_lines(shown, plan, key, at)
        elif key in shown.tiers:
            yield _tier_line(formula.figures[key], key, made[key][at])
        elif key in shown.gates:
            yield Line("gate", key, formula.figures[key].title, {"value": made[key][at]})
        else:
            kind, title, year, manner = shown.numbers[key]
            yield Line(kind, key, title, {"value": made[key][at], "year": year, "shown": manner})
    for key, given in plan.grants.items():
        yield from _grant_lines(formula, key, given, at)


_PLAIN = ("index", "", None, "number")


def _manner(column: Column) -> str:
    """Give how a column's figures are written."""
    return column.kind if column.kind in {"money", "share"} else "number"


def _index_lines(shown: _Shown, plan: Plan, key: str, at: int) -> Iterator[Line]:
    """Give each indicator's number, scaled number, weight and points, then the index."""
    for name, title, (raws, scales, weights, points), repeated in shown.indicators[key]:
        scaled, weight = scales[at], weights[at]
        if scaled is None or weight:
            numbers: dict[str, Value] = {"raw": raws[at], "scaled": scaled, "weight": weight, "points": points[at]}
            yield Line("left_out" if scaled is None else "indicator", name, title, numbers | repeated)
    index = shown.formula.indices[key]
    yield Line("index", key, index.title, {"value": plan.indices[key].values[at], "label": index.label})


def _grant_lines(formula: Formula, key: str, given: Given, at: int) -> Iterator[Line]:
    """Give a grant's arithmetic, from the claim to the amount."""
    title, each = formula.grants[key].title, given.allotments[at]
    if not each.eligible:
        yield Line("not_meant" if each.state in {"", "below"} else each.state, key, title, {"share": each.claim})
        return
    yield _claim_line(formula.grants[key], key, given, each)
    if each.floor is not None and each.exact == each.floor and each.target < each.floor:
        yield Line("floor", key, title, {"floor": each.floor, "by": each.floor_by, "target": each.target})
    if each.ceiling is not None and each.exact == each.ceiling and each.target > each.ceiling:
        yield Line("ceiling", key, title, {"ceiling": each.ceiling, "by": each.ceiling_by, "target": each.target})
    if each.on_top:
        values = {"more": each.on_top, "before": each.amount - each.on_top, "kept": each.floor}
        yield Line("on_top", key, title, values)
    if each.private is not None:
        yield Line("private", key, title, {"private": each.private})
    yield Line("amount", key, title, {"amount": each.amount, "exact": each.exact, "measure": _measure(formula, key)})


def _claim_line(grant: AnyGrant, key: str, given: Given, each: Allotment) -> Line:
    """Give the line from which an amount starts: a rate for each child, a level for each unit of claim, or a figure."""
    if each.rate is not None:
        values = {"share": each.claim, "rate": each.rate, "due": each.target}
        return Line("served_first" if each.state == "first" else "served", key, grant.title, values)
    if given.level is not None and isinstance(grant, Share):
        claim: dict[str, Value] = {"claim": each.claim, "level": given.level, "target": each.target}
        return Line("claim", key, grant.title, claim | {"base": grant.foundation or None})
    return Line("due", key, grant.title, {"due": each.target})


def _measure(formula: Formula, key: str) -> str:
    """Give what a grant is counted in; without a pool, money."""
    pool = formula.grants[key].pool
    return formula.pools[pool].measure if pool else "money"


def in_words(lines: list[Line], titles: Mapping[str, str]) -> list[Line]:
    """Give lines with their titles in another language; a title without a translation stays."""

    def said(value: Value) -> Value:
        return titles.get(value, value) if isinstance(value, str) else value

    return [
        Line(
            line.kind,
            line.key,
            titles.get(line.title, line.title),
            {name: said(value) if name in _SPOKEN else value for name, value in line.values.items()},
        )
        for line in lines
    ]


_SPOKEN = {"name", "label"}
"""Values that are titles too."""

Saying = Callable[[Line, str, Translate], str]


def sentences(lines: list[Line], currency: str, _: Translate = same) -> list[str]:
    """Say lines in the language of `_`; the same figures always give the same sentence."""
    return [_SAYINGS[line.kind](line, currency, _) for line in lines]


def _number(line: Line, name: str) -> Decimal | None:
    """Get a figure of a line."""
    value = line.values[name]
    return value if value.__class__ is Decimal else None


def _column(line: Line, currency: str, _: Translate) -> str:
    values = line.values
    value = say(_number(line, "value"), str(values["shown"]), currency, _)
    if values["year"]:
        return _("{title} in {year}: {value}.").format(title=line.title, year=values["year"], value=value)
    return _("{title}: {value}.").format(title=line.title, value=value)


def _indicator(line: Line, currency: str, _: Translate) -> str:
    values = line.values
    how = values["scaling"]
    if how == "percentile":
        said = _("{title} is {raw}: percentile {scaled} of need, weight {weight}, adds {points} points.")
    elif how == "quintile":
        said = _("{title} is {raw}: score {scaled} of 5, weight {weight}, adds {points} points.")
    else:
        said = _("{title} is {raw}: {scaled} on the common scale, weight {weight}, adds {points} points.")
    year = values["year"]
    # Read as they stand: an indicator's line is only made where all four are numbers, and a state has a million lines.
    told = (
        f"{line.title} ({year})" if year else line.title,
        say(cast(Decimal, values["raw"]), cast(str, values["shown"]), currency, _),
        written(cast(Decimal, values["scaled"]), 2),
        written(cast(Decimal, values["weight"]), 4),
        written_once(cast(Decimal, values["points"]), 4),
    )
    return in_order(said, _OF_AN_INDICATOR)(told)


_OF_AN_INDICATOR = ("title", "raw", "scaled", "weight", "points")


def _tier(line: Line, _currency: str, _: Translate) -> str:
    return _("{title}: {name}.").format(title=line.title, name=line.values["name"] or _("unknown"))


def _gate(line: Line, _currency: str, _: Translate) -> str:
    value = _number(line, "value")
    if value is None:
        return _("{title}: not known.").format(title=line.title)
    return (_("{title}: yes.") if value else _("{title}: no.")).format(title=line.title)


def _left_out(line: Line, _currency: str, _: Translate) -> str:
    return _("{title} is not known here; the other indicators carry its weight.").format(title=line.title)


def _index(line: Line, _currency: str, _: Translate) -> str:
    value = say_number(_number(line, "value"), _, 4)
    said = _("{title}: {value}, the sum of these points.").format(title=line.title, value=value)
    return f"{said} {line.values['label']}" if line.values["label"] else said


def _claim(line: Line, _currency: str, _: Translate) -> str:
    base = _number(line, "base")
    said = _("{title}: a claim of {claim} at {level} for each unit comes to {target}.")
    if base is not None:
        said = _("{title}: {base} for each school, and a claim of {claim} at {level} for each unit: {target}.")
    return said.format(
        title=line.title,
        base=say_number(base, _, 2),
        claim=say_number(_number(line, "claim"), _, 4),
        level=say_number(_number(line, "level"), _, 6),
        target=say_number(_number(line, "target"), _, 2),
    )


def _due(line: Line, _currency: str, _: Translate) -> str:
    due = say_number(_number(line, "due"), _, 4)
    return _("{title}: the formula comes to {due}.").format(title=line.title, due=due)


def _served(line: Line, currency: str, _: Translate) -> str:
    said = (
        _("{title}: with {share} poor children the school is served first; {rate} for each child comes to {due}.")
        if line.kind == "served_first"
        else _("{title}: with {share} poor children the school is served; {rate} for each child comes to {due}.")
    )
    return said.format(
        title=line.title,
        share=say_share(_number(line, "share"), _),
        rate=say_money(_number(line, "rate"), currency, _),
        due=say_money(_number(line, "due"), currency, _),
    )


def _not_served(line: Line, _currency: str, _: Translate) -> str:
    if line.kind == "not_reached":
        share = say_share(_number(line, "share"), _)
        return _("{title}: with {share} poor children the money does not reach this school.").format(
            title=line.title, share=share
        )
    return _("{title}: the school does not meet its conditions and gets nothing of it.").format(title=line.title)


def _bound_names(_: Translate) -> dict[str, str]:
    """Give what sets a floor or ceiling."""
    return {
        "minimum": _("the minimum"),
        "least": _("the least by its figure"),
        "held_harmless": _("holding harmless"),
        "maximum": _("the maximum"),
        "most": _("the most by its figure"),
        "growth_cap": _("the limit on growth"),
    }


def _floor(line: Line, _currency: str, _: Translate) -> str:
    return _("{title}: {by} lifts it to {floor}.").format(
        title=line.title,
        by=_bound_names(_)[str(line.values["by"])],
        floor=say_number(_number(line, "floor"), _, 2),
    )


def _ceiling(line: Line, _currency: str, _: Translate) -> str:
    return _("{title}: {by} holds it at {ceiling}.").format(
        title=line.title,
        by=_bound_names(_)[str(line.values["by"])],
        ceiling=say_number(_number(line, "ceiling"), _, 2),
    )


def _on_top(line: Line, _currency: str, _: Translate) -> str:
    return _("{title}: holding harmless adds {more} on top of {before}.").format(
        title=line.title,
        more=say_number(_number(line, "more"), _, 2),
        before=say_number(_number(line, "before"), _, 2),
    )


def _private(line: Line, currency: str, _: Translate) -> str:
    private = say_money(_number(line, "private"), currency, _)
    return _("{title}: children in private schools generate {private} of it.").format(title=line.title, private=private)


def _amount(line: Line, currency: str, _: Translate) -> str:
    amount = _number(line, "amount")
    if line.values["measure"] == "money":
        return _("{title}: the school gets {amount}.").format(title=line.title, amount=say_money(amount, currency, _))
    words = {"half_days": _("{n} half-days"), "positions": _("{n} positions")}
    said = words[str(line.values["measure"])].format(n=say_number(amount, _))
    return _("{title}: the school gets {amount}.").format(title=line.title, amount=said)


_SAYINGS: dict[str, Saying] = {
    "column": _column,
    "figure": _column,
    "indicator": _indicator,
    "left_out": _left_out,
    "tier": _tier,
    "gate": _gate,
    "index": _index,
    "claim": _claim,
    "due": _due,
    "served": _served,
    "served_first": _served,
    "not_reached": _not_served,
    "not_meant": _not_served,
    "floor": _floor,
    "ceiling": _ceiling,
    "on_top": _on_top,
    "private": _private,
    "amount": _amount,
}

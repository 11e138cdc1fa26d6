"""Why a school gets what it gets, line by line: structured first, then the same sentence for the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.parts import Column
from preceptor.planning.allocation.phrases import Translate, same, say, say_money, say_number, say_share
from preceptor.planning.allocation.plan import Allotment, Given, Plan
from preceptor.planning.allocation.problem import Problem

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
    return list(_lines(problem.formula, plan, plan.at(code)))


def all_lines(problem: Problem, plan: Plan) -> Iterator[tuple[str, list[Line]]]:
    """Give the lines of every school, by code."""
    for at, code in enumerate(plan.codes):
        yield code, list(_lines(problem.formula, plan, at))


def _lines(formula: Formula, plan: Plan, at: int) -> Iterator[Line]:
    """Walk through the formula in its own order."""
    for key, column in formula.columns.items():
        if column.kind != "words":
            values = {"value": plan.figures[key][at], "year": column.year, "shown": _shown(column)}
            yield Line("column", key, column.title, values)
    for key, figure in formula.figures.items():
        yield Line("figure", key, figure.title, {"value": plan.figures[key][at], "shown": figure.shown})
    for key in formula.indices:
        yield from _index_lines(formula, plan, key, at)
    for key, given in plan.grants.items():
        yield from _grant_lines(formula, key, given, at)


def _shown(column: Column) -> str:
    """Give how a column's figures are written."""
    return column.kind if column.kind in {"money", "share"} else "number"


def _index_lines(formula: Formula, plan: Plan, key: str, at: int) -> Iterator[Line]:
    """Give each indicator's number, scaled number, weight and points, then the index."""
    index, trace = formula.indices[key], plan.indices[key]
    for name, indicator in index.indicators.items():
        weight = trace.weights[name][at]
        if not weight and trace.scaled[name][at] is not None:
            continue
        yield Line(
            "indicator" if trace.scaled[name][at] is not None else "left_out",
            name,
            indicator.title,
            {
                "raw": trace.raw[name][at],
                "scaled": trace.scaled[name][at],
                "weight": weight,
                "points": trace.points[name][at],
                "scaling": indicator.scaling,
                "less_is_need": indicator.more_means == "less_need",
            },
        )
    yield Line("index", key, index.title, {"value": trace.values[at], "label": index.label})


def _grant_lines(formula: Formula, key: str, given: Given, at: int) -> Iterator[Line]:
    """Give a grant's arithmetic, from the claim to the amount."""
    title, each = formula.grants[key].title, given.allotments[at]
    if not each.eligible:
        yield Line("not_meant" if each.state in {"", "below"} else each.state, key, title, {"share": each.claim})
        return
    yield _claim_line(key, title, given, each)
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


def _claim_line(key: str, title: str, given: Given, each: Allotment) -> Line:
    """Give the line from which an amount starts: a rate for each child, a level for each unit of claim, or a figure."""
    if each.rate is not None:
        values = {"share": each.claim, "rate": each.rate, "due": each.target}
        return Line("served_first" if each.state == "first" else "served", key, title, values)
    if given.level is not None:
        return Line("claim", key, title, {"claim": each.claim, "level": given.level, "target": each.target})
    return Line("due", key, title, {"due": each.target})


def _measure(formula: Formula, key: str) -> str:
    """Give what a grant is counted in; without a pool, money."""
    pool = formula.grants[key].pool
    return formula.pools[pool].measure if pool else "money"


Saying = Callable[[Line, str, Translate], str]


def sentences(lines: list[Line], currency: str, _: Translate = same) -> list[str]:
    """Say lines in the language of `_`; the same figures always give the same sentence."""
    return [_SAYINGS[line.kind](line, currency, _) for line in lines]


def _number(line: Line, name: str) -> Decimal | None:
    """Get a figure of a line."""
    value = line.values.get(name)
    return value if isinstance(value, Decimal) else None


def _column(line: Line, currency: str, _: Translate) -> str:
    value = say(_number(line, "value"), str(line.values["shown"]), currency, _)
    if line.values["year"]:
        return _("{title} in {year}: {value}.").format(title=line.title, year=line.values["year"], value=value)
    return _("{title}: {value}.").format(title=line.title, value=value)


def _figure(line: Line, currency: str, _: Translate) -> str:
    value = say(_number(line, "value"), str(line.values["shown"]), currency, _)
    return _("{title}: {value}.").format(title=line.title, value=value)


def _indicator(line: Line, _currency: str, _: Translate) -> str:
    how = line.values["scaling"]
    if how == "percentile":
        said = _("{title} is {raw}: percentile {scaled} of need, weight {weight}, adds {points} points.")
    elif how == "quintile":
        said = _("{title} is {raw}: score {scaled} of 5, weight {weight}, adds {points} points.")
    else:
        said = _("{title} is {raw}: {scaled} on the common scale, weight {weight}, adds {points} points.")
    return said.format(
        title=line.title,
        raw=say_number(_number(line, "raw"), _, 4),
        scaled=say_number(_number(line, "scaled"), _, 2),
        weight=say_number(_number(line, "weight"), _, 4),
        points=say_number(_number(line, "points"), _, 4),
    )


def _left_out(line: Line, _currency: str, _: Translate) -> str:
    return _("{title} is not known here; the other indicators carry its weight.").format(title=line.title)


def _index(line: Line, _currency: str, _: Translate) -> str:
    value = say_number(_number(line, "value"), _, 4)
    said = _("{title}: {value}, the sum of these points.").format(title=line.title, value=value)
    return f"{said} {line.values['label']}" if line.values["label"] else said


def _claim(line: Line, _currency: str, _: Translate) -> str:
    return _("{title}: a claim of {claim} at {level} for each unit comes to {target}.").format(
        title=line.title,
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
    "figure": _figure,
    "indicator": _indicator,
    "left_out": _left_out,
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

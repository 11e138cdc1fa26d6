"""Changes to a formula as plain data: pools, weights, floors and ceilings of a scenario's copy."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.loader import load_formula

Changes = Mapping[str, str]
"""By place: `pools.schools`, `weights.need.low_income`, `minimum.equity`, `maximum.equity`; numbers as text."""


class BadFormula(ValueError):  # noqa: N818 - named for what a person gave
    """A formula that cannot be read, with every fault."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def formula_of(text: str, changes: Changes) -> Formula:
    """Read a formula and lay a scenario's changes over it; raises `BadFormula` with every fault."""
    read = load_formula(text, "formula.toml")
    if isinstance(read, list):
        raise BadFormula([fault.words for fault in read])
    for place, amount in changes.items():
        read = _changed(read, place.split("."), Decimal(amount))
    return read


def _changed(formula: Formula, place: list[str], amount: Decimal) -> Formula:
    """Change one number of a formula; a place that is no longer there changes nothing."""
    if place[0] == "pools" and place[1] in formula.pools:
        pool = formula.pools[place[1]].model_copy(update={"amount": amount})
        return formula.model_copy(update={"pools": {**formula.pools, place[1]: pool}})
    if place[0] == "weights" and place[1] in formula.indices and place[2] in formula.indices[place[1]].indicators:
        index = formula.indices[place[1]]
        indicator = index.indicators[place[2]].model_copy(update={"weight": amount, "weights": {}})
        index = index.model_copy(update={"indicators": {**index.indicators, place[2]: indicator}})
        return formula.model_copy(update={"indices": {**formula.indices, place[1]: index}})
    grant = formula.grants.get(place[1])
    if place[0] in {"minimum", "maximum"} and grant is not None and hasattr(grant, "bounds"):
        bounds = grant.bounds.model_copy(update={place[0]: amount})
        grant = grant.model_copy(update={"bounds": bounds})
        return formula.model_copy(update={"grants": {**formula.grants, place[1]: grant}})
    return formula


def settings_of(formula: Formula) -> list[tuple[str, str, str, str]]:
    """List what a copy may change: place, group of settings, title, and the number as it stands."""
    found = [(f"pools.{key}", "pools", pool.title, _plain(pool.amount)) for key, pool in formula.pools.items()]
    for name, index in formula.indices.items():
        found += [
            (f"weights.{name}.{key}", "weights", each.title, _plain(each.weight))
            for key, each in index.indicators.items()
            if not each.weights
        ]
    for key, grant in formula.grants.items():
        bounds = getattr(grant, "bounds", None)
        for which in ("minimum", "maximum"):
            if bounds is not None and getattr(bounds, which) is not None:
                found.append((f"{which}.{key}", which, grant.title, _plain(getattr(bounds, which))))
    return found


def _plain(value: Decimal | None) -> str:
    """Write a number as a form shows it."""
    return "" if value is None else f"{value:f}"


def wrong_numbers(formula: Formula, changes: Changes) -> dict[str, str]:
    """Find changes that are no numbers, below zero, or leave an index without weight: code by place."""
    wrong = {}
    for place, text in changes.items():
        try:
            if Decimal(text) < 0:
                wrong[place] = "negative"
        except InvalidOperation:
            wrong[place] = "number"
    for name, index in formula.indices.items():
        weights = [changes.get(f"weights.{name}.{key}", f"{each.weight}") for key, each in index.indicators.items()]
        if not wrong and not any(Decimal(each) for each in weights):
            wrong |= {f"weights.{name}.{key}": "zero" for key in index.indicators}
    return wrong

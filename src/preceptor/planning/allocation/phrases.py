"""How figures are said to people, in whatever language the callable `_` translates into."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from string import Formatter
from typing import TypeAlias

Translate: TypeAlias = Callable[[str], str]
STEPS = tuple(Decimal(1).scaleb(-digits) for digits in range(7))
"""The last decimal shown, by the number of decimals."""


def same(text: str) -> str:
    """Translate into English: not at all."""
    return text


@lru_cache(maxsize=256)
def in_order(template: str, names: tuple[str, ...]) -> Callable[[tuple[str, ...]], str]:
    """Give a filler of a template: texts in the order of `names` in, sentence out. A seventh of `str.format`'s time."""
    parts = list(Formatter().parse(template))
    pattern = "".join(plain.replace("%", "%%") + ("" if name is None else "%s") for plain, name, *_ in parts)
    order = [names.index(name) for _plain, name, *_ in parts if name is not None]
    return lambda texts: pattern % tuple([texts[at] for at in order])


def say_number(value: Decimal | None, _: Translate, digits: int = 6) -> str:
    """Write a number with thousands marked and no more decimals than it has, halves rounded up."""
    return _("unknown") if value is None else written(value, digits)


def written_once(value: Decimal, digits: int) -> str:
    """Write a number with thousands marked and no more decimals than it has, halves rounded up."""
    rounded = value.quantize(STEPS[digits], ROUND_HALF_UP)
    text = str(rounded)
    # Most figures of an explanation are below a thousand; writing those plainly takes half the time.
    if len(text) > (digits + 4 if digits else 3):
        text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if digits else text


written = lru_cache(maxsize=1 << 15)(written_once)
"""The same, kept: schools share most of their ranks, weights and shares."""


def say_money(value: Decimal | None, currency: str, _: Translate) -> str:
    """Write an amount of money: $3,060 or $3,060.50."""
    if value is None:
        return _("unknown")
    cents = value.quantize(STEPS[2], ROUND_HALF_UP)
    text = f"{cents:,f}".removesuffix(".00")
    sign = "-" if text.startswith("-") else ""
    return f"{sign}${text.lstrip('-')}" if currency == "USD" else f"{text} {currency}"


def say_share(value: Decimal | None, _: Translate) -> str:
    """Write a share as a percentage: 45.2%."""
    return _("unknown") if value is None else _percent(value)


@lru_cache(maxsize=1 << 15)
def _percent(value: Decimal) -> str:
    """Write a share as a percentage."""
    return f"{written(value * 100, 2)}%"


def say(value: Decimal | None, shown: str, currency: str, _: Translate) -> str:
    """Write a figure as its formula says it is shown."""
    if shown == "money":
        return say_money(value, currency, _)
    return say_share(value, _) if shown == "share" else say_number(value, _)

"""How figures are said to people, in whatever language the callable `_` translates into."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Translate: TypeAlias = Callable[[str], str]


def same(text: str) -> str:
    """Translate into English: not at all."""
    return text


def say_number(value: Decimal | None, _: Translate, digits: int = 6) -> str:
    """Write a number with thousands marked and no more decimals than it has."""
    if value is None:
        return _("unknown")
    short = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) if value.as_tuple().exponent else value
    text = f"{short:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_money(value: Decimal | None, currency: str, _: Translate) -> str:
    """Write an amount of money: $3,060 or $3,060.50."""
    if value is None:
        return _("unknown")
    cents = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{cents:,f}".removesuffix(".00")
    sign = "-" if text.startswith("-") else ""
    return f"{sign}${text.lstrip('-')}" if currency == "USD" else f"{text} {currency}"


def say_share(value: Decimal | None, _: Translate) -> str:
    """Write a share as a percentage: 45.2%."""
    return _("unknown") if value is None else f"{say_number(value * 100, _, 2)}%"


def say(value: Decimal | None, shown: str, currency: str, _: Translate) -> str:
    """Write a figure as its formula says it is shown."""
    if shown == "money":
        return say_money(value, currency, _)
    return say_share(value, _) if shown == "share" else say_number(value, _)

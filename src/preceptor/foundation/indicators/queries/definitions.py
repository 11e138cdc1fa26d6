"""Definitions in force, read once for each text."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.foundation.indicators.definition import Definition, Words
from preceptor.foundation.indicators.models import Indicator, IndicatorVersion
from preceptor.foundation.look.public import Refusal


class UnknownIndicator(Refusal):
    """No indicator has this code."""

    status = 404


@dataclass(frozen=True)
class InForce:
    """An indicator with the definition in force."""

    indicator: Indicator
    version_id: int
    number: int
    definition: Definition


@lru_cache(maxsize=256)
def read_definition(text: str) -> Definition:
    """A text as it was checked when it was loaded."""
    return Definition.model_validate(tomllib.loads(text, parse_float=Decimal))


def in_force(code: str | None = None) -> list[InForce]:
    """Every indicator, or the one of a code, with its newest definition, in the board's order; one query."""
    rows = IndicatorVersion.objects.select_related("indicator", "indicator__owner").order_by("number")
    if code is not None:
        rows = rows.filter(indicator__code=code)
    newest = {row.indicator_id: row for row in rows}
    found = [InForce(row.indicator, row.pk, row.number, read_definition(row.text)) for row in newest.values()]
    return sorted(found, key=lambda each: (each.definition.order, each.definition.code))


def named(code: str) -> InForce:
    """The indicator of a code; refuses an unknown one."""
    found = in_force(code)
    if not found:
        raise UnknownIndicator(
            "indicator-unknown",
            _("There is no indicator of this name."),
            remedy=_("Choose one from the list of indicators."),
        )
    return found[0]


def said(words: Words) -> str:
    """A text of a definition in the reader's language."""
    return words.said(get_language() or "en")

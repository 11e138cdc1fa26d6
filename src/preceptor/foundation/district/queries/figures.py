"""Yearly figures of schools, as other contexts ask for them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from preceptor.foundation.district.models import SchoolFigure


@dataclass(frozen=True)
class FigureBrief:
    """The newest value of a yearly figure, with its school year and source."""

    value: Decimal
    year: str
    source: str


def latest_figures(unit_ids: Collection[int], names: Collection[str]) -> dict[int, dict[str, FigureBrief]]:
    """The newest value of each named figure of the schools at these units; what is missing is left out."""
    rows = SchoolFigure.objects.filter(school__unit_id__in=unit_ids, name__in=names).order_by("year")
    found: dict[int, dict[str, FigureBrief]] = {}
    for unit_id, name, value, year, source in rows.values_list("school__unit_id", "name", "value", "year", "source"):
        found.setdefault(unit_id, {})[name] = FigureBrief(value, year, source)
    return found


def figure_names() -> list[str]:
    """The names of all yearly figures on record, in order."""
    return list(SchoolFigure.objects.order_by("name").values_list("name", flat=True).distinct())


def yearly_figures(names: Collection[str]) -> dict[int, dict[str, list[tuple[str, Decimal]]]]:
    """Every school's values of each named figure, by unit and name: (school year, value), the newest year first."""
    rows = SchoolFigure.objects.filter(name__in=names).order_by("-year")
    found: dict[int, dict[str, list[tuple[str, Decimal]]]] = {}
    for unit_id, name, year, value in rows.values_list("school__unit_id", "name", "year", "value"):
        found.setdefault(unit_id, {}).setdefault(name, []).append((year, value))
    return found

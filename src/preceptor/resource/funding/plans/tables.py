"""The table of schools that a formula reads, written from the district's own records."""

import csv
import io
from decimal import Decimal

from preceptor.foundation.district.public import SchoolBrief, all_schools, yearly_figures
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.reading import headings_of

EARLIER = " -1"
"""A heading that ends so asks for the year before the newest."""
INDEPENDENT = "independent"


def table_from_records(formula: Formula) -> str:
    """Write what the formula's headings ask for, school by school; what is not on record stays empty.

    Charters that run themselves are funded by the state and are left out. The newest year of the district's figures is
    this year's for all schools; a school without figures of it has none.
    """
    headings = list(dict.fromkeys([*headings_of(formula), *([formula.name] if formula.name else [])]))
    named = {each.removesuffix(EARLIER) for each in headings}
    figures = yearly_figures(named)
    years = sorted({year for each in figures.values() for rows in each.values() for year, _ in rows}, reverse=True)[:2]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    for school in sorted(all_schools(), key=lambda each: each.code):
        if school.charter != INDEPENDENT:
            known = figures.get(school.unit_id, {})
            writer.writerow([_cell(school, known, heading, years) for heading in headings])
    return out.getvalue()


def _cell(school: SchoolBrief, known: dict[str, list[tuple[str, Decimal]]], heading: str, years: list[str]) -> str:
    """Give one cell: a fact of the school, or a figure of the year asked for."""
    facts = {
        "code": school.code,
        "name": school.name,
        "level": school.level,
        "local_district": school.local_district,
        "latitude": school.latitude,
        "longitude": school.longitude,
    }
    if heading in facts:
        fact = facts[heading]
        return "" if fact is None else str(fact)
    place = 1 if heading.endswith(EARLIER) else 0
    if len(years) <= place:
        return ""
    value = dict(known.get(heading.removesuffix(EARLIER), ())).get(years[place])
    return "" if value is None else f"{value.normalize():f}"

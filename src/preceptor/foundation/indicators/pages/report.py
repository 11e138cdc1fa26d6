"""The board's report as a tagged PDF (PDF/UA), set from what the board's page shows."""

import json
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.foundation.indicators.queries.board import BoardPage, BoardRow
from preceptor.foundation.indicators.queries.published import figure_words, number_words
from preceptor.foundation.look.public import day, district_time

TEMPLATE = Path(__file__).resolve().parents[1] / "reference" / "board.typ"


def as_pdf(page: BoardPage) -> bytes:
    """The report; texts of people are data in it, never markup."""
    # Loaded when asked for: the typesetter takes a moment, which no other page should wait for.
    import typst

    said = json.dumps(_data(page), ensure_ascii=False)
    made = typst.compile(str(TEMPLATE), format="pdf", pdf_standards=["ua-1"], sys_inputs={"said": said})
    return bytes(made)


def _data(page: BoardPage) -> dict[str, object]:
    """What the typesetter sets."""
    return {
        "language": get_language() or "en",
        "title": _("Accountability indicators"),
        "line": f"{settings.DISTRICT_NAME} · {district_time(page.made)}",
        "note": _(
            "Counts of few people are hidden, and so are others from which they could be worked out. "
            "Each figure is frozen as of its day; a later change is a revision."
        ),
        "indicators": [_indicator(row, page.periods) for row in page.rows],
        "duties_title": _("Accreditation"),
        "duties_head": [_("Duty"), _("Program"), _("Due"), _("Who answers for it")],
        "duties": [[each.title, each.program, day(each.due), each.owner] for each in page.duties],
        "no_duties": _("No accreditation duty is open."),
    }


def _indicator(row: BoardRow, periods: tuple[str, ...]) -> dict[str, object]:
    years = zip(periods, row.years, strict=True)
    return {
        "title": row.title,
        "sentence": row.sentence,
        "target": _target(row),
        "head": [_("School year"), _("Figure"), _("Revision")],
        "years": [[period, figure_words(year.total), str(year.revision)] for period, year in years if year is not None],
        "none": _("No year has been frozen yet."),
        "tables": [
            {
                "title": f"{table.title}, {row.newest.period if row.newest else ''}",
                "head": ["", _("Figure")],
                "rows": [[line.name, figure_words(line.shown)] for line in table.lines],
            }
            for table in (row.newest.tables if row.newest else ())
            if not table.dropped and len(table.lines) > 1
        ],
    }


def _target(row: BoardRow) -> str:
    if row.target is None:
        return ""
    value = number_words(row.target.normalize() if row.target == row.target.to_integral() else row.target)
    facts = {"target": f"{value}%" if row.share else value, "year": row.target_year or "–"}
    return _("Target: %(target)s by %(year)s.") % facts

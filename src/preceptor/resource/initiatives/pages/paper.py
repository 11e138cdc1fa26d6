"""The board's page on paper: a tagged PDF (PDF/UA), every word worked out before typesetting."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.foundation.look.public import day
from preceptor.resource.initiatives.queries.board import BoardRow, InitiativeListPage, cost_words
from preceptor.resource.initiatives.queries.computing import Line
from preceptor.resource.initiatives.queries.detail import span_words

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "board.typ"


@dataclass(frozen=True)
class Paper:
    """What the pages say."""

    said: str

    def pdf(self) -> bytes:
        """The pages, typeset."""
        # Loaded when asked for: the typesetter takes a moment, which no other page should wait for.
        import typst

        made = typst.compile(str(TEMPLATE), format="pdf", pdf_standards=["ua-1"], sys_inputs={"said": self.said})
        return bytes(made)


def board_paper(page: InitiativeListPage) -> Paper:
    """What the board's page says, in the reader's language."""
    said = {
        "language": (get_language() or "en")[:2],
        "district": settings.DISTRICT_NAME,
        "title": _("Initiatives"),
        "on": _("As of %(day)s") % {"day": day(page.on)},
        "heads": [_("Milestone"), _("First planned"), _("As it stands"), _("State")],
        "empty": _("There is no initiative yet."),
        "initiatives": [_initiative(row) for row in page.rows],
    }
    return Paper(json.dumps(said))


def _initiative(each: BoardRow) -> dict[str, object]:
    stands = each.standing
    facts = [
        (_("State"), stands.word),
        (_("Lead"), "; ".join(each.leads)),
        (_("Launch"), each.row.launch),
        (_("Budget"), each.budget),
        (_("Reached"), _("%(done)s of %(all)s milestones") % {"done": stands.done, "all": len(stands.lines)}),
        (_("Ends"), f"{day(stands.last)}: {each.end_words}"),
    ]
    if each.slips.number:
        said = {"number": each.slips.number, "days": each.slips.days, "cost": cost_words(each.slips.cost)}
        facts.append((_("Slips"), _("%(number)s, the longest of %(days)s days; %(cost)s") % said))
    return {
        "title": each.row.title,
        "purpose": each.row.purpose,
        "facts": [list(fact) for fact in facts],
        "lines": [_line(line) for line in stands.lines],
    }


def _line(line: Line) -> list[str]:
    row, dates = line.row, line.forecast
    words = [line.word]
    if line.critical:
        words.append(_("critical"))
    if line.clash:
        words.append(line.clash)
    return [
        row.title,
        span_words(row.base_start, row.base_end, row.on_going),
        span_words(dates.start, dates.end, row.on_going),
        " · ".join(words),
    ]

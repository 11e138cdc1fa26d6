"""The history of an initiative in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.foundation.look.public import day
from preceptor.resource.initiatives.models import PlanChange

CHANGES = 60
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
WHAT = {
    "loaded": gettext_lazy("Loaded from a file"),
    "leads": gettext_lazy("Leads named"),
    "dates": gettext_lazy("Dates changed"),
    "started": gettext_lazy("Set as started"),
    "finished": gettext_lazy("Set as finished"),
    "reopened": gettext_lazy("Taken back"),
    "charged": gettext_lazy("Owner or cost changed"),
    "tied": gettext_lazy("Tied to a measure"),
    "untied": gettext_lazy("No longer tied to a measure"),
    "data_done": gettext_lazy("Reached by the data"),
    "data_not_done": gettext_lazy("Not reached any more by the data"),
    "waits": gettext_lazy("Waits for another"),
    "waits_no_more": gettext_lazy("Waits no more for another"),
}


@dataclass(frozen=True)
class ChangeLine:
    """One change in words."""

    at: datetime
    who: str
    what: str
    milestone: str
    was: str
    now: str
    reason: str


def change_lines(rows: Iterable[PlanChange]) -> list[ChangeLine]:
    """Changes as people read them; the rows come with their person and milestone."""
    return [
        ChangeLine(
            at=row.at,
            who=str(row.by) if row.by_id else _("The system"),
            what=str(WHAT.get(row.what, row.what)),
            milestone=row.milestone.title if row.milestone_id and row.milestone else "",
            was=_read(row.was),
            now=_read(row.now),
            reason=row.reason,
        )
        for row in rows
    ]


def _read(kept: str) -> str:
    """What was kept, with its days as the reader writes them."""
    return _DAY.sub(lambda found: day(date.fromisoformat(found[0])), kept)

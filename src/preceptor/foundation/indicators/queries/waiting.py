"""What waits for the owner of indicators: the last year that ended, and frozen years whose records have changed."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.foundation.district.public import today
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.definitions import in_force, said
from preceptor.foundation.indicators.queries.published import newest_of
from preceptor.foundation.indicators.queries.working import school_years


@dataclass(frozen=True)
class Waiting:
    """One thing to do for an indicator and period."""

    what: str
    code: str
    title: str
    period: str
    since: datetime | None


def owned(person_id: int, now: datetime) -> list[Waiting]:
    """What waits for somebody's own indicators; a constant number of queries."""
    mine = [each for each in in_force() if each.indicator.owner_id == person_id]
    ended = [year.code for year in school_years() if year.end < today(now)]
    rows = FrozenFigure.objects.filter(indicator__owner_id=person_id)
    figures = newest_of(rows.only("indicator_id", "period", "revision", "moved", "frozen_at"))
    found = []
    for each in mine:
        title, key = said(each.definition.title), each.indicator.pk
        if ended and (key, ended[-1]) not in figures:
            what = "enter" if each.definition.entered is not None else "freeze"
            found.append(Waiting(what, each.definition.code, title, ended[-1], None))
        found += [
            Waiting("revise", each.definition.code, title, period, row.frozen_at)
            for (indicator_id, period), row in sorted(figures.items())
            if indicator_id == key and row.moved
        ]
    return found

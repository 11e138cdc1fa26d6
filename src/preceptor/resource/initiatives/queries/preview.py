"""What follows from other dates of a milestone, before anything is saved."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import day
from preceptor.resource.initiatives.models import Milestone
from preceptor.resource.initiatives.queries.computing import link_of, plan_rows, price_of, task_of
from preceptor.resource.initiatives.rules.checks import DateFault, date_faults
from preceptor.resource.initiatives.rules.consequences import Consequences, Moved, consequences


@dataclass(frozen=True)
class Follows:
    """The consequences of a change with the titles of what it moves, and what makes it impossible."""

    told: Consequences
    titles: dict[int, str]
    fault: tuple[str, str] | None

    @property
    def moved(self) -> list[tuple[str, Moved]]:
        """Everything downstream that moves, with its title."""
        return [(self.titles[one.key], one) for one in self.told.downstream]

    def kept(self) -> list[dict[str, str | int | None]]:
        """Downstream moves as a slip keeps them."""
        return [
            {
                "milestone": one.key,
                "title": title,
                "start_days": one.start_days,
                "end_days": one.end_days,
                "cost": None if one.cost is None else str(one.cost),
            }
            for title, one in self.moved
        ]

    @property
    def cost(self) -> Decimal | None:
        """Money of everything that moves."""
        return self.told.cost


def what_follows(row: Milestone, start: date, end: date | None, today: date) -> Follows:
    """Compare the plan as it is with the plan in which this milestone has other dates."""
    rows, link_rows = plan_rows([row.initiative_id])
    tasks, links = [task_of(each) for each in rows], [link_of(each) for each in link_rows]
    mine = next(task for task in tasks if task.key == row.pk)
    changed = replace(mine, start=start, end=None if row.on_going else end or start)
    titles = {each.pk: each.title for each in rows}
    told = consequences(tasks, changed, links, {each.pk: price_of(each) for each in rows}, today)
    after = [changed if task.key == row.pk else task for task in tasks]
    into = [link for link in links if link.after == row.pk]
    faults = date_faults(after, into)
    return Follows(told, titles, fault_words(faults[0], titles) if faults else None)


def fault_words(fault: DateFault, titles: dict[int, str]) -> tuple[str, str]:
    """Sentence and remedy of a broken dependency."""
    said = {
        "before": titles[fault.link.before],
        "after": titles[fault.link.after],
        "start": day(fault.start),
        "allowed": day(fault.allowed),
    }
    if fault.kind == "endless":
        return (
            _("“%(after)s” would wait for the end of “%(before)s”, which goes on without one.") % said,
            _("Let it wait for the start instead."),
        )
    return (
        _("“%(after)s” would start on %(start)s, before “%(before)s” allows it on %(allowed)s.") % said,
        _("Choose %(allowed)s or a later day, or change what it waits for.") % said,
    )

"""What compliance puts on a desk, in few queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from preceptor.foundation.accounts.public import grants_of
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.relieve.compliance.models import ItemRequest, Obligation
from preceptor.relieve.compliance.queries.due import own_obligations
from preceptor.relieve.compliance.queries.posts import posts_on_desk

WEEK = timedelta(days=7)
SHOWN = 5


@dataclass(frozen=True)
class DueBrief:
    """One thing to certify, as a desk shows it."""

    id: int
    title: str
    due: date
    minutes: int


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: things to certify, and how many more with how many minutes."""

    due: tuple[DueBrief, ...]
    more: int
    more_minutes: int
    more_due: date | None


def own_waiting(by: Actor, now: datetime) -> Waiting:
    """What is late or due within a week at one's schools: the first ones, and the rest as one."""
    posts = posts_on_desk(by.id or 0, now)
    if not posts.units:
        return Waiting((), 0, 0, None)
    on = today(now)
    rows = Obligation.objects.filter(own_obligations(posts), opens__lte=on, due__lte=on + WEEK)
    columns = ("pk", "cycle_item__version__title", "due", "cycle_item__version__minutes")
    every = [DueBrief(*row) for row in rows.order_by("due", "pk").values_list(*columns)]
    rest = every[SHOWN:]
    return Waiting(tuple(every[:SHOWN]), len(rest), sum(each.minutes for each in rest), rest[0].due if rest else None)


def requests_to_decide(by: Actor) -> list[tuple[int, str, datetime]]:
    """Requests that wait for the reader's decision."""
    rows = ItemRequest.objects.filter(approver_id=by.id or 0, state=ItemRequest.State.ASKED).order_by("asked_at")
    return [(each.pk, str(each.values["title"]), each.asked_at) for each in rows]


def is_principal(by: Actor, now: datetime) -> bool:
    """Whether the reader leads a school today."""
    return any(grant.role.code == "principal" for grant in grants_of(by.id or 0, now))

"""What every change of initiatives shares: who may, the row as it was when the page was opened, the history."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal
from preceptor.resource.initiatives.models import Milestone, PlanChange
from preceptor.resource.initiatives.queries.access import MANAGE, leads, missing, works_on

REASON_LENGTH = 500


class PlanRefused(Refusal):
    """The plan cannot be changed that way."""


def about(initiative_id: int) -> str:
    """What audit lines of an initiative are about."""
    return f"initiatives.initiative:{initiative_id}"


def held_milestone(milestone_id: int, by: Actor, now: datetime, revision: int | None = None) -> Milestone:
    """The milestone, locked, for whoever may change it; refuses when somebody changed it meanwhile."""
    row = Milestone.objects.select_for_update(of=("self",)).select_related("initiative").filter(pk=milestone_id).first()
    if row is None:
        require(by, MANAGE, now=now)
        raise missing()
    if not works_on(row, by, now):
        require(by, MANAGE, now=now)
    if revision is not None and revision != row.revision:
        raise PlanRefused(
            "changed-meanwhile",
            _("Somebody else has changed this milestone since you opened the page."),
            remedy=_("Open it again, look at what changed, and enter yours once more."),
        )
    return row


def require_lead(initiative_id: int, by: Actor, now: datetime) -> None:
    """Refuse unless the actor leads the initiative, or is of the office."""
    if not leads(initiative_id, by, now):
        require(by, MANAGE, now=now)


def note(row: Milestone, what: str, said: tuple[str, str, str], by: Actor, now: datetime) -> None:
    """Write what it was, what it is and why into the history, with its audit line; the last write of a command."""
    keep_change(row.initiative_id, row.pk, what, said, by, now)


def keep_change(
    initiative_id: int, milestone_id: int | None, what: str, said: tuple[str, str, str], by: Actor, now: datetime
) -> None:
    """One line of history: what it was, what it is, and why."""
    PlanChange.objects.create(
        initiative_id=initiative_id,
        milestone_id=milestone_id,
        at=now,
        by_id=by.id if by.kind == "person" else None,
        what=what,
        was=said[0][:300],
        now=said[1][:300],
        reason=said[2][:REASON_LENGTH],
    )
    facts = {"milestone": milestone_id, "was": said[0][:120], "now": said[1][:120]}
    record(by=by, action=f"initiatives.{what}", about=about(initiative_id), facts=facts, now=now)


def span(start: date | None, end: date | None) -> str:
    """Days for the history, in no language; the page writes them in the reader's."""
    return " – ".join(each.isoformat() for each in (start, end) if each is not None)

"""The other party's answer to an entry: confirmed or disputed, by one tap, and open to change."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.commands.entering import TAKE_PART, EntryRefused, EntryUnknown, about
from preceptor.develop.activities.models import Activity, ActivityParty
from preceptor.develop.activities.queries.running import require_running
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require, together

Answer = ActivityParty.Answer


@transaction.atomic
def confirm_activity(*, activity_id: int, by: Actor, now: datetime) -> None:
    """Say that it was so; also after a dispute."""
    _answer(activity_id, Answer.CONFIRMED, "", by=by, now=now)


@transaction.atomic
@together()
def confirm_all(*, activity_ids: list[int], by: Actor, now: datetime) -> int:
    """Confirm several entries at once; how many."""
    for activity_id in activity_ids:
        _answer(activity_id, Answer.CONFIRMED, "", by=by, now=now)
    return len(activity_ids)


@transaction.atomic
def dispute_activity(*, activity_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Say that it was not so, and in which respect; it counts for nothing until that is settled."""
    if reason not in ActivityParty.Dispute.values:
        raise EntryRefused(
            "dispute-reason", _("No reason is chosen."), remedy=_("Choose what is wrong; no text is needed.")
        )
    _answer(activity_id, Answer.DISPUTED, reason, by=by, now=now)


def _answer(activity_id: int, answer: str, reason: str, *, by: Actor, now: datetime) -> None:
    require(by, TAKE_PART, now=now)
    party = (
        ActivityParty.objects.select_for_update(of=("self",))
        .select_related("activity")
        .filter(activity_id=activity_id, person_id=by.id or 0, activity__state=Activity.State.HELD)
        .exclude(answer=Answer.NOT_ASKED)
        .exclude(activity__entered_by_id=by.id or 0)
        .first()
    )
    if party is None:
        raise EntryUnknown(
            "unknown-entry",
            _("There is no such entry for you to answer; it may have been corrected."),
            remedy=_("Open “My month” to see what stands."),
        )
    if (party.answer, party.dispute) == (answer, reason):
        return  # pressed twice
    require_running(cycle(party.activity.cycle_id))
    party.answer, party.dispute, party.answered_at = answer, reason, now
    party.save(update_fields=["answer", "dispute", "answered_at"])
    facts = {"answer": answer, "reason": reason}
    record(by=by, action="activities.answer", about=about(activity_id), facts=facts, now=now)

"""Entries and logs for the walk over every address, written as rows."""

from datetime import timedelta
from typing import Any

from preceptor.develop.activities.models import Activity, ActivityParty, DutyExemption, LogSubmission, MonthlyLog
from preceptor.develop.pairing.models import Pair
from preceptor.develop.programs.models import Cycle, CycleDate
from preceptor.foundation.accounts.tests.cast import NOW, Cast
from tests.attack.samples_develop import cycle

HOUR = timedelta(hours=1)


def running(cast: Cast) -> Cycle:
    """A cycle in its days, in which the principal works with a member of staff."""
    made = cycle(cast)
    for name, moment in (("program_starts", NOW - 60 * 24 * HOUR), ("program_ends", NOW + 60 * 24 * HOUR)):
        CycleDate.objects.create(cycle=made, name=name, title=name, moment=moment)
    two = {"mentor": cast.people["principal"], "mentee": cast.people["staff"]}
    started = (NOW - 50 * 24 * HOUR).date()
    Pair.objects.create(cycle=made, origin="hand", started=started, adopted_at=NOW, **two)
    return made


def entry(cast: Cast) -> Activity:
    """What the principal entered, not answered yet."""
    made = Activity.objects.create(
        cycle=running(cast),
        kind="coaching",
        starts=NOW - HOUR,
        minutes=60,
        mode="in_person",
        entered_by=cast.people["principal"],
        entered_at=NOW,
        sent_key="sample",
    )
    for who, role, answer in (("principal", "mentor", "confirmed"), ("staff", "mentee", "asked")):
        ActivityParty.objects.create(activity=made, person=cast.people[who], role=role, answer=answer)
    return made


def of_running(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle with an entry."""
    return {"cycle_id": entry(cast).cycle_id}


def of_entry(cast: Cast) -> dict[str, Any]:
    """Arguments that name an entry."""
    return {"activity_id": entry(cast).pk}


def of_participant(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle and somebody of it."""
    return {"cycle_id": entry(cast).cycle_id, "person_id": cast.people["principal"].pk}


def of_exemption(cast: Cast) -> dict[str, Any]:
    """Arguments that name an exemption that stands."""
    of = {"duty": "coaching_hours", "person": cast.people["principal"], "period": f"{NOW:%Y-%m}"}
    of |= {"reason": "The school moved.", "given_by": cast.people["program_coordinator"], "given_at": NOW}
    return {"exemption_id": DutyExemption.objects.create(cycle=running(cast), **of).pk}


def of_log(cast: Cast) -> dict[str, Any]:
    """Arguments that name a log that was handed in."""
    made, period = entry(cast), f"{NOW:%Y-%m}"
    said = {"cycle_id": made.cycle_id, "person": cast.people["principal"], "period": period}
    log = MonthlyLog.objects.create(name="service", state="submitted", changed_at=NOW, **said)
    line = {"activity": made.pk, "kind": "coaching", "starts": made.starts.isoformat(), "minutes": 60}
    line |= {"mode": "in_person", "with": [cast.people["staff"].pk], "tasks": [], "disputed": False}
    LogSubmission.objects.create(log=log, number=1, lines=[line], minutes=60, submitted_at=NOW)
    return {"log_id": log.pk}

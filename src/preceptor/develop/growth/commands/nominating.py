"""Nominating somebody for training; the person's own answer; the coordinator's taking up."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.admissions.public import start_application
from preceptor.develop.growth.commands.letters import tell
from preceptor.develop.growth.models import Nomination
from preceptor.develop.growth.queries.nominations import (
    call_open,
    coordinated,
    nomination_new_page,
    own_nomination,
    training,
)
from preceptor.develop.growth.queries.reach import COORDINATE, not_yours
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal

LONGEST_REASON = 500
State = Nomination.State


class NominationRefused(Refusal):
    """Somebody cannot be nominated, or a nomination cannot be answered, that way."""

    status = 422


def _about(number: int) -> str:
    return f"growth.nomination:{number}"


@transaction.atomic
def nominate(*, key: str, person_id: int, code: str, reason: str, by: Actor, now: datetime) -> int:
    """Nominate somebody for a role in an open cycle; they are asked, and decide."""
    require(by, COORDINATE, now=now)
    page = nomination_new_page(key=key, person_id=person_id, by=by, now=now)
    found = next((each for each in page.trainings if each.code == code), None)
    if found is None:
        raise NominationRefused(
            "unknown-training",
            _("This program takes no nominations for such a role."),
            remedy=_("Choose a program from the list; one that is not there has no open cycle."),
        )
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST_REASON:
        raise NominationRefused(
            "reason-length",
            _("The reason is empty or longer than %(most)s characters.") % {"most": LONGEST_REASON},
            remedy=_("Say in a sentence or two why; the person reads it."),
        )
    row, new = Nomination.objects.get_or_create(
        person_id=person_id,
        cycle_id=found.cycle_id,
        role=found.role,
        defaults={"readiness": key, "reason": why, "made_by_id": by.id, "made_at": now},
    )
    if not new:
        raise NominationRefused(
            "nominated-before",
            _("This person is nominated for this program already: %(state)s.")
            % {"state": row.get_state_display().lower()},
            remedy=_("Choose another program, or wait for the answer."),
            status=409,
        )
    tell(
        "nominated",
        person_id,
        about=_about(row.pk),
        url=reverse("growth:nomination-detail", args=[row.pk]),
        by=by,
        now=now,
    )
    facts = {"person": person_id, "cycle": found.cycle_id, "role": found.role, "readiness": key}
    record(by=by, action="growth.nominate", about=_about(row.pk), facts=facts, now=now)
    return row.pk


@transaction.atomic
def answer_nomination(*, nomination_id: int, accept: bool, by: Actor, now: datetime) -> int | None:
    """Accept or decline; accepting begins an application where the call is open, and gives its number."""
    require(by, "growth.grow", now=now)
    row = own_nomination(nomination_id, by)
    if row.state != State.PROPOSED:
        raise NominationRefused(
            "answered-before",
            _("You have answered this nomination already."),
            remedy=_("Ask the program's coordinator if you have changed your mind."),
            status=409,
        )
    row.state, row.answered_at = State.ACCEPTED if accept else State.DECLINED, now
    if accept and call_open(training(cycle(row.cycle_id), row.role), now):
        row.application = start_application(cycle_id=row.cycle_id, role=row.role, by=by, now=now)
    row.save(update_fields=["state", "answered_at", "application"])
    facts = {"accept": accept, "application": row.application}
    record(by=by, action="growth.answer-nomination", about=_about(row.pk), facts=facts, now=now)
    return row.application


@transaction.atomic
def take_up(*, nomination_id: int, by: Actor, now: datetime) -> None:
    """Say, as the program's coordinator, that an accepted nomination is seen to."""
    require(by, COORDINATE, now=now)
    row = Nomination.objects.select_for_update().filter(pk=nomination_id, cycle_id__in=coordinated(by, now)).first()
    if row is None:
        raise not_yours()
    if row.state == State.ACCEPTED:
        row.state, row.seen_at = State.SEEN, now
        row.save(update_fields=["state", "seen_at"])
        record(by=by, action="growth.take-up", about=_about(row.pk), facts={}, now=now)

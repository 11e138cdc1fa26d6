"""Goals with evidence."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.growth.commands.placing import GROW, LONGEST
from preceptor.develop.growth.models import Evidence, Goal
from preceptor.develop.growth.queries.own import system_for
from preceptor.develop.growth.queries.reach import circle_name, evidence_place, goal_place, own_goal
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import make_circle
from preceptor.foundation.look.public import Refusal


class GoalRefused(Refusal):
    """A goal cannot be set or changed that way."""

    status = 422


def _about(goal_id: UUID) -> str:
    return f"growth.goal:{goal_id}"


def _checked(text: str) -> str:
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        raise GoalRefused(
            "text-length",
            _("The text is empty or longer than %(most)s characters.") % {"most": f"{LONGEST:,}"},
            remedy=_("Write a sentence or two."),
        )
    return kept


@transaction.atomic
def set_goal(*, strand: str, text: str, due: date, by: Actor, now: datetime) -> UUID:
    """Set a goal in a strand of one's own system, until a day."""
    require(by, GROW, now=now)
    found = system_for(by.id or 0, today(now))
    if found is None or strand not in found[1].strands:
        raise GoalRefused(
            "unknown-strand", _("Your growth system has no such strand."), remedy=_("Choose one from the list.")
        )
    if due < today(now):
        raise GoalRefused("day-past", _("This day has passed."), remedy=_("Choose a day that is still to come."))
    circle = make_circle(name=circle_name(by.id or 0), now=now)
    row = Goal(id=uuid4(), person_id=by.id or 0, system=found[0], strand=strand, due=due, made_at=now)
    row.sealed = circle.seal(goal_place(row.pk), _checked(text))
    row.save(force_insert=True)
    record(by=by, action="growth.set-goal", about=_about(row.pk), facts={"strand": strand}, now=now)
    return row.pk


@transaction.atomic
def add_evidence(*, goal_id: UUID, text: str, by: Actor, now: datetime) -> None:
    """Say what shows how far the goal is."""
    require(by, GROW, now=now)
    row = _open(goal_id, by)
    circle = make_circle(name=circle_name(row.person_id), now=now)
    proof = Evidence(id=uuid4(), goal=row, made_at=now)
    proof.sealed = circle.seal(evidence_place(proof.pk), _checked(text))
    proof.save(force_insert=True)
    record(by=by, action="growth.add-evidence", about=_about(row.pk), facts={}, now=now)


@transaction.atomic
def close_goal(*, goal_id: UUID, reached: bool, by: Actor, now: datetime) -> None:
    """Say that a goal is reached, or set it aside; reached needs evidence."""
    require(by, GROW, now=now)
    row = _open(goal_id, by)
    if reached and not row.evidence.exists():
        raise GoalRefused(
            "no-evidence",
            _("Nothing shows yet that this goal is reached."),
            remedy=_("Write down what shows it, then say that it is reached."),
        )
    row.state = Goal.State.REACHED if reached else Goal.State.DROPPED
    row.closed_at = now
    row.save(update_fields=["state", "closed_at"])
    record(by=by, action="growth.close-goal", about=_about(row.pk), facts={"reached": reached}, now=now)


def _open(goal_id: UUID, by: Actor) -> Goal:
    row = own_goal(goal_id, by)
    if row.state != Goal.State.OPEN:
        raise GoalRefused(
            "goal-closed",
            _("This goal is closed."),
            remedy=_("Set a new one; what was written stays with the old."),
            status=409,
        )
    return row

"""Deciding on applications, many at once; nothing is told before the letters go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.admissions.commands.opening import name_of
from preceptor.develop.admissions.commands.reviewing import require_not_own
from preceptor.develop.admissions.models import Application, Decision
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.board import by_score
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.own import unknown_application
from preceptor.develop.admissions.queries.seen import Candidate
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.admissions.rules.decisions import (
    DecisionFault,
    appended,
    capacity_fits,
    capacity_given,
    fault_of_decision,
    may_appeal,
    moved,
)
from preceptor.develop.programs.public import Admission, CycleBrief, Outcome, cycle
from preceptor.foundation.audit.public import Actor, NotPermitted, record, require
from preceptor.foundation.look.public import Refusal

LONGEST_REASON = 3_000
EFFECTS = ("admit", "wait", "refuse")


class CannotDecide(Refusal):
    """Some of the choices cannot be taken; `told` names each application with its sentence. Nothing was decided."""

    status = 422

    def __init__(self, told: Mapping[int, str], names: Mapping[int, str]) -> None:
        first = "; ".join(f"{names.get(one, one)}: {sentence}" for one, sentence in list(told.items())[:5])
        super().__init__(
            "cannot-decide",
            ngettext(
                "One decision cannot be taken, so none was. %(first)s",
                "%(n)d decisions cannot be taken, so none was. %(first)s",
                len(told),
            )
            % {"n": len(told), "first": first},
            remedy=_("Mend what is named, or leave those people out, and decide again."),
            facts={"applications": sorted(told)},
        )
        self.told = dict(told)


class NothingDecided(Refusal):
    """There is no decision that this could be about."""


@dataclass(frozen=True)
class Choice:
    """What is decided about one application."""

    application_id: int
    outcome: str
    reason: str = ""
    capacity: int | None = None


@transaction.atomic
def decide(*, cycle_id: int, role: str, choices: Sequence[Choice], by: Actor, now: datetime) -> int:
    """Decide on applications, all or none; how many decisions are new. A later decision supersedes an earlier one."""
    found = cycle(cycle_id)
    require(by, "admissions.decide", where=found.unit_path, now=now)
    way = way_into(found, role)
    lock_role(cycle_id, role)
    known = {one.id: one for one in candidates(found, role, now, only=[choice.application_id for choice in choices])}
    for choice in choices:
        if choice.application_id not in known:
            raise unknown_application()
        _require_other(known[choice.application_id], by)
    _require_takeable(found, role, way, choices, known)
    fresh = [choice for choice in choices if _differs(choice, known[choice.application_id], way)]
    if fresh:
        _keep(found, role, fresh, known, by, now)
    return len(fresh)


def lock_role(cycle_id: int, role: str) -> None:
    """Two people who decide on one role at once wait for one another."""
    rows = Application.objects.select_for_update().filter(cycle_id=cycle_id, role=role)
    list(rows.order_by("pk").values_list("pk"))


def _require_other(one: Candidate, by: Actor) -> None:
    """Nobody decides on their own application."""
    if by.id == one.person_id:
        raise NotPermitted(
            "own-application",
            _("This is your own application, so someone else has to handle it."),
            remedy=_("Ask another coordinator."),
        )


def _require_takeable(
    found: CycleBrief, role: str, way: Admission, choices: Sequence[Choice], known: Mapping[int, Candidate]
) -> None:
    """Refuse all choices when one of them cannot be taken, naming each."""
    at_most = found.definition.roles[role].partners.at_most
    told = {}
    for choice in choices:
        fault = _fault(choice, known[choice.application_id], way, at_most)
        if fault is not None:
            told[choice.application_id] = fault_words(fault)
    if told:
        raise CannotDecide(told, {one.id: one.name for one in known.values()})


def _fault(choice: Choice, one: Candidate, way: Admission, at_most: int | None) -> DecisionFault | None:
    """Why one choice cannot be taken."""
    outcome = outcome_of(way, choice.outcome)
    if outcome.effect == "admit" and not capacity_fits(choice.capacity, one.wished, at_most):
        return "capacity"
    return fault_of_decision(
        outcome.effect,
        considered=one.considered,
        rules=one.rules_for_admission,
        reason_wanted=outcome.reason_given,
        reason=tidy(choice.reason),
    )


def fault_words(fault: DecisionFault) -> str:
    """Why a decision cannot be taken, in a sentence."""
    return {
        "not_considered": _("The application is not considered, or not complete yet."),
        "rule_not_met": _("A rule is not met or still open; it has to be settled or waived first."),
        "reason_missing": _("The letter gives the reason, so write one."),
        "capacity": _("The number can be lowered from what was wished, not raised, and is one at least."),
    }[fault]


def outcome_of(way: Admission, name: str) -> Outcome:
    """An outcome of the definition that this part of the program can act on."""
    outcome = way.decisions.outcomes.get(name) if way.decisions else None
    if outcome is None or outcome.effect not in EFFECTS:
        raise NothingDecided(
            "unknown-outcome",
            _("This program knows no such decision."),
            remedy=_("Choose one of the decisions offered on the board."),
        )
    return outcome


def _differs(choice: Choice, one: Candidate, way: Admission) -> bool:
    """Whether a choice says anything new."""
    before = one.decision
    if before is None:
        return True
    capacity = _capacity(choice, one, way)
    return (choice.outcome, tidy(choice.reason), capacity) != (before.outcome, before.reason, before.capacity)


def _capacity(choice: Choice, one: Candidate, way: Admission) -> int | None:
    """How many partners an accepted person gets."""
    if outcome_of(way, choice.outcome).effect != "admit":
        return None
    return capacity_given(choice.capacity, one.wished, None)


def _keep(
    found: CycleBrief,
    role: str,
    fresh: Sequence[Choice],
    known: Mapping[int, Candidate],
    by: Actor,
    now: datetime,
) -> None:
    """Supersede what was decided before and write the new decisions, in as many statements for many as for one."""
    way = way_into(found, role)
    ids = [choice.application_id for choice in fresh]
    Decision.objects.filter(application_id__in=ids, superseded_at=None).update(superseded_at=now)
    waits = {choice.application_id for choice in fresh if outcome_of(way, choice.outcome).effect == "wait"}
    newcomers = [one.id for one in by_score([known[one] for one in ids if one in waits])]
    ranks = appended(waiting_ranks(found.id, role), newcomers)
    Decision.objects.bulk_create(
        Decision(
            application_id=choice.application_id,
            outcome=choice.outcome,
            effect=outcome_of(way, choice.outcome).effect,
            reason=tidy(choice.reason)[:LONGEST_REASON],
            capacity=_capacity(choice, known[choice.application_id], way),
            waitlist_rank=ranks.get(choice.application_id),
            decided_by_id=by.id,
            decided_at=now,
        )
        for choice in fresh
    )
    names = sorted({choice.outcome for choice in fresh})
    by_outcome = {name: [choice.application_id for choice in fresh if choice.outcome == name] for name in names}
    facts = {"role": role, **by_outcome}
    record(by=by, action="admissions.decide", about=f"programs.cycle:{found.id}", facts=facts, now=now)


def waiting_ranks(cycle_id: int, role: str) -> dict[int, int]:
    """The waitlist of a role: rank by application; people who withdrew are not on it."""
    rows = Decision.objects.filter(
        application__cycle_id=cycle_id, application__role=role, superseded_at=None, effect=Decision.Effect.WAIT
    ).exclude(application__state=Application.State.WITHDRAWN)
    return {application_id: rank or 0 for application_id, rank in rows.values_list("application_id", "waitlist_rank")}


@transaction.atomic
def move_on_waitlist(*, application_id: int, rank: int, by: Actor, now: datetime) -> None:
    """Put somebody at another place of the waitlist; the others move up or down."""
    row, found = application_to_decide(application_id, by, now)
    lock_role(found.id, row.role)
    before = waiting_ranks(found.id, row.role)
    if row.pk not in before:
        raise NothingDecided(
            "not-waiting",
            _("This person is not on the waitlist."),
            remedy=_("Put them on the waitlist on the board first."),
        )
    after = moved(before, row.pk, rank)
    rows = list(Decision.objects.filter(application_id__in=after, superseded_at=None))
    for decision in rows:
        decision.waitlist_rank = after[decision.application_id]
    Decision.objects.bulk_update(rows, ["waitlist_rank"])
    facts = {"rank": after[row.pk], "before": before[row.pk]}
    record(by=by, action="admissions.move-on-waitlist", about=name_of(row.pk), facts=facts, now=now)


def application_to_decide(application_id: int, by: Actor, now: datetime) -> tuple[Application, CycleBrief]:
    """An application, for somebody who decides in its cycle and is not its applicant."""
    row = Application.objects.filter(pk=application_id).first()
    if row is None:
        raise unknown_application()
    found = cycle(row.cycle_id)
    require(by, "admissions.decide", where=found.unit_path, now=now)
    require_not_own(row, by)
    return row, found


@transaction.atomic
def release_accepted(*, application_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Let an accepted person go who cannot take part after all; the place is free again."""
    row, found = application_to_decide(application_id, by, now)
    lock_role(found.id, row.role)
    row.refresh_from_db()
    words = tidy(reason)[:LONGEST_REASON]
    told = row.decisions.filter(superseded_at=None, effect=Decision.Effect.ADMIT, notified_at__isnull=False)
    if row.state == Application.State.WITHDRAWN or not told.exists() or not words:
        raise NothingDecided(
            "cannot-release",
            _("Only an accepted person who has been told can be released, with a reason."),
            remedy=_("Write the reason. As long as nothing has been told, decide anew on the board."),
        )
    row.state, row.withdrawn_at, row.version = Application.State.WITHDRAWN, now, row.version + 1
    row.save(update_fields=["state", "withdrawn_at", "version"])
    record(by=by, action="admissions.release", about=name_of(row.pk), facts={"reason": words[:200]}, now=now)


@transaction.atomic
def record_appeal(*, application_id: int, statement: str, by: Actor, now: datetime) -> None:
    """Write down that somebody appeals against the decision; the answer is a new decision, with its reason."""
    row, _found = application_to_decide(application_id, by, now)
    decision = row.decisions.select_for_update().filter(superseded_at=None, notified_at__isnull=False).first()
    words = tidy(statement)[:LONGEST_REASON]
    if decision is None or not words or not may_appeal(now, decision.appeal_until):
        raise NothingDecided(
            "cannot-appeal",
            _("There is no decision here against which an appeal can be recorded now."),
            remedy=_("An appeal needs a decision that was told, a date that is not over, and what the person says."),
        )
    if decision.appealed_at is not None:
        return
    decision.appealed_at, decision.appeal_statement = now, words
    decision.save(update_fields=["appealed_at", "appeal_statement"])
    record(by=by, action="admissions.appeal", about=name_of(row.pk), facts={"decision": decision.pk}, now=now)

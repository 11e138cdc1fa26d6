"""Matching runs: begin one on frozen inputs, fix pairs by hand, adopt or discard what came out."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from preceptor.develop.pairing.commands.letters import tell_pairs
from preceptor.develop.pairing.commands.participants import paired
from preceptor.develop.pairing.models import HandMark, MatchRun, Pair, Participant
from preceptor.develop.pairing.plans.proposal import Hand, Wanted, freeze
from preceptor.develop.pairing.queries.inputs import gathered, standing_pairs
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.audit.public import Actor, canonical, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import Refusal

JOB = "pairing.match"


class RunRefused(Refusal):
    """This run cannot be changed that way."""


def frozen_inputs(brief: CycleBrief, now: datetime) -> dict[str, Any]:
    """Everything that a matching of the cycle looks at, as plain data."""
    found = gathered(brief, now)
    wanted = Wanted(found["weights"], found["blocks"])
    hand = Hand(found["confirmed"], found["locked"], found["forbidden"])
    return freeze(mentors=found["mentors"], mentees=found["mentees"], known=found["known"], wanted=wanted, hand=hand)


def _digest(inputs: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(inputs).encode()).hexdigest()


def start_run(*, cycle_id: int, by: Actor, now: datetime) -> int:
    """Freeze the inputs and queue the matching; the same inputs as the newest open proposal give that one again."""
    brief = paired(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    inputs = frozen_inputs(brief, now)
    if not inputs["mentors"] or not inputs["mentees"]:
        raise RunRefused(
            "nobody-to-match",
            _("There is nobody to match yet: a matching needs a mentor and a mentee."),
            remedy=_("Decide on the applications, then look for participants again."),
        )
    with transaction.atomic():
        return _queued(cycle_id, inputs, by=by, now=now)


def _queued(cycle_id: int, inputs: dict[str, Any], *, by: Actor, now: datetime) -> int:
    digest = _digest(inputs)
    runs = MatchRun.objects.select_for_update().filter(cycle_id=cycle_id)
    newest = runs.order_by("-number").first()
    if newest and newest.inputs_sha256 == digest and newest.state in (MatchRun.State.WAITING, MatchRun.State.PROPOSED):
        return newest.pk
    runs.filter(state__in=[MatchRun.State.WAITING, MatchRun.State.PROPOSED]).update(state=MatchRun.State.DISCARDED)
    number = (runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = MatchRun.objects.create(
        cycle_id=cycle_id, number=number, inputs=inputs, inputs_sha256=digest, created_by_id=by.id, created_at=now
    )
    run.job_id = enqueue(JOB, key=str(run.pk), payload={"run": run.pk}, now=now)
    run.save(update_fields=["job_id"])
    record(by=by, action="pairing.run", about=f"pairing.matchrun:{run.pk}", facts={"inputs": digest}, now=now)
    return run.pk


def keep_outcome(*, run_id: int, outcome: Mapping[str, Any]) -> None:
    """Keep what the matching found; a run discarded meanwhile stays discarded."""
    MatchRun.objects.filter(pk=run_id, state=MatchRun.State.WAITING).update(
        outcome=outcome, state=MatchRun.State.PROPOSED
    )


@transaction.atomic
def mark_pair(*, cycle_id: int, pair: tuple[int, int], mark: str, reason: str, by: Actor, now: datetime) -> None:
    """Lock or forbid a pair for the next runs, or with the mark 'release' take such a mark away."""
    brief = paired(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    mentor_id, mentee_id = pair
    if mentee_id in {mentee for _mentor, mentee in standing_pairs(cycle_id)}:
        raise RunRefused(
            "pair-stands",
            _("This mentee's pair is adopted already and stays as it is."),
            remedy=_("To change it, end the pair first; then the mentee can be matched again."),
        )
    marks = HandMark.objects.filter(cycle_id=cycle_id, mentee_id=mentee_id)
    if mark == HandMark.Mark.LOCK:
        marks.filter(mark=HandMark.Mark.LOCK).delete()
    marks.filter(mentor_id=mentor_id).delete()
    if mark in HandMark.Mark.values:
        HandMark.objects.create(
            cycle_id=cycle_id,
            mentor_id=mentor_id,
            mentee_id=mentee_id,
            mark=mark,
            reason=reason.strip(),
            marked_by_id=by.id,
            marked_at=now,
        )
    facts = {"mentor": mentor_id, "mentee": mentee_id, "mark": mark}
    record(by=by, action="pairing.mark", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)


def adopt_run(*, run_id: int, by: Actor, now: datetime) -> int:
    """Make the proposed pairs stand and write to both sides; refuses when anything changed since the proposal."""
    run = MatchRun.objects.filter(pk=run_id).first()
    if run is None:
        raise RunRefused("unknown-run", _("There is no such matching."), remedy=_("Open the newest one."), status=404)
    brief = paired(run.cycle_id)
    require(by, "pairing.adopt", where=brief.unit_path, now=now)
    current = _digest(frozen_inputs(brief, now))
    with transaction.atomic():
        run = MatchRun.objects.select_for_update().get(pk=run_id)
        _check_adoptable(run, current)
        pairs = _make_pairs(run, now)
        MatchRun.objects.filter(pk=run_id).update(state=MatchRun.State.ADOPTED, adopted_at=now)
        tell_pairs(brief, pairs, now=now)
        record(by=by, action="pairing.adopt", about=f"pairing.matchrun:{run_id}", facts={"pairs": len(pairs)}, now=now)
    return len(pairs)


def _check_adoptable(run: MatchRun, current: str) -> None:
    if run.state != MatchRun.State.PROPOSED or not run.outcome or run.outcome["status"] != "optimal":
        raise RunRefused(
            "run-not-proposed",
            _("This matching is not an open proposal any more."),
            remedy=_("Open the newest one, or match again."),
        )
    if run.inputs_sha256 != current:
        raise RunRefused(
            "run-outdated",
            _("Something changed since this proposal: people, wishes, conflicts, positions or marks."),
            remedy=_("Match again; confirmed pairs stay as they are, and so does everybody who need not move."),
        )


def _make_pairs(run: MatchRun, now: datetime) -> list[Pair]:
    """The new pairs of a proposal; those that stood before stay untouched."""
    on = today(now)
    standing = {mentee for _mentor, mentee in standing_pairs(run.cycle_id)}
    years = dict(
        Participant.objects.filter(cycle_id=run.cycle_id, side="mentee").values_list("person_id", "program_year")
    )
    rows = [(int(pair["mentor"]), int(pair["mentee"])) for pair in (run.outcome or {})["pairs"]]
    return Pair.objects.bulk_create(
        Pair(
            cycle_id=run.cycle_id,
            mentor_id=mentor,
            mentee_id=mentee,
            program_year=years.get(mentee, 1),
            origin=Pair.Origin.MATCHING,
            run=run,
            started=on,
            adopted_at=now,
        )
        for mentor, mentee in rows
        if mentee not in standing
    )


@transaction.atomic
def discard_run(*, run_id: int, by: Actor, now: datetime) -> None:
    """Set a proposal aside; hand marks stay."""
    run = MatchRun.objects.select_for_update().filter(pk=run_id, state__in=["waiting", "proposed"]).first()
    if run is None:
        raise RunRefused(
            "run-not-proposed", _("This matching is not an open proposal any more."), remedy=_("Nothing is left to do.")
        )
    require(by, "pairing.coordinate", where=paired(run.cycle_id).unit_path, now=now)
    MatchRun.objects.filter(pk=run_id).update(state=MatchRun.State.DISCARDED)
    record(by=by, action="pairing.discard", about=f"pairing.matchrun:{run_id}", facts={}, now=now)

"""Matching runs: begin one on frozen inputs, fix pairs by hand, adopt or discard what came out."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.pairing.commands.letters import tell_pairs
from preceptor.develop.pairing.commands.participants import matched, paired
from preceptor.develop.pairing.models import HandMark, MatchRun, Offer, Pair, Participant
from preceptor.develop.pairing.plans.proposal import frozen, gentle, ground
from preceptor.develop.pairing.plans.replay import digest
from preceptor.develop.pairing.queries.inputs import gathered, standing_pairs
from preceptor.develop.pairing.queries.sides import excluded_by
from preceptor.develop.pairing.queries.words import rule_name
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import Refusal

JOB = "pairing.match"
RELEASE = "release"
OPEN_STATES = (MatchRun.State.WAITING, MatchRun.State.PROPOSED)
PATIENCE = timedelta(minutes=15)


class RunRefused(Refusal):
    """This run cannot be changed that way."""


def frozen_inputs(brief: CycleBrief, now: datetime) -> dict[str, Any]:
    """Everything that a matching of the cycle looks at, as plain data."""
    return frozen(gathered(brief, now))


def start_run(*, cycle_id: int, by: Actor, now: datetime, gently: bool = False) -> int:
    """Freeze the inputs and queue the matching; where nothing changed since the open proposal, give that one again.

    `gently` is for changes by hand: nobody moves without need, and nobody else is promised more than before.
    """
    brief = matched(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    inputs = frozen_inputs(brief, now)
    if not inputs["mentors"] or not inputs["mentees"]:
        raise RunRefused(
            "nobody-to-match",
            _("There is nobody to match yet: a matching needs a mentor and a mentee."),
            remedy=_("Decide on the applications, then look for participants again."),
        )
    try:
        with transaction.atomic():
            return _queued(cycle_id, inputs, gently=gently, by=by, now=now)
    except IntegrityError:  # somebody else began the first run of this cycle at the same moment
        with transaction.atomic():
            return _queued(cycle_id, inputs, gently=gently, by=by, now=now)


def _queued(cycle_id: int, inputs: dict[str, Any], *, gently: bool, by: Actor, now: datetime) -> int:
    runs = MatchRun.objects.select_for_update().filter(cycle_id=cycle_id)
    newest = runs.order_by("-number").first()
    if newest and newest.state in OPEN_STATES:
        if digest(ground(newest.inputs)) == digest(ground(inputs)) and not _stuck(newest, now):
            return newest.pk
        if newest.outcome and newest.outcome["pairs"]:
            inputs = gentle(inputs, newest.inputs, newest.outcome, bound=gently)
    runs.filter(state__in=OPEN_STATES).update(state=MatchRun.State.DISCARDED)
    number = (newest.number if newest else 0) + 1
    hashed = digest(inputs)
    run = MatchRun.objects.create(
        cycle_id=cycle_id, number=number, inputs=inputs, inputs_sha256=hashed, created_by_id=by.id, created_at=now
    )
    run.job_id = enqueue(JOB, key=str(run.pk), payload={"run": run.pk}, now=now)
    run.save(update_fields=["job_id"])
    record(by=by, action="pairing.run", about=f"pairing.matchrun:{run.pk}", facts={"inputs": hashed}, now=now)
    return run.pk


def _stuck(run: MatchRun, now: datetime) -> bool:
    """Whether a run is being worked out for longer than any work takes: matching again begins it anew."""
    return run.state == MatchRun.State.WAITING and now - run.created_at > PATIENCE


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
    _check_markable(brief, mentor_id, mentee_id, mark, now=now)
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


def lock_pair(*, cycle_id: int, mentor_id: int, mentee_id: int, by: Actor, now: datetime) -> None:
    """Lock a pair for the next runs."""
    mark_pair(cycle_id=cycle_id, pair=(mentor_id, mentee_id), mark=HandMark.Mark.LOCK, reason="", by=by, now=now)


def _check_markable(brief: CycleBrief, mentor_id: int, mentee_id: int, mark: str, *, now: datetime) -> None:
    """Only people who take part, no mentee whose pair stands, and no lock against a hard rule."""
    taking_part = Participant.objects.filter(cycle_id=brief.id, left_at=None).select_for_update()
    here = set(taking_part.filter(person_id__in=[mentor_id, mentee_id]).values_list("person_id", "side"))
    if mark != RELEASE and here != {(mentor_id, "mentor"), (mentee_id, "mentee")}:
        raise RunRefused(
            "not-taking-part",
            _("One of the two takes no part any more."),
            remedy=_("Look for participants again and choose from the lists."),
        )
    if mentee_id in {mentee for _mentor, mentee in standing_pairs(brief.id)}:
        raise RunRefused(
            "pair-stands",
            _("This mentee's pair is adopted already and stays as it is."),
            remedy=_("To change it, end the pair first; then the mentee can be matched again."),
        )
    rule = excluded_by(brief, mentor_id, mentee_id, today(now)) if mark == HandMark.Mark.LOCK else None
    if rule is not None:
        raise RunRefused(
            "pair-excluded",
            _("This pair is never made: %(rule)s.") % {"rule": rule_name(rule)},
            remedy=_("Choose another mentor. No lock by hand goes against a hard rule."),
        )


def adopt_run(*, run_id: int, by: Actor, now: datetime) -> int:
    """Make the proposed pairs stand and write to both sides; refuses when anything changed since the proposal."""
    run = MatchRun.objects.filter(pk=run_id).first()
    if run is None:
        raise RunRefused("unknown-run", _("There is no such matching."), remedy=_("Open the newest one."), status=404)
    brief = paired(run.cycle_id)
    require(by, "pairing.adopt", where=brief.unit_path, now=now)
    current = frozen_inputs(brief, now)
    with transaction.atomic():
        run = MatchRun.objects.select_for_update().get(pk=run_id)
        if run.state == MatchRun.State.ADOPTED:
            return run.pairs.count()  # pressed twice: the pairs stand and the letters are written
        _check_adoptable(run, current)
        pairs = _make_pairs(run, now)
        MatchRun.objects.filter(pk=run_id).update(state=MatchRun.State.ADOPTED, adopted_at=now)
        lapse_offers(run.cycle_id, [pair.mentee_id for pair in pairs], now=now)
        tell_pairs(brief, pairs, now=now)
        record(by=by, action="pairing.adopt", about=f"pairing.matchrun:{run_id}", facts={"pairs": len(pairs)}, now=now)
    return len(pairs)


def _check_adoptable(run: MatchRun, current: Mapping[str, Any]) -> None:
    """An open, proven proposal, and nothing that it rests on has changed, up to this very moment."""
    if run.state != MatchRun.State.PROPOSED:
        raise RunRefused(
            "run-not-proposed",
            _("This matching is not an open proposal any more."),
            remedy=_("Open the newest one, or match again."),
        )
    if not run.outcome or run.outcome["status"] != "optimal" or not run.outcome["checked"]:
        raise RunRefused(
            "run-not-proven",
            _("This matching is not proven, so it cannot be adopted."),
            remedy=_("Read the reasons on its page, mend them and match again."),
        )
    if digest(ground(run.inputs)) != digest(ground(current)) or not _still_so(run.cycle_id, current):
        raise RunRefused(
            "run-outdated",
            _("Something changed since this proposal: people, wishes, conflicts, positions or marks."),
            remedy=_("Match again; confirmed pairs stay as they are, and so does everybody who need not move."),
        )


def _still_so(cycle_id: int, current: Mapping[str, Any]) -> bool:
    """Whether participants and standing pairs, locked from here on, are those that were read a moment ago."""
    rows = Participant.objects.select_for_update().filter(cycle_id=cycle_id, left_at=None)
    people = {(row.side, row.person_id) for row in rows}
    read = {("mentor", plain["person_id"]) for _capacity, plain in current["mentors"]}
    read |= {("mentee", plain["person_id"]) for plain in current["mentees"]}
    return people == read and sorted(map(list, standing_pairs(cycle_id))) == current["confirmed"]


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


def lapse_offers(cycle_id: int, mentee_ids: Collection[int], *, now: datetime) -> None:
    """Offers of mentees who have a mentor now are over."""
    offers = Offer.objects.filter(cycle_id=cycle_id, mentee_id__in=mentee_ids, state=Offer.State.OPEN)
    offers.update(state=Offer.State.LAPSED, answered_at=now)


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

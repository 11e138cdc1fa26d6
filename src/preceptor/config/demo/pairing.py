"""Pairs of the demonstration: they stand where calls are over, and the newest call's matching is left to try."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.admissions.public import accepted
from preceptor.develop.pairing.public import (
    ParticipantBrief,
    adopt_run,
    declare_conflict,
    find_participants,
    lock_pair,
    mark_pair,
    participants_of,
    save_wish,
    start_run,
)
from preceptor.develop.programs.public import CycleBrief, cycles_of, open_cycles
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import people
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal

AFTER_THE_LETTERS = timedelta(days=7)
# Those whose desks a visitor sees still have their own wishes to say.
UNSAID = ("mentor", "new_principal")
SILENT_SHARE = 0.2
WAITS = "Asked to wait for a mentor of the second call."


def pairing(seeding: Seeding) -> str:
    """Adopt the pairs of past cycles, bring both sides of the current one together, and let most people say wishes."""
    told = ["pairs:"]
    for key in sorted({each.program_key for each in open_cycles() if _by_matching(each)}):
        decided = [each for each in reversed(cycles_of(key)) if _decided_at(each)]
        told += [f"  {past.name}: {_adopt(past, seeding)} adopted" for past in decided[:-1]]
        told += [f"  {each.name}: {_bring_together(each, seeding)}" for each in decided[-1:]]
    return "\n".join(told)


def _by_matching(brief: CycleBrief) -> bool:
    return brief.definition.pairing is not None and brief.definition.pairing.made_by == "matching"


def _decided_at(brief: CycleBrief) -> datetime | None:
    """When the last mentor of a cycle was accepted; none before that."""
    pairs = brief.definition.pairing
    found = accepted(brief.id, pairs.mentor) if pairs else []
    return max((each.decided_at for each in found), default=None)


def _adopt(past: CycleBrief, seeding: Seeding) -> int:
    """The pairs of a past cycle as they were adopted then; a second time adds nothing."""
    moment = (_decided_at(past) or seeding.now) + AFTER_THE_LETTERS
    if participants_of(past.id):
        return 0
    find_participants(cycle_id=past.id, by=SYSTEM, now=moment)
    who = seeding.person_id("mentor"), seeding.person_id("second_year")
    # With another seed the two may not take part; the matching then finds somebody else.
    with suppress(Refusal):
        lock_pair(cycle_id=past.id, mentor_id=who[0], mentee_id=who[1], by=SYSTEM, now=moment)
    _leave_waiting(past, seeding, moment)
    run_id = start_run(cycle_id=past.id, by=SYSTEM, now=moment)
    run_pending(now=moment)
    return adopt_run(run_id=run_id, by=SYSTEM, now=moment)


def _leave_waiting(past: CycleBrief, seeding: Seeding, moment: datetime) -> None:
    """The new principal whose desk a visitor sees waits for the matching that the visitor can try."""
    new = seeding.person_id("new_principal")
    here = participants_of(past.id)
    if new not in {each.person_id for each in here if each.side == "mentee"}:
        return
    for each in here:
        if each.side == "mentor":
            pair = each.person_id, new
            mark_pair(cycle_id=past.id, pair=pair, mark="forbid", reason=WAITS, by=SYSTEM, now=moment)


def _bring_together(current: CycleBrief, seeding: Seeding) -> str:
    """Both sides of the current cycle, their wishes and two conflicts."""
    if participants_of(current.id):
        return "already there"
    found = find_participants(cycle_id=current.id, by=SYSTEM, now=seeding.now)
    here = participants_of(current.id)
    said = _wishes(current, here, seeding)
    _conflicts(here, seeding)
    return f"{found.mentors} mentors, {found.mentees} mentees, {found.continued} pairs go on, {said} wishes"


def _wishes(current: CycleBrief, here: Sequence[ParticipantBrief], seeding: Seeding) -> int:
    """Most people say what they are strong in or want help with, and some whom they wish for."""
    chance = Random(seeding.seed)  # noqa: S311  invented wishes, no secrets
    topics = sorted(current.definition.support_tasks)
    unsaid = {seeding.person_id(key) for key in UNSAID}
    sides = {side: [one.person_id for one in here if one.side != side] for side in ("mentor", "mentee")}
    saying = [one for one in here if one.person_id not in unsaid and chance.random() > SILENT_SHARE]
    for one in saying:
        wished = chance.sample(sides[one.side], k=1) if chance.random() < 0.15 else []
        save_wish(
            participant_id=one.id,
            topics=chance.sample(topics, k=min(len(topics), chance.randint(1, 3))),
            languages=["en", "es"] if chance.random() < 0.3 else ["en"],
            wished=[each for each in wished if each != one.person_id],
            by=Actor("person", one.person_id, "demonstration"),
            now=seeding.now,
        )
    return len(saying)


def _conflicts(here: Sequence[ParticipantBrief], seeding: Seeding) -> None:
    """Two people name somebody with whom they must not be paired."""
    mentors = [one.person_id for one in here if one.side == "mentor"]
    mentees = [one.person_id for one in here if one.side == "mentee"]
    who = people([*mentors[:1], *mentees[:1]])
    for by, about, kind in zip(
        (mentees[-1:], mentors[-1:]), (mentors[:1], mentees[:1]), ("family", "business"), strict=True
    ):
        if by and about and by != about:
            actor = Actor("person", by[0], "demonstration")
            declare_conflict(email=who[about[0]].email, kind=kind, by=actor, now=seeding.now)

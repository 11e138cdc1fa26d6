"""Confidences of the demonstration: pairs have signed before their first log, and some have written for each other."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.public import standing_activities
from preceptor.develop.confidences.public import (
    Read,
    agree_way,
    agreement_names,
    paper_of_agreement,
    paper_of_text,
    personal_names,
    release_note,
    sign_agreement,
    sign_text,
    tell_conflict,
    write_note,
)
from preceptor.develop.pairing.public import PairSpan, pair_spans
from preceptor.develop.programs.public import CycleBrief, cycles_of, open_cycles
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today, zone
from preceptor.foundation.documents.public import signatures
from preceptor.foundation.look.public import Refusal, remembering

EVENING = time(18)
# What the pair that a visitor sees has written: days ago, who, what.
NOTES: tuple[tuple[int, str, str], ...] = (
    (
        40,
        "mentor",
        "You said that the hardest part of the first staff meeting was the silence after your question. Next time: "
        "ask, count to ten, and let the grade chairs answer first.\n\nFor our next meeting, bring the schedule of "
        "classroom visits that you want to keep.",
    ),
    (
        33,
        "mentee",
        "I kept the visits on three mornings out of five. What broke the other two was the telephone. I will ask the "
        "office manager to take every call before nine, and see whether anybody complains.",
    ),
    (
        19,
        "mentor",
        "About the parent who wrote to the board: nothing in your answer was wrong, but it came after eleven days. "
        "Shall we draft a sentence that you can send on the first day, before you know the facts?",
    ),
    (
        5,
        "mentee",
        "I am not sure that I want to stay in this post. I have told nobody. Could we talk about that, and not about "
        "the budget, on our next visit?",
    ),
)
MATTER = "My sister applies for the position of assistant principal at your school, which you will fill in spring."
WAY = "I say nothing about any candidate and take no part in it; for questions about the hiring you ask another mentor."
SHORT = "Next time: the walk through the classrooms first, then the conversation; and we leave the laptops closed."
OTHERS = 5


def agreements(seeding: Seeding) -> str:
    """Both of every pair sign when it begins, mentors their code too; one mentee has still to do so."""
    told = ["agreements:"]
    for brief in _cycles():
        pairs = [pair for pair in pair_spans(brief.id) if pair.started <= seeding.today]
        if pairs:
            told.append(f"  {brief.name}: {_sign_once(seeding, brief, pairs)}")
    return "\n".join(told)


def _cycles() -> list[CycleBrief]:
    keys = sorted({each.program_key for each in open_cycles() if agreement_names(each)})
    return [brief for key in keys for brief in reversed(cycles_of(key))]


def _sign_once(seeding: Seeding, brief: CycleBrief, pairs: Sequence[PairSpan]) -> str:
    """Everybody of one cycle or nobody."""
    if any(signatures(f"confidences.agreement:{pair.id}") for pair in pairs[:2]):
        return "already there"
    unsigned = seeding.person_id("second_year")
    first = Actor("person", pairs[0].mentor_id, "demonstration")
    with transaction.atomic(), remembering():
        for name in agreement_names(brief):
            version = paper_of_agreement(pair_id=pairs[0].id, name=name, by=first).text.id
            for pair in pairs:
                now = _evening(seeding, pair.started.toordinal())
                for person_id in {pair.mentor_id, pair.mentee_id} - {unsigned}:
                    by = Actor("person", person_id, "demonstration")
                    sign_agreement(pair_id=pair.id, name=name, read=Read(version), by=by, now=now)
        for person_id, now in {pair.mentor_id: _evening(seeding, pair.started.toordinal()) for pair in pairs}.items():
            _sign_own(brief, person_id, now)
    return f"{len(pairs)} pairs"


def _sign_own(brief: CycleBrief, person_id: int, now: datetime) -> None:
    """The mentor's own texts, where the signature of the application does not stand any more."""
    by, pairing = Actor("person", person_id, "demonstration"), brief.definition.pairing
    for name in personal_names(brief, [pairing.mentor] if pairing else []):
        with suppress(Refusal):
            version = paper_of_text(cycle_id=brief.id, name=name, by=by, now=now).text.id
            sign_text(cycle_id=brief.id, name=name, read=Read(version), by=by, now=now)


def _evening(seeding: Seeding, ordinal: int) -> datetime:
    day = seeding.today.fromordinal(min(ordinal, seeding.today.toordinal()))
    return min(datetime.combine(day, EVENING, zone()), seeding.now)


def confidences(seeding: Seeding) -> str:
    """What the pair that a visitor sees has written, released and settled, and a note of some others."""
    written = 0
    for brief in _cycles():
        pairs = [pair for pair in pair_spans(brief.id) if pair.started <= seeding.today]
        shown = {seeding.person_id("mentor"), seeding.person_id("second_year")}
        seen = [pair for pair in pairs if {pair.mentor_id, pair.mentee_id} == shown]
        last = min(seeding.now, brief.dates.get("program_ends", seeding.now))
        for pair in seen:
            written += _full(seeding, pair, last)
        for pair in [each for each in pairs if each not in seen][:OTHERS]:
            _note(pair, (0, "mentor", SHORT), last)
            written += 1
    return f"notes: {written} sealed"


def _full(seeding: Seeding, pair: PairSpan, last: datetime) -> int:
    """The notes of one pair, one of them released, and a conflict on which both agreed."""
    entry = standing_activities(pair.cycle_id, [pair.mentee_id]).filter(state="held").order_by("-starts").first()
    notes = [note for note in NOTES if today(last - timedelta(days=note[0])) >= pair.started] or [(0, "mentor", SHORT)]
    kept = [_note(pair, note, last, entry.pk if entry and turn == 0 else None) for turn, note in enumerate(notes)]
    if len(kept) < len(NOTES):
        return len(kept)  # they have only begun
    mentor, mentee = (Actor("person", each, "demonstration") for each in (pair.mentor_id, pair.mentee_id))
    reader = seeding.person_id("assistant_principal")
    now = last - timedelta(days=3)
    release_note(note_id=kept[1], email=people([reader])[reader].email, by=mentee, now=now)
    told = tell_conflict(pair_id=pair.id, matter=MATTER, way=WAY, sent_key="demo", by=mentor, now=now)
    with suppress(Refusal):  # agreed the first time
        agree_way(conflict_id=told, by=mentee, now=now)
    return len(kept)


def _note(pair: PairSpan, note: tuple[int, str, str], last: datetime, entry: int | None = None) -> UUID:
    days, who, text = note
    by = Actor("person", pair.mentor_id if who == "mentor" else pair.mentee_id, "demonstration")
    now = last - timedelta(days=days)
    return write_note(pair_id=pair.id, text=text, activity_id=entry, sent_key=f"demo:{days}", by=by, now=now)

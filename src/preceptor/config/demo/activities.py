"""Activities of the demonstration: some months of meetings and visits of the pairs that stand, and their logs."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.public import (
    Typed,
    accept_logs,
    confirm_activity,
    dispute_activity,
    enter_activity,
    logs_of,
    return_log,
    standing_activities,
    submit_log,
)
from preceptor.develop.pairing.public import PairSpan, pair_spans
from preceptor.develop.programs.public import CycleBrief, close_cycle, cycles_of, open_cycles
from preceptor.foundation.audit.public import SYSTEM, Actor, together
from preceptor.foundation.district.public import holidays, today, zone
from preceptor.foundation.look.public import Refusal, remembering

# So many pairs in full; the others have their last month only, and their mentees' silence.
IN_FULL = 12
# Months of a year that is over, and of the running one.
MONTHS, MONTHS_NOW = 2, 4
SATURDAY = 5
EVENING = time(18)
# How the entries of the demonstration are told from those that a visitor makes.
KEY = "demo"
# What a pair does in a month: day, kind, way, minutes; a visit counts towards the hours too.
USUAL: tuple[tuple[int, str, str, int], ...] = (
    (4, "coaching", "in_person", 60),
    (11, "school_visit", "in_person", 90),
    (19, "coaching", "in_person", 45),
)
BRIEF: tuple[tuple[int, str, str, int], ...] = ((5, "school_visit", "in_person", 90), (17, "coaching", "in_person", 90))
SHORT_SHARE, SILENT_SHARE = 0.2, 0.3
QUESTION = "The check-in of this month took place by video. Had your mentees agreed to that beforehand?"


def activities(seeding: Seeding) -> str:
    """Enter some months for some pairs of each cycle of a program with logs that pairs have worked in."""
    told = ["activities:"]
    for key in sorted({each.program_key for each in open_cycles() if each.definition.logs}):
        for brief in reversed(cycles_of(key)):
            pairs = [pair for pair in pair_spans(brief.id) if pair.started <= seeding.today]
            if pairs and "coaching" in brief.definition.activities:
                told.append(f"  {brief.name}: {_fill_once(seeding, brief, pairs)}")
    return "\n".join(told)


def closing(seeding: Seeding) -> str:
    """Close the past cycles, once their logs are in and their pay is worked out."""
    for key in sorted({each.program_key for each in open_cycles()}):
        _close_past(key, seeding)
    return "past cycles: closed"


def _fill_once(seeding: Seeding, brief: CycleBrief, pairs: Sequence[PairSpan]) -> str:
    """Everything of one cycle or nothing; a cycle that was filled before is left as it is, whatever day it is now."""
    if standing_activities(brief.id).filter(sent_key__contains=f":{KEY}:").exists():
        return "already there"
    with transaction.atomic(), together(), remembering():
        entered = _Months(seeding, brief, pairs).fill()
        _ask_back(seeding, brief)
        return f"{entered} entered"


def _ask_back(seeding: Seeding, brief: CycleBrief) -> None:
    """The office has a question about one log of the running year; it is not of somebody whose desk a visitor sees."""
    shown = {seeding.person_id(key) for key in ("mentor", "second_year")}
    waiting = [each for each in logs_of(brief.id) if each.state == "submitted" and each.person_id not in shown]
    if waiting and brief.dates["program_ends"] > seeding.now:
        return_log(log_id=waiting[-1].id, question=QUESTION, by=SYSTEM, now=seeding.now - timedelta(hours=3))


def _close_past(key: str, seeding: Seeding) -> None:
    """Close the cycles of a program whose last day is past, once a later one has its mentors."""
    for past in cycles_of(key)[1:]:
        over = past.dates.get("program_ends")
        if past.state == "published" and over is not None and over < seeding.now:
            close_cycle(cycle_id=past.id, by=SYSTEM, now=seeding.now)


class _Months:
    """Some pairs of one cycle in its last months so far."""

    def __init__(self, seeding: Seeding, brief: CycleBrief, pairs: Sequence[PairSpan]) -> None:
        self.seeding, self.brief = seeding, brief
        self.chance = Random(seeding.seed + brief.id)  # noqa: S311  invented meetings, no secrets
        shown = seeding.person_id("mentor")
        self.pairs = sorted(pairs, key=lambda pair: (shown not in (pair.mentor_id, pair.mentee_id), pair.id))
        first = today(brief.dates["program_starts"])
        self.first = max(first, min(pair.started for pair in pairs))
        self.last = min(today(brief.dates["program_ends"]), seeding.today)
        self.closed = {each.day for each in holidays(self.first, max(self.first, self.last))}

    def fill(self) -> int:
        """Everything, in order of time."""
        if self.last <= self.first:
            return 0
        for mentor_id in self.mentors:
            self._enter(mentor_id, (), (self.first, "orientation", "in_person", 120))
        entered = 0
        for month in self._months():
            last = (month + timedelta(days=32)).replace(day=1) > self.last
            pairs = self.pairs if last else self.pairs[:IN_FULL]
            entered += sum(self._pair(pair, month, told=pair in self.pairs[:IN_FULL]) for pair in pairs)
            for mentor_id in dict.fromkeys(pair.mentor_id for pair in pairs):
                self._enter(mentor_id, (), (month + timedelta(days=8), "check_in", "video", 60))
                self._hand_in(mentor_id, month)
        return entered

    @property
    def mentors(self) -> list[int]:
        """The mentors of these pairs."""
        return list(dict.fromkeys(pair.mentor_id for pair in self.pairs))

    def _months(self) -> Iterator[date]:
        month = self.last.replace(day=1)
        running = self.last == self.seeding.today
        for _turn in range((MONTHS_NOW if running else MONTHS) - 1):
            month = (month - timedelta(days=1)).replace(day=1)
        while month <= self.last:
            yield month
            month = (month + timedelta(days=32)).replace(day=1)

    def _pair(self, pair: PairSpan, month: date, *, told: bool) -> int:
        done = USUAL if told else BRIEF
        if self.chance.random() < SHORT_SHARE:
            done = done[1:]
        entered = 0
        for offset, kind, mode, minutes in done:
            what = (month + timedelta(days=offset), kind, mode, minutes)
            number = self._enter(pair.mentor_id, (pair.mentee_id,), what)
            entered += number is not None
            if number is not None and told:
                self._answer(number, pair.mentee_id, month + timedelta(days=offset + 2))
        return entered

    def _enter(self, mentor_id: int, partners: tuple[int, ...], what: tuple[date, str, str, int]) -> int | None:
        day, kind, mode, minutes = what
        while day.weekday() >= SATURDAY or day in self.closed:
            day += timedelta(days=1)
        if not self.first <= day <= self.last:
            return None
        tasks = sorted(self.brief.definition.support_tasks)
        starts = datetime.combine(day, time(self.chance.choice((9, 10, 14, 15))), zone())
        chosen = tuple(self.chance.sample(tasks, k=min(2, len(tasks)))) if partners else ()
        typed = Typed(kind, mode, starts, minutes, partners, chosen)
        with suppress(Refusal):
            return enter_activity(
                cycle_id=self.brief.id,
                typed=typed,
                sent_key=f"{KEY}:{day}:{kind}:{partners}",
                by=Actor("person", mentor_id, "demonstration"),
                now=min(datetime.combine(day, EVENING, zone()), self.seeding.now),
            )
        return None

    def _answer(self, number: int, mentee_id: int, day: date) -> None:
        """Most mentees say that it was so, some nothing, one in fifty that it was not."""
        by, now = Actor("person", mentee_id, "demonstration"), datetime.combine(day, EVENING, zone())
        drawn = self.chance.random()
        if drawn < SILENT_SHARE or now > self.seeding.now:
            return
        with suppress(Refusal):
            if drawn > 0.98:
                dispute_activity(activity_id=number, reason="length", by=by, now=now)
            else:
                confirm_activity(activity_id=number, by=by, now=now)

    def _hand_in(self, mentor_id: int, month: date) -> None:
        """Most logs are in on the last day of a month that is over; the office has looked at the older ones."""
        following = (month + timedelta(days=32)).replace(day=1)
        if following > self.seeding.today or self.chance.random() < SHORT_SHARE:
            return
        now = datetime.combine(following - timedelta(days=1), EVENING, zone())
        by = Actor("person", mentor_id, "demonstration")
        for name in self.brief.definition.logs:
            with suppress(Refusal):
                key = f"{month:%Y-%m}"
                log = submit_log(cycle_id=self.brief.id, name=name, period=key, reply="", by=by, now=now)
                if following + timedelta(days=31) <= self.seeding.today and following <= self.last:
                    accept_logs(log_ids=[log], by=SYSTEM, now=now + timedelta(days=3))

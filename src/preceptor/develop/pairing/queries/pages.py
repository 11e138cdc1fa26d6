"""What the pages of a cycle's pairs show, one dataclass a page, in a constant number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.pairing.models import Conflict, MatchRun, Offer, Pair, Participant
from preceptor.develop.pairing.queries.room import room_of
from preceptor.develop.programs.public import CycleBrief, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import PersonBrief, people, seats_of_people, today
from preceptor.foundation.look.public import Refusal


class PageMissing(Refusal):
    """There is no such page of pairing for this reader."""

    status = 404


def missing() -> PageMissing:
    """The refusal for a page that is not there for this reader."""
    return PageMissing(
        "page-missing", _("There is nothing here for you."), remedy=_("Open it from your desk or from Pairs.")
    )


@dataclass(frozen=True)
class CycleChoice:
    """A cycle whose pairs the reader coordinates."""

    id: int
    title: str
    name: str


@dataclass(frozen=True)
class PairCycleListPage:
    """The cycles whose pairs the reader coordinates."""

    cycles: tuple[CycleChoice, ...]


@dataclass(frozen=True)
class PersonLine:
    """A person with the place where they work."""

    id: int
    name: str
    place: str


@dataclass(frozen=True)
class MentorLine:
    """A mentor with the places that are left."""

    person: PersonLine
    capacity: int
    room: int


@dataclass(frozen=True)
class WaitingLine:
    """A mentee without a mentor, and since when."""

    person: PersonLine
    program_year: int
    since: date
    offered: bool


@dataclass(frozen=True)
class PairLine:
    """A pair that stands or stood."""

    id: int
    mentor: PersonLine
    mentee: PersonLine
    program_year: int
    origin: str
    started: date
    ended: date | None
    end_word: str
    conflict: str


@dataclass(frozen=True)
class RunLine:
    """A matching run in a list."""

    id: int
    number: int
    state: str
    state_word: str
    created_at: datetime


@dataclass(frozen=True)
class PairBoardPage:
    """Everything about the pairs of one cycle."""

    cycle_id: int
    title: str
    name: str
    mentors: tuple[MentorLine, ...]
    room: int
    waiting: tuple[WaitingLine, ...]
    pairs: tuple[PairLine, ...]
    runs: tuple[RunLine, ...]
    open_run: RunLine | None
    past: tuple[PairLine, ...]
    by_matching: bool
    adopted: bool
    mentor_word: str
    mentee_word: str
    found_by: str
    may_adopt: bool


def person_lines(ids: Collection[int], on: date) -> dict[int, PersonLine]:
    """Names and places of people, for lists."""
    who, held = people(ids), seats_of_people(ids, on)
    return {person_id: _line(person, held.get(person_id, [])) for person_id, person in who.items()}


def _line(person: PersonBrief, held: Collection[Any]) -> PersonLine:
    place = next((position.unit_name for position in held if position.job == "principal"), "")
    return PersonLine(person.id, person.name, place or next((position.unit_name for position in held), ""))


def pair_cycle_list_page(*, by: Actor, now: datetime) -> PairCycleListPage:
    """The running cycles that make pairs and that the reader coordinates."""
    mine = [each for each in open_cycles() if each.definition.pairing and _coordinates(by, each, now)]
    return PairCycleListPage(tuple(CycleChoice(each.id, each.title, each.name) for each in mine))


def _coordinates(by: Actor, brief: CycleBrief, now: datetime) -> bool:
    return may(by, "pairing.coordinate", where=brief.unit_path, now=now)


def pair_board_page(*, cycle_id: int, by: Actor, now: datetime) -> PairBoardPage:
    """Mentors with their room, mentees who wait, pairs and runs of a cycle."""
    brief = cycle(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    if brief.definition.pairing is None:
        raise PageMissing("no-pairing", _("This program makes no pairs."), remedy=_("Choose a program that does."))
    rows = list(Participant.objects.filter(cycle_id=cycle_id, left_at=None))
    pairs = list(Pair.objects.filter(cycle_id=cycle_id).order_by("-started", "pk"))
    offered = set(
        Offer.objects.filter(cycle_id=cycle_id, state="open", answer_by__gte=now).values_list("mentee_id", flat=True)
    )
    ids = {row.person_id for row in rows} | {each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)}
    who = person_lines(ids, today(now))
    standing = [pair for pair in pairs if pair.ended is None]
    paired = {pair.mentee_id for pair in standing}
    mentors = mentor_lines(cycle_id, rows, who)
    waiting = [row for row in rows if row.side == "mentee" and row.person_id not in paired]
    runs = tuple(
        _run_line(run)
        for run in MatchRun.objects.filter(cycle_id=cycle_id).defer("inputs", "outcome").order_by("-number")[:20]
    )
    conflicts = conflicts_among({each for pair in standing for each in (pair.mentor_id, pair.mentee_id)})
    lines = sorted((_pair_line(pair, who, conflicts) for pair in pairs), key=lambda line: line.mentee.name)
    pairing, roles = brief.definition.pairing, brief.definition.roles
    return PairBoardPage(
        cycle_id=cycle_id,
        title=brief.title,
        name=brief.name,
        mentors=mentors,
        room=sum(mentor.room for mentor in mentors),
        waiting=tuple(
            WaitingLine(who[row.person_id], row.program_year, row.since, row.person_id in offered)
            for row in sorted(waiting, key=lambda row: (row.since, who[row.person_id].name))
        ),
        pairs=tuple(line for line in lines if line.ended is None),
        past=tuple(line for line in lines if line.ended is not None),
        runs=runs,
        open_run=next((run for run in runs if run.state in ("waiting", "proposed")), None),
        by_matching=pairing.made_by == "matching",
        adopted=any(run.state == MatchRun.State.ADOPTED for run in runs),
        mentor_word=roles[pairing.mentor].plural,
        mentee_word=roles[pairing.mentee].plural,
        found_by=roles[pairing.mentee].condition_says or "",
        may_adopt=may(by, "pairing.adopt", where=brief.unit_path, now=now),
    )


def conflicts_among(ids: Collection[int]) -> dict[frozenset[int], str]:
    """Kinds of the conflicts declared among these people, by the two people."""
    rows = Conflict.objects.filter(declared_by_id__in=ids, about_id__in=ids, withdrawn_at=None)
    return {frozenset((row.declared_by_id, row.about_id)): str(row.get_kind_display()) for row in rows}


def mentor_lines(cycle_id: int, rows: Collection[Participant], who: Mapping[int, PersonLine]) -> tuple[MentorLine, ...]:
    """Mentors with the places that are left, by name."""
    room = room_of(cycle_id)
    lines = [
        MentorLine(who[row.person_id], row.capacity, room.get(row.person_id, 0)) for row in rows if row.side == "mentor"
    ]
    return tuple(sorted(lines, key=lambda line: line.person.name))


def _run_line(run: MatchRun) -> RunLine:
    return RunLine(run.pk, run.number, run.state, str(run.get_state_display()), run.created_at)


def _pair_line(pair: Pair, who: Mapping[int, PersonLine], conflicts: Mapping[frozenset[int], str]) -> PairLine:
    return PairLine(
        id=pair.pk,
        mentor=who[pair.mentor_id],
        mentee=who[pair.mentee_id],
        program_year=pair.program_year,
        origin=str(pair.get_origin_display()),
        started=pair.started,
        ended=pair.ended,
        end_word=str(pair.get_end_reason_display()) if pair.ended else "",
        conflict="" if pair.ended else conflicts.get(frozenset((pair.mentor_id, pair.mentee_id)), ""),
    )


@dataclass(frozen=True)
class PairEndPage:
    """A pair that the office may end."""

    id: int
    cycle_id: int
    line: PairLine


def pair_end_page(*, pair_id: int, by: Actor, now: datetime) -> PairEndPage:
    """A standing pair of a cycle that the reader coordinates."""
    pair = Pair.objects.filter(pk=pair_id).first()
    if pair is None or not may(by, "pairing.coordinate", where=cycle(pair.cycle_id).unit_path, now=now):
        raise missing()
    who = person_lines({pair.mentor_id, pair.mentee_id}, today(now))
    return PairEndPage(pair.pk, pair.cycle_id, _pair_line(pair, who, {}))

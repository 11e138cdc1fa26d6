"""What each page of pairing shows, one dataclass a page, in a constant number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.pairing.models import HandMark, MatchRun, Offer, Pair, Participant
from preceptor.develop.pairing.queries.room import room_of
from preceptor.develop.pairing.queries.words import loss_sentence, term_name, waiting_sentences
from preceptor.develop.programs.public import CycleBrief, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import PersonBrief, people, positions_of_people, today
from preceptor.foundation.look.public import Refusal


class PageMissing(Refusal):
    """There is no such page of pairing for this reader."""

    status = 404


def _missing() -> PageMissing:
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
    may_adopt: bool


@dataclass(frozen=True)
class TermLine:
    """One term of a score."""

    name: str
    points: int


@dataclass(frozen=True)
class ProposedLine:
    """One proposed pair: its terms, its runner-up and what forcing that one would cost."""

    mentor: PersonLine
    mentee: PersonLine
    score: int | None
    terms: tuple[TermLine, ...]
    stands: bool
    mark: str
    runner_up: PersonLine | None
    runner_up_score: int
    cost: str


@dataclass(frozen=True)
class UnmatchedLine:
    """A mentee for whom the proposal has nobody, with the reasons."""

    mentee: PersonLine
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class RunPage:
    """One matching run: proposal, proof and reasons."""

    id: int
    number: int
    cycle_id: int
    title: str
    cycle_name: str
    state: str
    state_word: str
    working: bool
    optimal: bool
    checked: bool
    levels: Mapping[str, Any]
    best_score: int
    seconds: float
    inputs_sha256: str
    proposed: tuple[ProposedLine, ...]
    standing: int
    unmatched: tuple[UnmatchedLine, ...]
    reasons: tuple[str, ...]
    mentors: tuple[MentorLine, ...]
    may_adopt: bool


def person_lines(ids: Collection[int], on: date) -> dict[int, PersonLine]:
    """Names and places of people, for lists."""
    who, held = people(ids), positions_of_people(ids, on)
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
    rows = list(Participant.objects.filter(cycle_id=cycle_id, left_at=None))
    pairs = list(Pair.objects.filter(cycle_id=cycle_id).order_by("-started", "pk"))
    offered = set(Offer.objects.filter(cycle_id=cycle_id, state="open").values_list("mentee_id", flat=True))
    ids = {row.person_id for row in rows} | {each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)}
    who = person_lines(ids, today(now))
    paired = {pair.mentee_id for pair in pairs if pair.ended is None}
    mentors = _mentor_lines(cycle_id, rows, who)
    waiting = [row for row in rows if row.side == "mentee" and row.person_id not in paired]
    runs = tuple(
        _run_line(run)
        for run in MatchRun.objects.filter(cycle_id=cycle_id).defer("inputs", "outcome").order_by("-number")[:20]
    )
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
        pairs=tuple(_pair_line(pair, who) for pair in pairs),
        runs=runs,
        open_run=next((run for run in runs if run.state in ("waiting", "proposed")), None),
        may_adopt=may(by, "pairing.adopt", where=brief.unit_path, now=now),
    )


def _mentor_lines(
    cycle_id: int, rows: Collection[Participant], who: Mapping[int, PersonLine]
) -> tuple[MentorLine, ...]:
    room = room_of(cycle_id)
    lines = [
        MentorLine(who[row.person_id], row.capacity, room.get(row.person_id, 0)) for row in rows if row.side == "mentor"
    ]
    return tuple(sorted(lines, key=lambda line: line.person.name))


def _run_line(run: MatchRun) -> RunLine:
    return RunLine(run.pk, run.number, run.state, str(run.get_state_display()), run.created_at)


def _pair_line(pair: Pair, who: Mapping[int, PersonLine]) -> PairLine:
    return PairLine(
        id=pair.pk,
        mentor=who[pair.mentor_id],
        mentee=who[pair.mentee_id],
        program_year=pair.program_year,
        origin=str(pair.get_origin_display()),
        started=pair.started,
        ended=pair.ended,
    )


def run_of(run_id: int, *, by: Actor, now: datetime) -> tuple[MatchRun, CycleBrief]:
    """A run that the reader coordinates, with its cycle."""
    run = MatchRun.objects.filter(pk=run_id).first()
    if run is None:
        raise _missing()
    brief = cycle(run.cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    return run, brief


def run_page(*, run_id: int, by: Actor, now: datetime) -> RunPage:
    """A proposal with its proof and reasons; while it is being worked out, only that."""
    run, brief = run_of(run_id, by=by, now=now)
    outcome = run.outcome or {"pairs": [], "unmatched": [], "reasons": [], "levels": None}
    ids = {plain["person_id"] for plain in run.inputs["mentees"]} | {
        plain["person_id"] for _c, plain in run.inputs["mentors"]
    }
    who = person_lines(ids, today(now))
    rows = list(Participant.objects.filter(cycle_id=run.cycle_id, left_at=None, side="mentor"))
    marks = {(row.mentor_id, row.mentee_id): row.mark for row in HandMark.objects.filter(cycle_id=run.cycle_id)}
    confirmed = {tuple(pair) for pair in run.inputs["confirmed"]}
    proposed = [_proposed(pair, who, marks, confirmed) for pair in outcome["pairs"]]
    return RunPage(
        id=run.pk,
        number=run.number,
        cycle_id=run.cycle_id,
        title=brief.title,
        cycle_name=brief.name,
        state=run.state,
        state_word=str(run.get_state_display()),
        working=run.state == MatchRun.State.WAITING,
        optimal=outcome.get("status") == "optimal",
        checked=bool(outcome.get("checked")),
        levels=outcome["levels"] or {},
        best_score=sum(run.inputs["weights"].values()) * 100,
        seconds=float(outcome.get("seconds", 0)),
        inputs_sha256=run.inputs_sha256,
        proposed=tuple(sorted((line for line in proposed if not line.stands), key=lambda line: line.mentee.name)),
        standing=sum(line.stands for line in proposed),
        unmatched=tuple(_unmatched(told, who) for told in outcome["unmatched"]),
        reasons=tuple(outcome["reasons"]),
        mentors=_mentor_lines(run.cycle_id, rows, who) if rows else (),
        may_adopt=may(by, "pairing.adopt", where=brief.unit_path, now=now) and run.state == MatchRun.State.PROPOSED,
    )


def _proposed(
    pair: Mapping[str, Any],
    who: Mapping[int, PersonLine],
    marks: Mapping[tuple[int, int], str],
    confirmed: Collection[Any],
) -> ProposedLine:
    mentor, mentee, other = int(pair["mentor"]), int(pair["mentee"]), pair["runner_up"]
    return ProposedLine(
        mentor=who[mentor],
        mentee=who[mentee],
        score=pair["score"],
        terms=tuple(TermLine(term_name(kind), points) for kind, points in pair["terms"].items()),
        stands=(mentor, mentee) in confirmed,
        mark=marks.get((mentor, mentee), ""),
        runner_up=who[int(other["mentor"])] if other else None,
        runner_up_score=other["score"] if other else 0,
        cost=loss_sentence(other["loss"]) if other else "",
    )


def _unmatched(told: Mapping[str, Any], who: Mapping[int, PersonLine]) -> UnmatchedLine:
    names = {person_id: line.name for person_id, line in who.items()}
    return UnmatchedLine(who[int(told["mentee"])], tuple(waiting_sentences(told, names, len(told["full"]))))

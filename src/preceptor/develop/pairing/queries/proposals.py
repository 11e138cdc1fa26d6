"""What the page of a matching shows: proof, proposed pairs with their reasons, who would wait and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator

from preceptor.develop.pairing.models import HandMark, MatchRun, Participant
from preceptor.develop.pairing.queries.pages import MentorLine, PersonLine, mentor_lines, missing, person_lines
from preceptor.develop.pairing.queries.words import fault_sentence, loss_sentence, points, term_name, waiting_sentences
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import today

ROWS = 50


@dataclass(frozen=True)
class TermLine:
    """One term of a score: its points, and the most that it can give."""

    name: str
    points: str
    most: str


@dataclass(frozen=True)
class ProposedLine:
    """One proposed pair: its terms, its runner-up and what forcing that one would cost."""

    mentor: PersonLine
    mentee: PersonLine
    score: str
    low: int
    terms: tuple[TermLine, ...]
    stands: bool
    mark: str
    runner_up: PersonLine | None
    runner_up_score: str
    cost: str


@dataclass(frozen=True)
class UnmatchedLine:
    """A mentee for whom the proposal has nobody, with the reasons."""

    mentee: PersonLine
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class MarkLine:
    """A pair that is locked or forbidden by hand."""

    mentor: PersonLine
    mentee: PersonLine
    mark: str
    word: str
    reason: str


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
    matched: int
    asked: int
    worst: str
    total: str
    best_score: str
    inputs_sha256: str
    proposed: tuple[ProposedLine, ...]
    pager: "Slice[ProposedLine]"
    standing: int
    unmatched: tuple[UnmatchedLine, ...]
    reasons: tuple[str, ...]
    mentors: tuple[MentorLine, ...]
    marks: tuple[MarkLine, ...]
    by_points: bool
    may_adopt: bool


def run_of(run_id: int, *, by: Actor, now: datetime) -> tuple[MatchRun, CycleBrief]:
    """A run that the reader coordinates, with its cycle."""
    run = MatchRun.objects.filter(pk=run_id).first()
    if run is None:
        raise missing()
    brief = cycle(run.cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    return run, brief


def run_page(*, run_id: int, by: Actor, now: datetime, by_points: bool = False, number: str = "1") -> RunPage:
    """A proposal with its proof and reasons; while it is being worked out, only that."""
    run, brief = run_of(run_id, by=by, now=now)
    outcome = run.outcome or {"pairs": [], "unmatched": [], "reasons": [], "levels": None}
    levels = outcome["levels"] or {"matched": 0, "worst": None, "total": None}
    rows = list(Participant.objects.filter(cycle_id=run.cycle_id, left_at=None, side="mentor"))
    marks = list(HandMark.objects.filter(cycle_id=run.cycle_id).order_by("mark", "pk"))
    ids = people_in(run.inputs) | {row.person_id for row in rows}
    who = person_lines(ids | {each for row in marks for each in (row.mentor_id, row.mentee_id)}, today(now))
    names = {person_id: line.name for person_id, line in who.items()}
    lines = _proposed_lines(run, outcome, who, marks)
    order = attrgetter("low", "mentee.name") if by_points else attrgetter("mentee.name")
    fresh = sorted((line for line in lines if not line.stands), key=order)
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
        matched=levels["matched"],
        asked=len(run.inputs["mentees"]),
        worst=points(levels["worst"]),
        total=points(levels["total"]),
        best_score=points(sum(run.inputs["weights"].values()) * 100),
        inputs_sha256=run.inputs_sha256,
        proposed=tuple(fresh),
        pager=Paginator(fresh, ROWS).get_page(number),
        standing=len(lines) - len(fresh),
        unmatched=tuple(_unmatched(told, who) for told in outcome["unmatched"]),
        reasons=tuple(fault_sentence(fault, names) for fault in outcome["reasons"]),
        mentors=mentor_lines(run.cycle_id, rows, who) if rows else (),
        marks=tuple(_mark_line(row, who) for row in marks),
        by_points=by_points,
        may_adopt=may(by, "pairing.adopt", where=brief.unit_path, now=now) and run.state == MatchRun.State.PROPOSED,
    )


def people_in(inputs: Mapping[str, Any]) -> set[int]:
    """Everybody in the frozen inputs of a run."""
    sides = [*inputs["mentees"], *(plain for _capacity, plain in inputs["mentors"])]
    return {int(plain["person_id"]) for plain in sides}


def _mark_line(row: HandMark, who: Mapping[int, PersonLine]) -> MarkLine:
    return MarkLine(who[row.mentor_id], who[row.mentee_id], row.mark, str(row.get_mark_display()), row.reason)


def _proposed_lines(
    run: MatchRun, outcome: Mapping[str, Any], who: Mapping[int, PersonLine], marks: Collection[HandMark]
) -> list[ProposedLine]:
    marked = {(row.mentor_id, row.mentee_id): row.mark for row in marks}
    standing = {(mentor, mentee) for mentor, mentee in run.inputs["confirmed"]}
    weights = run.inputs["weights"]
    return [_proposed(pair, who, marked, standing, weights) for pair in outcome["pairs"]]


def term_lines(terms: Mapping[str, int], weights: Mapping[str, int]) -> tuple[TermLine, ...]:
    """Terms of a score in words, the weightiest first."""
    kinds = sorted(terms, key=lambda kind: (-weights.get(kind, 0), kind))
    return tuple(
        TermLine(term_name(kind), points(terms[kind]), points(weights[kind] * 100)) for kind in kinds if kind in weights
    )


def _proposed(
    pair: Mapping[str, Any],
    who: Mapping[int, PersonLine],
    marked: Mapping[tuple[int, int], str],
    standing: Collection[tuple[int, int]],
    weights: Mapping[str, int],
) -> ProposedLine:
    mentor, mentee, other = int(pair["mentor"]), int(pair["mentee"]), pair["runner_up"]
    return ProposedLine(
        mentor=who[mentor],
        mentee=who[mentee],
        score=points(pair["score"]),
        low=pair["score"] or 0,
        terms=term_lines(pair["terms"], weights),
        stands=(mentor, mentee) in standing,
        mark=marked.get((mentor, mentee), ""),
        runner_up=who[int(other["mentor"])] if other else None,
        runner_up_score=points(other["score"]) if other else "",
        cost=loss_sentence(other["loss"]) if other else "",
    )


def _unmatched(told: Mapping[str, Any], who: Mapping[int, PersonLine]) -> UnmatchedLine:
    names = {person_id: line.name for person_id, line in who.items()}
    return UnmatchedLine(who[int(told["mentee"])], tuple(waiting_sentences(told, names, len(told["full"]))))

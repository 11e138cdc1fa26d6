"""The office's view of one award of a cycle: who has earned it, what waits for approval, what was issued."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.earning import standings_of
from preceptor.develop.awards.queries.mine import CertificateLine, line_of
from preceptor.develop.awards.queries.terms import AwardTerms, all_terms, award_terms
from preceptor.develop.awards.queries.words import Badge, need_badge
from preceptor.develop.awards.rules.earned import Standing
from preceptor.develop.frameworks.public import Hindrance, hindrances
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import people

State = Certificate.State
COORDINATE, APPROVE = "awards.coordinate", "awards.approve"
PAGE_SIZE = 50
SHOWN_MISSING = 50
# The parts of the list, by the word in the address.
PARTS = ("waiting", "issued", "recorded", "declined", "revoked")
# Whoever has one of these needs no other.
STANDING = ("waiting", "issued", "recorded")


class _Held(NamedTuple):
    id: int
    person_id: int | None
    state: str
    part: str


@dataclass(frozen=True)
class PersonStanding:
    """Somebody who takes part, and what is missing to the award."""

    id: int
    name: str
    needs: tuple[tuple[str, Badge], ...]


@dataclass(frozen=True)
class AwardBoardPage:
    """One award of a cycle with everybody who has it, could have it, or lacks something."""

    terms: AwardTerms
    cycle: str
    part: str
    counts: dict[str, int]
    lines: "Page[Certificate]"
    shown: tuple[CertificateLine, ...]
    ready: tuple[PersonStanding, ...]
    missing: tuple[PersonStanding, ...]
    more_missing: int
    may_approve: bool
    waiting_ids: tuple[int, ...]
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True)
class AwardHomeLine:
    """One award of a cycle in the office's list."""

    cycle_id: int
    award: str
    title: str
    program: str
    waiting: int
    issued: int


@dataclass(frozen=True)
class AwardHomePage:
    """Every award of the cycles that somebody coordinates."""

    lines: tuple[AwardHomeLine, ...]


def award_home_page(*, by: Actor, now: datetime) -> AwardHomePage:
    """The awards of open cycles within the reader's reach, those that wait first."""
    cycles = [each for each in open_cycles() if may(by, COORDINATE, where=each.unit_path, now=now)]
    counted = (
        Certificate.objects.filter(cycle_id__in=[each.id for each in cycles])
        .values_list("cycle_id", "award", "state")
        .annotate(n=Count("pk"))
    )
    counts = {(cycle_id, award, state): n for cycle_id, award, state, n in counted}
    lines = [
        AwardHomeLine(
            brief.id,
            terms.name,
            terms.title,
            f"{brief.title} · {brief.name}",
            counts.get((brief.id, terms.name, State.PROPOSED), 0),
            counts.get((brief.id, terms.name, State.ISSUED), 0),
        )
        for brief in cycles
        for terms in all_terms(brief)
    ]
    return AwardHomePage(tuple(sorted(lines, key=lambda line: (-line.waiting, line.program, line.title))))


def award_board_page(*, cycle_id: int, award: str, part: str, number: str, by: Actor, now: datetime) -> AwardBoardPage:
    """Everything about one award of a cycle."""
    terms = award_terms(cycle_id, award)
    require(by, COORDINATE, where=terms.unit_path, now=now)
    chosen = part if part in PARTS else "waiting"
    rows = Certificate.objects.filter(cycle_id=cycle_id, award=award).defer("credential", "paper")
    held = _held(rows)
    counts = dict.fromkeys(PARTS, 0) | Counter(each.part for each in held)
    paginator = Paginator(_part(rows, chosen), PAGE_SIZE)
    paginator.count = counts[chosen]  # known already, so that it is not asked once more
    page = paginator.get_page(number)
    taken = {each.person_id for each in held if each.part in STANDING}
    standings = [each for each in standings_of(terms, now) if each.person_id not in taken]
    names = {each.id: each.name for each in people([one.person_id for one in standings]).values()}
    earned = [_told(each, names) for each in standings if each.earned]
    missing = sorted((each for each in standings if not each.earned), key=lambda each: len(each.missing))
    return AwardBoardPage(
        terms=terms,
        cycle=terms.program,
        part=chosen,
        counts=counts,
        lines=page,
        shown=tuple(line_of(row) for row in page.object_list),
        ready=tuple(earned),
        missing=tuple(_told(each, names) for each in missing[:SHOWN_MISSING]),
        more_missing=max(len(missing) - SHOWN_MISSING, 0),
        may_approve=may(by, APPROVE, where=terms.unit_path, now=now),
        waiting_ids=tuple(each.id for each in held if each.state == State.PROPOSED) if chosen == "waiting" else (),
        hindrances=hindrances(terms.certifies_by),
    )


def certificate_rows(cycle_id: int, award: str, part: str) -> list[CertificateLine]:
    """Every certificate of a part, for the list that leaves the site."""
    rows = Certificate.objects.filter(cycle_id=cycle_id, award=award).defer("credential", "paper")
    return [line_of(row) for row in _part(rows, part if part in PARTS else "waiting")]


_OF_PART: dict[str, Q] = {
    "waiting": Q(state__in=(State.PROPOSED, State.APPROVED)),
    "issued": Q(state=State.ISSUED, revoked_at=None),
    "recorded": Q(state=State.RECORDED, revoked_at=None),
    "declined": Q(state=State.DECLINED),
    "revoked": Q(revoked_at__isnull=False),
}


def _part(rows: QuerySet[Certificate], part: str) -> QuerySet[Certificate]:
    """The certificates of one part, in a stable order."""
    return rows.filter(_OF_PART[part]).order_by("holder_name", "pk")


def _held(rows: QuerySet[Certificate]) -> list[_Held]:
    """Every certificate of the award with its part, in one question: the counts and who needs none come from it."""
    part = Case(*(When(chosen, then=Value(name)) for name, chosen in _OF_PART.items()), default=Value(""))
    found = rows.annotate(part=part).order_by("holder_name", "pk").values_list("pk", "person_id", "state", "part")
    return list(starmap(_Held, found))


def _told(each: Standing, names: dict[int, str]) -> PersonStanding:
    needs = tuple((need.title, need_badge(need)) for need in each.needs)
    return PersonStanding(each.person_id, names.get(each.person_id, ""), needs)

"""A reflection portfolio as its owner sees it, one reflection, and what others released to the reader."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID, uuid4

from preceptor.develop.activities.public import (
    ActivityBrief,
    activity_briefs,
    rows_of,
    standing_activities,
    taking_part,
)
from preceptor.develop.confidences.models import Portfolio, Reflection, ReflectionRelease
from preceptor.develop.confidences.queries.circles import due_day, not_yours
from preceptor.develop.confidences.rules.destroying import Step, next_step, told_day
from preceptor.develop.frameworks.public import codes_in
from preceptor.develop.programs.public import CycleBrief, cycle, cycles
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today
from preceptor.foundation.documents.public import Circle, Place, circle_of

# So many of the newest activities are offered to write about.
RECENT = 12


@dataclass(frozen=True)
class ReflectionLine:
    """One reflection, opened for somebody who may read it."""

    id: UUID
    written_at: datetime
    text: str
    entry: ActivityBrief | None
    competencies: tuple[tuple[str, str], ...]
    released_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worked:
    """A competency with how many of one's entries and reflections point at it."""

    title: str
    entries: int
    reflections: int


@dataclass(frozen=True)
class PortfolioPage:
    """Everything in one's own portfolio, and what a new reflection can point at."""

    cycle_id: int
    program: str
    name: str
    says: str
    reflections: tuple[ReflectionLine, ...]
    entries: tuple[tuple[int, str, datetime], ...]
    competencies: tuple[tuple[str, str], ...]
    worked: tuple[Worked, ...]
    destroyed_on: date | None
    destroyed_at: datetime | None
    sent_key: str


@dataclass(frozen=True)
class ReflectionReader:
    """Somebody whom the owner lets read a reflection, or did."""

    id: int
    name: str
    released_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class ReflectionDetailPage:
    """One reflection of one's own, with everybody who may read it."""

    cycle_id: int
    reflection: ReflectionLine
    readers: tuple[ReflectionReader, ...]


@dataclass(frozen=True)
class ReleasedReflectionPage:
    """A reflection as the person reads it to whom it was released."""

    owner: str
    released_at: datetime
    reflection: ReflectionLine


def portfolio_name(cycle_id: int, owner_id: int) -> str:
    """The name under which a portfolio's key is kept."""
    return f"confidences.portfolio:{cycle_id}:{owner_id}"


def reflection_place(reflection_id: object) -> Place:
    """Where the text of a reflection stands."""
    return Place("confidences_reflection", "sealed", str(reflection_id))


def keeps_portfolio(brief: CycleBrief, person_id: int) -> bool:
    """Whether the program gives somebody a portfolio."""
    kept = brief.definition.portfolio
    return kept is not None and bool(set(kept.kept_by) & set(taking_part(brief, person_id).roles_of(person_id)))


def own_portfolio(cycle_id: int, by: Actor) -> CycleBrief:
    """The cycle of a portfolio of the actor; refuses everybody else."""
    brief = cycles({cycle_id}).get(cycle_id)
    if brief is None or by.kind != "person" or by.id is None or not keeps_portfolio(brief, by.id):
        raise not_yours()
    return brief


def codes_of(brief: CycleBrief) -> Mapping[str, str]:
    """What the competencies of the program's framework are called, by code."""
    kept = brief.definition.portfolio
    if kept is None or kept.framework is None:
        return {}
    return codes_in(kept.framework, brief.definition.frameworks[kept.framework].items)


def portfolio_page(*, cycle_id: int, by: Actor, now: datetime) -> PortfolioPage:
    """The reader's own portfolio, the newest reflection first."""
    brief, me = own_portfolio(cycle_id, by), by.id or 0
    kept = brief.definition.portfolio
    row = Portfolio.objects.filter(cycle_id=cycle_id, owner_id=me).first()
    rows = _rows(row)
    codes, key = codes_of(brief), circle_of(portfolio_name(cycle_id, me)) if rows else None
    done = rows_of(standing_activities(cycle_id, [me]))
    entries = activity_briefs([each.activity_id for each in rows if each.activity_id], brief)
    kinds = brief.definition.activities
    return PortfolioPage(
        cycle_id=cycle_id,
        program=brief.title,
        name=brief.name,
        says=kept.says if kept else "",
        reflections=tuple(_line(each, key, entries, codes) for each in rows),
        entries=tuple((each.id, kinds[each.kind].title, each.starts) for each in reversed(done[-RECENT:])),
        competencies=tuple(codes.items()),
        worked=_worked(codes, [each.competencies for each in done], [each.competencies for each in rows]),
        destroyed_on=_destroyed_on(brief, row, today(now)),
        destroyed_at=row.destroyed_at if row else None,
        sent_key=uuid4().hex,
    )


def _worked(
    codes: Mapping[str, str], done: Iterable[Sequence[str]], written: Iterable[Sequence[str]]
) -> tuple[Worked, ...]:
    """The competencies that something points at, the most worked on first."""
    entries, reflections = Counter(chain.from_iterable(done)), Counter(chain.from_iterable(written))
    found = [Worked(title, entries[code], reflections[code]) for code, title in codes.items()]
    shown = [each for each in found if each.entries or each.reflections]
    return tuple(sorted(shown, key=lambda each: -each.entries - each.reflections))


def reflection_detail_page(*, reflection_id: UUID, by: Actor) -> ReflectionDetailPage:
    """One reflection for its owner."""
    row = own_reflection(reflection_id, by)
    brief = cycle(row.portfolio.cycle_id)
    key = circle_of(portfolio_name(brief.id, row.portfolio.owner_id))
    entries = activity_briefs([row.activity_id] if row.activity_id else [], brief)
    releases = row.releases.select_related("to").order_by("released_at")
    return ReflectionDetailPage(
        cycle_id=brief.id,
        reflection=_line(row, key, entries, codes_of(brief)),
        readers=tuple(
            ReflectionReader(each.pk, str(each.to), each.released_at, each.withdrawn_at) for each in releases
        ),
    )


def own_reflection(reflection_id: UUID, by: Actor) -> Reflection:
    """A reflection that stands, for its owner; to everybody else there is none."""
    rows = Reflection.objects.select_related("portfolio").filter(portfolio__destroyed_at=None)
    row = rows.filter(pk=reflection_id).first()
    if row is None or by.kind != "person" or by.id is None or row.portfolio.owner_id != by.id:
        raise not_yours()
    return row


def released_reflection_page(*, release_id: int, by: Actor) -> ReleasedReflectionPage:
    """A reflection for the person to whom it was released, as long as that holds."""
    rows = ReflectionRelease.objects.select_related("reflection__portfolio").filter(pk=release_id, withdrawn_at=None)
    row = rows.filter(reflection__portfolio__destroyed_at=None).first()
    if row is None or by.kind != "person" or by.id is None or row.to_id != by.id:
        raise not_yours()
    kept = row.reflection.portfolio
    brief, key = cycle(kept.cycle_id), circle_of(portfolio_name(kept.cycle_id, kept.owner_id))
    who = people([kept.owner_id])
    return ReleasedReflectionPage(
        who[kept.owner_id].name, row.released_at, _line(row.reflection, key, {}, codes_of(brief))
    )


def released_reflections(person_id: int) -> list[tuple[int, ReflectionRelease]]:
    """What others let somebody read, with its owner, the newest first."""
    rows = ReflectionRelease.objects.filter(to_id=person_id, withdrawn_at=None)
    standing = rows.filter(reflection__portfolio__destroyed_at=None).select_related("reflection__portfolio")
    return [(row.reflection.portfolio.owner_id, row) for row in standing.order_by("-pk")]


def due_portfolios(now: datetime) -> list[int]:
    """Portfolios about which something is to be done today: a letter, or the destruction."""
    rows = list(Portfolio.objects.filter(destroyed_at=None).order_by("pk"))
    briefs = cycles({row.cycle_id for row in rows})
    steps = ((row.pk, portfolio_step(row, briefs[row.cycle_id], today(now))) for row in rows)
    return [number for number, step in steps if step in (Step.TELL, Step.DESTROY)]


def portfolio_step(row: Portfolio, brief: CycleBrief, day: date) -> Step:
    """What is due about one portfolio; the law demands notes of a pair, never these."""
    due = due_day(brief)
    return next_step(day, due, row.told_day, held=False) if due else Step.WAIT


def _destroyed_on(brief: CycleBrief, row: Portfolio | None, day: date) -> date | None:
    due, told = due_day(brief), row.told_day if row else None
    if due is None:
        return None
    return max(due, told) if told else told_day(due, day)


def _rows(row: Portfolio | None) -> list[Reflection]:
    if row is None or row.destroyed_at is not None:
        return []
    return list(row.reflections.prefetch_related("releases__to").order_by("-written_at"))


def _line(
    row: Reflection, key: Circle | None, entries: Mapping[int, ActivityBrief], codes: Mapping[str, str]
) -> ReflectionLine:
    standing = [str(each.to) for each in row.releases.all() if each.withdrawn_at is None]
    return ReflectionLine(
        id=row.pk,
        written_at=row.written_at,
        text=key.open(reflection_place(row.pk), row.sealed) if key else "",
        entry=entries.get(row.activity_id or 0),
        competencies=tuple((code, codes.get(code, code)) for code in row.competencies),
        released_to=tuple(standing),
    )

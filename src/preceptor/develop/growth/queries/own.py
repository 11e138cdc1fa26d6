"""What somebody sees of their own growth: placement, goals, offers, what is opened to whom, history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from preceptor.develop.growth.models import Evidence, Goal, GrowthRelease, GrowthText, Level, Nomination, Placement
from preceptor.develop.growth.queries.reach import answer_place as answer_at
from preceptor.develop.growth.queries.reach import (
    circle_name,
    evidence_place,
    goal_place,
    own_goal,
    own_placement,
    why_place,
)
from preceptor.develop.growth.queries.systems import OfferView, StrandView, strand_views
from preceptor.develop.growth.queries.texts import language, system_of, systems
from preceptor.develop.growth.rules.placing import can_agree_with
from preceptor.develop.growth.rules.systems import System, said
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, reporting_line, seats_of, seats_with, today
from preceptor.foundation.documents.public import Circle, circle_of

BADGES = {"draft": "draft", "asked": "waiting", "answered": "now", "agreed": "done"}
GOAL_BADGES = {"open": "now", "reached": "done", "dropped": "stopped"}


@dataclass(frozen=True)
class StrandPlace:
    """One strand with the level that somebody has, and the next."""

    strand: StrandView
    level: int
    line_id: UUID | None
    office_release: int | None
    offers: tuple[OfferView, ...]

    @property
    def title(self) -> str:
        """The level in words."""
        return str(Level(self.level).label) if self.level else ""


@dataclass(frozen=True)
class GoalLine:
    """A goal in a list."""

    id: UUID
    strand: str
    text: str
    due: date
    state: str
    badge: tuple[str, str]
    evidence: int


@dataclass(frozen=True)
class PlacementRow:
    """A placement in the history."""

    id: UUID
    at: datetime
    partner: str
    badge: tuple[str, str]


@dataclass(frozen=True)
class ReleaseLine:
    """An item that is open to somebody."""

    id: int
    what: str
    to: str
    made_at: datetime
    to_line: bool


@dataclass(frozen=True)
class OpenedLine:
    """An item of somebody else that is open to me."""

    id: int
    owner: str
    what: str
    made_at: datetime


@dataclass(frozen=True)
class NominationLine:
    """A nomination of mine."""

    id: int
    program: str
    badge: tuple[str, str]


@dataclass(frozen=True)
class MyGrowthPage:
    """My growth."""

    key: str
    group: str
    says: str
    strands: tuple[StrandPlace, ...]
    under_way: PlacementRow | None
    history: tuple[PlacementRow, ...]
    goals: tuple[GoalLine, ...]
    releases: tuple[ReleaseLine, ...]
    opened: tuple[OpenedLine, ...]
    nominations: tuple[NominationLine, ...]


def system_for(person_id: int, on: date) -> tuple[GrowthText, System] | None:
    """The growth system of the job that somebody holds today; the first of several."""
    jobs = [seat.job for seat in seats_of(person_id, on)]
    return next((each for job in jobs for each in systems() if job in each[1].jobs), None)


def my_growth_page(*, by: Actor, now: datetime) -> MyGrowthPage:
    """Everything of one's own growth on one page."""
    me = by.id or 0
    found = system_for(me, today(now))
    placements = list(
        Placement.objects.filter(person_id=me)
        .select_related("system", "partner")
        .prefetch_related("lines")
        .order_by("-started_at")
    )
    releases = list(GrowthRelease.objects.filter(person_id=me, withdrawn_at=None).select_related("to").order_by("-pk"))
    agreed = next((each for each in placements if each.state == Placement.State.AGREED), None)
    rows = [_row(each) for each in placements]
    going = next((row for row, each in zip(rows, placements, strict=True) if each.state != "agreed"), None)
    return MyGrowthPage(
        key=found[1].key if found else "",
        group=said(found[1].group, found[1].group_es, language()) if found else "",
        says=said(found[1].says, found[1].says_es, language()) if found else "",
        strands=_strands(found[1], agreed, releases) if found else (),
        under_way=going,
        history=tuple(row for row, each in zip(rows, placements, strict=True) if each.state == "agreed"),
        goals=_goals(me),
        releases=tuple(_release(each) for each in releases),
        opened=_opened(me),
        nominations=_nominations(me),
    )


def _row(row: Placement) -> PlacementRow:
    name = str(row.partner) if row.partner else ""
    badge = (BADGES[row.state], row.get_state_display())
    return PlacementRow(row.pk, row.agreed_at or row.started_at, name, badge)


def _strands(system: System, agreed: Placement | None, releases: list[GrowthRelease]) -> tuple[StrandPlace, ...]:
    lines = {line.strand: line for line in agreed.lines.all()} if agreed else {}
    office = {each.number: each.pk for each in releases if each.to_id is None}
    found = []
    for view in strand_views(system, open_cycles()):
        line = lines.get(view.name)
        level = (line.agreed or 0) if line else 0
        offers = view.levels[level - 1].programs if level else ()
        office_release = office.get(line.pk) if line else None
        found.append(StrandPlace(view, level, line.pk if line else None, office_release, offers))
    return tuple(found)


def _goals(me: int) -> tuple[GoalLine, ...]:
    rows = list(
        Goal.objects.filter(person_id=me)
        .select_related("system")
        .annotate(proofs=Count("evidence"))
        .order_by("closed_at", "due")
    )
    if not rows:
        return ()
    circle = circle_of(circle_name(me))
    return tuple(_goal(row, circle, row.proofs) for row in rows)


def _goal(row: Goal, circle: Circle, proofs: int) -> GoalLine:
    return GoalLine(
        row.pk,
        strand_title(row.system, row.strand),
        circle.open(goal_place(row.pk), row.sealed),
        row.due,
        row.state,
        (GOAL_BADGES[row.state], row.get_state_display()),
        proofs,
    )


def strand_title(row: GrowthText, name: str) -> str:
    """The title of a strand in the reader's language."""
    strand = system_of(row).strands.get(name)
    return said(strand.title, strand.title_es, language()) if strand else name


def _release(row: GrowthRelease) -> ReleaseLine:
    return ReleaseLine(row.pk, row.get_item_display(), str(row.to) if row.to else "", row.made_at, row.to_line)


def _opened(me: int) -> tuple[OpenedLine, ...]:
    """What others have opened to me; a page refuses what has closed by itself since."""
    rows = GrowthRelease.objects.filter(to_id=me, withdrawn_at=None).select_related("person").order_by("-pk")
    return tuple(OpenedLine(row.pk, str(row.person), row.get_item_display(), row.made_at) for row in rows)


def _nominations(me: int) -> tuple[NominationLine, ...]:
    rows = list(Nomination.objects.filter(person_id=me).order_by("-pk"))
    running = {brief.id: brief for brief in open_cycles()} if rows else {}
    shapes = {"proposed": "now", "accepted": "done", "declined": "stopped", "seen": "done"}
    return tuple(
        NominationLine(
            row.pk,
            running[row.cycle_id].title if row.cycle_id in running else row.role,
            (shapes[row.state], row.get_state_display()),
        )
        for row in rows
    )


@dataclass(frozen=True)
class PlacingLine:
    """One strand of a placement, with what was written."""

    line_id: UUID
    strand: StrandView
    own: int
    theirs: int
    agreed: int
    why: str
    answer: str

    @property
    def words(self) -> dict[str, str]:
        """The levels in words."""
        named = {"own": self.own, "theirs": self.theirs, "agreed": self.agreed}
        return {name: str(Level(each).label) if each else "" for name, each in named.items()}


@dataclass(frozen=True)
class PartnerLine:
    """Somebody with whom a placement can be agreed."""

    id: int
    name: str
    title: str
    in_line: bool


@dataclass(frozen=True)
class PlacementPage:
    """One placement, as its owner or the one who is asked sees it."""

    id: UUID
    owner: str
    group: str
    key: str
    state: str
    badge: tuple[str, str]
    started_at: datetime
    agreed_at: datetime | None
    partner: str
    lines: tuple[PlacingLine, ...]
    agreed_with: str
    partners: tuple[PartnerLine, ...] = ()
    releases: tuple[ReleaseLine, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether every strand has a level."""
        return all(line.own for line in self.lines)


def placement_page(*, placement_id: UUID, by: Actor, now: datetime) -> PlacementPage:
    """A placement of one's own."""
    row = own_placement(placement_id, by)
    partners = partners_of(row.person_id, system_of(row.system), today(now)) if row.state == "draft" else ()
    numbers = [row.pk, *row.lines.values_list("pk", flat=True)] if row.state == "agreed" else [row.pk]
    rows = GrowthRelease.objects.filter(number__in=numbers, withdrawn_at=None).select_related("to")
    return placement_view(row, partners=partners, releases=tuple(_release(each) for each in rows))


def placement_view(
    row: Placement, *, partners: tuple[PartnerLine, ...] = (), releases: tuple[ReleaseLine, ...] = ()
) -> PlacementPage:
    """A placement as a page; who calls it has asked whether the reader may."""
    system = system_of(row.system)
    lines = {line.strand: line for line in row.lines.all()}
    sealed = any(line.sealed_why or line.sealed_answer for line in lines.values())
    circle = circle_of(circle_name(row.person_id)) if sealed else None
    who = people({row.person_id, row.partner_id or row.person_id})
    shown = []
    for view in strand_views(system, []):
        line = lines.get(view.name)
        if line is not None:
            why = circle.open(why_place(line.pk), line.sealed_why) if circle and line.sealed_why else ""
            answer = circle.open(answer_at(line.pk), line.sealed_answer) if circle and line.sealed_answer else ""
            levels = (line.own or 0, line.theirs or 0, line.agreed or 0)
            shown.append(PlacingLine(line.pk, view, *levels, why, answer))
    return PlacementPage(
        id=row.pk,
        owner=who[row.person_id].name,
        group=said(system.group, system.group_es, language()),
        key=system.key,
        state=row.state,
        badge=(BADGES[row.state], row.get_state_display()),
        started_at=row.started_at,
        agreed_at=row.agreed_at,
        partner=who[row.partner_id].name if row.partner_id else "",
        lines=tuple(shown),
        agreed_with=said(system.agreement.says, system.agreement.says_es, language()),
        partners=partners,
        releases=releases,
    )


def partners_of(person_id: int, system: System, on: date) -> tuple[PartnerLine, ...]:
    """With whom somebody can agree on a placement; those of their reporting line last, and named as such."""
    own = {seat.unit_path for seat in seats_of(person_id, on)} if system.agreement.place == "unit" else None
    named = system.agreement.jobs
    seats = [seat for seat in seats_with(named, on) if can_agree_with(seat.job, seat.unit_path, named, own)]
    titles = {seat.person_id: seat.title for seat in seats if seat.person_id != person_id}
    who, above = _named(titles), set(reporting_line(person_id, on))
    found = [PartnerLine(each, name, titles[each], each in above) for each, name in who]
    return tuple(sorted(found, key=lambda each: (each.in_line, each.name)))


def _named(ids: Collection[int]) -> list[tuple[int, str]]:
    return [(each.id, each.name) for each in people(ids).values() if each.active]


@dataclass(frozen=True)
class ProofLine:
    """One piece of evidence."""

    text: str
    made_at: datetime


@dataclass(frozen=True)
class GoalPage:
    """One goal with its evidence."""

    goal: GoalLine
    owner: str
    proofs: tuple[ProofLine, ...]
    releases: tuple[ReleaseLine, ...] = ()


def goal_page(*, goal_id: UUID, by: Actor) -> GoalPage:
    """A goal of one's own."""
    row = own_goal(goal_id, by)
    rows = GrowthRelease.objects.filter(number=row.pk, withdrawn_at=None).select_related("to")
    return goal_view(row, releases=tuple(_release(each) for each in rows))


def goal_view(row: Goal, *, releases: tuple[ReleaseLine, ...] = ()) -> GoalPage:
    """A goal as a page; who calls it has asked whether the reader may."""
    circle = circle_of(circle_name(row.person_id))
    proofs = list(Evidence.objects.filter(goal=row).order_by("made_at"))
    texts = tuple(ProofLine(circle.open(evidence_place(each.pk), each.sealed), each.made_at) for each in proofs)
    return GoalPage(_goal(row, circle, len(proofs)), people([row.person_id])[row.person_id].name, texts, releases)


def goal_strands(*, by: Actor, now: datetime) -> list[tuple[str, str]]:
    """The strands in which somebody can set a goal."""
    found = system_for(by.id or 0, today(now))
    if found is None:
        return []
    return [(name, said(each.title, each.title_es, language())) for name, each in found[1].strands.items()]

"""How participants stand: what is met and what is missing, for one and for all of a program."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.activities.public import (
    ExemptionBrief,
    TakingPart,
    Verdict,
    judge_cycle,
    own_exemptions,
    status_badge,
    sum_words,
    taking_part,
)
from preceptor.develop.coursework.models import Work
from preceptor.develop.coursework.queries.access import oversees
from preceptor.develop.coursework.queries.refusals import unknown
from preceptor.develop.coursework.queries.terms import TaskTerms, tasks_of
from preceptor.develop.coursework.rules.standing import Stands, Thing, lacking, things
from preceptor.develop.programs.public import CycleBrief, Definition, Duty, cycle, cycles, open_cycles
from preceptor.develop.sessions.public import SessionLine, leading_roles, led_cycles, member_cycles, sessions_of
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import PersonBrief, people, person
from preceptor.foundation.look.public import remembering

Badge = tuple[str, str]


@dataclass(frozen=True)
class DutyLine:
    """One thing that is asked for: met, or what is missing."""

    title: str
    sum: str
    badge: Badge
    missing: bool
    exemptions: tuple[ExemptionBrief, ...] = ()


@dataclass(frozen=True)
class ItemLine:
    """One piece of work, with the way to it."""

    task: str
    item: str
    title: str
    badge: Badge


@dataclass(frozen=True)
class TaskLines:
    """A task with its pieces."""

    title: str
    says: str
    done: int
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class AwardLine:
    """What everything leads to, and what is missing to it."""

    title: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How one person stands in one program."""

    cycle_id: int
    person_id: int
    program: str
    name: str
    awards: tuple[AwardLine, ...]
    duties: tuple[DutyLine, ...]
    sessions: tuple[SessionLine, ...]
    tasks: tuple[TaskLines, ...]


@dataclass(frozen=True)
class MyProgressPage:
    """Every program that the reader takes part in."""

    programs: tuple[Progress, ...]


@dataclass(frozen=True)
class ProgressDetailPage:
    """One participant, for the office and for those who lead."""

    person: PersonBrief
    progress: Progress
    office: bool


def my_progress_page(*, person_id: int, now: datetime) -> MyProgressPage:
    """The reader's own standing in every open program with groups or work that is judged."""
    with remembering():
        found = cycles(member_cycles(person_id))
        mine = [each for each in found.values() if each.state == "published"]
        return MyProgressPage(tuple(_progress(each, person_id, now, own=True) for each in mine))


def progress_detail_page(*, cycle_id: int, person_id: int, by: Actor, now: datetime) -> ProgressDetailPage:
    """How a participant stands, for the office that runs the program and for those who lead the participant's group."""
    with remembering():
        brief = cycle(cycle_id)
        office = oversees(brief, by, now)
        led = any(person_id in members for members in leading_roles(by.id or 0, cycle_id).values())
        if not (office or led or by.id == person_id) or not taking_part(brief, person_id).roles_of(person_id):
            raise unknown()
        progress = _progress(brief, person_id, now, own=by.id == person_id)
        return ProgressDetailPage(person(person_id), progress, office)  # who it is came with the judgement


def _progress(brief: CycleBrief, person_id: int, now: datetime, *, own: bool) -> Progress:
    """How one person stands; why the office exempted them from something, only they and the office's own page say."""
    part = taking_part(brief, person_id)
    verdicts = [each for each in judge_cycle(brief.id, now, person_id).verdicts() if each.person_id == person_id]
    found = things([(each.duty, each.standing, each.missing) for each in verdicts])
    exemptions = own_exemptions(brief.id, person_id) if own else {}
    roles = part.roles_of(person_id)
    done = {(row.task, row.item): row for row in Work.objects.filter(cycle_id=brief.id, person_id=person_id)}
    sessions = sessions_of(brief.id, person_id, now)
    ahead = {each.key for each in sessions if each.starts > now and not each.cancelled}
    return Progress(
        brief.id,
        person_id,
        brief.title,
        brief.name,
        _awards(brief.definition, roles, found),
        _duties(brief.definition, found, verdicts, exemptions),
        sessions,
        tuple(_task(each, done, ahead) for each in tasks_of(brief, roles)),
    )


def _duties(
    definition: Definition,
    found: Sequence[Thing],
    verdicts: Sequence[Verdict],
    exemptions: Mapping[int, ExemptionBrief],
) -> tuple[DutyLine, ...]:
    """In the definition's order; each with the exemptions that the reader may read."""
    order = {name: place for place, name in enumerate(definition.duties)}
    by_duty: dict[str, list[Verdict]] = {}
    for each in verdicts:
        by_duty.setdefault(each.duty, []).append(each)
    return tuple(
        replace(
            _duty(definition, each, by_duty[each.duty]),
            exemptions=tuple(own for own in exemptions.values() if own.duty == each.duty),
        )
        for each in sorted(found, key=lambda thing: order[thing.duty])
    )


def _duty(definition: Definition, thing: Thing, verdicts: Sequence[Verdict]) -> DutyLine:
    duty = definition.duties[thing.duty]
    badge = status_badge(verdicts[0].status) if len(verdicts) == 1 else stands_badge(thing.stands)
    return DutyLine(duty.title, _said(duty, verdicts), badge, thing.stands != "met")


def _said(duty: Duty, verdicts: Sequence[Verdict]) -> str:
    """The sum of the one verdict, or how many of several are met."""
    if len(verdicts) == 1:
        return sum_words(verdicts[0], duty.measure)
    met = sum(each.status.name in {"MET", "LATE", "EXEMPT"} for each in verdicts)
    return _("%(met)s of %(all)s met") % {"met": met, "all": len(verdicts)}


def stands_badge(stands: Stands | None) -> Badge:
    """Shape and word of how something stands."""
    return {
        "met": ("done", _("Met")),
        "missing": ("late", _("Missing")),
        "open": ("now", _("Still open")),
        None: ("draft", _("Not asked")),
    }[stands]


def _awards(definition: Definition, roles: Iterable[str], found: Sequence[Thing]) -> tuple[AwardLine, ...]:
    stands, mine = {each.duty: each.stands for each in found}, set(roles)
    return tuple(
        AwardLine(award.title, tuple(definition.duties[name].title for name in lacking(award.duties, stands)))
        for award in definition.awards.values()
        if award.to in mine and award.duties and not award.optional
    )


def _task(terms: TaskTerms, done: Mapping[tuple[str, str], Work], ahead: Collection[str]) -> TaskLines:
    """A task with its pieces; those of sessions that are still to come wait for them."""
    coming = ahead if terms.task.for_each_session else ()
    lines = []
    for each in terms.items:
        row = done.get((terms.name, each.name))
        badge = ("waiting", _("To come")) if row is None and each.name in coming else _badge(terms, row)
        lines.append(ItemLine(terms.name, each.name, each.says or terms.task.title, badge))
    accepted = sum(
        row.state == Work.State.ACCEPTED for (task, item), row in done.items() if task == terms.name and terms.has(item)
    )
    return TaskLines(terms.task.title, terms.task.says or "", accepted, tuple(lines))


def _badge(terms: TaskTerms, row: Work | None) -> Badge:
    return work_badge(row.state if row else "", observed=not terms.task.hands_in, judged=bool(terms.task.rubric))


def work_badge(state: str, *, observed: bool, judged: bool) -> Badge:
    """Shape and word of a piece of work."""
    if state == Work.State.ACCEPTED:
        return "done", _("Mastered") if judged else _("Done")
    if state == Work.State.RETURNED:
        return "late", _("Not mastered yet") if observed else _("Returned with a comment")
    if state == Work.State.HANDED_IN:
        return "waiting", _("Waits to be judged")
    return ("draft", _("Not seen yet")) if observed else ("now", _("To hand in"))


@dataclass(frozen=True)
class BoardRow:
    """One participant on the board: how each duty stands, and how much of it is done."""

    person: PersonBrief
    cells: tuple[tuple[str, Badge, str], ...]
    missing: int
    waiting: int


@dataclass(frozen=True)
class ProgressBoardPage:
    """Everybody of a program: who has met what, who lacks it."""

    cycle_id: int
    program: str
    name: str
    titles: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    complete: int
    only: str
    office: bool


def progress_board_page(*, cycle_id: int, only: str, by: Actor, now: datetime) -> ProgressBoardPage:
    """All participants of a program for the office; for those who lead, the members of their groups."""
    with remembering():
        brief = cycle(cycle_id)
        office = oversees(brief, by, now)
        led = {each for members in leading_roles(by.id or 0, cycle_id).values() for each in members}
        if not office and not led:
            raise unknown()
        part = taking_part(brief)
        asked = _asked(brief.definition, part)
        rows = _board_rows(brief, asked, now, None if office else led)
    shown = [row for row in rows if not only or (row.missing > 0) == (only == "missing")]
    titles = tuple(brief.definition.duties[name].title for name in asked)
    complete = sum(not row.missing for row in rows)
    return ProgressBoardPage(cycle_id, brief.title, brief.name, titles, tuple(shown), complete, only, office)


def _asked(definition: Definition, part: TakingPart) -> list[str]:
    """The duties that concern somebody."""
    return [name for name, duty in definition.duties.items() if part.roles.get(duty.who)]


def _board_rows(brief: CycleBrief, asked: Sequence[str], now: datetime, only: set[int] | None) -> list[BoardRow]:
    by_person: dict[int, list[Verdict]] = {}
    for each in judge_cycle(brief.id, now).verdicts():
        if only is None or each.person_id in only:
            by_person.setdefault(each.person_id, []).append(each)
    waiting: dict[int, int] = {}
    for person_id in Work.objects.filter(cycle_id=brief.id, state=Work.State.HANDED_IN).values_list(
        "person_id", flat=True
    ):
        waiting[person_id] = waiting.get(person_id, 0) + 1
    who = people(list(by_person))
    rows = [_board_row(brief, who[each], asked, by_person[each], waiting.get(each, 0)) for each in by_person]
    return sorted(rows, key=lambda row: (-row.missing, row.person.family_name, row.person.id))


def _board_row(
    brief: CycleBrief, who: PersonBrief, asked: Sequence[str], verdicts: Sequence[Verdict], waiting: int
) -> BoardRow:
    by_duty: dict[str, list[Verdict]] = {}
    for each in verdicts:
        by_duty.setdefault(each.duty, []).append(each)
    stands = {each.duty: each.stands for each in things([(v.duty, v.standing, v.missing) for v in verdicts])}
    cells = tuple(
        (brief.definition.duties[name].title, stands_badge(stands.get(name)), _done(brief, name, by_duty.get(name, [])))
        for name in asked
    )
    return BoardRow(who, cells, sum(each != "met" for each in stands.values()), waiting)


def _done(brief: CycleBrief, name: str, verdicts: Sequence[Verdict]) -> str:
    """How much of a duty is done; nothing for whom it does not concern."""
    return _said(brief.definition.duties[name], verdicts) if verdicts else ""


@dataclass(frozen=True)
class BoardLine:
    """A program whose participants the reader can see."""

    cycle_id: int
    title: str
    name: str


def any_board() -> bool:
    """Whether any open program has groups or judged work; for the menu, which must not ask for more."""
    return any(each.definition.coursework or each.definition.cohorts for each in open_cycles())


def boards(*, by: Actor, now: datetime) -> tuple[BoardLine, ...]:
    """The open programs with groups or judged work that the reader runs, or leads a group of."""
    led = led_cycles(by.id or 0)
    return tuple(
        BoardLine(each.id, each.title, each.name)
        for each in open_cycles()
        if (each.definition.coursework or each.definition.cohorts) and (each.id in led or oversees(each, by, now))
    )

"""One piece of work: the task with its rubric, what was handed in, how it was judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from preceptor.develop.activities.public import mode_word
from preceptor.develop.coursework.models import HandIn, Judged, Work
from preceptor.develop.coursework.queries.access import Place, Seen, seen
from preceptor.develop.coursework.queries.standing import Badge, work_badge
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import remembering


@dataclass(frozen=True)
class LevelLine:
    """One level of a line of the rubric."""

    name: str
    says: str
    mastery: bool
    chosen: bool


@dataclass(frozen=True)
class CriterionLine:
    """One line of the rubric, with the level that was given last."""

    name: str
    title: str
    levels: tuple[LevelLine, ...]


@dataclass(frozen=True)
class HandInLine:
    """Work as it was handed in once."""

    number: int
    text: str
    link: str
    file_id: int | None
    file_name: str
    at: datetime


@dataclass(frozen=True)
class JudgedLine:
    """What somebody said of it once."""

    by: str
    at: datetime
    held_at: datetime
    minutes: int
    mode: str
    mastered: bool
    comment: str
    levels: tuple[tuple[str, str], ...]
    number: int | None


@dataclass(frozen=True)
class WorkDetailPage:
    """Everything about a piece of work, as far as the reader may see it."""

    place: Place
    title: str
    says: str
    program: str
    person: str
    badge: Badge
    own: bool
    judges: bool
    reads: bool
    ways: tuple[str, ...]
    kinds: str
    rubric: tuple[CriterionLine, ...]
    hand_ins: tuple[HandInLine, ...]
    judgements: tuple[JudgedLine, ...]
    may_hand_in: bool
    may_judge: bool
    observed: bool
    modes: tuple[tuple[str, str], ...]
    minutes: int


def work_detail_page(*, place: Place, by: Actor, now: datetime) -> WorkDetailPage:
    """A piece of work for its owner, for who judges it, and for the office as far as the program lets it."""
    with remembering():
        found = seen(place, by, now)
        task, brief = found.terms.task, found.brief
        named = {"cycle_id": place.cycle_id, "person_id": place.person_id, "task": place.task, "item": place.item}
        work = Work.objects.filter(**named).first()
        hand_ins = list(work.hand_ins.order_by("-number")) if work and found.reads else []
        judged = list(work.judgements.select_related("hand_in").order_by("-at", "-pk")) if work else []
        who = people({place.person_id, *(each.by_id for each in judged)})
    observed, state = not task.hands_in, work.state if work else ""
    kind = brief.definition.activities[task.activity]
    return WorkDetailPage(
        place=place,
        title=found.terms.title(place.item),
        says=task.says or "",
        program=brief.title,
        person=who[place.person_id].name,
        badge=work_badge(state, observed=observed, judged=bool(task.rubric)),
        own=found.own,
        judges=found.judges,
        reads=found.reads,
        ways=task.hands_in,
        kinds=", ".join(each.upper() for each in task.kinds),
        rubric=_rubric(found, judged),
        hand_ins=tuple(_hand_in(each) for each in hand_ins),
        judgements=tuple(_judged(found, each, who[each.by_id].name) for each in judged) if found.reads else (),
        may_hand_in=found.own and bool(task.hands_in) and state != Work.State.ACCEPTED and brief.state == "published",
        may_judge=found.judges and (observed or bool(hand_ins)) and brief.state == "published",
        observed=observed,
        modes=tuple((mode, str(mode_word(mode))) for mode in kind.modes),
        minutes=task.minutes,
    )


def _rubric(found: Seen, judged: list[Judged]) -> tuple[CriterionLine, ...]:
    given = judged[0].levels if judged and found.reads else {}
    lines = []
    for name, criterion in found.terms.task.rubric.items():
        order = list(criterion.levels)
        reached = order.index(criterion.mastered_from)
        levels = tuple(
            LevelLine(level, says, place >= reached, given.get(name) == level)
            for place, (level, says) in enumerate(criterion.levels.items())
        )
        lines.append(CriterionLine(name, criterion.title, levels))
    return tuple(lines)


def _hand_in(row: HandIn) -> HandInLine:
    return HandInLine(row.number, row.text, row.link, row.file_id, row.file_name, row.handed_at)


def _judged(found: Seen, row: Judged, name: str) -> JudgedLine:
    return JudgedLine(
        name,
        row.at,
        row.held_at,
        row.minutes,
        str(mode_word(row.mode)),
        row.mastered,
        row.comment,
        tuple(_levels(found, row.levels.items())),
        row.hand_in.number if row.hand_in else None,
    )


def _levels(found: Seen, given: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, level in given:
        criterion = found.terms.task.rubric.get(name)
        if criterion is not None:
            yield criterion.title, criterion.levels.get(level, level)


def chosen(rubric: tuple[CriterionLine, ...], typed: Mapping[str, str]) -> tuple[CriterionLine, ...]:
    """The rubric with the levels that were just typed in the place of those given before."""
    return tuple(
        replace(line, levels=tuple(replace(each, chosen=each.name == typed[line.name]) for each in line.levels))
        if line.name in typed
        else line
        for line in rubric
    )

"""What the pages of the desk show, and where it comes from: contexts register their sources when the program starts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import leads_nowhere
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.queries.lines import Lines, line_sources
from preceptor.foundation.desk.rules import Desk, DeskItem, arrange
from preceptor.foundation.district.public import found_for, search_people, search_schools
from preceptor.foundation.look.public import is_remembering, recalled, remembered, remembering

SHORTEST_SEARCH = 2


@dataclass(frozen=True)
class Hit:
    """One thing that the search found; `exact` hits (a number typed in full) are jumped to when there is one alone."""

    label: str
    url: str
    kind: str
    detail: str = ""
    exact: bool = False


DeskSource = Callable[[int, datetime], Iterable[DeskItem]]
SearchSource = Callable[[Actor, str, datetime], Iterable[Hit]]

# What may wait for a person, by name: each question is asked only whether it finds anything.
Traces = Callable[[int, datetime], Mapping[str, "QuerySet[Any]"]]

# What somebody may have a part in, by name, whatever the moment: what the menu asks beside every page.
Parts = Callable[[int], Mapping[str, "QuerySet[Any]"]]

desk_sources: list[DeskSource] = []
trace_sources: list[Traces] = []
part_sources: list[Parts] = []
search_sources: list[SearchSource] = []


def register_desk(source: DeskSource, traces: Traces | None = None, lines: Lines | None = None) -> None:
    """Ask this source what it has for a person whenever that person's desk is shown.

    The traces of all sources are followed in one query; a source reads only where `waits` says that one leads anywhere.
    The lines of all sources are read in one query too, and asked for by `lines`.
    """
    if source not in desk_sources:
        desk_sources.append(source)
    if traces is not None and traces not in trace_sources:
        trace_sources.append(traces)
    if lines is not None and lines not in line_sources:
        line_sources.append(lines)


def register_parts(parts: Parts) -> None:
    """Ask with the others what somebody has a part in, so that a menu asks once for all contexts."""
    if parts not in part_sources:
        part_sources.append(parts)


def waits(person_id: int, name: str, now: datetime) -> bool:
    """Whether the trace of this name leads anywhere for a person; all traces are followed together, once for a page."""
    return name in remembered(("desk.traces", person_id), lambda: _traced(person_id, now))


def has_part(person_id: int, name: str) -> bool:
    """Whether somebody has the part of this name; all parts are asked together, once for a page.

    True while no page is put together: the caller's own question then answers it.
    """
    if not is_remembering():
        return True
    followed = recalled(("desk.traces", person_id))
    if followed is not None:
        return name in followed
    return name in remembered(("desk.parts", person_id), lambda: found_for(person_id, _parts(person_id)))


def _parts(person_id: int) -> dict[str, "QuerySet[Any]"]:
    return {name: rows for source in part_sources for name, rows in source(person_id).items()}


def _traced(person_id: int, now: datetime) -> set[str]:
    """The names of the traces and of the parts that lead anywhere."""
    questions = {name: rows for source in trace_sources for name, rows in source(person_id, now).items()}
    return found_for(person_id, questions | _parts(person_id))


def register_search(source: SearchSource) -> None:
    """Ask this source for hits whenever somebody searches; it returns only what the actor may see."""
    if source not in search_sources:
        search_sources.append(source)


@dataclass(frozen=True)
class MyDeskPage:
    """A person's first page."""

    desk: Desk
    today: datetime


@dataclass(frozen=True)
class HitGroup:
    """What was found of one kind."""

    kind: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class SearchPage:
    """What a search found; `jump` is the address to go to at once, where the text names one thing exactly."""

    text: str
    groups: tuple[HitGroup, ...]
    number: int
    too_short: bool
    jump: str | None


def my_desk_page(person_id: int | None, now: datetime) -> MyDeskPage:
    """The desk of a person; an account that belongs to nobody has an empty one."""
    items: list[DeskItem] = []
    if person_id is not None:
        with remembering():  # many sources ask the same, such as which programs run
            items = [item for source in desk_sources for item in source(person_id, now)]
    local = timezone.localtime(now, timezone.get_default_timezone())
    end_of_today = timezone.make_aware(datetime.combine(local.date(), time.max), timezone.get_default_timezone())
    return MyDeskPage(arrange(items, now, end_of_today), local)


def search_page(by: Actor, text: str, now: datetime) -> SearchPage:
    """What the actor may see that matches the text."""
    wanted = " ".join(text.split())
    if len(wanted) < SHORTEST_SEARCH:
        return SearchPage(wanted, (), 0, bool(wanted), None)
    found = [hit for source in search_sources for hit in source(by, wanted, now)]
    hits = [hit for hit in found if not leads_nowhere(by.id, hit.url, now)]
    exact = {hit.url for hit in hits if hit.exact}
    ordered = sorted(hits, key=lambda hit: (hit.kind, not hit.exact, hit.label))
    groups = tuple(HitGroup(kind, tuple(held)) for kind, held in groupby(ordered, key=lambda hit: hit.kind))
    return SearchPage(wanted, groups, len(hits), False, exact.pop() if len(exact) == 1 else None)


def people_and_schools(by: Actor, text: str, now: datetime) -> list[Hit]:
    """People and schools of the district that match, for whoever may look them up."""
    if not may(by, "district.read", now=now):
        return []
    schools = [
        Hit(
            school.name,
            reverse("district:school-detail", args=[school.unit_id]),
            _("Schools"),
            f"{school.code} {school.local_district}".strip(),
            exact=school.code == text,
        )
        for school in search_schools(text)
    ]
    people = [
        Hit(
            person.name,
            reverse("district:person-detail", args=[person.id]),
            _("People"),
            person.email,
            exact=text in {person.employee_number, person.email},
        )
        for person in search_people(text)
    ]
    return people + schools

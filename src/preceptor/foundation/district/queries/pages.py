"""What the pages of the district show, one dataclass a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.models import (
    FeederLink,
    GroupMembership,
    Position,
    School,
    SchoolFigure,
    SchoolGroup,
)
from preceptor.foundation.district.queries.calendar import today
from preceptor.foundation.district.queries.people import (
    PersonBrief,
    PositionBrief,
    StandingBrief,
    direct_reports,
    held_on,
    people,
    person,
    positions_of,
    standing_of,
)
from preceptor.foundation.district.queries.places import SchoolBrief, schools_by

PAGE_SIZE = 50
NEIGHBOURS = 15


@dataclass(frozen=True)
class SchoolFilters:
    """What a list of schools is narrowed to; empty: everything."""

    text: str = ""
    level: str = ""
    charter: str = ""
    local_district: str = ""


@dataclass(frozen=True)
class SchoolListPage:
    """The list of schools: one page of rows, and the local districts to choose from."""

    rows: Sequence[SchoolBrief]
    pager: Page[School]
    local_districts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FigureRow:
    """One figure of a school over the years of the page."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class GroupRow:
    """A group that a school belongs or belonged to."""

    kind: str
    name: str
    start: date
    end: date | None


@dataclass(frozen=True)
class StaffRow:
    """Somebody who works at a school today."""

    person: PersonBrief
    title: str
    permanence: str
    since: date


@dataclass(frozen=True)
class FeederRow:
    """A school that pupils come from or go to."""

    school: SchoolBrief
    share: Decimal
    year: str


@dataclass(frozen=True)
class SchoolDetailPage:
    """All that a school's page shows."""

    school: SchoolBrief
    address: str
    opened: date | None
    years: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    groups: tuple[GroupRow, ...]
    staff: tuple[StaffRow, ...]
    comes_from: tuple[FeederRow, ...]
    goes_to: tuple[FeederRow, ...]
    near: tuple[SchoolBrief, ...]


@dataclass(frozen=True)
class PastPosition:
    """A position that is over."""

    title: str
    unit_name: str
    start: date
    end: date


@dataclass(frozen=True)
class PersonDetailPage:
    """A person's page: how to reach them, what they do, who is above and below."""

    person: PersonBrief
    positions: tuple[PositionBrief, ...]
    past: tuple[PastPosition, ...]
    supervisor: PersonBrief | None
    reports: tuple[PersonBrief, ...]


@dataclass(frozen=True)
class MyStandingPage:
    """A person's own standing facts."""

    facts: tuple[tuple[str, StandingBrief], ...]


def _filtered(filters: SchoolFilters) -> QuerySet[School]:
    """Schools that the filters leave."""
    rows = School.objects.filter(active=True).order_by("unit__name", "id")
    for word in filters.text.split():
        rows = rows.filter(Q(unit__name__icontains=word) | Q(code=word) | Q(city__iexact=word))
    if filters.level:
        rows = rows.filter(level=filters.level)
    if filters.charter:
        rows = rows.filter(charter=filters.charter)
    if filters.local_district:
        rows = rows.filter(
            memberships__kind=SchoolGroup.Kind.LOCAL_DISTRICT,
            memberships__end=None,
            memberships__group__code=filters.local_district,
        )
    return rows


def school_list_page(filters: SchoolFilters, number: str, *, by: Actor, now: datetime) -> SchoolListPage:
    """One page of the list of schools."""
    require(by, "district.read", now=now)
    pager = Paginator(_filtered(filters).only("id"), PAGE_SIZE).get_page(number)
    rows = schools_by(Q(id__in=[school.pk for school in pager.object_list]))
    districts = SchoolGroup.objects.filter(kind=SchoolGroup.Kind.LOCAL_DISTRICT).order_by("name")
    return SchoolListPage(rows, pager, tuple(districts.values_list("code", "name")))


def school_rows(filters: SchoolFilters, *, by: Actor, now: datetime) -> Iterator[SchoolBrief]:
    """Every school that the filters leave, for a file."""
    require(by, "district.read", now=now)
    return iter(schools_by(Q(id__in=_filtered(filters).order_by().values("id"))))


def school_detail_page(unit_id: int, *, by: Actor, now: datetime) -> SchoolDetailPage | None:
    """A school's page by its unit; nothing when the unit is no school."""
    require(by, "district.read", now=now)
    row = School.objects.filter(unit_id=unit_id).first()
    if row is None:
        return None
    on = today(now)
    comes_from, goes_to = _links(row)
    near = _near(row)
    briefs = {school.id: school for school in schools_by(Q(id__in={row.pk, *near, *comes_from, *goes_to}))}
    years, figures = _figures(row)
    town = " ".join(part for part in (row.city, row.postal_code) if part)
    return SchoolDetailPage(
        school=briefs[row.pk],
        address=", ".join(part for part in (row.street, town) if part),
        opened=row.opened,
        years=years,
        figures=figures,
        groups=_groups(row),
        staff=_staff(unit_id, on),
        comes_from=_feeders(comes_from, briefs),
        goes_to=_feeders(goes_to, briefs),
        near=tuple(briefs[school_id] for school_id in near),
    )


def _figures(row: School) -> tuple[tuple[str, ...], tuple[FigureRow, ...]]:
    """Yearly figures as a table: the years, and each figure over them."""
    found: dict[str, dict[str, Decimal]] = {}
    for name, year, value in SchoolFigure.objects.filter(school=row).values_list("name", "year", "value"):
        found.setdefault(name, {})[year] = value
    years = tuple(sorted({year for values in found.values() for year in values}))
    return years, tuple(FigureRow(name, tuple(found[name].get(year) for year in years)) for name in sorted(found))


def _groups(row: School) -> tuple[GroupRow, ...]:
    """Groups of the school, the current ones first."""
    members = GroupMembership.objects.filter(school=row).select_related("group").order_by("kind", "-start")
    found = [GroupRow(one.get_kind_display(), one.group.name, one.start, one.end) for one in members]
    return tuple(sorted(found, key=lambda one: one.end is not None))


def _staff(unit_id: int, on: date) -> tuple[StaffRow, ...]:
    """Who works at the unit today, in the order of their jobs and names."""
    rows = Position.objects.filter(held_on(on), unit_id=unit_id).order_by("title")
    rows = rows.exclude(job="teacher")
    held = list(rows)
    known = people({one.person_id for one in held})
    staff = [StaffRow(known[one.person_id], one.title, one.get_permanence_display(), one.start) for one in held]
    first = {one.person_id for one in held if one.job == "principal"}
    return tuple(sorted(staff, key=lambda one: (one.person.id not in first, one.title, one.person.family_name)))


Links = dict[int, tuple[Decimal, str]]


def _links(row: School) -> tuple[Links, Links]:
    """Share and year by the school from which pupils come, and to which they go: the newest year's, largest first."""
    rows = FeederLink.objects.filter(
        Q(target_school=row, source_school__active=True) | Q(source_school=row, target_school__active=True)
    ).order_by("-year", "-share")
    links = list(rows.values_list("source_school_id", "target_school_id", "share", "year"))
    comes = [(source, share, year) for source, target, share, year in links if target == row.pk]
    goes = [(target, share, year) for source, target, share, year in links if source == row.pk]
    return _newest(comes), _newest(goes)


def _newest(links: list[tuple[int, Decimal, str]]) -> Links:
    """The links of the newest year alone."""
    return {school: (share, year) for school, share, year in links if year == links[0][2]}


def _feeders(links: Links, briefs: dict[int, SchoolBrief]) -> tuple[FeederRow, ...]:
    """Links as the page shows them."""
    return tuple(FeederRow(briefs[school], share, year) for school, (share, year) in links.items())


def _near(row: School) -> list[int]:
    """Ids of the school itself and of the schools around it, for the map; none when its place is unknown."""
    if row.latitude is None or row.longitude is None:
        return []
    placed = School.objects.filter(Q(active=True) | Q(id=row.pk))
    here = float(row.latitude), float(row.longitude)
    far = {school: _square(here, (north, east)) for school, north, east in _degrees(placed)}
    return sorted(far, key=far.__getitem__)[: NEIGHBOURS + 1]


def _degrees(placed: QuerySet[School]) -> Iterator[tuple[int, float, float]]:
    """Schools and their places, in the order of their names."""
    for school, north, east in placed.order_by("unit__name", "id").values_list("id", "latitude", "longitude"):
        if north is not None and east is not None:
            yield school, float(north), float(east)


def _square(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The square of a distance, good enough to sort neighbours by."""
    north, east = one[0] - other[0], (one[1] - other[1]) * 0.8
    return north * north + east * east


def person_detail_page(person_id: int, *, by: Actor, now: datetime) -> PersonDetailPage:
    """A person's page; standing is never on it."""
    require(by, "district.read", now=now)
    on = today(now)
    held = positions_of(person_id, on)
    above = next((one.supervisor_id for one in reversed(held) if one.supervisor_id), None)
    known: dict[int, Any] = people([above]) if above else {}
    past = Position.objects.filter(person_id=person_id, end__lte=on).select_related("unit").order_by("-start")
    return PersonDetailPage(
        person=person(person_id),
        positions=tuple(held),
        past=tuple(PastPosition(one.title, one.unit.name, one.start, one.end) for one in past if one.end),
        supervisor=known.get(above) if above else None,
        reports=tuple(direct_reports(person_id, on)),
    )


def my_standing_page(*, by: Actor, now: datetime) -> MyStandingPage:
    """The actor's own standing facts; nobody else's can be asked for."""
    facts = standing_of(by.id, today(now)) if by.kind == "person" and by.id else {}
    return MyStandingPage(tuple(sorted(facts.items())))

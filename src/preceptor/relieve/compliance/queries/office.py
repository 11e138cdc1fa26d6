"""Pages of offices: the cycle as a whole, who is late for an item, what an office signs away from the schools."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator
from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from preceptor.foundation.accounts.public import grants_of
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import PersonBrief, UnitBrief, people, school_calendar, today, units
from preceptor.foundation.documents.public import TextVersion, text
from preceptor.relieve.compliance.models import CycleItem, ItemVersion, Obligation, Reminder, YearlyCycle
from preceptor.relieve.compliance.queries.calendar import period_word
from preceptor.relieve.compliance.queries.due import reader_language, words_of
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.posts import principals_by_unit
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.items import Question
from preceptor.relieve.compliance.rules.signing import question_name

ROWS = 50
CERTIFY = "compliance.certify_office"


@dataclass(frozen=True)
class LateLine:
    """An item with schools that are late."""

    cycle_item_id: int
    title: str
    code: str
    owner: str
    late: int
    oldest: date


@dataclass(frozen=True)
class CycleLine:
    """A cycle and how far it has come."""

    id: int
    year: str
    state: str
    word: str
    made: int
    pilot: int
    job_id: int | None
    frozen_at: datetime


@dataclass(frozen=True)
class CycleListPage:
    """Cycles, what is late now, and what may be started."""

    cycles: tuple[CycleLine, ...]
    years: tuple[str, ...]
    late: tuple[LateLine, ...]
    late_all: int
    late_schools: int


def cycle_list_page(*, by: Actor, now: datetime) -> CycleListPage:
    """The compliance office's first page: due and late, item by item."""
    require(by, "compliance.manage", now=now)
    on = today(now)
    cycles = list(YearlyCycle.objects.order_by("-year"))
    late = late_ones(on)
    rows = list(late.values("asked").annotate(late=Count("pk"), oldest=Min("due")).order_by("-late", "asked"))
    first = rows[:ROWS]
    items = briefly(CycleItem.objects.all()).in_bulk([row["asked"] for row in first])
    owners = units({each.item.owner_id for each in items.values()})
    done = {each.year for each in cycles}
    return CycleListPage(
        cycles=tuple(
            CycleLine(e.pk, e.year, e.state, e.get_state_display(), e.made, len(e.pilot), e.job_id, e.frozen_at)
            for e in cycles
        ),
        years=tuple(each.code for each in school_calendar().years if each.code not in done and each.end >= on),
        late=tuple(
            LateLine(
                row["asked"],
                items[row["asked"]].version.title,
                items[row["asked"]].item.code,
                owners[items[row["asked"]].item.owner_id].name,
                row["late"],
                row["oldest"],
            )
            for row in first
        ),
        late_all=sum(row["late"] for row in rows),
        late_schools=late.aggregate(schools=Count("place", distinct=True))["schools"],
    )


def late_ones(on: date) -> "QuerySet[Any]":
    """What is late and not for data to prove, found by its due day.

    To group by a plain column, SQLite walks the index of that column through everything that is open in all years; by
    a sum it cannot, and reads the late ones alone.
    """
    late = Obligation.objects.filter(state="open", due__lt=on).exclude(signer="data")
    return late.annotate(asked=F("cycle_item_id") + 0, place=F("unit_id") + 0)


def briefly(rows: QuerySet[CycleItem]) -> QuerySet[CycleItem]:
    """Items of cycles with what a line shows of them; the wording of a hundred statements stays where it is."""
    columns = ("version__title", "version__minutes", "version__minutes_office", "item__code", "item__owner_id")
    return rows.select_related("version", "item").only("pk", *columns)


@dataclass(frozen=True)
class SchoolLine:
    """A school that owes an item."""

    obligation_id: int
    school: str
    unit_id: int
    period: str
    due: date
    late: bool
    who: str
    reminded: date | None
    exception: str


@dataclass(frozen=True)
class CycleItemPage:
    """One item of a cycle: which schools are open, whom it waits on, and its periods for the binder."""

    id: int
    title: str
    code: str
    item_id: int
    year: str
    pager: "Pager[Any]"
    lines: tuple[SchoolLine, ...]
    periods: tuple[tuple[str, str, int, int], ...]
    opens: date | None
    corrected: bool
    may_correct: bool
    may_manage: bool


def cycle_item_page(*, cycle_item_id: int, page: str, by: Actor, now: datetime) -> CycleItemPage:
    """Schools that have not answered for an item, the most late first."""
    newest = ItemVersion.objects.filter(item=OuterRef("item")).order_by("-number").values("pk")[:1]
    items = CycleItem.objects.select_related("version", "item", "cycle").annotate(newest=Subquery(newest))
    found = items.filter(pk=cycle_item_id).first()
    if found is None or not _watches(found, by, now):
        raise missing()
    on = today(now)
    waiting = Obligation.objects.filter(cycle_item=found, state="open", opens__lte=on)
    # Their order is read from the index alone; only the lines of one page are read as rows.
    pager = Paginator(waiting.order_by("due", "pk").values_list("pk", flat=True), ROWS).get_page(page)
    rows = Obligation.objects.filter(pk__in=list(pager)).select_related("unit").annotate(told=_told())
    shown = list(rows.order_by("due", "pk"))
    held = principals_by_unit(now, {each.unit_id for each in shown})
    who = people({each.person_id for row in shown for each in held.get(row.unit_id, ())})
    manages = may(by, "compliance.manage", now=now)
    return CycleItemPage(
        id=found.pk,
        title=found.version.title,
        code=found.item.code,
        item_id=found.item_id,
        year=found.cycle.year,
        pager=pager,
        lines=tuple(_school(row, [who[e.person_id] for e in held.get(row.unit_id, ())], row.told, on) for row in shown),
        periods=_periods(found),
        opens=None if shown else _opens_next(found, on),
        corrected=found.version_id != found.frozen_id,
        may_correct=manages and found.newest != found.version_id,
        may_manage=manages,
    )


def _told() -> Subquery:
    """When an obligation was last reminded of."""
    rows = Reminder.objects.filter(obligation=OuterRef("pk")).order_by("-day")
    return Subquery(rows.values("day")[:1])


def _periods(found: CycleItem) -> tuple[tuple[str, str, int, int], ...]:
    """Each period with how many are done of how many; both counts read one index each and no row."""
    rows = Obligation.objects.filter(cycle_item=found).order_by("period").values("period").annotate(n=Count("pk"))
    still = dict(rows.filter(state="open").values_list("period", "n"))
    return tuple((key, period_word(key), n - still.get(key, 0), n) for key, n in rows.values_list("period", "n"))


def _opens_next(found: CycleItem, on: date) -> date | None:
    """The next day on which schools are asked; nothing when every school has answered."""
    later = Obligation.objects.filter(cycle_item=found, state="open", opens__gt=on)
    return later.order_by("opens").values_list("opens", flat=True).first()


def _watches(found: CycleItem, by: Actor, now: datetime) -> bool:
    if may(by, "compliance.manage", now=now):
        return True
    return may(by, "compliance.own", where=units([found.item.owner_id])[found.item.owner_id].path, now=now)


def _school(row: Obligation, held: Sequence[PersonBrief], told: date | None, on: date) -> SchoolLine:
    return SchoolLine(
        row.pk,
        row.unit.name,
        row.unit_id,
        period_word(row.period),
        row.due,
        row.due < on,
        ", ".join(each.name for each in held),
        told,
        row.exception,
    )


@dataclass(frozen=True)
class OfficeLine:
    """What an office signs for many schools at once."""

    cycle_item_id: int
    period: str
    period_word: str
    title: str
    owner: str
    schools: int
    due: date
    late: bool
    minutes: int


@dataclass(frozen=True)
class OfficeDuePage:
    """What the reader's office answers for away from the schools."""

    lines: tuple[OfficeLine, ...]


def own_paths(by: Actor, now: datetime) -> list[str]:
    """Places of the tree for which the reader's office signs; the empty path is everywhere."""
    found = []
    for grant in grants_of(by.id or 0, now):
        for action, reach in grant.role.may:
            if action == CERTIFY:
                found.append("" if str(reach.value) == "district" else grant.path)
    return found


def office_due_page(*, by: Actor, now: datetime) -> OfficeDuePage:
    """Open obligations that an office answers for, by item and period."""
    return OfficeDuePage(tuple(office_lines(by=by, now=now)))


def office_lines(*, by: Actor, now: datetime) -> list[OfficeLine]:
    """One line for each item and period; four queries."""
    paths = own_paths(by, now)
    if not paths:
        return []
    on = today(now)
    owned = Q()
    for path in paths:
        owned |= Q(item__owner__path__startswith=path)
    rows = list(
        Obligation.objects.filter(
            cycle_item__in=CycleItem.objects.filter(owned), state="open", signer="office", opens__lte=on
        )
        .values("cycle_item_id", "period")
        .annotate(schools=Count("pk"), due=Min("due"))
        .order_by("due", "cycle_item_id")
    )
    items = briefly(CycleItem.objects.all()).in_bulk({row["cycle_item_id"] for row in rows})
    owners = units({each.item.owner_id for each in items.values()})
    return [_office(row, items[row["cycle_item_id"]], owners, on) for row in rows]


def _office(row: Mapping[str, object], item: CycleItem, owners: Mapping[int, UnitBrief], on: date) -> OfficeLine:
    due, period, schools = row["due"], str(row["period"]), row["schools"]
    assert isinstance(due, date)  # noqa: S101  a column of days
    assert isinstance(schools, int)  # noqa: S101  a count
    minutes = item.version.minutes_office or item.version.minutes
    said = (item.version.title, owners[item.item.owner_id].name, schools, due, due < on, minutes)
    return OfficeLine(item.pk, period, period_word(period), *said)


@dataclass(frozen=True)
class OfficeSignPage:
    """One statement that an office signs for all schools of a period."""

    cycle_item_id: int
    period: str
    period_word: str
    title: str
    statement: TextVersion
    questions: tuple[tuple[str, str, Question], ...]
    ids: tuple[int, ...]
    schools: tuple[str, ...]


def office_sign_page(*, cycle_item_id: int, period: str, by: Actor, now: datetime) -> OfficeSignPage:
    """The schools for which an office has not answered yet, with the statement."""
    found = CycleItem.objects.select_related("version", "item").filter(pk=cycle_item_id).first()
    if found is None or not may(by, CERTIFY, where=units([found.item.owner_id])[found.item.owner_id].path, now=now):
        raise missing()
    rows = Obligation.objects.filter(cycle_item=found, period=period, state="open", signer="office")
    listed = list(rows.filter(opens__lte=today(now)).order_by("unit__name", "pk").values_list("pk", "unit__name"))
    if not listed:
        raise missing()
    return OfficeSignPage(
        cycle_item_id,
        period,
        period_word(period),
        found.version.title,
        text(found.version.text_id, reader_language()),
        tuple((question_name(n), words_of(each), each) for n, each in enumerate(questions_of(found.version))),
        tuple(row[0] for row in listed),
        tuple(row[1] for row in listed),
    )

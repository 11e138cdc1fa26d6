"""The yearly cycle: the catalogue is frozen, obligations are made from it school by school, wording is corrected."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import SchoolBrief, all_schools
from preceptor.foundation.jobs.public import enqueue
from preceptor.relieve.compliance.commands.refusals import CycleRefused, missing
from preceptor.relieve.compliance.models import CycleItem, ItemVersion, Obligation, YearlyCycle
from preceptor.relieve.compliance.queries.calendar import timing_of, year_of
from preceptor.relieve.compliance.queries.values import in_force, newest
from preceptor.relieve.compliance.rules.items import in_scope
from preceptor.relieve.compliance.rules.periods import Turn, Year, turns

JOB = "compliance.make-cycle"
SCHOOLS_AT_ONCE = 25
Row = tuple[Any, ...]
State = YearlyCycle.State


def about(cycle_id: int) -> str:
    """What the record calls a cycle."""
    return f"compliance.cycle:{cycle_id}"


@transaction.atomic
def start_cycle(*, year: str, since: date | None = None, pilot: Collection[str] = (), by: Actor, now: datetime) -> int:
    """Freeze the catalogue for a school year and queue the making of its obligations; again, add what is missing.

    A district that begins in mid-year gives a day: what fell due before it is not asked. One that tries the catalogue
    at some schools first names them by their codes; more may join a pilot later.
    """
    require(by, "compliance.manage", now=now)
    span = _year(year)
    asked = _pilot(pilot)
    cycle = YearlyCycle.objects.select_for_update().filter(year=year).first()
    if cycle is None:
        person_id = by.id if by.kind == "person" else None
        cycle = YearlyCycle.objects.create(year=year, since=since, pilot=asked, frozen_at=now, frozen_by_id=person_id)
        frozen = _freeze(cycle, span)
        facts: dict[str, object] = {"year": year, "items": frozen, "pilot": len(asked)}
        record(by=by, action="compliance.freeze", about=about(cycle.pk), facts=facts, now=now)
    else:
        if cycle.state == State.CLOSED:
            raise CycleRefused(
                "cycle-closed", _("This cycle is closed."), remedy=_("Start the cycle of another school year.")
            )
        cycle.runs += 1
        cycle.pilot = sorted({*cycle.pilot, *asked}) if cycle.pilot else []
    started_by = by.id if by.kind == "person" else None
    cycle.job_id = enqueue(
        JOB, key=f"{cycle.pk}:{cycle.runs}", payload={"cycle": cycle.pk}, now=now, started_by=started_by
    )
    cycle.save(update_fields=["runs", "job_id", "pilot"])
    return cycle.pk


def _year(code: str) -> Year:
    span = year_of(code)
    if span is None or not span.semesters:
        raise CycleRefused(
            "year-unknown",
            _("The district's calendar has no school year %(year)s with semesters.") % {"year": code},
            remedy=_("Load the calendar first."),
        )
    return span


def _pilot(codes: Collection[str]) -> list[int]:
    """The units of the schools that a pilot names; refuses a code that no school of today has."""
    if not codes:
        return []
    known = {each.code: each.unit_id for each in all_schools()}
    unknown = sorted(set(codes) - known.keys())
    if unknown:
        raise CycleRefused(
            "pilot-unknown",
            _("No school that is open has the code %(codes)s.") % {"codes": ", ".join(unknown[:10])},
            remedy=_("Give the codes of the pilot's schools as the list of schools shows them."),
            facts={"field": "pilot"},
            status=422,
        )
    return sorted(known[code] for code in set(codes))


def _freeze(cycle: YearlyCycle, span: Year) -> int:
    """Keep which version of which item the year asks for; what has passed its sunset is left out."""
    versions = [each for each in in_force() if each.sunset is None or each.sunset > span.first]
    if not versions:
        raise CycleRefused(
            "catalogue-empty", _("The catalogue has no item to ask for."), remedy=_("Load the catalogue first.")
        )
    CycleItem.objects.bulk_create(
        CycleItem(cycle=cycle, item_id=each.item_id, version=each, frozen=each) for each in versions
    )
    return len(versions)


def _nothing(*_said: int) -> None:
    """Nobody waits for progress."""


def make_obligations(
    *, cycle_id: int, hold: Callable[[], None] = _nothing, progress: Callable[[int, int], None] = _nothing
) -> int:
    """Make what every school owes, some schools at a time; rows that are there stay. Gives how many there are."""
    cycle = YearlyCycle.objects.get(pk=cycle_id)
    items = list(cycle.items.select_related("frozen").order_by("pk"))
    span = _year(cycle.year)
    asked = [(each, _turns(cycle, span, each)) for each in items]
    schools = [each for each in all_schools() if not cycle.pilot or each.unit_id in set(cycle.pilot)]
    for first in range(0, len(schools), SCHOOLS_AT_ONCE):
        rows = list(_rows(asked, schools[first : first + SCHOOLS_AT_ONCE]))
        with transaction.atomic():
            hold()
            _insert(rows)
        progress(min(first + SCHOOLS_AT_ONCE, len(schools)), len(schools))
    return Obligation.objects.filter(cycle_item__in=items).count()


def _turns(cycle: YearlyCycle, span: Year, item: CycleItem) -> list[Turn]:
    """The periods of an item, without those that were over before the district began."""
    return [each for each in turns(span, timing_of(item.frozen)) if cycle.since is None or each.due >= cycle.since]


def _rows(asked: Sequence[tuple[CycleItem, Sequence[Turn]]], schools: Sequence[SchoolBrief]) -> Iterator[Row]:
    """Everything that these schools owe, one school after another."""
    kinds = [(each.frozen, [_columns(each, turn) for turn in periods]) for each, periods in asked]
    for school in schools:
        for version, columns in kinds:
            if in_scope(version.levels, version.charters, school.level, school.charter):
                yield from ((school.unit_id, *each) for each in columns)


def _columns(item: CycleItem, turn: Turn) -> Row:
    """What is the same for every school, written once as the database wants it."""
    days = [Obligation._meta.get_field("due").get_db_prep_save(day, connection) for day in (turn.opens, turn.due)]
    return (item.pk, turn.period, *days, item.frozen.signer, Obligation.State.OPEN.value, "")


def _insert(rows: Sequence[Row]) -> None:
    """Insert what is not there; a quarter of a million rows as objects would take a minute."""
    named = ("unit_id", "cycle_item_id", "period", "opens", "due", "signer", "state", "exception")
    table, columns = connection.ops.quote_name(Obligation._meta.db_table), ", ".join(named)
    marks = ", ".join(["%s"] * len(named))
    with connection.cursor() as cursor:
        # Names of our own table and columns; every value is a parameter.
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", rows)  # noqa: S608  no value is in the text


@transaction.atomic
def finish_cycle(*, cycle_id: int, made: int, now: datetime) -> None:
    """Open a cycle whose obligations are made."""
    changed = YearlyCycle.objects.filter(pk=cycle_id).exclude(state=State.CLOSED)
    changed.update(state=State.RUNNING, made=made)
    record(by=SYSTEM, action="compliance.cycle-made", about=about(cycle_id), facts={"obligations": made}, now=now)


@transaction.atomic
def close_cycle(*, cycle_id: int, by: Actor, now: datetime) -> None:
    """Close a cycle; what is open in it stays open and late beside the next one's."""
    require(by, "compliance.manage", now=now)
    cycle = YearlyCycle.objects.select_for_update().filter(pk=cycle_id).first()
    if cycle is None:
        raise missing()
    if cycle.state == State.CLOSED:
        return
    YearlyCycle.objects.filter(pk=cycle_id).update(state=State.CLOSED)
    record(by=by, action="compliance.close-cycle", about=about(cycle_id), facts={}, now=now)


@transaction.atomic
def correct_wording(*, cycle_item_id: int, by: Actor, now: datetime) -> None:
    """Put an item's newest wording into a running cycle; what was signed keeps the wording that was signed."""
    require(by, "compliance.manage", now=now)
    found = CycleItem.objects.select_for_update().filter(pk=cycle_item_id).first()
    if found is None:
        raise missing()
    version: ItemVersion = newest([found.item_id])[found.item_id]
    if version.pk == found.version_id:
        return
    CycleItem.objects.filter(pk=found.pk).update(version=version)
    facts = {"item": found.item_id, "version": version.number}
    record(by=by, action="compliance.correct", about=about(found.cycle_id), facts=facts, now=now)

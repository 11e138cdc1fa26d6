"""The district's burden: what cycles ask and what it took, by item, office, month and level; medians of ten or more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from preceptor.foundation.district.public import all_schools, today
from preceptor.relieve.compliance.models import BurdenFigure, Certification, Certified, Obligation, YearlyCycle
from preceptor.relieve.compliance.rules.signing import shown_median

Kind = BurdenFigure.Kind
AT_SCHOOL = ("principal", "designee")


@dataclass
class Tally:
    """What is counted for one item, office, month or level."""

    units: set[int] = field(default_factory=set)
    asked: int = 0
    done: int = 0
    late: int = 0
    declared: int = 0
    seconds: list[int] = field(default_factory=list)
    unopened: int = 0
    signed: int = 0


def measure_burden(*, now: datetime) -> list[BurdenFigure]:
    """Figures of every cycle that is not closed."""
    found: list[BurdenFigure] = []
    for cycle in YearlyCycle.objects.exclude(state=YearlyCycle.State.CLOSED):
        found += _figures(cycle, now)
    return found


@transaction.atomic
def keep_burden(found: Sequence[BurdenFigure]) -> None:
    """Put new figures in the place of a cycle's old ones."""
    BurdenFigure.objects.filter(cycle_id__in={each.cycle_id for each in found}).delete()
    BurdenFigure.objects.bulk_create(found, batch_size=500)


def _figures(cycle: YearlyCycle, now: datetime) -> Iterator[BurdenFigure]:
    level = {school.unit_id: school.level for school in all_schools()}
    items = {
        each.pk: (str(each.item_id), str(each.item.owner_id), each.version.minutes)
        for each in cycle.items.select_related("item", "version")
    }
    tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    _count_asked(tallies, items, level, today(now))
    _count_signed(tallies, items, cycle)
    for (kind, key), tally in sorted(tallies.items()):
        yield _figure(cycle, kind, key, tally, now)


def _count_asked(
    tallies: defaultdict[tuple[str, str], Tally],
    items: dict[int, tuple[str, str, int]],
    level: dict[int, str],
    on: date,
) -> None:
    """What is asked at schools and what is done, in one pass over groups that the database counts."""
    rows = (
        Obligation.objects.filter(cycle_item_id__in=items, signer__in=AT_SCHOOL)
        .values_list("cycle_item_id", "unit_id", "due__year", "due__month")
        .annotate(
            asked=Count("pk"),
            done=Count("pk", filter=~Q(state="open")),
            late=Count("pk", filter=Q(state="open", due__lt=on)),
        )
        .order_by()
    )
    for cycle_item_id, unit_id, year, month, asked, done, late in rows.iterator(chunk_size=5000):
        item, owner, minutes = items[cycle_item_id]
        for key in _keys(item, owner, f"{year}-{month:02d}", level.get(unit_id, "other")):
            tally = tallies[key]
            tally.units.add(unit_id)
            tally.asked += asked
            tally.done += done
            tally.late += late
            tally.declared += asked * minutes


def _keys(item: str, owner: str, month: str, level: str) -> tuple[tuple[str, str], ...]:
    return (Kind.ITEM, item), (Kind.OFFICE, owner), (Kind.MONTH, month), (Kind.LEVEL, level)


def _count_signed(
    tallies: defaultdict[tuple[str, str], Tally], items: dict[int, tuple[str, str, int]], cycle: YearlyCycle
) -> None:
    """Seconds that were measured for each item, and signatures without reading; no person is looked at."""
    rows = (
        Certified.objects.filter(obligation__cycle_item__cycle=cycle, standing=True)
        .values_list("certification_id", "obligation__cycle_item_id", "obligation__signer")
        .distinct()
    )
    signed = [(row[0], items[row[1]][0]) for row in rows.iterator(chunk_size=5000) if row[2] in AT_SCHOOL]
    timed = dict(_timed({each[0] for each in signed}))
    for certification_id, item in signed:
        tally, (seconds, opened) = tallies[Kind.ITEM, item], timed[certification_id]
        tally.signed += 1
        tally.unopened += not opened
        if seconds is not None:
            tally.seconds.append(seconds)


def _timed(ids: Iterable[int]) -> Iterator[tuple[int, tuple[int | None, bool]]]:
    wanted = sorted(ids)
    for first in range(0, len(wanted), 5000):
        rows = Certification.objects.filter(pk__in=wanted[first : first + 5000])
        for number, seconds, opened in rows.values_list("pk", "seconds", "opened"):
            yield number, (seconds, opened)


def _figure(cycle: YearlyCycle, kind: str, key: str, tally: Tally, now: datetime) -> BurdenFigure:
    return BurdenFigure(
        cycle=cycle,
        kind=kind,
        key=key,
        schools=len(tally.units),
        asked=tally.asked,
        done=tally.done,
        late=tally.late,
        declared=tally.declared,
        measured=shown_median(tally.seconds),
        timed=len(tally.seconds),
        unopened=tally.unopened,
        signed=tally.signed,
        made_at=now,
    )

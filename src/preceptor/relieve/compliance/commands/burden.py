"""The district's burden: what cycles ask and what it took, by item, office, month and level, never by person."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from preceptor.foundation.district.public import all_schools, today
from preceptor.relieve.compliance.models import BurdenFigure, Certification, Certified, Obligation, YearlyCycle
from preceptor.relieve.compliance.rules.measuring import share_of, shown_median, usual_share

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
    shares: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    promised: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    signers: set[int] = field(default_factory=set)
    unopened: int = 0
    signed: int = 0


@dataclass(frozen=True)
class Signing:
    """One certification, as far as it is measured; who signed is forgotten when the figures are made."""

    person: int
    seconds: int | None
    opened: bool
    stands_for: int


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
    _count_signed(tallies, items, level, cycle)
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
    tallies: defaultdict[tuple[str, str], Tally],
    items: dict[int, tuple[str, str, int]],
    level: dict[int, str],
    cycle: YearlyCycle,
) -> None:
    """Time that was measured, shared among what a signature stands for, and signatures without reading."""
    rows = Certified.objects.filter(
        obligation__cycle_item__cycle=cycle, standing=True, obligation__signer__in=AT_SCHOOL
    ).values_list("certification_id", "obligation__cycle_item_id", "obligation__unit_id", "obligation__due")
    signed = list(rows.iterator(chunk_size=5000))
    about = dict(_signings(Counter(row[0] for row in signed)))
    for number, cycle_item_id, unit_id, due in signed:
        item, owner, minutes = items[cycle_item_id]
        for key in _keys(item, owner, f"{due.year}-{due.month:02d}", level.get(unit_id, "other")):
            _add(tallies[key], about[number], minutes)


def _add(tally: Tally, one: Signing, minutes: int) -> None:
    tally.signed += 1
    tally.unopened += not one.opened
    tally.signers.add(one.person)
    if one.seconds is not None:
        tally.shares[one.person].append(share_of(one.seconds, one.stands_for))
        tally.promised[one.person] += 60 * minutes


def _signings(stands_for: Mapping[int, int]) -> Iterator[tuple[int, Signing]]:
    wanted = sorted(stands_for)
    for first in range(0, len(wanted), 5000):
        rows = Certification.objects.filter(pk__in=wanted[first : first + 5000])
        for number, person, seconds, opened in rows.values_list("pk", "person_id", "seconds", "opened"):
            yield number, Signing(person, seconds, opened, stands_for[number])


def _figure(cycle: YearlyCycle, kind: str, key: str, tally: Tally, now: datetime) -> BurdenFigure:
    sums = [sum(shares) for shares in tally.shares.values()]
    return BurdenFigure(
        cycle=cycle,
        kind=kind,
        key=key,
        schools=len(tally.units),
        asked=tally.asked,
        done=tally.done,
        late=tally.late,
        declared=tally.declared,
        measured=usual_share(tally.shares) if kind == Kind.ITEM else shown_median(sums),
        declared_signed=shown_median(list(tally.promised.values())),
        timed=len(tally.shares),
        people=len(tally.signers),
        unopened=tally.unopened,
        signed=tally.signed,
        made_at=now,
    )

"""Who is ready to be trained, across all groups: rules over levels that people share, certificates, hours, standing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import held_minutes
from preceptor.develop.admissions.public import facts_of
from preceptor.develop.awards.public import holders
from preceptor.develop.growth.models import GrowthRelease, GrowthText, Nomination, PlacementLine
from preceptor.develop.growth.queries.reach import COORDINATE
from preceptor.develop.growth.queries.texts import in_force, language, readiness_named, readiness_of, systems
from preceptor.develop.growth.rules.placing import Released, may_read
from preceptor.develop.growth.rules.readiness import AwardFact, HoursFact, LevelFact, Readiness, Standing, verdict
from preceptor.develop.growth.rules.systems import said
from preceptor.develop.programs.public import decide, names_in
from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.public import people, reporting_lines, seats_of, seats_with, today

PER_PAGE = 50
DAYS_A_MONTH = 365.25 / 12
# The most rules that may be missing, by the word of the filter.
SHOWN: Mapping[str, int | None] = {"ready": 0, "near": 1, "all": None}
Known = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the reader asks the list for."""

    shown: str = "near"
    group: str = ""
    missing: str = ""
    text: str = ""
    page: str = "1"


@dataclass(frozen=True)
class VerdictView:
    """One rule for one person, in words."""

    title: str
    shape: str
    word: str


@dataclass(frozen=True)
class ReadyRow:
    """One person in the list."""

    person_id: int
    name: str
    group: str
    job: str
    unit: str
    verdicts: tuple[VerdictView, ...]
    missing: int
    nominated: str

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self.missing == 0


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the office may nominate."""

    person_id: int
    name: str
    group: str
    job: str
    unit: str


@dataclass(frozen=True)
class ReadinessPage:
    """The list of one readiness rule."""

    key: str
    title: str
    says: str
    rules: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, str], ...]
    asked: Asked
    pager: Page[ReadyRow] | None
    rows: tuple[ReadyRow, ...]
    number: int


@dataclass(frozen=True)
class ReadinessLine:
    """One rule in the list of rules."""

    key: str
    title: str
    says: str


@dataclass(frozen=True)
class _Seat:
    person_id: int
    name: str
    group: str
    job: str
    unit: str
    order: tuple[str, str]


def readiness_list(*, by: Actor, now: datetime) -> tuple[ReadinessLine, ...]:
    """Every readiness rule in force, for the office."""
    require(by, COORDINATE, now=now)
    read = [readiness_of(row) for row in in_force(GrowthText.Kind.READINESS).values()]
    return tuple(
        ReadinessLine(each.key, said(each.title, each.title_es, language()), said(each.says, each.says_es, language()))
        for each in read
    )


def readiness_page(*, key: str, asked: Asked, by: Actor, now: datetime) -> ReadinessPage:
    """One page of the list as asked for."""
    rule, own, kept = _begun(key, asked, by, now)
    if asked.shown == "all" and not asked.missing:
        # Nobody falls out by the district's facts: they are read for one page.
        pager: Page[Any] = Paginator(kept, PER_PAGE).get_page(asked.page)
        rows = _rows(rule, pager.object_list, own, today(now))
        return _page(rule, asked, pager, rows, len(kept))
    every = _fitting(_rows(rule, kept, own, today(now)), asked, rule)
    pager = Paginator(every, PER_PAGE).get_page(asked.page)
    return _page(rule, asked, pager, tuple(pager.object_list), len(every))


def readiness_rows(*, key: str, asked: Asked, by: Actor, now: datetime) -> tuple[list[str], list[list[object]]]:
    """The whole list as asked for, as a table."""
    rule, own, kept = _begun(key, asked, by, now)
    rows = _fitting(_rows(rule, kept, own, today(now)), asked, rule)
    titles = [said(each.title, each.title_es, language()) for each in rule.rules.values()]
    columns = [_("Name"), _("Group"), _("Position"), _("Place"), *titles, _("Missing"), _("Nominated")]
    table = [
        [row.name, row.group, row.job, row.unit, *(each.word for each in row.verdicts), row.missing, row.nominated]
        for row in rows
    ]
    return columns, table


def candidate(*, person_id: int, by: Actor, now: datetime) -> Candidate | None:
    """Somebody of one of the groups, with what everybody may know of them; nobody outside the groups."""
    require(by, COORDINATE, now=now)
    group_of = {job: system for _row, system in systems() for job in system.jobs}
    seat = next((each for each in seats_of(person_id, today(now)) if each.job in group_of), None)
    if seat is None:
        return None
    system = group_of[seat.job]
    group = said(system.group, system.group_es, language())
    return Candidate(person_id, people([person_id])[person_id].name, group, seat.title, seat.unit_name)


def _begun(key: str, asked: Asked, by: Actor, now: datetime) -> tuple[Readiness, "_OwnFacts", list[_Seat]]:
    """The rule, what its own file names, and everybody who can still be shown, each once, by name.

    They are judged by the file's own facts; the district's are read for these only.
    """
    require(by, COORDINATE, now=now)
    rule = readiness_named(key)[1]
    group_of = {
        job: said(system.group, system.group_es, language())
        for _row, system in systems()
        if asked.group in ("", system.key)
        for job in system.jobs
    }
    own = _OwnFacts.read(rule, by, now)
    most = SHOWN.get(asked.shown, 1)
    decided = [each.condition for each in rule.rules.values() if set(names_in(each.condition)) <= rule.facts.keys()]

    def falls_out(known: Known) -> bool:
        return most is not None and sum(decide(each, known) is not True for each in decided) > most

    among = (
        own.people() if falls_out(own.nothing) else None
    )  # who has no record at all lacks too much, whoever they are
    found: dict[int, _Seat] = {}
    for seat in seats_with(list(group_of), today(now), among):
        if seat.person_id not in found and (most is None or not falls_out(own.of(seat.person_id))):
            name, order = f"{seat.given_name} {seat.family_name}", (seat.family_name, seat.given_name)
            place = (group_of[seat.job], seat.title, seat.unit_name)
            found[seat.person_id] = _Seat(seat.person_id, name, *place, order)
    return rule, own, _by_name(found.values(), asked.text)


def _by_name(found: Iterable[_Seat], text: str) -> list[_Seat]:
    """Those whose name and place hold every word, by family name."""
    words = text.lower().split()
    kept = [seat for seat in found if all(word in f"{seat.name} {seat.unit}".lower() for word in words)]
    return sorted(kept, key=lambda seat: seat.order)


@dataclass(frozen=True)
class _OwnFacts:
    """The facts that a rule's own file names, of those who have a record of any, and what holds without a record."""

    recorded: Mapping[str, Mapping[int, Any]]
    nothing: Known

    @classmethod
    def read(cls, rule: Readiness, by: Actor, now: datetime) -> "_OwnFacts":
        """A query for each fact, however many people."""
        recorded: dict[str, Mapping[int, Any]] = {}
        nothing: dict[str, Any] = {}
        for name, fact in rule.facts.items():
            if isinstance(fact, LevelFact):
                recorded[name] = shared_levels(fact.strand, by, now)
            elif isinstance(fact, AwardFact):
                recorded[name], nothing[name] = dict.fromkeys(holders(fact.programs, now), True), False
            elif isinstance(fact, HoursFact):
                since = now - timedelta(days=fact.months * DAYS_A_MONTH) if fact.months else None
                minutes = held_minutes(fact.programs, since)
                recorded[name], nothing[name] = {each: spent / 60 for each, spent in minutes.items()}, 0.0
        return cls(recorded, nothing)

    def people(self) -> set[int]:
        """Everybody with any record."""
        return {person_id for held in self.recorded.values() for person_id in held}

    def of(self, person_id: int) -> dict[str, Any]:
        """What is known of one person."""
        told = {name: held[person_id] for name, held in self.recorded.items() if person_id in held}
        return {**self.nothing, **told}


def shared_levels(strand: str, by: Actor, now: datetime) -> dict[int, int]:
    """The newest agreed level of a strand, of those who let the reader see it; nobody of whose line the reader is."""
    released = GrowthRelease.objects.filter(item="level", withdrawn_at=None, number=OuterRef("pk"))
    mine = released.filter(to_id=by.id)
    agreed = PlacementLine.objects.filter(strand=strand, placement__state="agreed").order_by("placement__agreed_at")
    lines = list(
        agreed.annotate(
            office=Exists(released.filter(to=None)), me=Exists(mine), line=Exists(mine.filter(to_line=True))
        )
        .filter(Q(office=True) | Q(me=True))
        .values_list("placement__person_id", "agreed", "office", "me", "line")
    )
    above = reporting_lines({row[0] for row in lines}, today(now)) if lines else {}
    reader = by.id or 0
    found: dict[int, int] = {}
    for person_id, level, office, me, line in lines:
        releases = [Released(None, False, False)] if office else []
        releases += [Released(reader, line, False)] if me else []
        if level and may_read(releases, reader_id=reader, in_line=reader in above[person_id], office=True):
            found[person_id] = level
    return found


def _rows(rule: Readiness, seats: Iterable[_Seat], own: _OwnFacts, on: date) -> tuple[ReadyRow, ...]:
    """These people with a verdict on every rule."""
    listed = list(seats)
    ids = [seat.person_id for seat in listed]
    wanted = {name for each in rule.rules.values() for name in names_in(each.condition)} - rule.facts.keys()
    district = facts_of(ids, on, wanted) if wanted and ids else {}
    nominated = _nominated(rule, ids)
    found = []
    for seat in listed:
        known = {name: each.value for name, each in district.get(seat.person_id, {}).items()}
        verdicts = judged(rule, {**known, **own.of(seat.person_id)})
        views = tuple(_view(rule, name, each) for name, each in verdicts.verdicts.items())
        row = (seat.person_id, seat.name, seat.group, seat.job, seat.unit)
        found.append(ReadyRow(*row, views, len(verdicts.missing), nominated.get(seat.person_id, "")))
    return tuple(found)


def judged(rule: Readiness, known: Known) -> Standing:
    """Every rule for one person."""
    return Standing({name: verdict(decide(each.condition, known)) for name, each in rule.rules.items()})


def _view(rule: Readiness, name: str, answer: str) -> VerdictView:
    part = rule.rules[name]
    level = any(isinstance(rule.facts.get(each), LevelFact) for each in names_in(part.condition))
    unknown = _("not shared") if level else _("not on record")
    word = {"met": _("met"), "not_met": _("not met"), "unknown": unknown}[answer]
    shape = {"met": "done", "not_met": "stopped", "unknown": "draft"}[answer]
    return VerdictView(said(part.title, part.title_es, language()), shape, word)


def _nominated(rule: Readiness, ids: Collection[int]) -> dict[int, str]:
    """What became of nominations by this rule."""
    rows = Nomination.objects.filter(readiness=rule.key).order_by("pk")
    wanted = set(ids)
    return {row.person_id: row.get_state_display() for row in rows if row.person_id in wanted}


def _fitting(rows: Sequence[ReadyRow], asked: Asked, rule: Readiness) -> tuple[ReadyRow, ...]:
    """Those rows that are asked for; the ones that lack least first."""
    most, names = SHOWN.get(asked.shown, 1), list(rule.rules)
    place = names.index(asked.missing) if asked.missing in names else None
    kept = [
        row
        for row in rows
        if (most is None or row.missing <= most) and (place is None or row.verdicts[place].shape != "done")
    ]
    return tuple(sorted(kept, key=lambda row: row.missing))


def _page(rule: Readiness, asked: Asked, pager: "Page[Any]", rows: tuple[ReadyRow, ...], number: int) -> ReadinessPage:
    return ReadinessPage(
        key=rule.key,
        title=said(rule.title, rule.title_es, language()),
        says=said(rule.says, rule.says_es, language()),
        rules=tuple(
            (name, said(each.title, each.title_es, language()), said(each.says, each.says_es, language()))
            for name, each in rule.rules.items()
        ),
        groups=tuple((system.key, said(system.group, system.group_es, language())) for _row, system in systems()),
        asked=asked,
        pager=pager,
        rows=rows,
        number=number,
    )

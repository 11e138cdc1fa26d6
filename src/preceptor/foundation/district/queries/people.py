"""People, positions, reporting lines and standing facts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _

from preceptor.foundation.district.models import Person, Position, StandingFact
from preceptor.foundation.district.queries import lines
from preceptor.foundation.district.rules import positions as rules
from preceptor.foundation.look.public import Refusal, recalled, remembered

# SQLite takes many parameters, PostgreSQL 65,535; above this many ids the whole table is the cheaper question.
MANY = 5_000
# Up to so many people the way up is walked in the database; beyond, all seats that anybody reports to are read.
FEW = 200


def name_of(path: str) -> Concat:
    """Given and family name of whom a path of fields leads to, as an expression for a query."""
    return Concat(F(f"{path}__given_name"), Value(" "), F(f"{path}__family_name"))


@dataclass(frozen=True)
class PersonBrief:
    """Who somebody is and how to reach them."""

    id: int
    given_name: str
    family_name: str
    email: str
    phone: str
    language: str
    active: bool
    employee_number: str = ""

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class PositionBrief:
    """A position on the day asked for; `supervisor_id` is the person of record above it on that day."""

    id: int
    person_id: int
    job: str
    title: str
    unit_id: int
    unit_name: str
    unit_path: str
    permanence: str
    start: date
    end: date | None
    supervisor_id: int | None = None
    on_leave: bool = False
    number: str = ""


@dataclass(frozen=True)
class StandingBrief:
    """A standing fact as the personnel office holds it; confidential."""

    value: str
    as_of: date
    source: str


class PersonMissing(Refusal):
    """Nobody has this number."""

    status = 404


PERSON = (
    "id",
    "given_name",
    "family_name",
    "email",
    "phone",
    "language",
    "active",
    Coalesce("employee_number", Value("")),
)
_HELD = (
    "id",
    "person_id",
    "number",
    "job",
    "permanence",
    "start",
    "end",
    "reports_to__number",
    "leave_start",
    "leave_end",
)


def _brief(row: tuple[Any, ...]) -> PersonBrief:
    """A person from a row of values."""
    return PersonBrief(*row)


def people(ids: Iterable[int]) -> dict[int, PersonBrief]:
    """People by id; unknown ids are left out."""
    wanted = set(ids)
    rows = Person.objects.values_list(*PERSON)
    if len(wanted) <= MANY:
        rows = rows.filter(id__in=wanted)
    return {row[0]: _brief(row) for row in rows if row[0] in wanted}


def found_for(person_id: int, questions: Mapping[str, "QuerySet[Any]"]) -> set[str]:
    """The names of those questions about a person that find anything at all: one query for all of them."""
    if not questions:
        return set()
    marks = {f"asked_{place}": Exists(rows) for place, rows in enumerate(questions.values())}
    answers = Person.objects.filter(pk=person_id).annotate(**marks).values_list(*marks).first() or ()
    return {name for name, there in zip(questions, answers, strict=False) if there}


def person(person_id: int) -> PersonBrief:
    """One person; refuses with 404 when there is none."""
    known: PersonBrief | None = recalled(_key(person_id))
    found = {person_id: known} if known else people([person_id])
    if person_id not in found:
        raise PersonMissing(
            "person-missing",
            _("Nobody here has this number."),
            remedy=_("Look for the person by name in the search box."),
        )
    return found[person_id]


def keep_person(row: tuple[Any, ...]) -> None:
    """Remember somebody whose columns came with another question of the same page."""
    remembered(_key(row[0]), lambda: _brief(row))


def _key(person_id: int) -> tuple[str, int]:
    return "district.person", person_id


def people_by_number(numbers: Collection[str]) -> dict[str, int]:
    """Ids of people by employee number; unknown numbers are left out."""
    wanted = set(numbers)
    rows = Person.objects.exclude(employee_number=None).values_list("employee_number", "id")
    if len(wanted) <= MANY:
        rows = rows.filter(employee_number__in=wanted)
    return {number: person_id for number, person_id in rows if number in wanted}


def held_on(on: date) -> Q:
    """Positions held on the day."""
    return Q(start__lte=on) & (Q(end=None) | Q(end__gt=on))


def _held(rows: QuerySet[Position]) -> list[rules.Held]:
    """Positions as plain values for the rules."""
    return [rules.Held(*row) for row in rows.values_list(*_HELD)]


def chart_for(person_ids: Collection[int]) -> rules.Chart:
    """The positions of these people together with every seat on the way up from them."""
    if len(person_ids) <= FEW:
        return rules.chart(_held(Position.objects.filter(id__in=lines.upwards(person_ids))))
    asked = Q(number__in=Position.objects.filter(reports__isnull=False).values("number"))
    rows = (
        Position.objects.all()
        if len(person_ids) > MANY
        else Position.objects.filter(asked | Q(person_id__in=person_ids))
    )
    return rules.chart(_held(rows))


def _position_briefs(rows: QuerySet[Position], on: date) -> list[PositionBrief]:
    """Positions with unit and supervisor of record on the day."""
    found = list(rows.select_related("unit").order_by("start", "id"))
    known = chart_for({position.person_id for position in found})
    held = {one.id: one for seat in known.by_person.values() for one in seat}
    return [_position_brief(position, held[position.id], known, on) for position in found]


def _position_brief(row: Position, held: rules.Held, known: rules.Chart, on: date) -> PositionBrief:
    """One position for readers elsewhere."""
    above = rules.supervisor_position(known, held, on)
    return PositionBrief(
        id=row.pk,
        person_id=row.person_id,
        job=row.job,
        title=row.title,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        unit_path=row.unit.path,
        permanence=row.permanence,
        start=row.start,
        end=row.end,
        supervisor_id=above.person_id if above else None,
        on_leave=rules.on_leave(held, on),
        number=row.number,
    )


def positions_of(person_id: int, on: date) -> list[PositionBrief]:
    """Positions that somebody holds on the day, the main one last."""
    return _position_briefs(Position.objects.filter(held_on(on), person_id=person_id), on)


def positions_of_people(person_ids: Collection[int], on: date) -> dict[int, list[PositionBrief]]:
    """Positions held on the day by each of several people; people without a position are left out."""
    rows = Position.objects.filter(held_on(on))
    if len(person_ids) <= MANY:
        rows = rows.filter(person_id__in=person_ids)
    found: defaultdict[int, list[PositionBrief]] = defaultdict(list)
    for brief in _position_briefs(rows, on):
        if brief.person_id in person_ids:
            found[brief.person_id].append(brief)
    return dict(found)


def positions_held(job: str, on: date, unit_ids: Collection[int] | None = None) -> list[PositionBrief]:
    """Every position with this job that is held on the day; at these units alone when some are named."""
    rows = Position.objects.filter(held_on(on), job=job)
    return _position_briefs(rows if unit_ids is None else rows.filter(unit_id__in=unit_ids), on)


def reporting_lines(ids: Collection[int], on: date) -> dict[int, tuple[int, ...]]:
    """For each person the people above on the day, the nearest first."""
    known = chart_for(ids)
    return {person_id: rules.reporting_line(known, person_id, on) for person_id in ids}


def reporting_line(person_id: int, on: date) -> tuple[int, ...]:
    """The people above somebody on the day, the nearest first."""
    return reporting_lines([person_id], on)[person_id]


def supervisor_of(person_id: int, on: date) -> PersonBrief | None:
    """The supervisor of record on the day; nobody at the top, or when the records name nobody."""
    line = reporting_line(person_id, on)
    return people(line[:1]).get(line[0]) if line else None


def direct_reports(person_id: int, on: date) -> list[PersonBrief]:
    """People whose supervisor of record on the day is this person, by name; vacant seats between are passed over."""
    own = list(Position.objects.filter(held_on(on), person_id=person_id).values_list("number", flat=True))
    rows = Position.objects.filter(held_on(on), id__in=lines.downwards(own, on)) if own else Position.objects.none()
    near = set(rows.values_list("person_id", flat=True))
    above = reporting_lines(near, on) if near else {}
    found = people(other for other, line in above.items() if line[:1] == (person_id,))
    return sorted(found.values(), key=lambda one: (one.family_name, one.given_name, one.id))


def first_start_in_job(person_ids: Collection[int], job: str) -> dict[int, date]:
    """Each person's first day in a job, acting and temporary time left out; people who never held it are left out."""
    rows = Position.objects.filter(job=job)
    if len(person_ids) <= MANY:
        rows = rows.filter(person_id__in=person_ids)
    by_person = rules.chart(_held(rows)).by_person
    starts = ((person_id, rules.first_start(by_person.get(person_id, ()), job)) for person_id in person_ids)
    return {person_id: start for person_id, start in starts if start is not None}


def standing_for(ids: Collection[int], on: date) -> dict[int, dict[str, StandingBrief]]:
    """Each person's latest standing facts by kind up to the day; confidential, for admissions and the person alone."""
    rows = StandingFact.objects.filter(as_of__lte=on).order_by("as_of", "id")
    if len(ids) <= MANY:
        rows = rows.filter(person_id__in=ids)
    found: dict[int, dict[str, StandingBrief]] = {person_id: {} for person_id in ids}
    for person_id, kind, value, as_of, source in rows.values_list("person_id", "kind", "value", "as_of", "source"):
        if person_id in found:
            found[person_id][kind] = StandingBrief(value, as_of, source)
    return found


def standing_of(person_id: int, on: date) -> dict[str, StandingBrief]:
    """One person's latest standing facts by kind; confidential, for admissions and the person alone."""
    return standing_for([person_id], on)[person_id]


def search_people(text: str, limit: int = 8) -> list[PersonBrief]:
    """People whose names, e-mail or employee number hold every word of the text."""
    words = text.split()
    if not words:
        return []
    rows = Person.objects.filter(active=True).order_by("family_name", "given_name", "id")
    for word in words:
        rows = rows.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(email__istartswith=word)
            | Q(employee_number=word)
        )
    return [_brief(row) for row in rows.values_list(*PERSON)[:limit]]

"""The two sides of a pairing as the rules look at them, and what the hard rules know; a constant number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from preceptor.develop.pairing.models import Conflict, Pair, Participant, Wish
from preceptor.develop.pairing.rules.blocks import Known, blocked_by
from preceptor.develop.pairing.rules.fit import Side
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import (
    FigureBrief,
    PersonBrief,
    PositionBrief,
    SchoolBrief,
    TenureBrief,
    latest_figures,
    months_between,
    people,
    positions_of_people,
    reporting_lines,
    schools_of_units,
    tenures,
)

LEADS = "principal"
ENROLLMENT = "total_enrolled"
# Pupils in need, each counted once; a district that does not publish them may publish meals at a reduced price.
IN_NEED = ("unduplicated_need", "unduplicated_meals", "free_or_reduced_meals")


def sides_of(cycle_id: int, person_ids: Collection[int], on: date) -> dict[int, Side]:
    """What is known of each person on the day: school, figures, experience, languages, wishes."""
    who = people(person_ids)
    held = positions_of_people(person_ids, on)
    units = {position.unit_id for positions in held.values() for position in positions}
    schools, figures = schools_of_units(units), latest_figures(units, (ENROLLMENT, *IN_NEED))
    led = tenures(person_ids, LEADS, on)
    wishes = _wishes(cycle_id, person_ids)
    sides = {}
    for person_id, person in who.items():
        unit_id = main_unit(held.get(person_id, []), schools)
        place = _place(schools.get(unit_id), figures.get(unit_id, {}))
        sides[person_id] = _side(person, unit_id, place | _led(led.get(person_id, ()), on), wishes.get(person_id))
    return sides


def _led(held: Sequence[TenureBrief], on: date) -> dict[str, object]:
    """How long somebody has been a principal, and the levels of the schools that they lead or have led."""
    if not held:
        return {}
    levels = frozenset(each.level for each in held if each.level)
    return {"years": months_between(held[0].start, on) // 12, "held_levels": levels}


def main_unit(positions: Collection[PositionBrief], schools: Mapping[int, SchoolBrief]) -> int:
    """The school that a person leads, else the last of their places; 0 without any."""
    led = [position.unit_id for position in positions if position.job == LEADS and position.unit_id in schools]
    return next(reversed(led or [position.unit_id for position in positions]), 0)


def _wishes(cycle_id: int, person_ids: Collection[int]) -> dict[int, Wish]:
    rows = Wish.objects.filter(participant__cycle_id=cycle_id, participant__person_id__in=person_ids)
    return {row.participant.person_id: row for row in rows.select_related("participant").prefetch_related("wished")}


def _place(school: SchoolBrief | None, figures: Mapping[str, FigureBrief]) -> dict[str, object]:
    """What a school adds to a side."""
    if school is None:
        return {}
    pupils = figures[ENROLLMENT].value if ENROLLMENT in figures else None
    needy = next((figures[name].value for name in IN_NEED if name in figures), None)
    return {
        "level": school.level,
        "local_district": school.local_district,
        "latitude": school.latitude,
        "longitude": school.longitude,
        "enrollment": int(pupils) if pupils is not None else None,
        "need_share": _share(needy, pupils),
    }


def _share(part: Decimal | None, whole: Decimal | None) -> float | None:
    return round(float(part / whole), 4) if part is not None and whole else None


def _side(person: PersonBrief, unit_id: int, place: dict[str, object], wish: Wish | None) -> Side:
    said: dict[str, object] = {}
    if wish:
        wished = frozenset(each.pk for each in wish.wished.all())
        said = {"topics": frozenset(wish.topics), "languages": frozenset(wish.languages), "wished": wished}
    return Side(person.id, unit_id, language=person.language, **place, **said)  # type: ignore[arg-type]  # built above


def known_of(person_ids: Collection[int], on: date) -> Known:
    """What the hard rules know of these people on the day."""
    lines = reporting_lines(person_ids, on)
    held = positions_of_people(person_ids, on)
    units = {position.unit_id for positions in held.values() for position in positions}
    schools = schools_of_units(units)
    mine = {person_id: [position.unit_id for position in positions] for person_id, positions in held.items()}
    homes = {
        person_id: schools[main_unit(held[person_id], schools)].local_district
        for person_id in held
        if _at_school(held[person_id], schools)
    }
    conflicts = Conflict.objects.filter(declared_by_id__in=person_ids, about_id__in=person_ids, withdrawn_at=None)
    failed = Pair.objects.filter(
        end_reason=Pair.End.NO_LONGER_HELPS, mentee_id__in=person_ids, mentor_id__in=person_ids
    )
    return Known(
        lines=lines,
        evaluators={person_id: line[0] for person_id, line in lines.items() if line},
        units=mine,
        districts=homes,
        conflicts=set(conflicts.values_list("declared_by_id", "about_id")),
        failed=set(failed.values_list("mentor_id", "mentee_id")),
    )


def weights_of(brief: CycleBrief) -> dict[str, int]:
    """How much each wish of the definition counts."""
    pairing = brief.definition.pairing
    return {str(each.kind): each.weight for each in pairing.preferences.values()} if pairing else {}


def excluded_by(brief: CycleBrief, mentor_id: int, mentee_id: int, on: date) -> str | None:
    """The hard rule of the definition that excludes the pair today, if any."""
    pairing = brief.definition.pairing
    return blocked_by(
        known_of([mentor_id, mentee_id], on), mentor_id, mentee_id, pairing.hard_blocks if pairing else ()
    )


def _at_school(positions: Collection[PositionBrief], schools: Mapping[int, SchoolBrief]) -> bool:
    return main_unit(positions, schools) in schools


def active(cycle_id: int, side: Participant.Side) -> list[Participant]:
    """Participants of one side who have not left, by person."""
    return list(Participant.objects.filter(cycle_id=cycle_id, side=side, left_at=None).order_by("person_id"))


@dataclass(frozen=True)
class ParticipantBrief:
    """Somebody who takes part in the pairing of a cycle."""

    id: int
    person_id: int
    side: str
    capacity: int
    program_year: int


def participants_of(cycle_id: int) -> list[ParticipantBrief]:
    """Everybody who takes part in a cycle now, mentors and mentees, in the order in which they joined."""
    rows = Participant.objects.filter(cycle_id=cycle_id, left_at=None).order_by("pk")
    return [ParticipantBrief(*row) for row in rows.values_list("pk", "person_id", "side", "capacity", "program_year")]

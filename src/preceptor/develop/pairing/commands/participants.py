"""Who takes part: mentors from decisions, mentees from the records, and pairs that go on from the cycle before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.public import accepted, facts_of
from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.pairing.queries.sides import active
from preceptor.develop.pairing.rules.arrivals import Standing, going_on, jobs_asked, program_year
from preceptor.develop.programs.public import CycleBrief, cycle, cycles_of, decide, names_in
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import first_start_in_job, people, positions_held, today
from preceptor.foundation.look.public import Refusal

Side = Participant.Side
RECORDS = "Personnel records"
DECISION = "Decision on the application"
CONTINUES = "Continues from the year before"


class NoPairing(Refusal):
    """The program of this cycle makes no pairs."""

    status = 404


@dataclass(frozen=True)
class Found:
    """What looking for participants changed."""

    mentors: int
    mentees: int
    left: int
    continued: int


def paired(cycle_id: int) -> CycleBrief:
    """A cycle whose program makes pairs; NoPairing otherwise."""
    brief = cycle(cycle_id)
    if brief.definition.pairing is None:
        raise NoPairing("no-pairing", _("This program makes no pairs."), remedy=_("Choose a program that does."))
    return brief


@transaction.atomic
def find_participants(*, cycle_id: int, by: Actor, now: datetime) -> Found:
    """Bring both sides up to date: accepted mentors, mentees found in the records, pairs that go on; repeatable."""
    brief = paired(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    on = today(now)
    mentees = mentees_in_records(brief, on)
    mentors = {each.person_id: each.capacity for each in accepted(cycle_id, brief.definition.pairing.mentor)}  # type: ignore[union-attr]  # `paired` has looked
    before = _pairs_before(brief)
    keep_on = {pair.mentor for pair in before if pair.mentee in mentees and pair.mentor not in mentors}
    still_here = {person_id for person_id, person in people(keep_on).items() if person.active}
    continuing = {person_id: _capacity_before(brief, person_id) for person_id in still_here}
    new_mentors = _add(cycle_id, Side.MENTOR, {**continuing, **mentors}, on, DECISION)
    new_mentees = _add(cycle_id, Side.MENTEE, dict.fromkeys(mentees, 1), on, RECORDS, years=mentees)
    left = _leave(cycle_id, mentees, now=now)
    continued = _continue(brief, before, mentees, {**continuing, **mentors}, on=on, now=now)
    found = Found(new_mentors, new_mentees, left, continued)
    facts = {"mentors": new_mentors, "mentees": new_mentees, "left": left, "continued": continued}
    record(by=by, action="pairing.find", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return found


def mentees_in_records(brief: CycleBrief, on: date) -> dict[int, int]:
    """Everyone whom the definition's condition finds in the records, with their program year."""
    role = brief.definition.roles[brief.definition.pairing.mentee]  # type: ignore[union-attr]  # `paired` has looked
    if role.filled != "records" or not role.condition:
        return {each.person_id: 1 for each in accepted(brief.id, brief.definition.pairing.mentee)}  # type: ignore[union-attr]  # as above
    jobs = jobs_asked(names_in(role.condition))
    held = {position.person_id for job in jobs for position in positions_held(job, on)}
    known = facts_of(held, on)
    found = {
        person_id
        for person_id, facts in known.items()
        if decide(role.condition, {name: fact.value for name, fact in facts.items()})
    }
    starts: dict[int, date] = {}
    for job in jobs:
        starts |= first_start_in_job(found, job)
    return {person_id: program_year(starts.get(person_id, on), on) for person_id in sorted(found)}


def _add(
    cycle_id: int,
    side: Side,
    capacities: Mapping[int, int],
    on: date,
    source: str,
    *,
    years: Mapping[int, int] | None = None,
) -> int:
    """Add who is new, bring back who had left, and keep capacities and years current; gives how many are new."""
    known = {row.person_id: row for row in Participant.objects.filter(cycle_id=cycle_id, side=side)}
    new = [
        Participant(cycle_id=cycle_id, person_id=person_id, side=side, capacity=capacity, since=on, source=source)
        for person_id, capacity in capacities.items()
        if person_id not in known
    ]
    for row in new:
        row.program_year = (years or {}).get(row.person_id, 1)
    changed = [row for person_id, row in known.items() if person_id in capacities and _refresh(row, capacities, years)]
    Participant.objects.bulk_create(new)
    Participant.objects.bulk_update(changed, ["capacity", "program_year", "left_at", "left_reason"])
    return len(new)


def _refresh(row: Participant, capacities: Mapping[int, int], years: Mapping[int, int] | None) -> bool:
    """Set what the records and decisions say now; says whether anything changed."""
    before = (row.capacity, row.program_year, row.left_at)
    row.capacity, row.left_at, row.left_reason = capacities[row.person_id], None, ""
    row.program_year = (years or {}).get(row.person_id, row.program_year)
    return before != (row.capacity, row.program_year, row.left_at)


def _leave(cycle_id: int, mentees: Collection[int], *, now: datetime) -> int:
    """Mentees whom the condition no longer finds leave the list, unless a pair of theirs stands."""
    standing = Pair.objects.filter(cycle_id=cycle_id, ended=None).values("mentee_id")
    gone = Participant.objects.filter(cycle_id=cycle_id, side=Side.MENTEE, left_at=None)
    gone = gone.exclude(person_id__in=list(mentees)).exclude(person_id__in=standing)
    return gone.update(left_at=now, left_reason=_("The records no longer find this person for the program."))


def _earlier(brief: CycleBrief) -> int | None:
    """The program's cycle before this one."""
    others = [each.id for each in cycles_of(brief.program_key)]
    later = others[others.index(brief.id) + 1 :] if brief.id in others else []
    return next(iter(later), None)


def _pairs_before(brief: CycleBrief) -> list[Standing]:
    """Pairs that stand in the cycle before, when the definition lets pairs go on."""
    before = _earlier(brief)
    pairing = brief.definition.pairing
    if before is None or pairing is None or pairing.continuation is None:
        return []
    rows = Pair.objects.filter(cycle_id=before, ended=None).order_by("mentee_id")
    return [Standing(*row) for row in rows.values_list("mentor_id", "mentee_id", "program_year")]


def _capacity_before(brief: CycleBrief, person_id: int) -> int:
    """Room that a mentor of the cycle before had; continuing mentors keep it."""
    before = _earlier(brief) or 0
    row = Participant.objects.filter(cycle_id=before, person_id=person_id, side=Side.MENTOR).first()
    return row.capacity if row else 1


def _continue(
    brief: CycleBrief,
    before: list[Standing],
    mentees: Collection[int],
    mentors: Collection[int],
    *,
    on: date,
    now: datetime,
) -> int:
    """Carry pairs on from the cycle before: the old pair ends as completed, the new one begins the same day."""
    pairing = brief.definition.pairing
    years = pairing.continuation.years if pairing and pairing.continuation else 0
    taken = set(Pair.objects.filter(cycle_id=brief.id, ended=None).values_list("mentee_id", flat=True))
    on_going = [pair for pair in going_on(before, mentees, mentors, years) if pair.mentee not in taken]
    Pair.objects.bulk_create(
        Pair(
            cycle_id=brief.id,
            mentor_id=pair.mentor,
            mentee_id=pair.mentee,
            program_year=pair.program_year,
            origin=Pair.Origin.CONTINUED,
            started=on,
            adopted_at=now,
        )
        for pair in on_going
    )
    old = Pair.objects.filter(
        cycle_id=_earlier(brief) or 0, ended=None, mentee_id__in=[pair.mentee for pair in on_going]
    )
    old.update(ended=on, end_reason=Pair.End.COMPLETED)
    return len(on_going)


def participants(cycle_id: int) -> tuple[list[Participant], list[Participant]]:
    """Mentors and mentees who take part now."""
    return active(cycle_id, Side.MENTOR), active(cycle_id, Side.MENTEE)

"""Who takes part: mentors from decisions, mentees from the records, and pairs that go on from the cycle before."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.public import accepted, facts_of
from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.pairing.queries.sides import known_of
from preceptor.develop.pairing.rules.arrivals import Standing, follows, going_on, jobs_asked, program_year
from preceptor.develop.pairing.rules.blocks import blocked_by
from preceptor.develop.programs.public import CycleBrief, Pairing, cycle, cycles_of, decide, names_in
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import first_start_in_job, people, seated_people, seats_with, today
from preceptor.foundation.look.public import Refusal

Side = Participant.Side
RECORDS = "Personnel records"
DECISION = "Decision on the application"
CONTINUES = "Continues from the year before"
NO_LONGER = "Neither the records nor a decision name this person any more."


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


def matched(cycle_id: int) -> CycleBrief:
    """A cycle whose pairs are made by the matching; NoPairing otherwise."""
    brief = paired(cycle_id)
    if brief.definition.pairing and brief.definition.pairing.made_by != "matching":
        raise NoPairing(
            "no-matching",
            _("The pairs of this program are not made by a matching."),
            remedy=_("Make pairs one by one on the page of pairs."),
            status=409,
        )
    return brief


@transaction.atomic
def find_participants(*, cycle_id: int, by: Actor, now: datetime) -> Found:
    """Bring both sides up to date: accepted mentors, mentees found in the records, pairs that go on; repeatable."""
    brief = paired(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    on = today(now)
    done = Pair.objects.filter(cycle_id=cycle_id, end_reason=Pair.End.COMPLETED).values_list("mentee_id", flat=True)
    elsewhere = {*_paired_beside(brief), *done}
    mentees = {person: year for person, year in mentees_found(brief, on).items() if person not in elsewhere}
    mentors = {each.person_id: each.capacity for each in accepted(cycle_id, sides(brief).mentor)}
    on_going = _going_on(brief, mentees, mentors, on)
    kept = Counter(pair.mentor for pair in on_going) + Counter(
        Pair.objects.filter(cycle_id=cycle_id, ended=None).values_list("mentor_id", flat=True)
    )
    room = {person_id: max(kept[person_id], mentors.get(person_id, 0)) for person_id in {*kept, *mentors}}
    sources = {person_id: DECISION if person_id in mentors else CONTINUES for person_id in room}
    new_mentors = _add(cycle_id, Side.MENTOR, room, on, sources)
    new_mentees = _add(cycle_id, Side.MENTEE, dict.fromkeys(mentees, 1), on, {}, years=mentees)
    left = _leave(cycle_id, Side.MENTEE, mentees, now=now) + _leave(cycle_id, Side.MENTOR, room, now=now)
    _continue(brief, on_going, on=on, now=now)
    found = Found(new_mentors, new_mentees, left, len(on_going))
    facts = {"mentors": new_mentors, "mentees": new_mentees, "left": left, "continued": len(on_going)}
    record(by=by, action="pairing.find", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return found


def sides(brief: CycleBrief) -> Pairing:
    """The definition's word on pairs."""
    pairing = brief.definition.pairing
    assert pairing is not None  # noqa: S101  `paired` has looked
    return pairing


def mentees_found(brief: CycleBrief, on: date) -> dict[int, int]:
    """Everyone whom the definition's condition finds in the records, with their program year; else who is accepted."""
    name = sides(brief).mentee
    role = brief.definition.roles[name]
    if role.filled != "records" or not role.condition:
        return dict.fromkeys(sorted(each.person_id for each in accepted(brief.id, name)), 1)
    condition = role.condition
    jobs = jobs_asked(names_in(condition), lambda facts: decide(condition, facts))
    known = facts_of(_candidates(jobs, on), on)
    found = {
        person_id
        for person_id, facts in known.items()
        if decide(condition, {name: fact.value for name, fact in facts.items()})
    }
    starts: dict[int, date] = {}
    for job in sorted(jobs or ()):
        starts |= first_start_in_job(found, job)
    return {person_id: program_year(starts.get(person_id, on), on) for person_id in sorted(found)}


def _candidates(jobs: Collection[str] | None, on: date) -> set[int]:
    """Who may be found: the holders of the jobs, or everybody who holds any position."""
    return set(seated_people(on)) if jobs is None else {seat.person_id for seat in seats_with(sorted(jobs), on)}


def _add(
    cycle_id: int,
    side: Side,
    capacities: Mapping[int, int],
    on: date,
    sources: Mapping[int, str],
    *,
    years: Mapping[int, int] | None = None,
) -> int:
    """Add who is new, bring back who had left, and keep capacities and years current; gives how many are new."""
    known = {row.person_id: row for row in Participant.objects.filter(cycle_id=cycle_id, side=side)}
    new = [
        Participant(
            cycle_id=cycle_id,
            person_id=person_id,
            side=side,
            capacity=capacity,
            program_year=(years or {}).get(person_id, 1),
            since=on,
            source=sources.get(person_id, RECORDS),
        )
        for person_id, capacity in capacities.items()
        if person_id not in known
    ]
    changed = [row for person_id, row in known.items() if person_id in capacities and _refresh(row, capacities, years)]
    # Two coordinators may look at the same moment: the one who comes second finds everybody there.
    Participant.objects.bulk_create(new, ignore_conflicts=True)
    Participant.objects.bulk_update(changed, ["capacity", "program_year", "left_at", "left_reason"])
    return len(new)


def _refresh(row: Participant, capacities: Mapping[int, int], years: Mapping[int, int] | None) -> bool:
    """Set what the records and decisions say now; says whether anything changed."""
    before = (row.capacity, row.program_year, row.left_at)
    row.capacity, row.left_at, row.left_reason = capacities[row.person_id], None, ""
    row.program_year = (years or {}).get(row.person_id, row.program_year)
    return before != (row.capacity, row.program_year, row.left_at)


def _leave(cycle_id: int, side: Side, staying: Collection[int], *, now: datetime) -> int:
    """Those whom neither records nor decisions name any more leave the list, unless a pair of theirs stands."""
    standing = Pair.objects.filter(cycle_id=cycle_id, ended=None).values(f"{side}_id")
    gone = Participant.objects.filter(cycle_id=cycle_id, side=side, left_at=None)
    gone = gone.exclude(person_id__in=list(staying)).exclude(person_id__in=standing)
    return gone.update(left_at=now, left_reason=NO_LONGER)


def _earlier(brief: CycleBrief) -> int | None:
    """The program's cycle of the year before this one."""
    others = cycles_of(brief.program_key)
    return next((each.id for each in others if follows(each.dates.values(), brief.dates.values())), None)


def _paired_beside(brief: CycleBrief) -> set[int]:
    """Mentees who have a mentor in another cycle of the same year, from a first call for example."""
    beside = [
        each.id
        for each in cycles_of(brief.program_key)
        if each.id != brief.id
        and not follows(each.dates.values(), brief.dates.values())
        and not follows(brief.dates.values(), each.dates.values())
    ]
    return set(Pair.objects.filter(cycle_id__in=beside, ended=None).values_list("mentee_id", flat=True))


def _going_on(brief: CycleBrief, mentees: Collection[int], mentors: Collection[int], on: date) -> list[Standing]:
    """Pairs of the cycle before that go on: both are here, the years are not over, no hard rule speaks against it."""
    before, pairing = _earlier(brief), sides(brief)
    if before is None or pairing.continuation is None:
        return []
    rows = Pair.objects.filter(cycle_id=before, ended=None).order_by("mentee_id")
    standing = [Standing(*row) for row in rows.values_list("mentor_id", "mentee_id", "program_year")]
    here = {person_id for person_id, person in people({pair.mentor for pair in standing}).items() if person.active}
    taken = set(Pair.objects.filter(cycle_id=brief.id, ended=None).values_list("mentee_id", flat=True))
    willing = going_on(standing, set(mentees) - taken, here | set(mentors), pairing.continuation.years)
    known = known_of({each for pair in willing for each in (pair.mentor, pair.mentee)}, on)
    return [pair for pair in willing if blocked_by(known, pair.mentor, pair.mentee, pairing.hard_blocks) is None]


def _continue(brief: CycleBrief, on_going: Sequence[Standing], *, on: date, now: datetime) -> None:
    """Carry pairs on from the cycle before: the old pair ends as completed, the new one begins the same day."""
    new = [
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
    ]
    Pair.objects.bulk_create(new, ignore_conflicts=True)
    old = Pair.objects.filter(cycle_id=_earlier(brief) or 0, ended=None)
    old.filter(mentee_id__in=[pair.mentee for pair in on_going]).update(ended=on, end_reason=Pair.End.COMPLETED)

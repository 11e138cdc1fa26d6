"""Calls of the demonstration: last year's, one whose mentors work by now, one told two weeks ago, one open today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from preceptor.config.demo import applicants
from preceptor.config.demo.applicants import ROLE, Applicant, actor
from preceptor.config.demo.calendar import first_year, year_code
from preceptor.config.demo.seeding import Seeding
from preceptor.develop.admissions.public import (
    Choice,
    Reading,
    assign_reviewers,
    decide,
    decision_board_page,
    finish_review,
    letters_page,
    review_list_page,
    send_letters,
    withdraw_application,
)
from preceptor.develop.programs.public import (
    CycleBrief,
    copy_cycle,
    cycle,
    cycles_of,
    edit_draft,
    import_draft,
    publish_cycle,
)
from preceptor.foundation.accounts.public import remembering
from preceptor.foundation.audit.public import SYSTEM, Actor, may
from preceptor.foundation.district.public import (
    PersonBrief,
    PositionBrief,
    people,
    person,
    positions_held,
    today,
    unit_by_code,
    zone,
)
from preceptor.foundation.look.public import remembering as reading_once

PROGRAM = Path(__file__).resolve().parents[4] / "programs" / "nps-2023-24.toml"
OFFICE = "HR-EDS"
LAST_MOMENT = time(23, 59, 59)
ACCEPTED_BEFORE, ACCEPTED_FIRST, ACCEPTED_NOW, WAITLISTED = 45, 8, 55, 6
# So much of the running year are behind those who were accepted first.
WEEKS_AT_WORK = timedelta(weeks=12)
REASONS = (
    "Your answers on coaching left open how you would help somebody to decide for themselves.",
    "We could not see from your application how the improvement came about.",
    "Your school opens a new program this year, and we want you to have the time for it.",
)


@dataclass(frozen=True)
class Dates:
    """When a call opens, is due, is decided and leads to mentoring; the school year that it is for."""

    year: int
    opens: date
    due: date
    told: date
    starts: date

    @property
    def ends(self) -> date:
        """The last day of mentoring: the end of June, at least four months after the first."""
        return max(date(self.year + 1, 6, 30), self.starts + timedelta(days=120))


@dataclass
class Office:
    """Those who act for the program, and the dice."""

    seeding: Seeding
    chance: Random
    coordinator: PersonBrief
    path: str

    def actor(self, now: datetime) -> Actor:
        """The coordinator; the system where the coordinator did not hold the position yet."""
        who = actor(self.coordinator)
        return who if may(who, "admissions.decide", where=self.path, now=now) else SYSTEM


def admissions(seeding: Seeding) -> str:
    """Four calls of the first program, each run with the commands that its people would have used."""
    if cycles_of("nps"):
        return "admissions: already there"
    unit = unit_by_code(OFFICE)
    coordinator = person(seeding.person_id("coordinator"))
    office = Office(seeding, Random(seeding.seed), coordinator, unit.path)  # noqa: S311  invented people, no secrets
    with transaction.atomic():
        return "\n".join(["admissions:", *_calls(office, unit.id)])


def _calls(office: Office, unit_id: int) -> list[str]:
    """The four calls, one after the other; nobody applies in two of the same year."""
    day = office.seeding.today
    year, begun = first_year(day), day - WEEKS_AT_WORK
    before = Dates(year - 1, *(day - timedelta(days=364 + back) for back in (70, 52, 35, 21)))
    first = Dates(year, *(begun - timedelta(days=back) for back in (63, 42, 21, 0)))
    current = Dates(year, *(day - timedelta(days=back) for back in (60, 38, 14, -7)))
    open_now = Dates(year, *(day - timedelta(days=back) for back in (12, -10, -17, -28)))
    number = _publish_first(office, before, unit_id)
    told = [_decided(office, number, before, Pool(office, _moment(before.opens)), ACCEPTED_BEFORE, 5)]
    number, summer = _publish_copy(office, number, year_code(year), first), Pool(office, _moment(first.opens))
    told.append(_decided(office, number, first, summer, ACCEPTED_FIRST, 2))
    number = _publish_copy(office, number, f"{year_code(year)}, second call", current)
    pool = Pool(office, _moment(current.opens), spared=summer.used)
    told.append(_decided(office, number, current, pool, ACCEPTED_NOW, WAITLISTED + 3))
    number = _publish_copy(office, number, f"{year_code(year)}, third call", open_now)
    told.append(_open_call(office, cycle(number), open_now, pool))
    return told


def _moment(day: date, at: time = time(8)) -> datetime:
    """A moment on the district's clock."""
    return datetime.combine(day, at, zone())


def _publish_first(office: Office, dates: Dates, unit_id: int) -> int:
    """The shipped program with the dates of an earlier year."""
    now = _moment(dates.opens - timedelta(days=10))
    by = office.actor(now)
    name = year_code(dates.year)
    text = PROGRAM.read_text(encoding="utf-8")
    cycle_id = import_draft(text=text, file=PROGRAM.name, name=name, unit_id=unit_id, by=by, now=now)
    return _publish(office, cycle_id, dates, now)


def _publish_copy(office: Office, cycle_id: int, name: str, dates: Dates) -> int:
    """Last year's cycle with new dates."""
    now = _moment(dates.opens - timedelta(days=5))
    return _publish(office, copy_cycle(cycle_id=cycle_id, name=name, by=office.actor(now), now=now), dates, now)


def _publish(office: Office, cycle_id: int, dates: Dates, now: datetime) -> int:
    """Edit the draft's dates and texts, and publish it."""
    by = office.actor(now)
    revision = edit_draft(cycle_id=cycle_id, revision=0, edits=_edits(dates), by=by, now=now)
    publish_cycle(cycle_id=cycle_id, revision=revision, by=by, now=now)
    return cycle_id


def _edits(dates: Dates) -> Mapping[str, str | date | datetime]:
    """What differs from the file of 2023-24."""
    year = year_code(dates.year)
    due, told = f"{dates.due:%B} {dates.due.day}, {dates.due.year}", f"{dates.told:%B} {dates.told.day}"
    return {
        "title": "New Principals Support",
        "issued": dates.opens,
        "timeline.call_opens.when": dates.opens,
        "timeline.applications_due.when": datetime.combine(dates.due, LAST_MOMENT),
        "timeline.decisions_told.when": dates.told,
        "timeline.orientation.not_before": dates.starts,
        "timeline.orientation.not_after": dates.starts + timedelta(days=30),
        "timeline.orientation.says": "The office names the day, and explains the logs there.",
        "timeline.program_starts.when": dates.starts,
        "timeline.program_ends.when": dates.ends,
        "texts.code_of_ethics.version": year,
        "texts.mentoring_agreement.version": year,
        "pay.stipend.first_period": f"the semester of {dates.starts:%B} {dates.starts.year}",
        "pay.stipend.says": "Up to $3,060 a semester, for mentors whose monthly logs are in. "
        "The memorandum gives no formula.",
        "assumptions.deadline_minute.says": f"Applications are taken until the last second of {due}, and decisions are "
        f"told until the last second of {told}, on the district's clock.",
        "assumptions.program_dates.says": f"Mentoring runs from {dates.starts:%B %d, %Y} to {dates.ends:%B %d, %Y}.",
    }


class Pool:
    """Principals who can apply on a day; personas only where they are to."""

    def __init__(self, office: Office, now: datetime, spared: Collection[int] = ()) -> None:
        on = today(now)
        others = {office.seeding.person_id(one.key) for one in office.seeding.district.personas} | set(spared)
        seats = [
            seat for seat in positions_held("principal", on) if _experienced(seat, on) and seat.person_id not in others
        ]
        office.chance.shuffle(seats)
        self.mentor = office.seeding.person_id("mentor")
        self.office = office
        self.seats = seats
        self.taken = 0

    @property
    def used(self) -> set[int]:
        """Everybody who was taken from it."""
        return {seat.person_id for seat in self.seats[: self.taken]}

    def take(self, number: int, *, again: bool = False) -> list[Applicant]:
        """The next of the shuffled principals; with `again` the persona who mentors is the first of them."""
        chosen = [seat.person_id for seat in self.seats[self.taken : self.taken + number]]
        self.taken += number
        if again:
            chosen[0] = self.mentor
        known = people(chosen)
        wishes = (1, 2, 2, 3, 3, 2)
        return [Applicant(known[one], wishes[place % len(wishes)], place) for place, one in enumerate(chosen)]


def _experienced(seat: PositionBrief, on: date) -> bool:
    """Whether somebody is permanent, here, for three years, and has a supervisor of record."""
    long_enough = seat.start <= on - timedelta(days=3 * 365)
    return seat.permanence == "permanent" and not seat.on_leave and long_enough and seat.supervisor_id is not None


@reading_once()
@remembering()
def _decided(office: Office, cycle_id: int, dates: Dates, pool: "Pool", admitted: int, beyond: int) -> str:
    """A call from its first application to the letters; two begin and never hand in."""
    found = cycle(cycle_id)
    who, left = pool.take(admitted + beyond, again=True), pool.take(2)
    opens = _moment(dates.opens, time(9))
    span = (dates.due - dates.opens).days * 24 - 40
    for place, one in enumerate(who):
        applicants.whole(found, one, opens + timedelta(hours=span * place / len(who)))
    for one in left:
        applicants.begin(found, one, opens + timedelta(days=2), half=True)
    decided = _moment(dates.told, time(10))
    _read(office, found, _moment(dates.due + timedelta(days=1), time(9)))
    _decide(office, found, decided - timedelta(days=1), admitted)
    by = office.actor(decided)
    page = letters_page(cycle_id=cycle_id, role=ROLE, by=by, now=decided)
    number = send_letters(cycle_id=cycle_id, role=ROLE, key=page.key, by=by, now=decided)
    return f"  {found.name}: {len(who)} applications, {number} letters"


def _reviewers(office: Office, now: datetime) -> list[PersonBrief]:
    """The three personas who read, and the other specialists of the office."""
    seats = [seat for seat in positions_held("specialist", today(now)) if seat.unit_path.startswith(office.path)]
    own = [office.seeding.person_id(f"reviewer_{number}") for number in (1, 2, 3)]
    known = people([seat.person_id for seat in seats])
    return [known[one] for one in sorted(known, key=lambda one: (one not in own, one))]


def _read(office: Office, found: CycleBrief, now: datetime) -> None:
    """Every application read by two specialists, scored with the dice."""
    readers = _reviewers(office, now)
    ids = [one.id for one in readers]
    by = office.actor(now)
    assign_reviewers(cycle_id=found.id, role=ROLE, reviewer_ids=ids, seed=office.seeding.seed, by=by, now=now)
    for reader in readers:
        for line in review_list_page(reader.id).waiting:
            success, coaching = (office.chance.choice((2, 3, 3, 3, 4, 4)) for _ in range(2))
            finish_review(
                review_id=line.id,
                reading=Reading({"student_success": str(success), "coaching": str(coaching)}),
                by=actor(reader),
                now=now + timedelta(days=2),
            )


def _decide(office: Office, found: CycleBrief, now: datetime, admitted: int) -> None:
    """The best are accepted, some wait, the rest are declined with a reason."""
    by = office.actor(now)
    rows = decision_board_page(cycle_id=found.id, role=ROLE, by=by, now=now).rows
    fit = [one for one in rows if all(stands == "met" for stands in one.rules_for_admission)]
    # The persona who mentors is among the accepted, whatever the dice say.
    mentor = office.seeding.person_id("mentor")
    fit.sort(key=lambda one: one.person_id != mentor)
    chosen = {one.id for one in fit[:admitted]}
    waiting = {one.id for one in fit[admitted : admitted + WAITLISTED]}
    rest = [one for one in rows if one.id not in chosen | waiting]
    choices = [Choice(one, "accepted") for one in sorted(chosen)]
    choices += [Choice(one, "waitlisted") for one in sorted(waiting)]
    choices += [Choice(one.id, "declined", REASONS[place % len(REASONS)]) for place, one in enumerate(rest)]
    decide(cycle_id=found.id, role=ROLE, choices=choices, by=by, now=now)


@reading_once()
@remembering()
def _open_call(office: Office, found: CycleBrief, dates: Dates, pool: Pool) -> str:
    """The call that is open today, with applications in every state."""
    now = office.seeding.now
    opens = _moment(dates.opens, time(9))
    span = (now - opens) - timedelta(hours=8)
    who = pool.take(40)
    for place, one in enumerate(who):
        _in_some_state(found, one, opens + span * place / len(who), place)
    _personas(office, found, now)
    readers = _reviewers(office, now)[:3]
    number = assign_reviewers(
        cycle_id=found.id,
        role=ROLE,
        reviewer_ids=[one.id for one in readers],
        seed=office.seeding.seed,
        by=office.actor(now),
        now=now - timedelta(hours=1),
    )
    return f"  {found.name}: open, {len(who)} applications begun, {number} reviews to write"


def _in_some_state(found: CycleBrief, who: Applicant, now: datetime, place: int) -> None:
    """One application: half written, waiting for the supervisor, declined, withdrawn, or whole."""
    kind = place % 8
    if kind in {3, 5, 7}:
        applicants.whole(found, who, now)
        return
    application_id = applicants.begin(found, who, now, half=kind == 0)
    if kind == 0:
        return
    endorsement_id = applicants.ask(application_id, who, now + timedelta(minutes=5))
    if kind == 4:
        applicants.answer(endorsement_id, who, now + timedelta(hours=4), endorses=False)
    elif kind == 6:
        withdraw_application(application_id=application_id, by=who.actor, now=now + timedelta(hours=6))
    elif kind == 2:
        applicants.complete(application_id, who, now + timedelta(minutes=15))
        applicants.hand_in(application_id, who, now + timedelta(minutes=25))


def _personas(office: Office, found: CycleBrief, now: datetime) -> None:
    """The high school principal has a draft, and the supervisor something to endorse."""
    who = Applicant(person(office.seeding.person_id("applicant_high")), 2, 2)
    application_id = applicants.begin(found, who, now - timedelta(days=2), half=True)
    applicants.ask(application_id, who, now - timedelta(days=2) + timedelta(minutes=3))

"""Positions of the demonstration: offices, supervisors, principals with their histories, school staff."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from preceptor.config.demo.calendar import first_year
from preceptor.config.demo.people import DemoPerson, Roster
from preceptor.config.demo.places import LOCAL_DISTRICTS, DemoSchool, local_code
from preceptor.config.demo.sheets import Sheet, sheet

FIRST_SEAT = 500_001
HEADER = (
    "Position Number,Employee Number,Job,Title,Unit Code,Status,Start Date,End Date,Leave From,Leave Until,"
    "Reports To Position"
)
# Job, title, unit, how many; all report to the superintendent's seat or to the first of their division.
CENTRAL = (
    ("deputy_superintendent", "Deputy Superintendent", "SUP", 2),
    ("director", "Chief Human Resources Officer", "HR", 1),
    ("program_coordinator", "Coordinator, Educator Development and Support", "HR-EDS", 3),
    ("specialist", "Specialist, Educator Development and Support", "HR-EDS", 8),
    ("personnel_officer", "Personnel Officer", "HR-PER", 4),
    ("director", "Chief Academic Officer", "DOI", 1),
    ("director", "Director, Secondary Instruction", "DOI-SEC", 1),
    ("program_coordinator", "Coordinator, Secondary Instruction", "DOI-SEC", 2),
    ("specialist", "Specialist, Secondary Instruction", "DOI-SEC", 24),
    ("compliance_officer", "Compliance Officer", "COMP", 3),
    ("finance_officer", "Finance Officer", "FIN", 6),
    ("facilities_director", "Facilities Director", "FAC", 1),
    ("maintenance_supervisor", "Area Maintenance Supervisor", "FAC", 21),
    ("system_administrator", "System Administrator", "IT", 2),
)
SCHOOL_STAFF = {
    "elementary": (("assistant_principal", 0.45), ("coordinator", 0.8), ("office_manager", 1.0), ("teacher", 2.7)),
    "middle": (
        ("assistant_principal", 1.6),
        ("counselor", 1.8),
        ("coordinator", 1.0),
        ("office_manager", 1.0),
        ("office_staff", 0.4),
        ("teacher", 2.6),
    ),
    "high": (
        ("assistant_principal", 2.6),
        ("counselor", 3.2),
        ("coordinator", 1.4),
        ("office_manager", 1.0),
        ("office_staff", 1.0),
        ("teacher", 4.0),
    ),
    "span": (("assistant_principal", 1.2), ("counselor", 0.8), ("office_manager", 1.0), ("teacher", 2.4)),
}
TITLES = {
    "assistant_principal": "Assistant Principal",
    "counselor": "Counselor",
    "coordinator": "Categorical Programs Coordinator",
    "office_manager": "School Administrative Assistant",
    "office_staff": "Office Technician",
    "teacher": "Teacher",
}


@dataclass(frozen=True)
class Seat:
    """One row of the personnel office's list of positions."""

    number: str
    person: DemoPerson
    job: str
    title: str
    unit: str
    status: str
    start: date
    end: date | None = None
    leave: tuple[date, date] | None = None
    reports_to: str = ""


@dataclass
class Staff:
    """Everybody's positions as they are handed out."""

    chance: Random
    roster: Roster
    begins: int
    seats: list[Seat] = field(default_factory=list)
    numbers: int = FIRST_SEAT

    def number(self) -> str:
        """The next number of a seat."""
        self.numbers += 1
        return str(self.numbers - 1)

    def july(self, years_back: int) -> date:
        """The first day of a school year some years ago."""
        return date(self.begins - years_back, 7, 1)

    def seat(self, job: str, title: str, unit: str, above: str, *, status: str = "permanent") -> Seat:
        """Somebody new in a new seat, for some years already."""
        start = self.july(self.chance.randrange(1, 14)) + timedelta(days=self.chance.choice((0, 0, 0, 31, 45, 184)))
        seat = Seat(self.number(), self.roster.hire(), job, title, unit, status, start, reports_to=above)
        self.seats.append(seat)
        return seat

    def sheet(self) -> Sheet:
        """The list of positions."""
        rows = [
            (
                *(one.number, one.person.number, one.job, one.title, one.unit, one.status, one.start, one.end),
                *(one.leave or (None, None)),
                one.reports_to,
            )
            for one in self.seats
        ]
        return sheet(HEADER, rows)


@dataclass(frozen=True)
class Workforce:
    """The finished staff: all seats, and the principals of today by what they are."""

    staff: Staff
    principals: tuple[Seat, ...]
    newcomers: tuple[Seat, ...]


def workforce(chance: Random, schools: Sequence[DemoSchool], today: date) -> Workforce:
    """Everybody who works in the district."""
    staff = Staff(chance, Roster(chance), first_year(today))
    top = staff.seat("superintendent", "Superintendent", "SUP", "")
    _central(staff, top)
    communities = _supervisors(staff, schools, top)
    run = [school for school in schools if school.charter != "independent"]
    principals = _principals(staff, run, communities)
    newcomers = tuple(seat for seat in principals if seat.start >= staff.july(1) and seat.status != "acting")
    return Workforce(staff, principals, newcomers)


def _central(staff: Staff, top: Seat) -> None:
    """The central offices; the first seat of a division leads it."""
    leaders: dict[str, Seat] = {}
    for job, title, unit, count in CENTRAL:
        for _ in range(count):
            division = unit.partition("-")[0]
            leader = leaders.get(unit) or leaders.get(division) or top
            seat = staff.seat(job, title, unit, leader.number)
            leaders.setdefault(unit, seat)
            leaders.setdefault(division, seat)


def _supervisors(staff: Staff, schools: Sequence[DemoSchool], top: Seat) -> dict[int, Seat]:
    """Six local district superintendents, and an administrator for each community of schools."""
    heads = {
        one: staff.seat(
            "local_district_superintendent", f"Superintendent, Local District {one}", local_code(one), top.number
        )
        for one in LOCAL_DISTRICTS
    }
    where = {school.community: (school.local_district, school.city) for school in schools}
    return {
        number: staff.seat(
            "community_administrator",
            f"Administrator, {city} Community of Schools",
            local_code(district),
            heads[district].number,
        )
        for number, (district, city) in sorted(where.items())
    }


def _principals(staff: Staff, schools: Sequence[DemoSchool], communities: dict[int, Seat]) -> tuple[Seat, ...]:
    """A principal for every school, two for one school in ten, and the staff under the first."""
    found: list[Seat] = []
    for index, school in enumerate(schools):
        above = communities[school.community].number
        first = _principal(staff, school, above, index)
        found.append(first)
        if index % 10 == 3:
            found.append(_principal(staff, school, above, index + 5_000))
        for job, mean in SCHOOL_STAFF[school.level]:
            count = int(mean) + (staff.chance.random() < mean - int(mean))
            for _ in range(count):
                staff.seat(job, TITLES[job], school.code, first.number, status=_status(staff.chance))
    return tuple(found)


def add_teachers(found: Workforce, schools: Sequence[DemoSchool], each: int) -> None:
    """More teachers under the first principal of every school that the district runs."""
    heads = {seat.unit: seat.number for seat in reversed(found.principals)}
    for school in schools:
        for _ in range(each if school.code in heads else 0):
            found.staff.seat("teacher", TITLES["teacher"], school.code, heads[school.code])


def _status(chance: Random) -> str:
    """Most are permanent."""
    return chance.choices(("permanent", "probationary", "temporary"), weights=(88, 9, 3))[0]


def _principal(staff: Staff, school: DemoSchool, above: str, index: int) -> Seat:
    """A principal: one in eight newly assigned, some acting, most for years, often at another school before."""
    chance, person, number = staff.chance, staff.roster.hire(), staff.number()
    draw, years = chance.random(), chance.randrange(2, 15)
    mid_year, earlier = chance.random() < 0.12, chance.random() < 0.3
    status, start = "permanent", staff.july(years)
    if index % 9 == 5:
        back = 0 if draw < 0.55 else 1
        status = "probationary"
        start = staff.july(back) + timedelta(days=chance.randrange(31, 120) if mid_year else 0)
        _before(staff, person, school, start, "assistant_principal", "Assistant Principal")
    elif index % 90 == 7:
        status, start = "acting", staff.july(0) + timedelta(days=31)
        _before(staff, person, school, None, "assistant_principal", "Assistant Principal")
    elif earlier:
        _before(staff, person, school, start, "principal", "Principal")
    seat = Seat(number, person, "principal", "Principal", school.code, status, start, reports_to=above)
    if index % 211 == 12:
        seat = _on_leave(staff, seat)
    staff.seats.append(seat)
    return seat


def _before(staff: Staff, person: DemoPerson, school: DemoSchool, end: date | None, job: str, title: str) -> None:
    """What somebody did before (or still holds while acting), in the same community's offices."""
    first = (end or staff.july(0)) - timedelta(days=365 * staff.chance.randrange(2, 7))
    unit = local_code(school.local_district) if job == "principal" else school.code
    staff.seats.append(Seat(staff.number(), person, job, title, unit, "permanent", first, end))


def _on_leave(staff: Staff, seat: Seat) -> Seat:
    """The same principal on leave for half a year, with somebody acting in the seat."""
    leave = (staff.july(0) + timedelta(days=45), staff.july(0) + timedelta(days=230))
    acting = Seat(
        *(seat.number, staff.roster.hire(), seat.job, seat.title, seat.unit, "acting", leave[0], leave[1]),
        reports_to=seat.reports_to,
    )
    staff.seats.append(acting)
    return Seat(**{**vars(seat), "leave": leave})


def standing_sheet(chance: Random, principals: Sequence[Seat], spared: Sequence[str], begins: int) -> Sheet:
    """Standing of every principal at the end of last school year; a few adverse, none among those spared."""
    as_of = date(begins, 6, 30)
    rows: list[tuple[object, ...]] = []
    for seat in principals:
        number = seat.person.number
        draw = 1.0 if number in spared else chance.random()
        evaluation = (
            "Below standard"
            if draw < 0.012
            else chance.choice(("Meets standard", "Meets standard", "Exceeds standard"))
        )
        # In earlier years nothing stood against anybody, so that calls of those years can be judged too.
        rows += [(number, "Good standing", "yes", date(begins - back, 6, 30), "Personnel Records") for back in (2, 1)]
        rows += [
            (number, "Good standing", "no" if draw < 0.006 else "yes", as_of, "Personnel Records"),
            (number, "Evaluation", evaluation, as_of, "Annual evaluation"),
            (
                number,
                "Notice of unsatisfactory act",
                "yes" if 0.012 <= draw < 0.02 else "no",
                as_of,
                "Personnel Records",
            ),
            (number, "Suspension", "yes" if 0.02 <= draw < 0.024 else "no", as_of, "Personnel Records"),
        ]
    return sheet("Employee Number,Record,Value,As Of,Source", rows)

"""The people whose desks a visitor of the demonstration can see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from preceptor.config.demo.places import DemoSchool
from preceptor.config.demo.staff import Seat, Workforce


@dataclass(frozen=True)
class Persona:
    """One of them: a key for steps and tests, the employee number, and a line that says who it is."""

    key: str
    employee_number: str
    line: str


Choice = Callable[[Seat], bool]

LINES = {
    "coordinator": "Program coordinator in Human Resources: opens calls, decides, matches",
    "applicant": "Experienced elementary principal: applies to become a mentor",
    "applicant_high": "Experienced high school principal: applies too",
    "applicant_contested": "Principal with an adverse fact on record, who may contest it",
    "mentor": "Experienced principal who has mentored before",
    "new_principal": "Principal in the first year: will be a mentee",
    "second_year": "Principal in the second year: keeps a mentor",
    "supervisor": "Community administrator: endorses the applicants of the community",
    "reviewer_1": "Reviewer of applications",
    "reviewer_2": "Second reviewer",
    "reviewer_3": "Third reviewer",
    "personnel_officer": "Personnel officer: loads people and positions, keeps standing",
    "compliance_officer": "Compliance officer: reads the record of who saw and did what",
    "system_administrator": "System administrator: accounts, files, background work",
    "assistant_principal": "Assistant principal of a high school",
    "counselor": "Counselor of a high school",
    "superintendent": "Superintendent of the district",
    "finance_officer": "Finance officer: shares money, teachers and nurses by need, publishes what schools get",
    "budget_approver": "Local district superintendent: approves the budgets of the schools of the local district",
}


def personas(found: Workforce, schools: Sequence[DemoSchool]) -> tuple[Persona, ...]:
    """Pick the personas; supervisor, applicants, mentor and mentees stand close to one another."""
    seats, begins = found.staff.seats, found.staff
    level = {school.code: school.level for school in schools}
    old = [seat for seat in found.principals if _long_standing(seat) and seat.start < begins.july(4)]
    high = _first(old, lambda seat: level[seat.unit] == "high")
    supervisor = _first(seats, lambda seat: seat.number == high.reports_to)
    picked = {
        "coordinator": _job(seats, "program_coordinator", 0),
        "applicant": _first(old, lambda seat: level[seat.unit] == "elementary"),
        "applicant_high": high,
        "applicant_contested": old[40],
        "mentor": _first(old[10:], lambda seat: level[seat.unit] == "middle"),
        "new_principal": _first(found.newcomers, lambda seat: seat.start == begins.july(0)),
        "second_year": _first(found.newcomers, lambda seat: seat.start < begins.july(0)),
        "supervisor": supervisor,
        **{f"reviewer_{place + 1}": _job(seats, "specialist", place) for place in range(3)},
        "personnel_officer": _job(seats, "personnel_officer", 0),
        "compliance_officer": _job(seats, "compliance_officer", 0),
        "system_administrator": _job(seats, "system_administrator", 0),
        "assistant_principal": _first(seats, lambda seat: _at(seat, "assistant_principal", level, "high")),
        "counselor": _first(seats, lambda seat: _at(seat, "counselor", level, "high")),
        "superintendent": _job(seats, "superintendent", 0),
        "finance_officer": _job(seats, "finance_officer", 0),
        "budget_approver": _head_of(seats, supervisor),
    }
    return tuple(Persona(key, picked[key].person.number, line) for key, line in LINES.items())


def _long_standing(seat: Seat) -> bool:
    """Whether somebody is permanent and here."""
    return seat.status == "permanent" and seat.leave is None


def _at(seat: Seat, job: str, level: dict[str, str], wanted: str) -> bool:
    """Whether a seat of today is this job at a school of this level."""
    return seat.job == job and seat.end is None and level.get(seat.unit) == wanted


def _first(seats: Iterable[Seat], choice: Choice) -> Seat:
    """The first seat of a choice."""
    return next(seat for seat in seats if choice(seat))


def _head_of(seats: Iterable[Seat], below: Seat) -> Seat:
    """Whoever somebody reports to."""
    return _first(seats, lambda seat: seat.number == below.reports_to)


def _job(seats: Iterable[Seat], job: str, place: int) -> Seat:
    """A seat with a job, counted from the first."""
    return [seat for seat in seats if seat.job == job][place]

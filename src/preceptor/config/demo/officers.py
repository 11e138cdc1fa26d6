"""Officers of accountability of the demonstration: the board, and who keeps indicators and accreditation."""

from preceptor.config.demo.personas import Persona
from preceptor.config.demo.staff import Seat, Workforce

OFFICERS = (
    ("board_member", "Member of the Board", "SUP", "Member of the board: reads the indicators, sees no people"),
    (
        "accountability_officer",
        "Accountability Officer",
        "SUP",
        "Accountability officer: freezes the board's indicators, keeps their rules and targets",
    ),
    (
        "accreditation_officer",
        "Accreditation Officer",
        "HR",
        "Accreditation officer: keeps the credential programs accredited",
    ),
)


def add_officers(found: Workforce) -> tuple[Persona, ...]:
    """One seat for each, and the persona of whoever holds it; without chance, so that everybody else stays the same."""
    staff = found.staff
    top = next(seat for seat in staff.seats if seat.job == "superintendent")
    made = []
    for job, title, unit, line in OFFICERS:
        above = "" if job == "board_member" else top.number
        start = staff.july(4)
        seat = Seat(
            staff.number(),
            staff.roster.add("English", "(559) 555-0100"),
            job,
            title,
            unit,
            "permanent",
            start,
            reports_to=above,
        )
        staff.seats.append(seat)
        made.append(Persona(job, seat.person.number, line))
    return tuple(made)

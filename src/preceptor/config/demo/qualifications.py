"""The personnel office's record of the demonstration: credentials, trainings, coaching duties over some years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from preceptor.config.demo.sheets import Sheet, sheet
from preceptor.config.demo.staff import Seat, Workforce

HEADER = "Employee Number,Qualification,From,Until,Document Number,Source"
CREDENTIALS, TRAININGS, DUTIES = "Credential records", "Training records", "Assignments"
Row = tuple[object, ...]
NEW_YEARS = 9


def qualification_sheet(seed: int, found: Workforce, today: date) -> Sheet:
    """Everything from a seed of its own, so that nothing else of the demonstration changes."""
    chance = Random(seed + 77)  # noqa: S311  invented people, no secrets
    now = [seat for seat in found.staff.seats if seat.end is None]
    by_job: dict[str, list[Seat]] = {}
    for seat in now:
        by_job.setdefault(seat.job, []).append(seat)
    rows = [
        *_credentials(chance, by_job["teacher"], ("teaching", 0.9), today),
        *_credentials(
            chance, [*by_job["principal"], *by_job["assistant_principal"]], ("administrative services", 0.85), today
        ),
        *_aspiring(chance, by_job, found.staff.begins, today),
        *_coaches(chance, by_job, today),
    ]
    once = {(row[0], row[1], row[2]): row for row in rows}
    return sheet(HEADER, list(once.values()))


def _credentials(chance: Random, seats: Sequence[Seat], kind: tuple[str, float], today: date) -> Iterator[Row]:
    """A preliminary credential at the start of a career, and a clear one some years later for most."""
    name, share = kind
    for seat in seats:
        if (today - seat.start).days > NEW_YEARS * 365 or chance.random() > share:
            continue
        cleared = seat.start + timedelta(days=round(chance.gauss(830, 260)))
        clears = chance.random() < 0.88 and cleared > seat.start + timedelta(days=250)
        end = cleared if clears and cleared < today else None
        number = f"{chance.randrange(10**8):08d}"
        yield seat.person.number, f"Preliminary {name} credential", seat.start, end, f"P{number}", CREDENTIALS
        if end is not None:
            yield seat.person.number, f"Clear {name} credential", end, None, f"C{number}", CREDENTIALS


def _aspiring(chance: Random, by_job: dict[str, list[Seat]], begins: int, today: date) -> Iterator[Row]:
    """Some dozens finish the program for aspiring administrators each June."""
    pool = [*by_job["assistant_principal"], *by_job["counselor"], *by_job["coordinator"]]
    for back in range(7):
        day = date(begins - back, 6, 12)
        if day < today:
            for seat in chance.sample(pool, k=chance.randrange(46, 58) - 4 * back):
                if seat.start < day:
                    yield seat.person.number, "Aspiring administrators program", day, None, "", TRAININGS


def _coaches(chance: Random, by_job: dict[str, list[Seat]], today: date) -> Iterator[Row]:
    """Technology coaches at more and more schools, teacher coaches, certified coaches, and their trainings."""
    at_school: dict[str, list[Seat]] = {}
    for seat in by_job["teacher"]:
        at_school.setdefault(seat.unit, []).append(seat)
    for seats in at_school.values():
        if chance.random() < 0.68:
            yield from _duty(chance, chance.choice(seats), "Site technology coach", today, 0.62)
        if chance.random() < 0.22:
            yield from _duty(chance, chance.choice(seats), "Teacher coach", today, 0.9)
    for seat in chance.sample(by_job["principal"], k=min(90, len(by_job["principal"]))):
        yield seat.person.number, "Coach training", _day(chance, seat.start, today), None, "", TRAININGS
    for seat in chance.sample([*by_job["principal"], *by_job["specialist"]], k=38):
        start = _day(chance, seat.start, today)
        end = start + timedelta(days=3 * 365)
        number = f"AC-{chance.randrange(10**5):05d}"
        yield seat.person.number, "Administrative coach certificate", start, end, number, CREDENTIALS


def _duty(chance: Random, seat: Seat, duty: str, today: date, trained: float) -> Iterator[Row]:
    """One coach's duty from a day on, and the trainings finished since."""
    start = _day(chance, seat.start, today)
    yield seat.person.number, duty, start, None, "", DUTIES
    if chance.random() < trained:
        day = _day(chance, start, today)
        yield seat.person.number, "Coach training", day, None, "", TRAININGS
        if duty == "Teacher coach" and chance.random() < 0.7:
            yield seat.person.number, "Advanced coach training", _day(chance, day, today), None, "", TRAININGS


def _day(chance: Random, start: date, today: date) -> date:
    """A day since somebody began, within the last seven years."""
    first = max(start, today - timedelta(days=7 * 365))
    days = max((today - first).days - 1, 0)
    return first + timedelta(days=chance.randrange(days + 1))

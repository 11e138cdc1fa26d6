"""A spring of a mentor, for tests of the arithmetic."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from preceptor.develop.stipends.rules.values import Case, Hours, OwedLog, Stretch, Terms

FIRST, LAST = date(2024, 1, 8), date(2024, 6, 13)
LENGTH = (LAST - FIRST).days + 1
MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06")
MOST = Decimal("3060.00")
TEN = datetime(2024, 2, 6, 18, tzinfo=UTC)


def terms(formula: str = "flat", amount: str = "3060", **more: object) -> Terms:
    """Terms with the memorandum's upper amount."""
    said = {"at_most": MOST, **more}
    return Terms(formula, Decimal(amount), **said)  # type: ignore[arg-type]  # a test's short hand


def days(partner_id: int = 1, first: date = FIRST, last: date = LAST) -> Stretch:
    """Days with a partner; the whole semester when nothing is said."""
    return Stretch(partner_id, first, last)


def logs(accepted: int = 6, state: str = "open") -> tuple[OwedLog, ...]:
    """Six logs, the first of them accepted."""
    return tuple(
        OwedLog("service", month, "Log", "accepted" if turn < accepted else state) for turn, month in enumerate(MONTHS)
    )


def hour(number: int, minutes: int = 60, *, at: int = 0, accepted: bool = True, elsewhere: bool = False) -> Hours:
    """An entry; `at` minutes after ten."""
    return Hours(number, TEN + timedelta(minutes=at), minutes, accepted, elsewhere)


def case(*together: Stretch, **more: object) -> Case:
    """A person's case with every log accepted."""
    said = {"logs": logs(), **more}
    return Case(7, FIRST, LAST, together or (days(),), **said)  # type: ignore[arg-type]  # a test's short hand

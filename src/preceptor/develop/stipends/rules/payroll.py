"""The file for payroll: its rows and its bytes, the same for the same lines."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

COLUMNS = (
    "line",
    "corrects_line",
    "employee_number",
    "family_name",
    "given_name",
    "program",
    "cycle",
    "payment",
    "period",
    "amount",
    "currency",
)
Neutral = Callable[[object], object]


@dataclass(frozen=True)
class Row:
    """One line as payroll reads it."""

    line: int
    corrects: int | None
    employee_number: str
    family_name: str
    given_name: str
    program: str
    cycle: str
    payment: str
    period: str
    amount: Decimal
    currency: str


def payroll_bytes(rows: Iterable[Row], neutral: Neutral) -> bytes:
    """The file: comma-separated, UTF-8 with the mark that spreadsheets want, in order of the lines."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda each: each.line):
        said = [row.line, row.corrects or "", row.employee_number, row.family_name, row.given_name]
        said += [row.program, row.cycle, row.payment, row.period, f"{row.amount:.2f}", row.currency]
        writer.writerow([neutral(cell) for cell in said])
    return b"\xef\xbb\xbf" + held.getvalue().encode()

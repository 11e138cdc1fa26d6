"""A sheet of the personnel office: a header and rows of text, as the loaders read them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sheet:
    """Header and rows of one file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_csv(self) -> bytes:
        """The sheet as a CSV file."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue().encode()


def sheet(header: str, rows: Sequence[Sequence[object]]) -> Sheet:
    """A sheet from a header with commas and rows of plain values."""
    return Sheet(tuple(header.split(",")), tuple(tuple(cell(value) for value in row) for row in rows))


def cell(value: object) -> str:
    """A value as a spreadsheet of the personnel office shows it: days in the usual American way."""
    if value is None:
        return ""
    return f"{value:%m/%d/%Y}" if isinstance(value, date) else str(value)

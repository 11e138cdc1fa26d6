"""From the bytes of a CSV or Excel file to rows of text with their numbers."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

MOST_ROWS = 200_000
MOST_COLUMNS = 400
# A spreadsheet of 200,000 rows stays far below; what unpacks to more is not one.
MOST_UNPACKED = 300_000_000

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0", "old-excel"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)


class Unreadable(ValueError):  # noqa: N818  a reading of the file, told to a person by the command
    """The file is not a table that we can read; `code` says what it is instead."""

    def __init__(self, code: str, hint: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


@dataclass(frozen=True)
class Table:
    """The header and the rows below it; `numbers` are the rows' numbers as a spreadsheet shows them."""

    header: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"


def read_table(data: bytes) -> Table:
    """The table in a file, whatever its name says; Unreadable when there is none."""
    if not data.strip():
        raise Unreadable("empty")
    for start, what in _SIGNATURES:
        if data.startswith(start):
            raise Unreadable(what)
    if data.startswith(b"PK"):
        return _gather(_excel_rows(data), "xlsx")
    text, encoding = decode(data)
    return _gather(_text_rows(text), encoding)


def decode(data: bytes) -> tuple[str, str]:
    """Text and its encoding: UTF-8 with or without a mark, UTF-16 with a mark, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if b"\x00" in data:
        raise Unreadable("binary")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _text_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of delimited text with the number of the line on which each starts."""
    first = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable("broken", str(line)) from fault


def _excel_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet that has any."""
    _check_archive(data)
    try:
        import openpyxl  # brings numpy along; every start of the program would pay for it

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a wrong size, and rows would be lost
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, [cell_text(value) for value in row]
            break
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError, EOFError, AttributeError, TypeError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("broken-excel") from fault


def _check_archive(data: bytes) -> None:
    """Refuse a zip that is no workbook, or that would unpack to more than any workbook."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as fault:
        raise Unreadable("broken-excel") from fault
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise Unreadable("archive")
    if len(entries) > 2_000 or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unreadable("bomb")


def cell_text(value: object) -> str:
    """A spreadsheet's cell as the text that a person sees; whole numbers without a decimal point, days as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _gather(rows: Iterator[tuple[int, list[str]]], encoding: str) -> Table:
    """Header and rows; empty rows are skipped, short ones filled, too many refused."""
    header: tuple[str, ...] = ()
    numbers: list[int] = []
    kept: list[tuple[str, ...]] = []
    for number, raw in rows:
        cells = [cell.strip() for cell in raw]
        if not any(cells):
            continue
        if not header:
            header = _header(cells)
            continue
        if len(kept) >= MOST_ROWS:
            raise Unreadable("too-many-rows", str(MOST_ROWS))
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise Unreadable("ragged", str(number))
        numbers.append(number)
        kept.append(tuple(cells[: len(header)] + [""] * (len(header) - len(cells))))
    if not kept:
        raise Unreadable("no-rows")
    return Table(header, tuple(numbers), tuple(kept), encoding)


def _header(cells: list[str]) -> tuple[str, ...]:
    """Names of the columns; a name used twice is refused, for nobody could say which is meant."""
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise Unreadable("too-many-columns", str(MOST_COLUMNS))
    twice = {name for name in cells if name and cells.count(name) > 1}
    if twice:
        raise Unreadable("column-twice", ", ".join(sorted(twice)))
    return tuple(cells)

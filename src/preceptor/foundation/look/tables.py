"""Lists out of pages, as CSV and as Excel files, safe to open in a spreadsheet."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from preceptor.foundation.look.rules import neutral, plain_name

Cell = object
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """A file that hands back what is written, so that rows can be streamed."""

    def write(self, text: str) -> str:
        return text


def wants_table(request: HttpRequest) -> bool:
    """Whether the address asks for a file (`?format=csv` or `?format=xlsx`) rather than for the page."""
    return request.GET.get("format") in ("csv", "xlsx")


def table_response(
    request: HttpRequest, filename: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponseBase:
    """The list as the file that the address asks for, CSV unless it says `format=xlsx`; rows may be a generator."""
    name = plain_name(filename)
    if request.GET.get("format") == "xlsx":
        return FileResponse(
            _sheet(columns, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=_SHEET_TYPE
        )
    disposition = f'attachment; filename="{name}.csv"'
    return StreamingHttpResponse(
        _csv(columns, rows), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    writer = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"  # Excel reads a CSV file as UTF-8 only with this mark
    yield _line(writer, columns)
    for row in rows:
        yield _line(writer, row)


def _line(writer: Any, row: Sequence[Cell]) -> bytes:
    written: str = writer.writerow([neutral(_as_text(cell)) for cell in row])
    return written.encode()


def _as_text(cell: Cell) -> Cell:
    """Moments in the district's time, days as ISO dates, nothing as an empty cell."""
    if isinstance(cell, datetime):
        return _local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone()) if timezone.is_aware(moment) else moment


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """An Excel file on disk, written row by row, so that its size does not matter to memory."""
    import xlsxwriter  # 0.3 s that every start of the program would pay for

    held = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, str(column), bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(sheet, (number, at), cell, (day, moment))
    book.close()
    held.seek(0)
    return held


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: tuple[Any, Any]) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(*place, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*place, _local(cell).replace(tzinfo=None), formats[1])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, formats[0])
    elif cell is not None:
        sheet.write_string(*place, re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(cell)))

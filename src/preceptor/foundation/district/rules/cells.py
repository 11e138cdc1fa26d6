"""What one cell of a spreadsheet means: dates, codes, grades, numbers, choices; what is wrong when it means nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

Kind = Literal[
    "text", "code", "email", "date", "number", "latitude", "longitude", "choice", "yes", "grades", "year", "share"
]
Value = str | date | Decimal | bool | tuple[str, str] | None

GRADES = ("PK", "TK", "K", *(str(grade) for grade in range(1, 13)))
_GRADE_WORDS = {"P": "PK", "PS": "PK", "PRE-K": "PK", "KG": "K", "KN": "K"}
_CRUSHED = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d{2}$")
_SERIAL = re.compile(r"^\d{5}(?:\.0+)?$")
_AMERICAN = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$")
_YEAR = re.compile(r"^(\d{4})[-_/–](\d{2}|\d{4})$")
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_DAY_FORMATS = ("%m/%d/%y", "%m-%d-%Y", "%Y/%m/%d", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%B %d, %Y", "%Y%m%d")
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "active", "sí", "si"})
_NO = frozenset({"n", "no", "false", "f", "0", "", "inactive"})


class CellFault(ValueError):  # noqa: N818  what is wrong with a cell is told to a person, not raised to a programmer
    """A cell that cannot be read: a code for the kind of fault, and what the cell probably was."""

    def __init__(self, code: str, hint: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint


@dataclass(frozen=True)
class Field:
    """One thing that a file of some kind says: its name with us, how it is read, whether a row needs it."""

    name: str
    kind: Kind
    required: bool = False
    longest: int = 200
    choices: tuple[str, ...] = ()
    meaning: str = ""


def spreadsheet_day(serial: str) -> date | None:
    """The day that a spreadsheet hides behind a five-digit number."""
    return _SPREADSHEET_DAY_ZERO + timedelta(days=int(float(serial))) if _SERIAL.match(serial) else None


def read_text(text: str, field: Field) -> str:
    """Text no longer than its column."""
    if len(text) > field.longest:
        raise CellFault("too-long", str(field.longest))
    return " ".join(text.split())


def read_code(text: str, field: Field) -> str:
    """A code or number kept as text; refuses what a spreadsheet has rounded."""
    if _CRUSHED.match(text):
        raise CellFault("crushed-code", text)
    return read_text(text.removesuffix(".0"), field)


def read_email(text: str, field: Field) -> str:
    """An e-mail address in small letters."""
    address = read_text(text, field).lower()
    if not _EMAIL.match(address) or ".." in address or "." not in address.partition("@")[2]:
        raise CellFault("bad-email")
    return address


def read_date(text: str, field: Field) -> date:  # noqa: ARG001  every reader has the same shape
    """A day in one of the usual ways of writing it; a spreadsheet's bare number is refused with the day it may mean."""
    day = _day(text.removesuffix("T00:00:00").removesuffix(" 00:00:00").removesuffix(" 0:00"))
    if day is not None:
        if not 1800 <= day.year <= 2200:
            raise CellFault("far-date", day.isoformat())
        return day
    hidden = spreadsheet_day(text)
    raise CellFault("serial-date", hidden.isoformat()) if hidden else CellFault("bad-date")


def _day(written: str) -> date | None:
    """The day that is written; the two commonest ways are tried without the slow general reader."""
    american = _AMERICAN.match(written)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        if len(written) == 10 and written[4] == "-":
            return date.fromisoformat(written)
    except ValueError:
        return None
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def read_number(text: str, field: Field) -> Decimal:  # noqa: ARG001  every reader has the same shape
    """A number, with or without thousands separators, dollar or percent sign."""
    try:
        number = Decimal(text.replace(",", "").replace("$", "").replace("%", "").strip())
    except InvalidOperation:
        raise CellFault("bad-number") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 10:
        raise CellFault("bad-number")
    return number.quantize(Decimal("0.0001"))


def _degrees(text: str, most: int) -> Decimal:
    """A coordinate within its bounds."""
    try:
        degrees = Decimal(text)
    except InvalidOperation:
        raise CellFault("bad-number") from None
    if not degrees.is_finite() or abs(degrees) > most:
        raise CellFault("off-the-globe", str(most))
    return degrees.quantize(Decimal("0.000001"))


def read_latitude(text: str, field: Field) -> Decimal:  # noqa: ARG001  every reader has the same shape
    """Degrees north."""
    return _degrees(text, 90)


def read_longitude(text: str, field: Field) -> Decimal:  # noqa: ARG001  every reader has the same shape
    """Degrees east."""
    return _degrees(text, 180)


def read_share(text: str, field: Field) -> Decimal:
    """A part of a whole: 0.25 or 25%."""
    share = read_number(text, field) / (100 if text.strip().endswith("%") else 1)
    if not 0 <= share <= 1:
        raise CellFault("bad-share")
    return share.quantize(Decimal("0.0001"))


def read_choice(text: str, field: Field) -> str:
    """One of the words that the field knows."""
    word = text.strip().lower().replace(" ", "_").replace("-", "_")
    if word not in field.choices:
        raise CellFault("unknown-choice", ", ".join(field.choices))
    return word


def read_yes(text: str, field: Field) -> bool:  # noqa: ARG001  every reader has the same shape
    """Yes or no."""
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise CellFault("not-yes-or-no")
    return word in _YES


def _grade(text: str) -> str:
    """One grade as we write it; empty when it is none."""
    word = text.strip().upper()
    word = _GRADE_WORDS.get(word, word.lstrip("0") or word)
    return word if word in GRADES else ""


def _span_behind(text: str) -> str:
    """The grade span that a spreadsheet turned into a date: 44724 and 12-Jun were '6-12'."""
    try:
        day = spreadsheet_day(text) or read_date(text, Field("", "date"))
    except CellFault:
        try:
            day = datetime.strptime(f"{text} 2000", "%d-%b %Y").date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            return ""
    return f"{day.month}-{day.day}"


def read_grades(text: str, field: Field) -> tuple[str, str]:  # noqa: ARG001  every reader has the same shape
    """Lowest and highest grade: 'K-5', '9', 'PK-8'."""
    low, dash, high = text.replace("–", "-").replace(" to ", "-").partition("-")
    span = (_grade(low), _grade(high if dash else low))
    if not all(span):
        hidden = _span_behind(text)
        raise CellFault("crushed-grades", hidden) if hidden else CellFault("bad-grades")
    if GRADES.index(span[0]) > GRADES.index(span[1]):
        raise CellFault("bad-grades")
    return span


def read_year(text: str, field: Field) -> str:  # noqa: ARG001  every reader has the same shape
    """A school year as '2026-27'."""
    match = _YEAR.match(text.strip())
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        raise CellFault("bad-year")
    return f"{match[1]}-{match[2][-2:]}"


READERS: Mapping[Kind, Callable[[str, Field], Value]] = {
    "text": read_text,
    "code": read_code,
    "email": read_email,
    "date": read_date,
    "number": read_number,
    "latitude": read_latitude,
    "longitude": read_longitude,
    "choice": read_choice,
    "yes": read_yes,
    "grades": read_grades,
    "year": read_year,
    "share": read_share,
}


def read_cell(text: str, field: Field) -> Value:
    """The value of a cell that is not empty; CellFault when it cannot be read."""
    return READERS[field.kind](text, field)


def level_of(low: str, high: str) -> str:
    """The level of a school by its grades, when the file names none."""
    if not low or not high:
        return "other"
    bottom, top = GRADES.index(low), GRADES.index(high)
    fifth, sixth, eighth, ninth = (GRADES.index(grade) for grade in ("5", "6", "8", "9"))
    if top <= sixth:
        return "elementary"
    if bottom >= ninth:
        return "high"
    if bottom >= fifth and top <= ninth:
        return "middle"
    return "elementary" if bottom < fifth and top < eighth else "span"

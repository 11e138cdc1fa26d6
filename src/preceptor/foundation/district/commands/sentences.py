"""Faults of a file told to a person: what is wrong and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from preceptor.foundation.district.rules.mapping import Fault

SHOWN = 50


@dataclass(frozen=True)
class Told:
    """A fault as a page or a command shows it; row 0 stands for the whole file."""

    row: int
    column: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        place = _("Row %(row)s: ") % {"row": self.row} if self.row else ""
        return f"{place}{self.sentence} {self.remedy}"


_FAULTS: Mapping[str, tuple[object, object]] = {
    "missing-column": (
        _lazy("The file has no column “%(column)s”."),
        _lazy("Add the column, or give a mapping that says which column holds it."),
    ),
    "unknown-column": (
        _lazy("The column “%(column)s” is not known."),
        _lazy("Rename or remove it, or list it under “ignored” in a mapping."),
    ),
    "blank": (_lazy("“%(column)s” is empty, and is needed."), _lazy("Fill the cell or remove the row.")),
    "duplicate": (
        _lazy("%(value)s stands in row %(hint)s already."),
        _lazy("Keep one of the two rows."),
    ),
    "too-long": (
        _lazy("“%(column)s” holds more than %(hint)s characters."),
        _lazy("Shorten the text."),
    ),
    "crushed-code": (
        _lazy("“%(column)s” is %(value)s: a spreadsheet has rounded the code."),
        _lazy("Export the file again with this column formatted as text; the lost digits cannot be restored."),
    ),
    "serial-date": (
        _lazy("“%(column)s” is %(value)s: a spreadsheet's number for a day, probably %(hint)s."),
        _lazy("Format the column as a date, such as 2026-08-31, and export again."),
    ),
    "bad-date": (
        _lazy("“%(column)s” is “%(value)s”, which is no day of the calendar."),
        _lazy("Write it as 2026-08-31 or 08/31/2026."),
    ),
    "far-date": (_lazy("“%(column)s” is %(hint)s, which is too far away."), _lazy("Check the year.")),
    "future-day": (_lazy("“%(column)s” is %(value)s, which is still to come."), _lazy("Check the day.")),
    "crushed-grades": (
        _lazy("“%(column)s” is %(value)s: a spreadsheet turned the grades %(hint)s into a date."),
        _lazy("Format the column as text, write %(hint)s again and export."),
    ),
    "bad-grades": (
        _lazy("“%(column)s” is “%(value)s”, which are no grades."),
        _lazy("Write the lowest and the highest grade, such as K-5, 6-8 or 9."),
    ),
    "bad-email": (_lazy("“%(value)s” is no e-mail address."), _lazy("Write one address, such as name@school.org.")),
    "bad-number": (_lazy("“%(column)s” is “%(value)s”, which is no number."), _lazy("Write digits alone.")),
    "bad-share": (_lazy("“%(column)s” is “%(value)s”."), _lazy("Write a part between 0 and 1, or a percentage.")),
    "bad-year": (_lazy("“%(value)s” is no school year."), _lazy("Write it as 2026-27.")),
    "off-the-globe": (
        _lazy("“%(column)s” is %(value)s; it lies between -%(hint)s and %(hint)s."),
        _lazy("Write degrees with a decimal point; west and south are negative."),
    ),
    "unknown-choice": (
        _lazy("“%(column)s” is “%(value)s”, which is not known."),
        _lazy("Use one of: %(hint)s. A mapping can translate your own words."),
    ),
    "not-yes-or-no": (_lazy("“%(column)s” is “%(value)s”."), _lazy("Write yes or no.")),
    "unknown-school": (_lazy("There is no school %(value)s."), _lazy("Load the schools first, or mend the code.")),
    "unknown-unit": (
        _lazy("There is no school or office %(value)s."),
        _lazy("Load schools and offices first, or mend the code."),
    ),
    "unknown-person": (
        _lazy("Nobody has the employee number %(value)s."),
        _lazy("Load the people first, or mend the number."),
    ),
    "unknown-position": (
        _lazy("It reports to position %(value)s, which does not exist."),
        _lazy("Add a row for that position, or mend the number."),
    ),
    "unknown-year": (_lazy("The school year %(value)s is not known."), _lazy("Add a row for the year.")),
    "outside-year": (
        _lazy("The semester from %(value)s does not lie within %(hint)s."),
        _lazy("Mend its days or those of the year."),
    ),
    "ends-before-start": (
        _lazy("“%(column)s” is %(value)s, which does not come after its start, %(hint)s."),
        _lazy("Mend one of the two days. The end is the first day on which it no longer holds."),
    ),
    "long-break": (_lazy("A break up to %(value)s is longer than %(hint)s days."), _lazy("Check its days.")),
    "email-taken": (
        _lazy("%(value)s belongs to employee %(hint)s."),
        _lazy("Give each person an address of their own, or put both people into the file."),
    ),
    "code-taken": (
        _lazy("The code %(value)s belongs to another place, %(hint)s."),
        _lazy("Give every school and every office a code of its own."),
    ),
    "two-names": (
        _lazy("The group is called “%(value)s” here and “%(hint)s” above."),
        _lazy("Write one name for each code."),
    ),
    "overlap": (
        _lazy("School %(hint)s would be in two groups of one kind from %(value)s on."),
        _lazy("End the first membership on the day on which the second begins."),
    ),
    "feeds-itself": (_lazy("School %(value)s would feed itself."), _lazy("Mend one of the two codes.")),
    "more-than-all": (
        _lazy("The shares of school %(hint)s come to %(value)s, more than the whole class."),
        _lazy("Mend the shares of the year so that they come to 1 at most."),
    ),
    "second-root": (
        _lazy("%(value)s would be a second district beside %(hint)s."),
        _lazy("Keep one row of the kind “district”."),
    ),
    "unit-circle": (
        _lazy("These offices lie within one another in a circle: %(value)s."),
        _lazy("Mend the parent of one of them."),
    ),
    "reporting-circle": (
        _lazy("These positions report to one another in a circle: %(value)s."),
        _lazy("Mend what one of them reports to."),
    ),
    "seat-twice": (
        _lazy("Position %(value)s is held by two people at once: employees %(hint)s."),
        _lazy("End the first row on the day on which the second begins, or mark one as acting."),
    ),
}


def tell(fault: Fault) -> Told:
    """A fault in words; a probable meaning is added where we have one."""
    sentence, remedy = _FAULTS[fault.code]
    words = {"column": fault.column, "value": fault.value, "hint": fault.hint}
    meant = ""
    if fault.hint and fault.code in {"unknown-column", "unknown-school", "unknown-unit", "unknown-position"}:
        meant = " " + _("Did you mean “%(hint)s”?") % words
    return Told(fault.row, fault.column, str(sentence) % words, str(remedy) % words + meant)


def tell_all(faults: tuple[Fault, ...]) -> tuple[tuple[Told, ...], int]:
    """The first faults in order of rows, in words, and how many more there are."""
    ordered = sorted(faults, key=lambda one: (one.row, one.column))
    return tuple(tell(one) for one in ordered[:SHOWN]), max(len(ordered) - SHOWN, 0)

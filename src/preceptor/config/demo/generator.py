"""The whole demonstration from a seed: the sheets that the personnel office would give, and who is who."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from preceptor.config.demo.calendar import calendar_sheet
from preceptor.config.demo.officers import add_officers
from preceptor.config.demo.personas import Persona, personas
from preceptor.config.demo.places import feeder_sheet, figure_sheet, group_sheet, school_sheet, schools, unit_sheet
from preceptor.config.demo.qualifications import qualification_sheet
from preceptor.config.demo.sheets import Sheet
from preceptor.config.demo.staff import add_teachers, standing_sheet, workforce


@dataclass(frozen=True)
class DemoDistrict:
    """Sheets by the kind of load, in the order in which they are loaded, and the personas."""

    sheets: Mapping[str, Sheet]
    personas: tuple[Persona, ...]


def generate(*, seed: int, today: date, name: str, more_teachers: int = 0) -> DemoDistrict:
    """The demonstration district of a seed as it stands on a day; the same seed and day give the same rows.

    `more_teachers` at every school come on top of them: measurements of speed want a larger district.
    """
    chance = Random(seed)  # noqa: S311  invented people, no secrets
    found = schools(chance)
    staff = workforce(chance, found, today)
    officers = add_officers(staff)
    add_teachers(staff, found, more_teachers)
    who = (*personas(staff, found), *officers)
    adverse = next(one.employee_number for one in who if one.key == "applicant_contested")
    spared = tuple(one.employee_number for one in who)
    standing = standing_sheet(chance, staff.principals, spared, staff.staff.begins)
    figures = figure_sheet(chance, found, today)
    sheets = {
        "units": unit_sheet(name),
        "schools": school_sheet(found),
        "groups": group_sheet(found),
        "figures": figures,
        "feeders": feeder_sheet(found, today),
        "calendar": calendar_sheet(today),
        "people": staff.staff.roster.sheet(),
        "positions": staff.staff.sheet(),
        "standing": _with_notice(standing, adverse),
        "qualifications": qualification_sheet(seed, staff, today),
    }
    return DemoDistrict(sheets, who)


def _with_notice(standing: Sheet, number: str) -> Sheet:
    """The same facts with a notice on record for one person, so that contesting can be shown."""
    rows = tuple(
        (*row[:2], "yes", *row[3:]) if row[0] == number and row[1].startswith("Notice") else row
        for row in standing.rows
    )
    return Sheet(standing.header, rows)

"""What other contexts may use of the district."""

from functools import partial

from preceptor.foundation.district.commands.files import open_table
from preceptor.foundation.district.commands.load import LoadOutcome, LoadRefused, load
from preceptor.foundation.district.commands.outsiders import AddressTaken, add_outsider
from preceptor.foundation.district.commands.sentences import Told, tell_all
from preceptor.foundation.district.queries.calendar import (
    HolidayBrief,
    SchoolYearBrief,
    SemesterBrief,
    holidays,
    school_calendar,
    school_year,
    semesters,
    today,
    zone,
)
from preceptor.foundation.district.queries.figures import FigureBrief, figure_names, latest_figures, yearly_figures
from preceptor.foundation.district.queries.jobs import Job, job_codes, jobs
from preceptor.foundation.district.queries.people import (
    PersonBrief,
    PersonMissing,
    PositionBrief,
    StandingBrief,
    direct_reports,
    first_start_in_job,
    found_for,
    people,
    people_by_number,
    person,
    positions_held,
    positions_of,
    positions_of_people,
    reporting_line,
    reporting_lines,
    search_people,
    standing_for,
    standing_of,
    supervisor_of,
)
from preceptor.foundation.district.queries.places import (
    SchoolBrief,
    UnitBrief,
    UnitMissing,
    all_schools,
    root,
    school_of_unit,
    schools_in_group,
    schools_of_units,
    search_schools,
    unit,
    unit_by_code,
    units,
)
from preceptor.foundation.district.queries.seats import (
    JobBrief,
    LeaveBrief,
    SeatBrief,
    StaffBrief,
    TenureBrief,
    jobs_of_people,
    leaves,
    people_by_email,
    seated_people,
    seats_of,
    seats_of_people,
    seats_with,
    starts_later,
    tenures,
)
from preceptor.foundation.district.queries.spans import (
    membership_spans,
    newest_figure,
    position_spans,
    qualification_spans,
    school_levels,
    school_spans,
)
from preceptor.foundation.district.rules.cells import Field
from preceptor.foundation.district.rules.kinds import QUALIFICATION_KINDS, adverse
from preceptor.foundation.district.rules.mapping import Fault, Mapping, Reading, Row, read_rows, repeated
from preceptor.foundation.district.rules.positions import in_first_years, months_between

load_units = partial(load, kind="units")
load_schools = partial(load, kind="schools")
load_groups = partial(load, kind="groups")
load_figures = partial(load, kind="figures")
load_feeders = partial(load, kind="feeders")
load_people = partial(load, kind="people")
load_positions = partial(load, kind="positions")
load_standing = partial(load, kind="standing")
load_qualifications = partial(load, kind="qualifications")
load_calendar = partial(load, kind="calendar")

__all__ = [
    "QUALIFICATION_KINDS",
    "AddressTaken",
    "Fault",
    "Field",
    "FigureBrief",
    "HolidayBrief",
    "Job",
    "JobBrief",
    "LeaveBrief",
    "LoadOutcome",
    "LoadRefused",
    "Mapping",
    "PersonBrief",
    "PersonMissing",
    "PositionBrief",
    "Reading",
    "Row",
    "SchoolBrief",
    "SchoolYearBrief",
    "SeatBrief",
    "SemesterBrief",
    "StaffBrief",
    "StandingBrief",
    "TenureBrief",
    "Told",
    "UnitBrief",
    "UnitMissing",
    "add_outsider",
    "adverse",
    "all_schools",
    "direct_reports",
    "figure_names",
    "first_start_in_job",
    "found_for",
    "holidays",
    "in_first_years",
    "job_codes",
    "jobs",
    "jobs_of_people",
    "latest_figures",
    "leaves",
    "load",
    "load_calendar",
    "load_feeders",
    "load_figures",
    "load_groups",
    "load_people",
    "load_positions",
    "load_qualifications",
    "load_schools",
    "load_standing",
    "load_units",
    "membership_spans",
    "months_between",
    "newest_figure",
    "open_table",
    "people",
    "people_by_email",
    "people_by_number",
    "person",
    "position_spans",
    "positions_held",
    "positions_of",
    "positions_of_people",
    "qualification_spans",
    "read_rows",
    "repeated",
    "reporting_line",
    "reporting_lines",
    "root",
    "school_calendar",
    "school_levels",
    "school_of_unit",
    "school_spans",
    "school_year",
    "schools_in_group",
    "schools_of_units",
    "search_people",
    "search_schools",
    "seated_people",
    "seats_of",
    "seats_of_people",
    "seats_with",
    "semesters",
    "standing_for",
    "standing_of",
    "starts_later",
    "supervisor_of",
    "tell_all",
    "tenures",
    "today",
    "unit",
    "unit_by_code",
    "units",
    "yearly_figures",
    "zone",
]

"""The kinds of file that can be loaded, and the fields of each."""

from collections.abc import Mapping

from preceptor.foundation.district.rules.cells import Field

UNIT_KINDS = ("district", "division", "office", "local_district")
LEVELS = ("elementary", "middle", "high", "span", "other")
CHARTERS = ("none", "affiliated", "independent")
GROUP_KINDS = ("local_district", "maintenance_region", "community", "multi_craft_team")
PERMANENCE = ("permanent", "probationary", "acting", "temporary")
STANDING_KINDS = ("good_standing", "evaluation", "unsatisfactory_act", "suspension")
# Credentials are held until a clear one takes their place; trainings are finished on a day; duties are held.
QUALIFICATION_KINDS = (
    "preliminary_teaching",
    "clear_teaching",
    "preliminary_administrative",
    "clear_administrative",
    "aspiring_administrators",
    "coach_training",
    "advanced_coach_training",
    "administrative_coach",
    "teacher_coach",
    "technology_coach",
)
CALENDAR_KINDS = ("year", "semester", "holiday")

# What each kind of standing fact may say, and which of it speaks against a person.
STANDING_VALUES: Mapping[str, tuple[str, ...]] = {
    "good_standing": ("yes", "no"),
    "evaluation": ("exceeds", "meets", "developing", "below_standard"),
    "unsatisfactory_act": ("yes", "no"),
    "suspension": ("yes", "no"),
}
ADVERSE = frozenset(
    {("good_standing", "no"), ("evaluation", "below_standard"), ("unsatisfactory_act", "yes"), ("suspension", "yes")}
)


def adverse(kind: str, value: str) -> bool:
    """Whether a standing fact speaks against the person."""
    return (kind, value) in ADVERSE


_EMPLOYEE = Field("employee_number", "code", True, 20, meaning="The personnel office's number of the person.")

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "units": (
        Field("code", "code", True, 40, meaning="The office's code; positions name it."),
        Field("name", "text", True, 200, meaning="The office's name."),
        Field("kind", "choice", True, choices=UNIT_KINDS, meaning="What it is."),
        Field("parent", "code", False, 40, meaning="Code of the office above; empty: the district itself."),
    ),
    "schools": (
        Field("code", "code", True, 40, meaning="The school's code in the state or the district."),
        Field("name", "text", True, 200, meaning="The school's name."),
        Field("national_code", "code", False, 40, meaning="The school's code in the national list."),
        Field("level", "choice", False, choices=LEVELS, meaning="Level; without it the grades decide."),
        Field("grades", "grades", False, meaning="Grades served, such as K-5, 6-8 or 9."),
        Field("charter", "choice", False, choices=CHARTERS, meaning="Charter status; independent: directly funded."),
        Field("magnet", "yes", False, meaning="Whether the school is a magnet school."),
        Field("street", "text", False, 200, meaning="Street and number."),
        Field("city", "text", False, 80, meaning="City."),
        Field("postal_code", "code", False, 12, meaning="Postal code."),
        Field("latitude", "latitude", False, meaning="Degrees north."),
        Field("longitude", "longitude", False, meaning="Degrees east; west is negative."),
        Field("opened", "date", False, meaning="The day on which the school opened."),
        Field("active", "yes", False, meaning="Whether the school is open; empty: no."),
        Field("local_district", "text", False, 200, meaning="Name of the school's local district."),
        Field("local_district_code", "code", False, 40, meaning="Code of the school's local district."),
    ),
    "groups": (
        Field("school", "code", True, 40, meaning="Code of the school."),
        Field("kind", "choice", True, choices=GROUP_KINDS, meaning="What kind of group it is."),
        Field("code", "code", True, 40, meaning="Code of the group."),
        Field("name", "text", True, 200, meaning="Name of the group."),
        Field("start", "date", True, meaning="First day in the group."),
        Field("end", "date", False, meaning="Day from which the school is no longer in it; empty: still."),
    ),
    "figures": (
        Field("school", "code", True, 40, meaning="Code of the school."),
        Field("year", "year", True, meaning="School year, such as 2026-27."),
        Field("name", "code", True, 40, meaning="Name of the figure, such as total_enrolled."),
        Field("value", "number", True, meaning="The figure."),
        Field("source", "text", True, 120, meaning="Where the figure comes from."),
    ),
    "feeders": (
        Field("source_school", "code", True, 40, meaning="Code of the school that pupils leave."),
        Field("target_school", "code", True, 40, meaning="Code of the school that they move on to."),
        Field("share", "share", False, meaning="Part of the leaving class, 0.25 or 25%; empty: all."),
        Field("year", "year", True, meaning="School year, such as 2026-27."),
    ),
    "people": (
        _EMPLOYEE,
        Field("given_name", "text", True, 80, meaning="Given name."),
        Field("family_name", "text", True, 80, meaning="Family name."),
        Field("email", "email", True, 254, meaning="Work e-mail; the person signs in with it."),
        Field("phone", "text", False, 30, meaning="Work telephone."),
        Field("language", "choice", False, choices=("en", "es"), meaning="Language of letters, en or es."),
        Field("active", "yes", False, meaning="Whether the person still works here; empty: no."),
    ),
    "positions": (
        Field("number", "code", True, 30, meaning="Number of the seat; its holders follow one another."),
        _EMPLOYEE,
        Field("job", "choice", True, 40, meaning="Code of the job; see the list of jobs."),
        Field("title", "text", True, 120, meaning="Title as it is printed in letters."),
        Field("unit", "code", True, 40, meaning="Code of the school or office."),
        Field("permanence", "choice", True, choices=PERMANENCE, meaning="Status in this position."),
        Field("start", "date", True, meaning="First day in the position."),
        Field("end", "date", False, meaning="Day from which the person no longer holds it; empty: still."),
        Field("leave_start", "date", False, meaning="First day of a leave."),
        Field("leave_end", "date", False, meaning="Day of return from the leave; empty: open."),
        Field("reports_to", "code", False, 30, meaning="Number of the seat above; empty: nobody."),
    ),
    "standing": (
        _EMPLOYEE,
        Field("kind", "choice", True, choices=STANDING_KINDS, meaning="What the fact is about."),
        Field("value", "code", True, 40, meaning="What it says; see below."),
        Field("as_of", "date", True, meaning="The day on which it was so."),
        Field("source", "text", True, 120, meaning="The record that it comes from."),
    ),
    "qualifications": (
        _EMPLOYEE,
        Field("kind", "choice", True, choices=QUALIFICATION_KINDS, meaning="Credential, training or coaching duty."),
        Field("start", "date", True, meaning="Day of issue, of completion, or first day of the duty."),
        Field("end", "date", False, meaning="Day from which it holds no longer; empty: still."),
        Field("number", "code", False, 40, meaning="Number of the document, where it has one."),
        Field("source", "text", True, 120, meaning="The record that it comes from."),
    ),
    "calendar": (
        Field("kind", "choice", True, choices=CALENDAR_KINDS, meaning="A school year, a semester or a closed day."),
        Field("year", "year", False, meaning="The school year; closed days need none."),
        Field("name", "text", False, 120, meaning="Name of the semester or of the closed day."),
        Field("start", "date", True, meaning="First day."),
        Field("end", "date", False, meaning="Last day; empty: the same day."),
    ),
}
KINDS = tuple(FIELDS)


def fields_of(kind: str, jobs: tuple[str, ...]) -> tuple[Field, ...]:
    """Fields of a kind of file; the district's list of jobs says which jobs there are."""
    return tuple(
        Field(one.name, one.kind, one.required, one.longest, jobs, one.meaning) if one.name == "job" else one
        for one in FIELDS[kind]
    )

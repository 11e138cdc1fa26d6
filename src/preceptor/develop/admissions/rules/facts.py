"""What personnel records, standing and the school directory say of one person, as facts for rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

ADMINISTRATORS = frozenset(
    {
        "principal",
        "assistant_principal",
        "community_administrator",
        "local_district_superintendent",
        "deputy_superintendent",
        "superintendent",
        "director",
    }
)
SECONDARY = frozenset({"middle", "high", "span"})
PERSONNEL = "Personnel records"
DIRECTORY = "School directory"
_NO = frozenset({"", "no", "none", "false", "0", "cleared", "rescinded", "withdrawn", "not_on_record"})
_YES_IN_STANDING = frozenset({"yes", "true", "1", "good", "good_standing", "current"})
_ADVERSE = {
    "below_standard_evaluation": "evaluation",
    "notice_of_unsatisfactory_act": "unsatisfactory_act",
    "suspension": "suspension",
}
OF_STANDING = frozenset({"good_standing", *_ADVERSE})
OF_TIME = frozenset({"newly_assigned", "months_as_principal", "years_as_principal", "first_principal_start"})


@dataclass(frozen=True)
class HeldJob:
    """A position held on the day; `school_level` and `charter` are empty outside schools."""

    job: str
    permanence: str
    unit_id: int
    on_leave: bool = False
    school_level: str = ""
    charter: str = ""


@dataclass(frozen=True)
class OnRecord:
    """A standing fact as the personnel office holds it."""

    value: str
    as_of: date
    source: str


@dataclass(frozen=True)
class Known:
    """One fact: value, source and the day on which it held."""

    value: bool | int | str | datetime
    source: str
    as_of: date


def facts(
    held: Iterable[HeldJob],
    standing: Mapping[str, OnRecord],
    first_principal_start: date | None,
    *,
    on: date,
    zone: tzinfo,
) -> dict[str, Known]:
    """Every fact that the records settle; what they leave open is left out."""
    jobs = list(held)
    return {
        **_of_positions(jobs, on),
        **_of_time(first_principal_start, on, zone),
        **_of_school(jobs, on),
        **_of_standing(standing),
    }


def _of_positions(held: list[HeldJob], on: date) -> dict[str, Known]:
    """What the positions of the day say."""
    jobs = {position.job for position in held}
    permanent = any(position.job == "principal" and position.permanence == "permanent" for position in held)
    values: dict[str, bool | int] = {
        "current_principal": "principal" in jobs,
        "permanent_principal": permanent,
        "assistant_principal": "assistant_principal" in jobs,
        "counselor": "counselor" in jobs,
        "coordinator": "coordinator" in jobs,
        "administrator": bool(jobs & ADMINISTRATORS),
        "on_leave": bool(held) and all(position.on_leave for position in held),
        "sites_assigned": len({position.unit_id for position in held if position.school_level}),
    }
    return {name: Known(value, PERSONNEL, on) for name, value in values.items()}


def _of_time(start: date | None, on: date, zone: tzinfo) -> dict[str, Known]:
    """How long somebody has been a principal, from the first day in the job."""
    if start is None or start > on:
        return {"newly_assigned": Known(False, PERSONNEL, on)}
    months = (on.year - start.year) * 12 + on.month - start.month - (on.day < start.day)
    return {
        "newly_assigned": Known(months < 24, PERSONNEL, on),
        "months_as_principal": Known(months, PERSONNEL, on),
        "years_as_principal": Known(months // 12, PERSONNEL, on),
        "first_principal_start": Known(datetime.combine(start, time(), zone), PERSONNEL, on),
    }


def _of_school(held: list[HeldJob], on: date) -> dict[str, Known]:
    """What the directory says of the school; with several schools, only what holds of all of them."""
    schools = {position.unit_id: position for position in held if position.school_level}.values()
    said: list[dict[str, bool | str]] = [
        {
            "school_level": school.school_level,
            "secondary_school": school.school_level in SECONDARY,
            "charter": school.charter == "independent",
        }
        for school in schools
    ]
    agreed = (
        {name: value for name, value in said[0].items() if all(each[name] == value for each in said)} if said else {}
    )
    return {name: Known(value, DIRECTORY, on) for name, value in agreed.items()}


def _of_standing(standing: Mapping[str, OnRecord]) -> dict[str, Known]:
    """What the personnel office holds; its word on good standing also says that nothing adverse was on file then."""
    good = standing.get("good_standing")
    found = {}
    if good is not None:
        found["good_standing"] = Known(_word(good.value) in _YES_IN_STANDING, good.source, good.as_of)
    for name, kind in _ADVERSE.items():
        record = standing.get(kind)
        if record is not None:
            found[name] = Known(_adverse(kind, record.value), record.source, record.as_of)
        elif good is not None:
            found[name] = Known(False, good.source, good.as_of)
    return found


def _adverse(kind: str, value: str) -> bool:
    """Whether the record is adverse: an evaluation below standard, or any notice or suspension not taken back."""
    word = _word(value)
    return word.startswith("below") or word == "unsatisfactory" if kind == "evaluation" else word not in _NO


def _word(value: str) -> str:
    """A value as the rules compare it."""
    return value.strip().lower().replace(" ", "_").replace("-", "_")

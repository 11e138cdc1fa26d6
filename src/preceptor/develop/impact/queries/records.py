"""The records that a study freezes: principals' times at schools, their mentors, and what schools are like."""

from datetime import date

from preceptor.develop.impact.rules.tables import Coached, Held, SchoolFacts, retention_days
from preceptor.develop.pairing.public import every_pair
from preceptor.foundation.district.public import (
    all_schools,
    figure_names,
    positions_held,
    tenures,
    yearly_figures,
)

PUPILS, LOW_INCOME = "total_enrolled", "free_or_reduced_meals"
JOB = "principal"


def held(today: date) -> list[Held]:
    """Every time at a school of those who led one in the years that a study looks back on."""
    days = {day for both in retention_days(today) for day in both} | {today}
    people = {seat.person_id for day in sorted(days) for seat in positions_held(JOB, day)}
    found = tenures(people, JOB, today)
    return [Held(each.person_id, each.unit_id, each.start, each.end) for mine in found.values() for each in mine]


def coached() -> list[Coached]:
    """Every time with a mentor."""
    return [Coached(pair.mentee_id, pair.started, pair.ended) for pair in every_pair()]


def schools() -> dict[int, SchoolFacts]:
    """What each school is like, by its newest counts."""
    counts = yearly_figures([PUPILS, LOW_INCOME])
    found = {}
    for school in all_schools():
        known = counts.get(school.unit_id, {})
        pupils, income = (
            next((float(value) for _year, value in known.get(name, ())), None) for name in (PUPILS, LOW_INCOME)
        )
        share = income / pupils if income is not None and pupils else None
        found[school.unit_id] = SchoolFacts(school.level, pupils, share)
    return found


def growth(figure: str) -> dict[int, dict[str, float]]:
    """A figure of every school by year."""
    found = yearly_figures([figure])
    return {unit_id: {year: float(value) for year, value in each.get(figure, ())} for unit_id, each in found.items()}


def figures() -> list[str]:
    """The names of the yearly figures on record."""
    return figure_names()

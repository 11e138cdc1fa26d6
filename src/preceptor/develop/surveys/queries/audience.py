"""Who can be asked: holders of a job on a day, with level and local district of their school."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from preceptor.develop.surveys.models import Survey
from preceptor.develop.surveys.rules.sampling import draw
from preceptor.foundation.district.public import schools_of_units, seats_with, today


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be asked; level and area are empty for who leads no school."""

    person_id: int
    level: str
    area: str


def audience(survey: Survey, now: datetime) -> list[Candidate]:
    """Whom a survey asks today: everybody it is for, or the sample drawn by level."""
    return sampled(candidates(survey.job, survey.levels, today(now)), survey.sample, survey.seed)


def candidates(job: str, levels: Collection[str], on: date) -> list[Candidate]:
    """Holders of a job in the district on the day, once each, by id; of these levels where any are named."""
    places = {each.person_id: _unit_id(each.unit_path) for each in reversed(seats_with([job], on))}
    schools = schools_of_units(places.values())
    found = []
    for person_id, unit_id in sorted(places.items()):
        school = schools.get(unit_id)
        level, area = (school.level, school.local_district) if school else ("", "")
        if not levels or level in levels:
            found.append(Candidate(person_id, level, area))
    return found


def _unit_id(path: str) -> int:
    return int(path.rstrip("/").rpartition("/")[2])


def sampled(found: Collection[Candidate], sample: int | None, seed: int) -> list[Candidate]:
    """Everybody, or the sample of them drawn by level."""
    chosen = set(draw([(each.person_id, each.level) for each in found], sample, seed))
    return [each for each in found if each.person_id in chosen]

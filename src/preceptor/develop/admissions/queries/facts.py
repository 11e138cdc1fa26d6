"""Facts about several people at once, from the district's records."""

from collections.abc import Collection
from datetime import date

from preceptor.develop.admissions.rules.facts import HeldJob, OnRecord, facts
from preceptor.develop.programs.public import FactValue
from preceptor.foundation.district.public import (
    first_start_in_job,
    positions_of_people,
    schools_of_units,
    standing_for,
    zone,
)


def facts_of(person_ids: Collection[int], on: date) -> dict[int, dict[str, FactValue]]:
    """Every fact that the records settle for each person on a day; confidential ones among them."""
    held = positions_of_people(person_ids, on)
    schools = schools_of_units({position.unit_id for positions in held.values() for position in positions})
    standing = standing_for(person_ids, on)
    starts = first_start_in_job(person_ids, "principal")
    found = {}
    for person_id in person_ids:
        jobs = []
        for position in held.get(person_id, []):
            school = schools.get(position.unit_id)
            level, charter = (school.level, school.charter) if school else ("", "")
            jobs.append(HeldJob(position.job, position.permanence, position.unit_id, position.on_leave, level, charter))
        records = {
            kind: OnRecord(fact.value, fact.as_of, fact.source) for kind, fact in standing.get(person_id, {}).items()
        }
        known = facts(jobs, records, starts.get(person_id), on=on, zone=zone())
        found[person_id] = {name: FactValue(fact.value, fact.source, fact.as_of) for name, fact in known.items()}
    return found

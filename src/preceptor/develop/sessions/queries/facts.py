"""What sessions tell of people as facts: who has completed a program's institute, in whichever of its cycles."""

from collections.abc import Collection, Mapping
from datetime import date

from preceptor.develop.activities.public import done_keys
from preceptor.develop.programs.public import CycleBrief, FactValue, cycles_of

INSTITUTE = "institute_completed"
DAY = "institute_day"


def institute_facts(brief: CycleBrief, people: Collection[int], on: date) -> Mapping[int, Mapping[str, FactValue]]:
    """Whether each of these people has attended as many days of an institute as it has; of others nothing is said."""
    kinds = {name for name, each in brief.definition.activities.items() if each.kind == DAY}
    wanted = [
        each.how_many_sessions or len(each.sessions)
        for each in brief.definition.cohorts.values()
        if each.activity in kinds
    ]
    days = min((number for number in wanted if number), default=0)
    if not days:
        return {}
    ids = {brief.id, *(each.id for each in cycles_of(brief.program_key))}
    done = done_keys(sorted(ids), kinds, people)
    return {
        person_id: {INSTITUTE: FactValue(len(done.get(person_id, ())) >= days, brief.title, on)} for person_id in people
    }

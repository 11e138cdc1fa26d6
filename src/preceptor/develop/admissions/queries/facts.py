"""Facts about several people at once, from the district's records."""

from collections.abc import Callable, Collection, Mapping, Set
from datetime import date

from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.rules.facts import OF_STANDING, OF_TIME, HeldJob, OnRecord, facts
from preceptor.develop.programs.public import CycleBrief, FactValue
from preceptor.foundation.district.public import (
    first_start_in_job,
    jobs_of_people,
    standing_for,
    zone,
)

Facts = Mapping[str, FactValue]
FactSource = Callable[[CycleBrief, Collection[int], date], Mapping[int, Facts]]

_sources: list[tuple[frozenset[str], FactSource]] = []


def register_facts(names: Collection[str], source: FactSource) -> None:
    """Let a context above tell facts of these names, such as a certification that somebody holds in a program."""
    if all(known is not source for _names, known in _sources):
        _sources.append((frozenset(names), source))


def program_facts(
    brief: CycleBrief, person_ids: Collection[int], on: date, wanted: Collection[str]
) -> dict[int, dict[str, FactValue]]:
    """What the records and the program itself say of each person; a source is asked only for what is wanted."""
    found = facts_of(person_ids, on)
    for names, source in _sources:
        if names & set(wanted):
            for person_id, facts in source(brief, person_ids, on).items():
                found.get(person_id, {}).update(facts)
    return found


def facts_of(person_ids: Collection[int], on: date, wanted: Set[str] | None = None) -> dict[int, dict[str, FactValue]]:
    """Every fact that the records settle for each person on a day; confidential ones among them.

    Where only some facts are wanted, only these are told, and only the records that tell them are read.
    """

    def asks(names: Set[str]) -> bool:
        return wanted is None or bool(names & wanted)

    held = jobs_of_people(person_ids, on)
    standing = standing_for(person_ids, on) if asks(OF_STANDING) else {}
    starts = first_start_in_job(person_ids, "principal") if asks(OF_TIME) else {}
    found = {}
    for person_id in person_ids:
        jobs = [
            HeldJob(each.job, each.permanence, each.unit_id, each.on_leave, each.school_level, each.charter)
            for each in held.get(person_id, [])
        ]
        records = {
            kind: OnRecord(fact.value, fact.as_of, fact.source) for kind, fact in standing.get(person_id, {}).items()
        }
        known = facts(jobs, records, starts.get(person_id), on=on, zone=zone())
        found[person_id] = {
            name: FactValue(fact.value, fact.source, fact.as_of)
            for name, fact in known.items()
            if wanted is None or name in wanted
        }
    return found


ENDORSED = {"supervisor_of_record": "endorsed", "employer": "employer_agreed"}


def application_facts(brief: CycleBrief, people: Collection[int], on: date) -> Mapping[int, Facts]:
    """Which endorsements each of these people has for this cycle; of one that is not there yet nothing is said."""
    ways = brief.definition.admission
    rows = Endorsement.objects.filter(
        application__cycle_id=brief.id, application__person_id__in=list(people), state=Endorsement.State.ENDORSED
    )
    found: dict[int, dict[str, FactValue]] = {}
    for person_id, role, name in rows.values_list("application__person_id", "application__role", "name"):
        wanted = ways[role].endorsements.get(name) if role in ways else None
        if wanted is not None and wanted.by in ENDORSED:
            found.setdefault(person_id, {})[ENDORSED[wanted.by]] = FactValue(True, "The endorsement", on)
    return found

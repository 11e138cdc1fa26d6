"""Who owes what on the days that count: leave from the personnel records, and conditions judged on the records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from preceptor.develop.activities.queries.taking_part import TakingPart
from preceptor.develop.activities.rules.evaluate import OwingByRole
from preceptor.develop.activities.rules.periods import Calendar
from preceptor.develop.activities.rules.values import Span
from preceptor.develop.admissions.public import program_facts
from preceptor.develop.programs.public import CycleBrief, Definition, Duty, FactValue, decide, in_force, names_in
from preceptor.foundation.district.public import leaves

Facts = Mapping[str, FactValue]


@dataclass(frozen=True)
class Depends:
    """A duty that depends on a condition: who owes it, and of whom the records do not say."""

    owers: frozenset[int]
    undecided: frozenset[int]


def owing_of(part: TakingPart, calendar: Calendar) -> OwingByRole:
    """Who owes what is owed alone and for each partner, with the days on which either of the two is on leave."""
    people = {person_id for listed in part.roles.values() for person_id in listed}
    people |= {person_id for each in part.together for person_id in each.people}
    known = leaves(people, calendar.first, calendar.last) if people else {}
    away = {
        person_id: tuple(Span(each.start, each.end and each.end - timedelta(days=1)) for each in found)
        for person_id, found in known.items()
    }
    return part.owing(away)


def renewing(definition: Definition) -> frozenset[str]:
    """Duties that only a renewal asks for: they are owed over the days of a certificate, not of a cycle."""
    awards = definition.awards.values()
    renewal = {name for each in awards if each.renewal for name in each.renewal.duties}
    return frozenset(renewal - {name for each in awards for name in each.duties})


def dependent_duties(brief: CycleBrief, part: TakingPart, on: date) -> dict[str, Depends]:
    """Every duty in force that depends on a condition, judged for each person of its role on the facts of a day."""
    asked = {
        name: duty
        for name, duty in brief.definition.duties.items()
        if duty.condition and in_force(brief.definition, [duty]) and name not in renewing(brief.definition)
    }
    people = {person_id for duty in asked.values() for person_id in part.roles.get(duty.who, {})}
    if not people:
        return dict.fromkeys(asked, Depends(frozenset(), frozenset()))
    wanted = {name for duty in asked.values() for name in names_in(duty.condition or "")}
    known = _facts(brief, part, people, on, wanted)
    return {name: _depends(duty, part, known) for name, duty in asked.items()}


def _depends(duty: Duty, part: TakingPart, known: Mapping[int, Facts]) -> Depends:
    condition, answers = duty.condition or "", {}
    for person_id in part.roles.get(duty.who, {}):
        facts = {name: known[person_id][name].value for name in names_in(condition) if name in known[person_id]}
        answers[person_id] = decide(condition, facts)
    return Depends(
        frozenset(person_id for person_id, owes in answers.items() if owes),
        frozenset(person_id for person_id, owes in answers.items() if owes is None),
    )


def _facts(
    brief: CycleBrief, part: TakingPart, people: Collection[int], on: date, wanted: Collection[str]
) -> dict[int, dict[str, FactValue]]:
    """What the records, this program and the contexts above say of each person."""
    found = program_facts(brief, people, on, wanted)
    for person_id in people:
        partners = {each.other(person_id)[1] for each in part.partners_of(person_id) if each.on(on)}
        found[person_id]["partners"] = FactValue(len(partners), brief.title, on)
    return found

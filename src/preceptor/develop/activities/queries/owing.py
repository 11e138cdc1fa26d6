"""Who owes what on the days that count: leave from the personnel records, and conditions judged on the records."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from preceptor.develop.activities.queries.taking_part import TakingPart
from preceptor.develop.activities.rules.evaluate import OwingByRole
from preceptor.develop.activities.rules.periods import Calendar
from preceptor.develop.activities.rules.values import Span
from preceptor.develop.admissions.public import facts_of
from preceptor.develop.programs.public import CycleBrief, Duty, FactValue, decide, in_force, names_in
from preceptor.foundation.district.public import leaves

Facts = Mapping[str, FactValue]
FactSource = Callable[[CycleBrief, Collection[int], date], Mapping[int, Facts]]

_sources: list[FactSource] = []


def register_duty_facts(source: FactSource) -> None:
    """Let a context above tell facts about people on which duties depend, such as a certification that they hold."""
    if source not in _sources:
        _sources.append(source)


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


def dependent_duties(brief: CycleBrief, part: TakingPart, on: date) -> dict[str, Depends]:
    """Every duty in force that depends on a condition, judged for each person of its role on the facts of a day."""
    asked = {
        name: duty
        for name, duty in brief.definition.duties.items()
        if duty.condition and in_force(brief.definition, [duty])
    }
    people = {person_id for duty in asked.values() for person_id in part.roles.get(duty.who, {})}
    if not people:
        return dict.fromkeys(asked, Depends(frozenset(), frozenset()))
    known = _facts(brief, part, people, on)
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


def _facts(brief: CycleBrief, part: TakingPart, people: Collection[int], on: date) -> dict[int, Facts]:
    """What the records, this program and the contexts above say of each person."""
    found: dict[int, dict[str, FactValue]] = {
        person_id: dict(facts) for person_id, facts in facts_of(people, on).items()
    }
    for person_id in people:
        partners = {each.other(person_id)[1] for each in part.partners_of(person_id) if each.on(on)}
        found[person_id]["partners"] = FactValue(len(partners), brief.title, on)
    for source in _sources:
        for person_id, facts in source(brief, people, on).items():
            found.get(person_id, {}).update(facts)
    return dict(found)

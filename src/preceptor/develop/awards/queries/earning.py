"""Who has earned what, by the one evaluation of duties, and what the others still lack."""

from collections.abc import Collection
from datetime import datetime

from preceptor.develop.activities.public import judge_cycle
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.terms import AwardTerms
from preceptor.develop.awards.rules.earned import Standing, standings

HELD = (Certificate.State.ISSUED, Certificate.State.RECORDED)


def standings_of(terms: AwardTerms, now: datetime, person_id: int | None = None) -> list[Standing]:
    """How everybody who takes part stands towards an award."""
    verdicts = [
        (each.duty, each.person_id, each.standing)
        for each in judge_cycle(terms.cycle_id, now, person_id).verdicts()
        if person_id is None or each.person_id == person_id
    ]
    people = sorted({person for duty, person, _status in verdicts if duty in terms.duties})
    held = held_by(terms.cycle_id, people) if terms.awards else {}
    return standings(terms.duties, terms.awards, verdicts, held, people)


def held_by(cycle_id: int, people: Collection[int]) -> dict[int, set[str]]:
    """The awards of a program that people hold and that were not revoked."""
    rows = Certificate.objects.filter(cycle_id=cycle_id, person_id__in=people, state__in=HELD, revoked_at=None)
    found: dict[int, set[str]] = {}
    for person_id, award in rows.values_list("person_id", "award"):
        found.setdefault(person_id or 0, set()).add(award)
    return found

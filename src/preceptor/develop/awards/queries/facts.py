"""What certificates tell of people as facts: who holds a certification of a program."""

from collections.abc import Collection, Mapping
from datetime import date

from preceptor.develop.awards.models import Certificate
from preceptor.develop.programs.public import CycleBrief, FactValue
from preceptor.foundation.district.public import today

HOLDS = "holds_certification"
CERTIFICATION = "certification"


def certificate_facts(brief: CycleBrief, people: Collection[int], on: date) -> Mapping[int, Mapping[str, FactValue]]:
    """Whether each of them holds a certification of this program, of whatever cycle, that is valid on the day."""
    rows = Certificate.objects.filter(
        cycle__key=brief.program_key,
        kind=CERTIFICATION,
        person_id__in=list(people),
        state__in=(Certificate.State.ISSUED, Certificate.State.RECORDED),
        revoked_at=None,
    ).values_list("person_id", "valid_until")
    holding = {person_id for person_id, until in rows if until is None or today(until) >= on}
    return {person_id: {HOLDS: FactValue(person_id in holding, brief.title, on)} for person_id in people}

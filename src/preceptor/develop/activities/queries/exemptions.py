"""From which duties the office exempted people, with who said so and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from preceptor.develop.activities.models import DutyExemption
from preceptor.develop.activities.rules.values import DutyTerms
from preceptor.foundation.look.public import remembered

EXEMPT = "activities.exempt"


@dataclass(frozen=True)
class ExemptionBrief:
    """One exemption as its person and the office see it; `withdrawn_at` is empty while it stands."""

    id: int
    duty: str
    person_id: int
    period: str
    reason: str
    given_by: str
    given_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None


def exemptions_of(cycle_id: int) -> tuple[ExemptionBrief, ...]:
    """Every exemption of a cycle that stands, in one query; asked once for a page."""
    return remembered(("activities.exemptions", cycle_id), lambda: _briefs(cycle_id=cycle_id, withdrawn_at=None))


def exemption_history(cycle_id: int, person_id: int) -> tuple[ExemptionBrief, ...]:
    """Every exemption that somebody was given in a cycle, those withdrawn among them."""
    return _briefs(cycle_id=cycle_id, person_id=person_id)


def with_exemptions(terms: Sequence[DutyTerms], cycle_id: int) -> tuple[DutyTerms, ...]:
    """Duties with the exemptions of a cycle that stand, as the evaluator reads them."""
    found: defaultdict[str, dict[tuple[int, str], int]] = defaultdict(dict)
    for each in exemptions_of(cycle_id):
        found[each.duty][each.person_id, each.period] = each.id
    return tuple(replace(each, exemptions=found[each.name]) if each.name in found else each for each in terms)


def own_exemptions(cycle_id: int, person_id: int) -> Mapping[int, ExemptionBrief]:
    """The exemptions of one person that stand, by number: what they read of them themselves."""
    return {each.id: each for each in exemptions_of(cycle_id) if each.person_id == person_id}


def _briefs(**wanted: object) -> tuple[ExemptionBrief, ...]:
    rows = DutyExemption.objects.filter(**wanted).select_related("given_by", "withdrawn_by").order_by("pk")
    return tuple(
        ExemptionBrief(
            row.pk,
            row.duty,
            row.person_id,
            row.period,
            row.reason,
            str(row.given_by or ""),
            row.given_at,
            str(row.withdrawn_by or ""),
            row.withdrawn_at,
        )
        for row in rows
    )

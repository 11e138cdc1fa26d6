"""Requirements as plain values."""

from preceptor.relieve.compliance.models import Requirement
from preceptor.relieve.compliance.rules.sheet import RequirementValues


def all_requirements() -> list[RequirementValues]:
    """Every requirement by its code; one query."""
    rows = Requirement.objects.select_related("owner").order_by("code")
    return [
        RequirementValues(
            row.code,
            row.title,
            row.basis,
            row.citation,
            row.verified_on,
            row.owner.code,
            row.frequency,
            row.least_signer,
            tuple(row.levels),
            tuple(row.charters),
            row.oath,
        )
        for row in rows
    ]

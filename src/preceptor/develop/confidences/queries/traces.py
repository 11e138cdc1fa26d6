"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.confidences.queries.disclosures import to_decide
from preceptor.develop.confidences.queries.waiting import conflicts_told, new_notes
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """New notes and conflicts to answer; for officers, disclosures that wait for a second one."""
    found: dict[str, QuerySet[Any]] = {
        "confidences.notes": new_notes(person_id),
        "confidences.conflicts": conflicts_told(person_id),
    }
    if holds(person_id, "confidences.approve", now):
        found["confidences.disclosures"] = to_decide(person_id)
    return found

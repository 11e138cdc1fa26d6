"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.confidences.queries.disclosures import to_decide
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """For officers, disclosures that wait for a second one."""
    return {"confidences.disclosures": to_decide(person_id)} if holds(person_id, "confidences.approve", now) else {}

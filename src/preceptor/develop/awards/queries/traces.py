"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.waiting import APPROVE, ending
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Certificates of one's own that run out; proposals, for those who approve them."""
    found: dict[str, QuerySet[Any]] = {"awards.ending": ending(person_id, now)}
    if holds(person_id, APPROVE, now):
        found["awards.proposed"] = Certificate.objects.filter(state=Certificate.State.PROPOSED)
    return found

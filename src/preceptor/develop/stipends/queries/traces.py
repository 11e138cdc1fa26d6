"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.stipends.models import PayLine
from preceptor.develop.stipends.queries.waiting import APPROVE, COORDINATE, on_the_way
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Lines of one's own that are held; runs on their way, for those who work on pay."""
    found: dict[str, QuerySet[Any]] = {
        "stipends.held": PayLine.objects.filter(person_id=person_id, held=True, run__in=on_the_way())
    }
    if any(holds(person_id, action, now) for action in (COORDINATE, APPROVE)):
        found["stipends.runs"] = on_the_way()
    return found

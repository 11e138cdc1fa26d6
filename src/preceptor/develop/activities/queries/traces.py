"""What may wait for a person, by name: the desk follows all traces in one query."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.activities.models import MonthlyLog
from preceptor.develop.activities.queries.office import COORDINATE
from preceptor.foundation.accounts.public import holds


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Logs that were handed in, for those who look at them."""
    if not holds(person_id, COORDINATE, now):
        return {}
    return {"activities.logs": MonthlyLog.objects.filter(state="submitted")}

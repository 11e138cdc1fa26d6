"""What may wait for a person, by name: the desk follows all traces in one query, and reads all lines in another."""

from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, When

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.waiting import APPROVE, ENDING, ending
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.desk.public import line_rows


def traces(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Proposals, for those who approve them."""
    if not holds(person_id, APPROVE, now):
        return {}
    return {"awards.proposed": Certificate.objects.filter(state=Certificate.State.PROPOSED)}


def own_lines(person_id: int, now: datetime) -> dict[str, QuerySet[Any]]:
    """Certificates of one's own that run out."""
    number = Case(When(earlier_number="", then="number"), default="earlier_number")
    return {ENDING: line_rows(ending(person_id, now), text="title", more=number, due="valid_until")}

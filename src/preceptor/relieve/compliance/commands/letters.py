"""Letters of compliance."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many
from preceptor.relieve.compliance.models import ItemRequest
from preceptor.relieve.compliance.rules.gate import minutes_a_year
from preceptor.relieve.compliance.rules.items import ItemValues


def to(person: PersonBrief) -> Recipient:
    """A person as a letter addresses them."""
    return Recipient(name=person.name, email=person.email, language=person.language, person_id=person.id)


def tell_asked(asked: ItemRequest, values: ItemValues, *, now: datetime) -> None:
    """Tell the named approver that a request waits."""
    approver = people([asked.approver_id])[asked.approver_id]
    _send("compliance.request_asked", asked, approver, values, now)


def tell_decided(asked: ItemRequest, values: ItemValues, *, now: datetime) -> None:
    """Tell whoever asked how it was decided."""
    if asked.asked_by_id is not None:
        _send("compliance.request_decided", asked, people([asked.asked_by_id])[asked.asked_by_id], values, now)


def _send(letter: str, asked: ItemRequest, person: PersonBrief, values: ItemValues, now: datetime) -> None:
    about = f"compliance.request:{asked.pk}"
    said = {
        "title": values.title,
        "minutes": minutes_a_year(values),
        "more": asked.version_id is not None,
        "approved": asked.state == ItemRequest.State.APPROVED,
        "reason": asked.reason,
        "path": reverse("compliance:request-detail", args=[asked.pk]),
    }
    send_many(letter=letter, letters=[Addressed(to(person), f"{about}:{letter}", said, about)], now=now)


def tell_due(lines: Sequence[Addressed], *, letter: str, now: datetime) -> None:
    """One letter to each person with everything that they are reminded of."""
    send_many(letter=letter, letters=lines, now=now)

"""Letters to owners: a milestone is due soon, late, or needs a word; each told once for its date."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many
from preceptor.resource.initiatives.queries.waiting import Task, owned_tasks


@transaction.atomic
def remind_owners(*, now: datetime) -> int:
    """Write to whoever answers for a milestone; running it again writes nothing twice. Gives how many were new."""
    tasks = owned_tasks(now)
    who = people({task.owner_id for task in tasks})
    new = 0
    for what in ("due", "late", "start", "word"):
        letters = [
            Addressed(_to(who, task), _key(task), _context(task), f"initiatives.milestone:{task.milestone_id}")
            for task in tasks
            if task.what == what and task.owner_id in who and who[task.owner_id].active
        ]
        new += send_many(letter=f"initiatives.{what}", letters=letters, now=now)
    return new


def _to(who: Mapping[int, PersonBrief], task: Task) -> Recipient:
    person = who[task.owner_id]
    return Recipient(person.name, person.email, person.language, person.id)


def _key(task: Task) -> str:
    return f"initiatives.{task.what}:{task.milestone_id}:{task.owner_id}:{task.due.isoformat()}"


def _context(task: Task) -> dict[str, object]:
    return {
        "title": task.title,
        "initiative": task.initiative,
        "due": task.due,
        "path": reverse("initiatives:milestone-detail", args=[task.milestone_id]),
    }

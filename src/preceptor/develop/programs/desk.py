"""What programs put on a desk, into the navigation and into the search box."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.programs import queries
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, Hit, waits
from preceptor.foundation.look.public import NavItem

MINUTES_TO_FINISH_A_DRAFT = 15


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """The drafts of cycles that this person may finish."""
    if not waits(person_id, "programs.drafts", now):
        return []
    drafts = queries.drafts_for(by=Actor("person", person_id, ""), now=now)
    return [
        DeskItem(
            title=_("Finish the draft “%(name)s”") % {"name": draft.name},
            url=reverse("programs:cycle-edit", args=[draft.id]),
            minutes=MINUTES_TO_FINISH_A_DRAFT,
            due=None,
            waiting_since=draft.created_at,
            kind="programs",
            detail=draft.title,
        )
        for draft in drafts
    ]


def navigation(request: HttpRequest) -> Iterable[NavItem]:  # noqa: ARG001  every source is asked with the request
    """Programs, for everybody."""
    yield NavItem(_("Programs"), reverse("programs:program-list"), order=30)


def search(by: Actor, text: str, now: datetime) -> list[Hit]:
    """Published cycles that the reader may see and whose title, name or number holds the text."""
    return [
        Hit(f"{found.title} · {found.name}", reverse("programs:cycle-detail", args=[found.id]), _("Program"), "")
        for found in queries.find_cycles(text, by=by, now=now)
    ]

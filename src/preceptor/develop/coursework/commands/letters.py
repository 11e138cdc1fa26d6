"""Letters of coursework: work that came back, and work that is mastered."""

from datetime import datetime

from django.urls import reverse

from preceptor.develop.coursework.models import Judged
from preceptor.develop.coursework.queries.access import Seen
from preceptor.foundation.district.public import person
from preceptor.foundation.messages.public import Recipient, send


def work_path(found: Seen) -> str:
    """The address of a piece of work."""
    place = found.place
    return reverse("coursework:work-detail", args=[place.cycle_id, place.person_id, place.task, place.item])


def tell_judged(found: Seen, row: Judged, *, now: datetime) -> None:
    """Tell whose work was returned that it came back; the comment is on the page, not in the letter."""
    if row.mastered:
        return  # good news waits on the page
    who = person(found.place.person_id)
    to = Recipient(name=who.name, email=who.email, language=who.language, person_id=who.id)
    said = {
        "program": found.brief.title,
        "work": found.terms.title(found.place.item),
        "path": work_path(found),
        "observed": not found.terms.task.hands_in,
    }
    send(
        letter="coursework.returned",
        to=to,
        context=said,
        key=f"coursework.judged:{row.pk}",
        now=now,
        about=f"coursework.work:{row.work_id}",
    )

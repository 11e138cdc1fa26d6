"""Handing work in: a text, a file, a link; again after it came back. What nobody judges counts at once."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Recorded, record_activity, require_running
from preceptor.develop.coursework.models import HandIn, Work
from preceptor.develop.coursework.queries.access import Place, Seen, seen
from preceptor.develop.coursework.queries.refusals import WorkRefused, unknown
from preceptor.develop.coursework.rules.tasks import key_of
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.documents.public import Received, UploadRule, keep, receive

DO = "coursework.do"
LONGEST = 20_000
ELECTRONIC = "electronic"


@dataclass(frozen=True)
class Given:
    """What is handed in, as typed."""

    text: str = ""
    link: str = ""


def about(work_id: int) -> str:
    """What the record calls a piece of work."""
    return f"coursework.work:{work_id}"


def hand_in(
    *, place: Place, given: Given, upload: "UploadedFile[bytes] | None", sent_key: str, by: Actor, now: datetime
) -> int:
    """Hand work in; the same form sent twice is one. A file is checked before, since that takes a moment."""
    mine = _own(place, by, now)
    received = None
    if upload is not None and "file" in mine.terms.task.hands_in:
        received = receive(upload, UploadRule(mine.terms.task.kinds, mine.terms.task.max_bytes))
    return _handed_in(mine, given, received, sent_key, by, now)


def _own(place: Place, by: Actor, now: datetime) -> Seen:
    with transaction.atomic():
        require(by, DO, now=now)
        mine = seen(place, by, now)
        require_running(mine.brief)
        if not mine.own:
            raise unknown()
        if not mine.terms.task.hands_in:
            raise WorkRefused(
                "nothing-to-hand-in",
                _("Nothing is handed in for this; it is seen by others."),
                remedy=_("Ask who leads your group when it takes place."),
            )
        return mine


@transaction.atomic
def _handed_in(mine: Seen, given: Given, received: Received | None, sent_key: str, by: Actor, now: datetime) -> int:
    task, place = mine.terms.task, mine.place
    text, link = (_kept(given.text, "text", mine), _kept(given.link, "link", mine))
    _check(text, link, received)
    key = f"{place.cycle_id}:{by.id}:{sent_key}"[:80]
    sent = HandIn.objects.filter(sent_key=key).values_list("work_id", flat=True).first()
    if sent is not None:
        return sent
    work = _work(place, now)
    if work.state == Work.State.ACCEPTED and work.hand_ins.exists():
        raise WorkRefused(
            "accepted-already", _("This work is accepted already."), remedy=_("Nothing is left to do here.")
        )
    stored = None
    if received is not None:
        stored = keep(by=by, received=received, about=about(work.pk), where=mine.brief.unit_path, now=now)
    made = HandIn.objects.create(
        work=work,
        number=work.hand_ins.count() + 1,
        text=text,
        link=link,
        file_id=stored.id if stored else None,
        file_name=stored.name if stored else "",
        sent_key=key,
        handed_at=now,
    )
    work.state, work.changed_at = Work.State.HANDED_IN, now
    if task.judged_by is None:
        _count(mine, work, by, now)
    work.save(update_fields=["state", "changed_at"])
    record(by=by, action="coursework.hand-in", about=about(work.pk), facts={"number": made.number}, now=now)
    return work.pk


def _kept(text: str, way: str, mine: Seen) -> str:
    return text.strip()[:LONGEST] if way in mine.terms.task.hands_in else ""


def _check(text: str, link: str, received: Received | None) -> None:
    if not text and not link and received is None:
        raise WorkRefused("empty", _("Nothing is handed in yet."), remedy=_("Write, link or attach your work."))
    if link and not link.startswith(("https://", "http://")):
        raise WorkRefused(
            "link-unfit", _("The link is no whole address."), remedy=_("Paste it with https:// before it.")
        )


def _work(place: Place, now: datetime) -> Work:
    """The row of a piece of work, locked; two windows at once make one."""
    named = {"cycle_id": place.cycle_id, "person_id": place.person_id, "task": place.task, "item": place.item}
    try:
        with transaction.atomic():
            Work.objects.get_or_create(**named, defaults={"state": Work.State.HANDED_IN, "changed_at": now})
    except IntegrityError:
        pass  # made in the same moment
    return Work.objects.select_for_update().get(**named)


def _count(mine: Seen, work: Work, by: Actor, now: datetime) -> None:
    """What nobody judges counts as soon as it is handed in."""
    task, kind = mine.terms.task, mine.brief.definition.activities[mine.terms.task.activity]
    said = Recorded(
        source=f"coursework:{work.pk}",
        kind=task.activity,
        mode=ELECTRONIC if ELECTRONIC in kind.modes else kind.modes[0],
        starts=now,
        minutes=task.minutes,
        parties=((task.who, work.person_id),),
        key=key_of(work.task, work.item),
    )
    record_activity(cycle_id=work.cycle_id, said=said, by=by, now=now)
    work.state = Work.State.ACCEPTED

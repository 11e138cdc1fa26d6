"""What confidences put on a desk, into the navigation and beside an entry."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.confidences.queries.disclosures import waiting_disclosures
from preceptor.develop.confidences.queries.signing import to_sign
from preceptor.develop.confidences.queries.waiting import waiting_of
from preceptor.develop.pairing.public import pair_span, pairs_of
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, waits
from preceptor.foundation.look.public import NavItem

SIGN_MINUTES, READ_MINUTES, CONFLICT_MINUTES, DECIDE_MINUTES = 3, 3, 10, 15
KIND = "confidences"


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Texts to sign, new notes, conflicts to answer; for officers, disclosures that wait for a second one."""
    own = list(_own(person_id, now)) if pairs_of(person_id) else []
    return [*own, *_officer(person_id, now)]


def _own(person_id: int, now: datetime) -> Iterable[DeskItem]:
    for each in to_sign(person_id, now):
        yield _item(_("Sign: %(title)s") % {"title": each.title}, each.url, SIGN_MINUTES, each.detail)
    waiting = waiting_of(person_id, now)
    for (pair_id, author), count in waiting.new_notes.items():
        title = ngettext("%(n)d new note for the two of you", "%(n)d new notes for the two of you", count)
        url = reverse("confidences:pair-notes", args=[pair_id])
        yield _item(title % {"n": count}, url, READ_MINUTES * count, _("From %(name)s") % {"name": author})
    for pair_id in waiting.conflicts:
        url = reverse("confidences:conflict-list", args=[pair_id])
        yield _item(_("Answer a conflict of interest"), url, CONFLICT_MINUTES)


def _officer(person_id: int, now: datetime) -> Iterable[DeskItem]:
    if not waits(person_id, "confidences.disclosures", now):
        return
    count = waiting_disclosures(person_id)
    if count:
        title = ngettext("%(n)d disclosure to decide on", "%(n)d disclosures to decide on", count)
        yield _item(title % {"n": count}, reverse("confidences:disclosure-list"), DECIDE_MINUTES * count)


def _item(title: str, url: str, minutes: int, detail: str = "") -> DeskItem:
    return DeskItem(title=title, url=url, minutes=minutes, due=None, waiting_since=None, kind=KIND, detail=detail)


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Our notes, for those who have a pair; disclosures, for officers."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    if pairs_of(actor.id):
        yield NavItem(_("Our notes"), reverse("confidences:pair-list"), order=17)
    if is_officer(actor.id, timezone.now()):
        yield NavItem(_("Disclosures"), reverse("confidences:disclosure-list"), order=40)


def is_officer(person_id: int, now: datetime) -> bool:
    """Whether somebody proposes or approves disclosures."""
    return holds(person_id, "confidences.propose", now) or holds(person_id, "confidences.approve", now)


def entry_link(activity_id: int, cycle_id: int, party_ids: Collection[int], reader_id: int) -> tuple[str, str] | None:
    """The way from an entry of two people to a note about it."""
    for pair in pairs_of(reader_id):
        if pair.cycle_id == cycle_id and {pair.mentor_id, pair.mentee_id} <= set(party_ids):
            url = reverse("confidences:pair-notes", args=[pair.id])
            return _("Write a note for the two of you"), f"{url}?entry={activity_id}"
    return None


def may_see_agreement(actor: Actor, about: str, _now: datetime) -> bool:
    """Whether a signature of an agreement may be seen by somebody who did not give it: by the other of the pair."""
    number = about.partition(":")[2]
    pair = pair_span(int(number)) if number.isdigit() else None
    return pair is not None and actor.kind == "person" and actor.id in (pair.mentor_id, pair.mentee_id)

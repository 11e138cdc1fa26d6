"""What a participant wishes, and the conflicts that anybody discloses about themselves."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.pairing.commands.participants import paired
from preceptor.develop.pairing.models import Conflict, Participant, Wish
from preceptor.foundation.accounts.public import from_outside
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import PersonBrief, search_people
from preceptor.foundation.look.public import Refusal

MOST_WISHED = 3


class WishRefused(Refusal):
    """This wish or disclosure cannot be kept as it stands."""


def own_participation(participant_id: int, by: Actor) -> Participant:
    """A participation of the actor; refuses with 404 when it is somebody else's."""
    found = Participant.objects.filter(pk=participant_id, person_id=by.id, left_at=None).first() if by.id else None
    if found is None:
        raise WishRefused("not-yours", _("You take no part here."), remedy=_("Open it from your desk."), status=404)
    return found


@transaction.atomic
def save_wish(
    *,
    participant_id: int,
    topics: Collection[str],
    languages: Collection[str],
    wished: Collection[int],
    by: Actor,
    now: datetime,
) -> None:
    """Keep what a participant wishes; the last saving counts."""
    participant = own_participation(participant_id, by)
    require(by, "pairing.prefer", now=now)
    known = paired(participant.cycle_id).definition.support_tasks
    unknown = set(topics) - set(known)
    if unknown or len(set(wished)) > MOST_WISHED or participant.person_id in wished:
        raise WishRefused(
            "wish-unfit",
            _("Choose topics from the list, and at most %(most)d other people.") % {"most": MOST_WISHED},
            remedy=_("Correct the marked answers and save again."),
            status=422,
        )
    said = {"topics": sorted(set(topics)), "languages": sorted(set(languages)), "saved_at": now}
    wish, _new = Wish.objects.update_or_create(participant=participant, defaults=said)
    wish.wished.set(set(wished))
    record(by=by, action="pairing.wish", about=f"pairing.participant:{participant.pk}", facts={}, now=now)


@transaction.atomic
def declare_conflict(*, email: str, kind: str, by: Actor, now: datetime) -> None:
    """Disclose a conflict of interest with the person of this e-mail address; such a pair is never made."""
    require(by, "pairing.prefer", now=now)
    about = _somebody_else(email, by, now)
    if by.id is None or about is None or kind not in Conflict.Kind.values:
        raise WishRefused(
            "conflict-unfit",
            _("This is nobody else's e-mail address in the district's directory."),
            remedy=_("Look the person up in the search box and copy the address."),
            status=422,
        )
    try:
        with transaction.atomic():
            Conflict.objects.create(declared_by_id=by.id, about_id=about.id, kind=kind, declared_at=now)
    except IntegrityError:
        return  # disclosed already: pressing twice changes nothing
    record(by=by, action="pairing.conflict", about=f"district.person:{by.id}", facts={"about": about.id}, now=now)


def _somebody_else(email: str, by: Actor, now: datetime) -> PersonBrief | None:
    """The person of an e-mail address; for somebody from outside, one who takes part in a cycle of theirs."""
    found = next((person for person in search_people(email) if person.email.lower() == email.lower()), None)
    if found is None or by.id is None or found.id == by.id:
        return None
    if from_outside(by.id, now):
        mine = Participant.objects.filter(person_id=by.id).values("cycle_id")
        return found if Participant.objects.filter(person_id=found.id, cycle_id__in=mine).exists() else None
    return found


@transaction.atomic
def withdraw_conflict(*, conflict_id: int, by: Actor, now: datetime) -> None:
    """Take a disclosure back; it stays in the record."""
    require(by, "pairing.prefer", now=now)
    changed = Conflict.objects.filter(pk=conflict_id, declared_by_id=by.id, withdrawn_at=None).update(withdrawn_at=now)
    if not changed:
        raise WishRefused(
            "unknown-conflict", _("There is no such disclosure of yours."), remedy=_("Open the list again."), status=404
        )
    record(by=by, action="pairing.conflict-withdrawn", about=f"district.person:{by.id}", facts={}, now=now)

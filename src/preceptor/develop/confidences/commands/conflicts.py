"""Conflicts of interest between the two of a pair: told under seal, worded by either, agreed by the other."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.confidences.commands.letters import tell_conflict as write_letter
from preceptor.develop.confidences.commands.notes import SHARE, checked, sealed_circle
from preceptor.develop.confidences.models import PairConflict
from preceptor.develop.confidences.queries.circles import matter_place, not_yours, own_pair, way_place
from preceptor.develop.pairing.public import PairSpan
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal


class ConflictRefused(Refusal):
    """This cannot be said of the conflict any more."""


def _about(conflict_id: UUID) -> str:
    return f"confidences.pairconflict:{conflict_id}"


@transaction.atomic
def tell_conflict(*, pair_id: int, matter: str, way: str, sent_key: str, by: Actor, now: datetime) -> UUID:
    """Tell the other of a conflict of interest and propose how both deal with it."""
    require(by, SHARE, now=now)
    pair = own_pair(pair_id, by)
    key = f"{pair_id}:{by.id}:{sent_key}"[:80]
    kept = PairConflict.objects.filter(sent_key=key).values_list("pk", flat=True).first()
    if kept is not None:
        return kept
    circle, sealer = sealed_circle(pair, now)
    number = uuid4()
    PairConflict.objects.create(
        id=number,
        circle=circle,
        told_by_id=by.id or 0,
        told_at=now,
        sealed_matter=sealer.seal(matter_place(number), checked(matter)),
        sealed_way=sealer.seal(way_place(number), checked(way)),
        worded_by_id=by.id or 0,
        worded_at=now,
        sent_key=key,
    )
    _tell_other(pair, number, by, now)
    record(by=by, action="confidences.tell-conflict", about=_about(number), facts={"pair": pair_id}, now=now)
    return number


@transaction.atomic
def reword_way(*, conflict_id: UUID, way: str, by: Actor, now: datetime) -> int:
    """Propose another way to deal with a conflict, which the other then agrees to or words anew; gives the pair."""
    row, pair = _open(conflict_id, by, now)
    _circle, sealer = sealed_circle(pair, now)
    sealed = sealer.seal(way_place(conflict_id), checked(way))
    PairConflict.objects.filter(pk=row.pk).update(sealed_way=sealed, worded_by_id=by.id, worded_at=now)
    _tell_other(pair, conflict_id, by, now)
    record(by=by, action="confidences.reword-conflict", about=_about(conflict_id), facts={}, now=now)
    return pair.id


@transaction.atomic
def agree_way(*, conflict_id: UUID, by: Actor, now: datetime) -> int:
    """Agree to the way that the other worded; both have then recorded it. Gives the pair."""
    row, pair = _open(conflict_id, by, now)
    if row.worded_by_id == by.id:
        raise ConflictRefused(
            "own-wording",
            _("You worded this yourself; the other one agrees to it."),
            remedy=_("Talk about it together, or wait for the answer."),
        )
    PairConflict.objects.filter(pk=row.pk).update(agreed_at=now)
    record(by=by, action="confidences.agree-conflict", about=_about(conflict_id), facts={}, now=now)
    return pair.id


def _open(conflict_id: UUID, by: Actor, now: datetime) -> tuple[PairConflict, PairSpan]:
    """A conflict of one's own pair on which the two have not agreed yet."""
    require(by, SHARE, now=now)
    row = PairConflict.objects.select_for_update(of=("self",)).select_related("circle").filter(pk=conflict_id).first()
    if row is None:
        raise not_yours()
    pair = own_pair(row.circle.pair_id, by)
    if row.agreed_at is not None:
        raise ConflictRefused(
            "agreed-already",
            _("You have agreed on this, and what both recorded stays as it is."),
            remedy=_("Tell of it again if something has changed."),
        )
    return row, pair


def _tell_other(pair: PairSpan, conflict_id: UUID, by: Actor, now: datetime) -> None:
    write_letter(cycle(pair.cycle_id), pair, conflict_id, by.id or 0, now=now)

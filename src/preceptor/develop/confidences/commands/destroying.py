"""The end of notes: a letter to both first, then the key is shredded and the sealed texts are emptied."""

from datetime import datetime

from django.db import transaction

from preceptor.develop.confidences.commands.letters import tell_destruction
from preceptor.develop.confidences.models import Note, PairCircle, PairConflict, Release
from preceptor.develop.confidences.queries.circles import circle_name
from preceptor.develop.confidences.queries.ending import Ending, ending_of
from preceptor.develop.confidences.rules.destroying import Step, told_day
from preceptor.develop.pairing.public import pair_span
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import SYSTEM, record
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import shred_circle


@transaction.atomic
def end_notes(*, circle_id: int, now: datetime) -> Step:
    """Do what is due today about the notes of one pair; asked again under a lock, since a disclosure may have come."""
    circle = PairCircle.objects.select_for_update(of=("self",)).filter(pk=circle_id, destroyed_at=None).first()
    ending = ending_of(circle, today(now)) if circle else None
    if circle is None or ending is None:
        return Step.WAIT
    if ending.step is Step.TELL:
        _tell(circle, ending, now)
    elif ending.step is Step.DESTROY:
        _destroy(circle, now)
    return ending.step


def _tell(circle: PairCircle, ending: Ending, now: datetime) -> None:
    """Write to both, and keep the day that the letter names."""
    pair = pair_span(circle.pair_id)
    if pair is None:
        return
    day = told_day(ending.due, today(now))
    PairCircle.objects.filter(pk=circle.pk).update(told_day=day)
    tell_destruction(cycle(pair.cycle_id), pair, day, now=now)
    about = f"confidences.paircircle:{circle.pk}"
    record(by=SYSTEM, action="confidences.tell-destruction", about=about, facts={"day": day}, now=now)


def _destroy(circle: PairCircle, now: datetime) -> None:
    """Shred the key first; what it sealed is emptied as well, so that not even a kept copy of the key opens a row."""
    shred_circle(name=circle_name(circle.pair_id), by=SYSTEM, now=now)
    notes = Note.objects.filter(circle=circle)
    count = notes.update(sealed="")
    PairConflict.objects.filter(circle=circle).update(sealed_matter="", sealed_way="")
    Release.objects.filter(note__circle=circle, withdrawn_at=None).update(withdrawn_at=now)
    PairCircle.objects.filter(pk=circle.pk).update(destroyed_at=now)
    about = f"confidences.paircircle:{circle.pk}"
    record(by=SYSTEM, action="confidences.destroy", about=about, facts={"notes": count}, now=now)

"""Notes of a pair: written under seal, seen, released by the mentee to a named person, withdrawn again."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import activity_briefs
from preceptor.develop.confidences.commands.letters import tell_release
from preceptor.develop.confidences.models import Note, PairCircle, Release
from preceptor.develop.confidences.queries.circles import circle_name, not_yours, note_place, own_pair
from preceptor.develop.pairing.public import PairSpan
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import search_people
from preceptor.foundation.documents.public import Circle, make_circle
from preceptor.foundation.look.public import Refusal

SHARE = "confidences.share"
LONGEST = 20_000


class NoteRefused(Refusal):
    """This note cannot be kept or released that way."""

    status = 422


def about(note_id: UUID) -> str:
    """What the record calls a note."""
    return f"confidences.note:{note_id}"


def sealed_circle(pair: PairSpan, now: datetime) -> tuple[PairCircle, Circle]:
    """The circle of a pair with its key, opened with the first sealed text; refuses once it is destroyed."""
    row, _new = PairCircle.objects.get_or_create(pair_id=pair.id, defaults={"opened_at": now})
    return row, make_circle(name=circle_name(pair.id), now=now)


def checked(text: str) -> str:
    """A text that can be sealed: not empty, not endless."""
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        raise NoteRefused(
            "note-length",
            _("The text is empty or longer than %(most)s characters.") % {"most": f"{LONGEST:,}"},
            remedy=_("Write something, or make two notes of it."),
        )
    return kept


@transaction.atomic
def write_note(
    *, pair_id: int, text: str, activity_id: int | None = None, sent_key: str, by: Actor, now: datetime
) -> UUID:
    """Seal a note for the two of a pair, beside one of their entries or free; the same form sent twice is one note."""
    require(by, SHARE, now=now)
    pair = own_pair(pair_id, by)
    key = f"{pair_id}:{by.id}:{sent_key}"[:80]
    kept = Note.objects.filter(sent_key=key).values_list("pk", flat=True).first()
    if kept is not None:
        return kept
    if activity_id is not None:
        _check_entry(pair, activity_id)
    row, circle = sealed_circle(pair, now)
    note = Note(id=uuid4(), circle=row, activity_id=activity_id, author_id=by.id or 0, written_at=now, sent_key=key)
    note.sealed = circle.seal(note_place(note.pk), checked(text))
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:  # sent from two windows in the same moment
        return Note.objects.values_list("pk", flat=True).get(sent_key=key)
    record(by=by, action="confidences.write", about=about(note.pk), facts={"pair": pair_id}, now=now)
    return note.pk


def _check_entry(pair: PairSpan, activity_id: int) -> None:
    found = activity_briefs([activity_id], cycle(pair.cycle_id)).get(activity_id)
    if found is None or not {pair.mentor_id, pair.mentee_id} <= set(found.people):
        raise not_yours()


@transaction.atomic
def see_notes(*, pair_id: int, by: Actor, now: datetime) -> None:
    """Mark what the other wrote as seen by the reader."""
    require(by, SHARE, now=now)
    own_pair(pair_id, by)
    new = Note.objects.filter(circle__pair_id=pair_id, seen_at=None).exclude(author_id=by.id)
    new.update(seen_at=now)


@transaction.atomic
def release_note(*, note_id: UUID, email: str, by: Actor, now: datetime) -> int:
    """Let a named person of the district read one note; the mentee alone can, and both are told. Gives the release."""
    require(by, SHARE, now=now)
    note, pair = _of_mentee(note_id, by)
    wanted = email.strip().lower()
    reader = next((each for each in search_people(wanted) if each.email.lower() == wanted), None)
    if reader is None or reader.id in (pair.mentor_id, pair.mentee_id):
        raise NoteRefused(
            "reader-unknown",
            _("This is nobody else's e-mail address in the district's directory."),
            remedy=_("Look the person up in the search box and copy the address."),
        )
    standing = Release.objects.filter(note=note, to_id=reader.id, withdrawn_at=None).first()
    if standing is not None:
        return standing.pk  # pressed twice
    release = Release.objects.create(note=note, to_id=reader.id, released_at=now)
    tell_release(pair, release, now=now)
    record(by=by, action="confidences.release", about=about(note_id), facts={"to": reader.id}, now=now)
    return release.pk


@transaction.atomic
def withdraw_release(*, release_id: int, by: Actor, now: datetime) -> UUID:
    """Take a release back; the named person can read the note no more. Gives the note."""
    require(by, SHARE, now=now)
    release = Release.objects.select_for_update(of=("self",)).filter(pk=release_id).first()
    if release is None:
        raise not_yours()
    note, _pair = _of_mentee(release.note_id, by)
    if release.withdrawn_at is None:
        Release.objects.filter(pk=release_id).update(withdrawn_at=now)
        facts = {"to": release.to_id}
        record(by=by, action="confidences.withdraw-release", about=about(note.pk), facts=facts, now=now)
    return note.pk


def _of_mentee(note_id: UUID, by: Actor) -> tuple[Note, PairSpan]:
    """A note that stands, for the mentee of its pair."""
    note = Note.objects.select_related("circle").filter(pk=note_id, circle__destroyed_at=None).first()
    if note is None:
        raise not_yours()
    pair = own_pair(note.circle.pair_id, by)
    if by.id != pair.mentee_id:
        raise NoteRefused(
            "mentee-releases",
            _("Only the mentee can let others read what the two of you wrote."),
            remedy=_("Ask your mentee to release it."),
            status=403,
        )
    return note, pair

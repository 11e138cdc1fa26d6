"""What the two of a pair see: their pairs, their notes, one note with its releases, conflicts, what was released."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Count, Q

from preceptor.develop.activities.public import ActivityBrief, activity_briefs
from preceptor.develop.confidences.models import Disclosure, Note, PairCircle, PairConflict, Release
from preceptor.develop.confidences.queries.circles import (
    circle_name,
    destroyed_on,
    matter_place,
    not_yours,
    note_place,
    own_pair,
    partner_of,
    way_place,
)
from preceptor.develop.confidences.queries.portfolio import released_reflections
from preceptor.develop.confidences.queries.signing import AgreementLine, agreement_lines, briefs_of, texts_of
from preceptor.develop.pairing.public import PairSpan, pair_span, pairs_of
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today
from preceptor.foundation.documents.public import Circle, circle_of

PAGE = 20


@dataclass(frozen=True)
class PairLine:
    """One pair of the reader."""

    pair_id: int
    partner: str
    program: str
    cycle_name: str
    running: bool
    notes: int
    new: int
    destroyed_on: date | None
    destroyed_at: datetime | None


@dataclass(frozen=True)
class PairListPage:
    """The reader's pairs, and what others released to the reader."""

    pairs: tuple[PairLine, ...]
    released: tuple["ReleasedLine", ...]
    reflections: tuple["ReleasedLine", ...]
    portfolios: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ReleasedLine:
    """A note that somebody lets the reader read."""

    id: int
    mentee: str
    released_at: datetime


@dataclass(frozen=True)
class NoteLine:
    """One note, opened for one of the two."""

    id: UUID
    author: str
    mine: bool
    new: bool
    written_at: datetime
    text: str
    entry: ActivityBrief | None
    released_to: tuple[str, ...]


@dataclass(frozen=True)
class DisclosedLine:
    """A disclosure of which the pair has been told."""

    ground: str
    reference: str
    first: date
    last: date
    told_at: datetime


@dataclass(frozen=True)
class PairNotesPage:
    """What the two of a pair share."""

    pair_id: int
    partner: str
    program: str
    cycle_name: str
    mentee: bool
    running: bool
    agreements: tuple[tuple[AgreementLine, date | None, date | None], ...]
    notes: tuple[NoteLine, ...]
    older: int | None
    entry: ActivityBrief | None
    disclosures: tuple[DisclosedLine, ...]
    destroyed_on: date | None
    destroyed_at: datetime | None
    sent_key: str
    portfolio_cycle: int | None


@dataclass(frozen=True)
class ReleaseLine:
    """To whom a note was released, and whether that still holds."""

    id: int
    name: str
    released_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class NoteDetailPage:
    """One note with everybody to whom it was released."""

    note: NoteLine
    pair_id: int
    partner: str
    mentee: bool
    releases: tuple[ReleaseLine, ...]


@dataclass(frozen=True)
class ConflictLine:
    """A conflict between the interests of the two, opened for one of them."""

    id: UUID
    told_by: str
    told_at: datetime
    matter: str
    way: str
    worded_by_me: bool
    worded_at: datetime
    agreed_at: datetime | None


@dataclass(frozen=True)
class ConflictListPage:
    """Conflicts of interest between the two, and how they deal with them."""

    pair_id: int
    partner: str
    lines: tuple[ConflictLine, ...]
    destroyed: bool
    sent_key: str


@dataclass(frozen=True)
class ReleasedNotePage:
    """A note as the person reads it to whom it was released."""

    mentee: str
    author: str
    written_at: datetime
    text: str
    released_at: datetime


def pair_list_page(*, by: Actor, now: datetime) -> PairListPage:
    """The reader's pairs, newest first, with how many notes there are; and what was released to the reader."""
    me = by.id or 0
    pairs = pairs_of(me)
    briefs = briefs_of(pairs)
    new = Count("notes", filter=Q(notes__seen_at=None) & ~Q(notes__author_id=me))
    counted = PairCircle.objects.filter(pair_id__in=[pair.id for pair in pairs]).annotate(n=Count("notes"), new=new)
    circles = {row.pair_id: row for row in counted}
    released = list(_released_to(me))
    reflections = released_reflections(me)
    authors = {mentee for mentee, _row in released} | {owner for owner, _row in reflections}
    who = people({partner_of(pair, me) for pair in pairs} | authors)
    lines = [
        _pair_line(pair, briefs[pair.cycle_id], circles.get(pair.id), who[partner_of(pair, me)].name, today(now))
        for pair in pairs
    ]
    return PairListPage(
        pairs=tuple(sorted(lines, key=lambda line: (not line.running, -line.pair_id))),
        released=tuple(ReleasedLine(row.pk, who[mentee].name, row.released_at) for mentee, row in released),
        reflections=tuple(ReleasedLine(each.pk, who[owner].name, each.released_at) for owner, each in reflections),
        portfolios=_portfolios(pairs, briefs, me),
    )


def _portfolios(pairs: Iterable[PairSpan], briefs: Mapping[int, CycleBrief], me: int) -> tuple[tuple[int, str], ...]:
    """The cycles in which the reader keeps a portfolio, the newest first."""
    kept = {pair.cycle_id for pair in pairs if _keeps(briefs[pair.cycle_id], mentor=me == pair.mentor_id)}
    return tuple((each, f"{briefs[each].title} · {briefs[each].name}") for each in sorted(kept, reverse=True))


def _pair_line(pair: PairSpan, brief: CycleBrief, circle: PairCircle | None, partner: str, day: date) -> PairLine:
    return PairLine(
        pair_id=pair.id,
        partner=partner,
        program=brief.title,
        cycle_name=brief.name,
        running=pair.ended is None and brief.state == "published",
        notes=getattr(circle, "n", 0),
        new=getattr(circle, "new", 0),
        destroyed_on=destroyed_on(brief, circle, day),
        destroyed_at=circle.destroyed_at if circle else None,
    )


def _released_to(person_id: int) -> "list[tuple[int, Release]]":
    rows = Release.objects.filter(to_id=person_id, withdrawn_at=None, note__circle__destroyed_at=None)
    return [(row.note.circle.pair.mentee_id, row) for row in rows.select_related("note__circle__pair").order_by("-pk")]


def pair_notes_page(
    *, pair_id: int, by: Actor, now: datetime, page: int = 1, activity_id: int | None = None
) -> PairNotesPage:
    """The notes of one of the reader's pairs, newest first."""
    pair, me = own_pair(pair_id, by), by.id or 0
    brief, partner = cycle(pair.cycle_id), partner_of(pair, me)
    circle = PairCircle.objects.filter(pair_id=pair_id).first()
    who = people({me, partner})
    rows = _notes(circle, page)
    entries = activity_briefs({row.activity_id for row in rows if row.activity_id} | {activity_id or 0} - {0}, brief)
    key = circle_of(circle_name(pair_id)) if rows else None
    names = {number: each.name for number, each in who.items()}
    lines = agreement_lines(brief, pair, texts_of([brief], [me, partner]))
    return PairNotesPage(
        pair_id=pair_id,
        partner=who[partner].name,
        program=brief.title,
        cycle_name=brief.name,
        mentee=me == pair.mentee_id,
        running=pair.ended is None,
        agreements=tuple((line, line.mine(pair, me), line.mine(pair, partner)) for line in lines),
        notes=tuple(_note_line(row, key, names, me, entries) for row in rows[:PAGE] if key),
        older=page + 1 if len(rows) > PAGE else None,
        entry=_of_pair(entries.get(activity_id or 0), pair),
        disclosures=_told(circle),
        destroyed_on=destroyed_on(brief, circle, today(now)),
        destroyed_at=circle.destroyed_at if circle else None,
        sent_key=uuid4().hex,
        portfolio_cycle=brief.id if _keeps(brief, mentor=me == pair.mentor_id) else None,
    )


def _of_pair(entry: ActivityBrief | None, pair: PairSpan) -> ActivityBrief | None:
    """An entry, if it is one of the two."""
    return entry if entry and {pair.mentor_id, pair.mentee_id} <= set(entry.people) else None


def _notes(circle: PairCircle | None, page: int) -> list[Note]:
    """One page of notes and one more, which tells that there are older ones."""
    if circle is None or circle.destroyed_at is not None:
        return []
    start = (max(page, 1) - 1) * PAGE
    rows = circle.notes.prefetch_related("releases__to").order_by("-written_at", "pk")
    return list(rows[start : start + PAGE + 1])


def _note_line(row: Note, key: Circle, names: dict[int, str], me: int, entries: dict[int, ActivityBrief]) -> NoteLine:
    return NoteLine(
        id=row.pk,
        author=names[row.author_id],
        mine=row.author_id == me,
        new=row.author_id != me and row.seen_at is None,
        written_at=row.written_at,
        text=key.open(note_place(row.pk), row.sealed),
        entry=entries.get(row.activity_id or 0),
        released_to=tuple(str(each.to) for each in row.releases.all() if each.withdrawn_at is None),
    )


def _told(circle: PairCircle | None) -> tuple[DisclosedLine, ...]:
    if circle is None:
        return ()
    rows = Disclosure.objects.filter(circle=circle, told_at__isnull=False).order_by("-told_at")
    return tuple(
        DisclosedLine(str(Disclosure.Ground(row.ground).label), row.reference, row.first, row.last, row.told_at)
        for row in rows
        if row.told_at
    )


def _keeps(brief: CycleBrief, *, mentor: bool) -> bool:
    """Whether the program gives this side of a pair a portfolio."""
    kept, pairing = brief.definition.portfolio, brief.definition.pairing
    return kept is not None and pairing is not None and (pairing.mentor if mentor else pairing.mentee) in kept.kept_by


def note_detail_page(*, note_id: UUID, by: Actor) -> NoteDetailPage:
    """One note for one of the two."""
    row = Note.objects.select_related("circle").prefetch_related("releases__to").filter(pk=note_id).first()
    if row is None:
        raise not_yours()
    pair, me = own_pair(row.circle.pair_id, by), by.id or 0
    who = people({pair.mentor_id, pair.mentee_id})
    key = circle_of(circle_name(pair.id))
    entries = activity_briefs({row.activity_id} if row.activity_id else set(), cycle(pair.cycle_id))
    names = {number: each.name for number, each in who.items()}
    releases = sorted(row.releases.all(), key=lambda each: each.released_at)
    return NoteDetailPage(
        note=_note_line(row, key, names, me, entries),
        pair_id=pair.id,
        partner=who[partner_of(pair, me)].name,
        mentee=me == pair.mentee_id,
        releases=tuple(ReleaseLine(each.pk, str(each.to), each.released_at, each.withdrawn_at) for each in releases),
    )


def conflict_list_page(*, pair_id: int, by: Actor) -> ConflictListPage:
    """The conflicts of interest of one of the reader's pairs."""
    pair, me = own_pair(pair_id, by), by.id or 0
    circle = PairCircle.objects.filter(pair_id=pair_id).first()
    who = people({pair.mentor_id, pair.mentee_id})
    destroyed = circle is not None and circle.destroyed_at is not None
    rows = [] if circle is None or destroyed else list(circle.conflicts.order_by("-told_at"))
    key = circle_of(circle_name(pair_id)) if rows else None
    return ConflictListPage(
        pair_id=pair_id,
        partner=who[partner_of(pair, me)].name,
        lines=tuple(_conflict_line(row, key, who[row.told_by_id].name, me) for row in rows if key),
        destroyed=destroyed,
        sent_key=uuid4().hex,
    )


def _conflict_line(row: PairConflict, key: Circle, told_by: str, me: int) -> ConflictLine:
    return ConflictLine(
        id=row.pk,
        told_by=told_by,
        told_at=row.told_at,
        matter=key.open(matter_place(row.pk), row.sealed_matter),
        way=key.open(way_place(row.pk), row.sealed_way),
        worded_by_me=row.worded_by_id == me,
        worded_at=row.worded_at,
        agreed_at=row.agreed_at,
    )


def released_note_page(*, release_id: int, by: Actor) -> ReleasedNotePage:
    """A note for the person to whom it was released, as long as that holds."""
    row = Release.objects.select_related("note__circle").filter(pk=release_id, withdrawn_at=None).first()
    if row is None or by.id is None or row.to_id != by.id:
        raise not_yours()
    pair = pair_span(row.note.circle.pair_id)
    if pair is None:
        raise not_yours()
    who = people({pair.mentee_id, row.note.author_id})
    key = circle_of(circle_name(pair.id))
    return ReleasedNotePage(
        mentee=who[pair.mentee_id].name,
        author=who[row.note.author_id].name,
        written_at=row.note.written_at,
        text=key.open(note_place(row.note_id), row.note.sealed),
        released_at=row.released_at,
    )

"""Disclosures for officers: the list, one of them, and what it opens."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from preceptor.develop.confidences.models import Disclosure, Note
from preceptor.develop.confidences.queries.circles import circle_name, matter_place, not_yours, note_place, way_place
from preceptor.develop.confidences.rules.disclosing import is_readable
from preceptor.develop.pairing.public import PairSpan
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people, today, zone
from preceptor.foundation.documents.public import Circle, circle_of


@dataclass(frozen=True)
class DisclosureLine:
    """One disclosure, without a word of what it opens."""

    id: int
    mentor: str
    mentee: str
    ground: str
    reference: str
    first: date
    last: date
    state: str
    badge: tuple[str, str]
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    readable_until: date
    order: str
    silent_until: date | None
    told_at: datetime | None


@dataclass(frozen=True)
class DisclosureListPage:
    """Every disclosure, for the officers."""

    lines: tuple[DisclosureLine, ...]
    may_propose: bool


@dataclass(frozen=True)
class DisclosureDetailPage:
    """One disclosure with what the reader may do about it."""

    line: DisclosureLine
    may_decide: bool
    may_read: bool


@dataclass(frozen=True)
class DisclosedNote:
    """One text that a disclosure opens."""

    author: str
    written_at: datetime
    kind: str
    text: str


@dataclass(frozen=True)
class DisclosedPage:
    """What a disclosure opens, as one of its two officers reads it."""

    id: int
    mentor: str
    mentee: str
    reference: str
    readable_until: date
    notes: tuple[DisclosedNote, ...]


def disclosure_list_page(*, by: Actor, now: datetime) -> DisclosureListPage:
    """All disclosures, newest first; for the two kinds of officers alone."""
    proposes = _officer(by, now)
    rows = Disclosure.objects.select_related("circle__pair").order_by("-proposed_at")
    return DisclosureListPage(tuple(_lines(list(rows))), proposes)


def disclosure_detail_page(*, disclosure_id: int, by: Actor, now: datetime) -> DisclosureDetailPage:
    """One disclosure for an officer."""
    _officer(by, now)
    row = Disclosure.objects.select_related("circle__pair").filter(pk=disclosure_id).first()
    if row is None:
        raise not_yours()
    mine = by.id in (row.proposed_by_id, row.decided_by_id)
    other = by.id != row.proposed_by_id and may(by, "confidences.approve", now=now)
    return DisclosureDetailPage(
        line=_lines([row])[0],
        may_decide=row.state == Disclosure.State.PROPOSED and other,
        may_read=mine and is_readable(row.state, row.readable_until, today(now)),
    )


def disclosed_page(row: Disclosure, pair: PairSpan) -> DisclosedPage:
    """Open the notes and conflicts of a disclosure; the calling command has asked who may and writes it down."""
    first = datetime.combine(row.first, time(), zone())
    end = datetime.combine(row.last + timedelta(days=1), time(), zone())
    notes = list(Note.objects.filter(circle_id=row.circle_id, written_at__gte=first, written_at__lt=end))
    conflicts = list(row.circle.conflicts.filter(told_at__gte=first, told_at__lt=end))
    who, key = people({pair.mentor_id, pair.mentee_id}), circle_of(circle_name(pair.id))
    opened = [
        DisclosedNote(who[each.author_id].name, each.written_at, "note", key.open(note_place(each.pk), each.sealed))
        for each in notes
    ]
    for each in conflicts:
        text = _conflict_text(key, each.pk, each.sealed_matter, each.sealed_way)
        opened.append(DisclosedNote(who[each.told_by_id].name, each.told_at, "conflict", text))
    return DisclosedPage(
        id=row.pk,
        mentor=who[pair.mentor_id].name,
        mentee=who[pair.mentee_id].name,
        reference=row.reference,
        readable_until=row.readable_until,
        notes=tuple(sorted(opened, key=lambda each: each.written_at)),
    )


def _conflict_text(key: Circle, conflict_id: object, matter: str, way: str) -> str:
    return "\n\n".join((key.open(matter_place(conflict_id), matter), key.open(way_place(conflict_id), way)))


def waiting_disclosures(person_id: int) -> int:
    """How many proposals of others wait for an officer."""
    return to_decide(person_id).count()


def to_decide(person_id: int) -> "QuerySet[Disclosure]":
    """Proposals of others."""
    return Disclosure.objects.filter(~Q(proposed_by_id=person_id), state="proposed")


def untold_disclosures(now: datetime) -> list[int]:
    """Approved disclosures of which the pair has still to be told today: their order of silence has ended."""
    over = Q(silent_until=None) | Q(silent_until__lt=today(now))
    return list(Disclosure.objects.filter(over, state="approved", told_at=None).values_list("pk", flat=True))


def _officer(by: Actor, now: datetime) -> bool:
    """Whether the reader proposes; refuses everybody who is no officer at all."""
    proposes = may(by, "confidences.propose", now=now)
    if not proposes and not may(by, "confidences.approve", now=now):
        raise not_yours()
    return proposes


def _lines(rows: list[Disclosure]) -> list[DisclosureLine]:
    named = {row.proposed_by_id for row in rows} | {row.decided_by_id or 0 for row in rows}
    two = {each for row in rows for each in (row.circle.pair.mentor_id, row.circle.pair.mentee_id)}
    who = people((named | two) - {0})
    return [_line(row, who) for row in rows]


def _line(row: Disclosure, who: dict[int, PersonBrief]) -> DisclosureLine:
    shapes = {"proposed": "waiting", "approved": "done", "declined": "stopped"}
    return DisclosureLine(
        id=row.pk,
        mentor=who[row.circle.pair.mentor_id].name,
        mentee=who[row.circle.pair.mentee_id].name,
        ground=row.get_ground_display(),
        reference=row.reference,
        first=row.first,
        last=row.last,
        state=row.state,
        badge=(shapes[row.state], row.get_state_display()),
        proposed_by=who[row.proposed_by_id].name,
        proposed_at=row.proposed_at,
        decided_by=who[row.decided_by_id].name if row.decided_by_id else "",
        decided_at=row.decided_at,
        readable_until=row.readable_until,
        order=row.order,
        silent_until=row.silent_until,
        told_at=row.told_at,
    )

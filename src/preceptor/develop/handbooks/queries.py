"""Every read of handbooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.develop.handbooks.models import HandbookVersion, PlanDone, ReadReceipt
from preceptor.develop.handbooks.rules import Change, Handbook, Line, blocks, differences, load_handbook
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import line_rows, lines
from preceptor.foundation.district.public import seats_of, today
from preceptor.foundation.look.public import Refusal, remembered

AUTHOR = "handbooks.author"
UNREAD, PLANS, DONE = "handbooks.unread", "handbooks.plans", "handbooks.done"
GLOSSARY = "glossary"


class UnknownHandbook(Refusal):
    """There is no such handbook, version or part."""

    status = 404


@dataclass(frozen=True)
class PartView:
    """One part in the reader's language."""

    code: str
    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class PlanView:
    """One line of a communication plan."""

    name: str
    audience: str
    message: str
    channel: str
    when: str
    owner: str
    done_at: datetime | None
    may_finish: bool


@dataclass(frozen=True)
class BookLine:
    """One handbook in the list."""

    key: str
    title: str
    changes: str
    number: int
    published_at: datetime


@dataclass(frozen=True)
class BookPage:
    """One version of a handbook."""

    key: str
    title: str
    number: int
    newest: int
    changes: str
    published_at: datetime
    parts: tuple[PartView, ...]
    plan: tuple[PlanView, ...]
    versions: tuple[tuple[int, datetime], ...]
    to_read: bool
    read_at: datetime | None
    may_write: bool


@dataclass(frozen=True)
class ChangesPage:
    """What a version changed."""

    key: str
    title: str
    number: int
    says: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class PartPage:
    """One part by its code, in the newest version that has it."""

    key: str
    title: str
    number: int
    part: PartView
    gone: bool


def _spanish() -> bool:
    return (get_language() or "en").startswith("es")


@lru_cache(maxsize=64)
def _book(pk: int, sha256: str) -> Handbook:  # noqa: ARG001  the hash belongs to the cache's key
    row = HandbookVersion.objects.get(pk=pk)
    found = load_handbook(row.text, row.key)
    if isinstance(found, list):
        raise Refusal(
            "handbook-unreadable",
            _("The stored text of this handbook cannot be read any more."),
            remedy=_("Ask your administrator to load it again: the language may have changed."),
        )
    return found


def book_of(row: HandbookVersion) -> Handbook:
    """The handbook that a row holds."""
    return _book(row.pk, row.sha256)


def in_force() -> Mapping[str, HandbookVersion]:
    """The newest version of every handbook."""

    def find() -> dict[str, HandbookVersion]:
        return {row.key: row for row in HandbookVersion.objects.defer("text").order_by("key", "number")}

    return remembered("handbooks.in_force", find)


def title_of(row: HandbookVersion) -> str:
    """The title of a version in the reader's language."""
    book = book_of(row)
    return book.title_es if _spanish() else book.title


def handbook_list_page() -> tuple[BookLine, ...]:
    """Every handbook in force."""
    found = []
    for row in in_force().values():
        book = book_of(row)
        title, changes = (book.title_es, book.changes_es) if _spanish() else (book.title, book.changes)
        found.append(BookLine(row.key, title, changes, row.number, row.published_at))
    return tuple(sorted(found, key=lambda each: each.title))


def _rows(key: str) -> list[HandbookVersion]:
    rows = list(HandbookVersion.objects.filter(key=key).defer("text").order_by("-number"))
    if not rows:
        raise UnknownHandbook(
            "unknown-handbook",
            _("There is no handbook called “%(key)s”.") % {"key": key},
            remedy=_("Choose one from the list of handbooks."),
        )
    return rows


def version_of(key: str, number: int | None) -> tuple[HandbookVersion, list[HandbookVersion]]:
    """A version of a handbook (the newest when none is named), and all of them, the newest first."""
    rows = _rows(key)
    row = next((each for each in rows if number in (None, each.number)), None)
    if row is None:
        raise UnknownHandbook(
            "unknown-version", _("This handbook has no such version."), remedy=_("Choose one from its page.")
        )
    return row, rows


def _parts(book: Handbook) -> dict[str, tuple[str, str]]:
    """Title and body by code in the reader's language."""
    if _spanish():
        return {code: (each.title_es, each.body_es) for code, each in book.parts.items()}
    return {code: (each.title, each.body) for code, each in book.parts.items()}


def _views(book: Handbook) -> tuple[PartView, ...]:
    return tuple(PartView(code, title, blocks(body)) for code, (title, body) in _parts(book).items())


def handbook_detail_page(*, key: str, number: int | None, by: Actor, now: datetime) -> BookPage:
    """One version with its parts, and whether the reader is asked to say that they have read it."""
    row, rows = version_of(key, number)
    book = book_of(row)
    receipt = ReadReceipt.objects.filter(version=row, person_id=by.id or 0).first()
    asked = bool(book.reading) and row == rows[0] and is_asked(book, by.id or 0, now)
    return BookPage(
        key=key,
        title=book.title_es if _spanish() else book.title,
        number=row.number,
        newest=rows[0].number,
        changes=book.changes_es if _spanish() else book.changes,
        published_at=row.published_at,
        parts=_views(book),
        plan=_plan(key, book, by, now),
        versions=tuple((each.number, each.published_at) for each in rows),
        to_read=asked and receipt is None,
        read_at=receipt.read_at if receipt else None,
        may_write=may(by, AUTHOR, now=now),
    )


def _plan(key: str, book: Handbook, by: Actor, now: datetime) -> tuple[PlanView, ...]:
    """The lines of a communication plan in the reader's language."""
    if not book.plan:
        return ()
    done = dict(PlanDone.objects.filter(key=key).values_list("line", "done_at"))
    jobs = {seat.job for seat in seats_of(by.id or 0, today(now))}
    writes = may(by, AUTHOR, now=now)
    return tuple(
        PlanView(name, *line_words(line), done.get(name), writes or line.job in jobs)
        for name, line in book.plan.items()
    )


def line_words(line: Line) -> tuple[str, str, str, str, str]:
    """Audience, message, channel, time and office of a line in the reader's language."""
    english = (line.audience, line.message, line.channel, line.when, line.owner)
    spanish = (line.audience_es, line.message_es, line.channel_es, line.when_es, line.owner_es)
    audience, message, channel, when, owner = (
        (other or own) if _spanish() else own for own, other in zip(english, spanish, strict=True)
    )
    return audience, message, channel, when, owner


def sees_to(line: Line, person_id: int, now: datetime) -> bool:
    """Whether a line of a plan is somebody's to see to, by the job that it names."""
    return line.job is not None and any(seat.job == line.job for seat in seats_of(person_id, today(now)))


def is_asked(book: Handbook, person_id: int, now: datetime) -> bool:
    """Whether somebody is asked to read a handbook."""
    return book.reading is not None and any(seat.job in book.reading.jobs for seat in seats_of(person_id, today(now)))


def changes_page(*, key: str, number: int) -> ChangesPage:
    """What a version changed against the one before."""
    row, rows = version_of(key, number)
    book, before = book_of(row), next((each for each in rows if each.number < row.number), None)
    found = differences(_parts(book_of(before)) if before else {}, _parts(book))
    says = book.changes_es if _spanish() else book.changes
    return ChangesPage(key, book.title_es if _spanish() else book.title, row.number, says, found)


def part_page(*, key: str, code: str) -> PartPage:
    """A part by its code; one that a newer version left out is shown as it stood last, so that links never break."""
    rows = _rows(key)
    for row in rows:
        book = book_of(row)
        part = next((each for each in _views(book) if each.code == code), None)
        if part is not None:
            title = book.title_es if _spanish() else book.title
            return PartPage(key, title, row.number, part, row != rows[0])
    raise UnknownHandbook(
        "unknown-part", _("No version of this handbook has such a part."), remedy=_("Choose one from its page.")
    )


@dataclass(frozen=True)
class PartLink:
    """A part of a handbook as other pages link to it."""

    key: str
    code: str
    book: str
    title: str

    @property
    def url(self) -> str:
        """Where the part stands."""
        return reverse("handbooks:part-detail", args=[self.key, self.code])


def parts_for_program(program_key: str) -> tuple[PartLink, ...]:
    """The parts that belong to a program, from every handbook in force that names it."""
    found = []
    for row in in_force().values():
        book = book_of(row)
        code = book.programs.get(program_key)
        if code is not None:
            found.append(PartLink(row.key, code, title_of(row), _parts(book)[code][0]))
    return tuple(sorted(found, key=lambda each: each.book))


def glossary_words(codes: tuple[str, ...]) -> tuple[PartLink, ...]:
    """Words of the glossary for a page that uses them; those that no glossary explains are left out."""
    row = in_force().get(GLOSSARY)
    if row is None:
        return ()
    words = _parts(book_of(row))
    return tuple(PartLink(GLOSSARY, code, title_of(row), words[code][0]) for code in codes if code in words)


@dataclass(frozen=True)
class ToRead:
    """A handbook that waits to be read."""

    key: str
    title: str
    minutes: int
    since: datetime


def unread(person_id: int, now: datetime) -> dict[str, "QuerySet[Any]"]:  # noqa: ARG001  a desk's lines take the moment
    """Handbooks in force without somebody's receipt, and with their plans what of these is done: lines of the desk."""
    newer = HandbookVersion.objects.filter(key=OuterRef("key"), number__gt=OuterRef("number"))
    receipt = ReadReceipt.objects.filter(version=OuterRef("pk"), person_id=person_id)
    newest = HandbookVersion.objects.filter(~Exists(newer))
    said: dict[str, Any] = {"key": "key", "text": "sha256", "number": "pk", "since": "published_at"}
    return {
        UNREAD: line_rows(newest.filter(~Exists(receipt)), **said),
        PLANS: line_rows(newest, **said),
        DONE: line_rows(PlanDone.objects.all(), key="key", text="line"),
    }


def to_read(person_id: int, now: datetime) -> list[ToRead]:
    """The handbooks that somebody is asked to read and has not."""
    found = []
    for line in lines(person_id, UNREAD, now):
        book = _book(line.number, line.text)
        if book.reading is not None and line.since is not None and is_asked(book, person_id, now):
            title = book.title_es if _spanish() else book.title
            found.append(ToRead(line.key, title, book.reading.minutes, line.since))
    return found


@dataclass(frozen=True)
class Preview:
    """What publishing a text would change, or what is wrong with it."""

    faults: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def preview(*, key: str, text: str) -> Preview:
    """Read a text as a new version of a handbook without keeping it."""
    book = load_handbook(text, f"{key}.toml")
    if isinstance(book, list):
        return Preview(faults=tuple(map(str, book)))
    if book.key != key:
        return Preview(faults=(_("The key of this handbook is “%(key)s” and stays so.") % {"key": key},))
    row = version_of(key, None)[0]
    return Preview(changes=differences(_parts(book_of(row)), _parts(book)))


@dataclass(frozen=True)
class ToDo:
    """A line of a communication plan that waits for somebody."""

    key: str
    audience: str
    message: str
    when: str
    since: datetime


def to_do(person_id: int, now: datetime) -> list[ToDo]:
    """The lines of communication plans that are somebody's to see to and not done yet."""
    done = {(each.key, each.text) for each in lines(person_id, DONE, now)}
    found = []
    for book in lines(person_id, PLANS, now):
        for name, line in _book(book.number, book.text).plan.items():
            if (book.key, name) not in done and book.since is not None and sees_to(line, person_id, now):
                audience, message, _channel, when, _owner = line_words(line)
                found.append(ToDo(book.key, audience, message, when, book.since))
    return found

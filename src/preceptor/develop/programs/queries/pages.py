"""What each page of programs shows, one dataclass a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.programs.definition import Definition, Fault, load_definition, resolve_timeline
from preceptor.develop.programs.definition.carry import as_it_was, carried_sentences
from preceptor.develop.programs.definition.difference import difference
from preceptor.develop.programs.definition.edits import Editable, editable
from preceptor.develop.programs.definition.explain import Section, explain
from preceptor.develop.programs.definition.leftovers import leftovers
from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.develop.programs.queries.cycles import UnknownCycle, definition_of
from preceptor.develop.programs.queries.scope import seen_cycles, unknown_cycle
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import positions_of, root, today, zone


@dataclass(frozen=True)
class CycleLine:
    """One cycle in the list."""

    id: int
    name: str
    state: str
    state_word: str
    published_at: datetime | None
    draft: bool


@dataclass(frozen=True)
class ProgramLine:
    """One program with its cycles, the newest first."""

    title: str
    purpose: str
    cycles: tuple[CycleLine, ...]


@dataclass(frozen=True)
class ProgramListPage:
    """Every program that the reader may see."""

    programs: tuple[ProgramLine, ...]
    may_author: bool


@dataclass(frozen=True)
class ProgramImportPage:
    """Where a cycle from an imported file will belong."""

    unit_id: int


@dataclass(frozen=True)
class DateLine:
    """One date of a cycle; `moment` is empty while it is open or counts from a person's own start."""

    name: str
    title: str
    moment: datetime | None
    words: str
    says: str


@dataclass(frozen=True)
class OpenLine:
    """A figure that the source leaves open, with both readings and the one in use."""

    question: str
    source_says: str
    readings: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class CycleDetailPage:
    """One cycle in plain sentences."""

    id: int
    program_key: str
    title: str
    name: str
    number: str
    state: str
    state_word: str
    purpose: str
    dates: tuple[DateLine, ...]
    sections: tuple[Section, ...]
    open_figures: tuple[OpenLine, ...]
    assumptions: tuple[tuple[str, str], ...]
    may_author: bool
    may_publish: bool


@dataclass(frozen=True)
class CycleEditPage:
    """A draft with the values that a page may change."""

    id: int
    title: str
    name: str
    revision: int
    editables: tuple[Editable, ...]
    compared_with: str
    carried: tuple[str, ...]


@dataclass(frozen=True)
class CycleReviewPage:
    """What publishing a draft would change, and what stands in its way."""

    id: int
    title: str
    name: str
    revision: int
    compared_with: str
    carried: tuple[str, ...]
    changes: tuple[str, ...]
    leftovers: tuple[str, ...]
    faults: tuple[Fault, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class DateMovePage:
    """One date of a running cycle."""

    id: int
    title: str
    name: str
    date_title: str
    moment: datetime | None


@dataclass(frozen=True)
class DefinitionFile:
    """A definition as a file."""

    name: str
    text: str


def _cycle(cycle_id: int, *, by: Actor, now: datetime) -> Cycle:
    """A cycle that the reader may see; any other is not found."""
    found = Cycle.objects.select_related("unit", "version", "copied_from__version").filter(pk=cycle_id).first()
    if found is None or not _sees(found, seen_cycles(by, now), by, now):
        raise unknown_cycle()
    return found


def _sees(row: Cycle, seen: frozenset[int] | None, by: Actor, now: datetime) -> bool:
    """Whether the reader may see a cycle: drafts are for authors at their place, the others as far as they belong."""
    if row.state == Cycle.State.DRAFT:
        return may(by, "programs.author", where=row.unit.path, now=now)
    return seen is None or row.pk in seen


def _definition(cycle: Cycle) -> Definition | None:
    """The definition of a cycle; None while a draft cannot be read."""
    if cycle.version:
        return definition_of(cycle.version.pk, cycle.version.sha256)
    outcome = load_definition(cycle.draft_text, f"{cycle.key}.toml")
    return outcome if isinstance(outcome, Definition) else None


def program_list_page(*, by: Actor, now: datetime) -> ProgramListPage:
    """Every program that the reader may see with its cycles; drafts only for those who may edit them."""
    seen = seen_cycles(by, now)
    rows = Cycle.objects.select_related("unit", "version").order_by("key", "-created_at", "-pk")
    programs: dict[str, list[Cycle]] = {}
    for row in rows:
        if _sees(row, seen, by, now):
            programs.setdefault(row.key, []).append(row)
    author = author_unit(by=by, now=now) is not None
    return ProgramListPage(tuple(_program_line(rows) for rows in programs.values()), author)


def _program_line(rows: list[Cycle]) -> ProgramLine:
    definition = next((found for row in rows if (found := _definition(row))), None)
    title = definition.title if definition else rows[0].key
    return ProgramLine(title, definition.purpose if definition else "", tuple(map(_cycle_line, rows)))


def _cycle_line(row: Cycle) -> CycleLine:
    draft = row.state == Cycle.State.DRAFT
    return CycleLine(row.pk, row.name, row.state, str(row.get_state_display()), row.published_at, draft)


def author_unit(*, by: Actor, now: datetime) -> int | None:
    """The office for which the actor may write programs: one of their own, else the district; None without any."""
    own = [(seat.unit_id, seat.unit_path) for seat in positions_of(by.id, today(now))] if by.id else []
    top = root()
    places = [*own, *([(top.id, top.path)] if top else [])]
    return next((unit_id for unit_id, path in places if may(by, "programs.author", where=path, now=now)), None)


def program_import_page(*, by: Actor, now: datetime) -> ProgramImportPage:
    """The office to which an imported program will belong."""
    unit_id = author_unit(by=by, now=now)
    if unit_id is None:
        require(by, "programs.author", now=now)
    return ProgramImportPage(unit_id or 0)


def cycle_detail_page(*, cycle_id: int, by: Actor, now: datetime) -> CycleDetailPage:
    """One cycle in plain sentences."""
    cycle = _cycle(cycle_id, by=by, now=now)
    definition = _definition(cycle)
    where = cycle.unit.path
    return CycleDetailPage(
        id=cycle.pk,
        program_key=cycle.key,
        title=definition.title if definition else cycle.key,
        name=cycle.name,
        number=(definition.number or "") if definition else "",
        state=cycle.state,
        state_word=str(cycle.get_state_display()),
        purpose=definition.purpose if definition else "",
        dates=_dates(cycle, definition) if definition else (),
        sections=tuple(explain(definition, _)) if definition else (),
        open_figures=_open_figures(definition) if definition else (),
        assumptions=tuple((each.says, each.why) for each in definition.assumptions.values()) if definition else (),
        may_author=may(by, "programs.author", where=where, now=now),
        may_publish=may(by, "programs.publish", where=where, now=now),
    )


def _dates(cycle: Cycle, definition: Definition) -> tuple[DateLine, ...]:
    known = dict(cycle.dates.values_list("name", "moment")) or resolve_timeline(definition.timeline, {}, zone())
    lines = [
        DateLine(name, entry.title, known.get(name), str(entry.when), entry.says or "")
        for name, entry in definition.timeline.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.moment is None, line.moment)))


def _open_figures(definition: Definition) -> tuple[OpenLine, ...]:
    return tuple(
        OpenLine(
            figure.question,
            figure.source_says,
            tuple((reading.says, name == figure.used) for name, reading in figure.readings.items()),
        )
        for figure in definition.open.values()
    )


def cycle_edit_page(*, cycle_id: int, by: Actor, now: datetime) -> CycleEditPage:
    """A draft with the values that a page may change."""
    cycle = _draft(cycle_id, by=by, now=now)
    definition = _definition(cycle)
    before = _source(cycle)
    return CycleEditPage(
        id=cycle.pk,
        title=definition.title if definition else cycle.key,
        name=cycle.name,
        revision=cycle.revision,
        editables=tuple(editable(definition, _)) if definition else (),
        compared_with=before.name if before else "",
        carried=_carried(before, definition),
    )


@dataclass(frozen=True)
class _Source:
    """The cycle that a draft was copied from: its definition, and the dates that it truly had."""

    name: str
    definition: Definition
    dates: Mapping[str, datetime]


def _source(cycle: Cycle) -> _Source | None:
    """What a draft was copied from, when that was published."""
    before = cycle.copied_from
    if before is None or before.version is None:
        return None
    dates = dict(before.dates.values_list("name", "moment"))
    return _Source(before.name, definition_of(before.version.pk, before.version.sha256), dates)


def _carried(before: _Source | None, new: Definition | None) -> tuple[str, ...]:
    """What became of the source's dates in a copy, in sentences."""
    if before is None or new is None:
        return ()
    return tuple(carried_sentences(before.definition, new, before.dates, zone(), _))


def _first_text(cycle: Cycle) -> Definition | None:
    """The text with which a draft began that was not copied: the latest version that stood then."""
    rows = ProgramVersion.objects.filter(key=cycle.key, imported_at__lte=cycle.created_at).order_by("-number")
    found = rows.first()
    return definition_of(found.pk, found.sha256) if found else None


def _draft(cycle_id: int, *, by: Actor, now: datetime) -> Cycle:
    cycle = _cycle(cycle_id, by=by, now=now)
    require(by, "programs.author", where=cycle.unit.path, now=now)
    if cycle.state != Cycle.State.DRAFT:
        raise UnknownCycle(
            "cycle-not-draft",
            _("This cycle is published, and what people have begun with stays as it is."),
            remedy=_("Move a single date on the cycle's page, or copy the cycle and edit the copy."),
            status=409,
        )
    return cycle


def cycle_review_page(*, cycle_id: int, by: Actor, now: datetime) -> CycleReviewPage:
    """What publishing a draft would change against the cycle that it was copied from, as that truly ran."""
    cycle = _draft(cycle_id, by=by, now=now)
    outcome = load_definition(cycle.draft_text, f"{cycle.key}.toml")
    sound = outcome if isinstance(outcome, Definition) else None
    before = _source(cycle)
    old = as_it_was(before.definition, before.dates, zone()) if before else None
    first = old or _first_text(cycle)
    return CycleReviewPage(
        id=cycle.pk,
        title=sound.title if sound else cycle.key,
        name=cycle.name,
        revision=cycle.revision,
        compared_with=before.name if before else "",
        carried=_carried(before, sound),
        changes=tuple(difference(old, sound, _)) if old and sound else (),
        leftovers=tuple(leftovers(first, sound, _)) if first and sound else (),
        faults=() if isinstance(outcome, Definition) else tuple(outcome),
        sections=tuple(explain(sound, _)) if sound and not old else (),
    )


def date_move_page(*, cycle_id: int, name: str, by: Actor, now: datetime) -> DateMovePage:
    """One date of a running cycle that may be moved."""
    cycle = _cycle(cycle_id, by=by, now=now)
    require(by, "programs.publish", where=cycle.unit.path, now=now)
    definition = _definition(cycle)
    if definition is None or name not in definition.timeline:
        raise UnknownCycle("unknown-date", _("This cycle has no such date."), remedy=_("Choose one of its dates."))
    moment = cycle.dates.filter(name=name).values_list("moment", flat=True).first()
    return DateMovePage(cycle.pk, definition.title, cycle.name, definition.timeline[name].title, moment)


def cycle_definition_file(*, cycle_id: int, by: Actor, now: datetime) -> DefinitionFile:
    """The definition of a cycle as a TOML file."""
    cycle = _cycle(cycle_id, by=by, now=now)
    return DefinitionFile(f"{cycle.key}-{cycle.pk}.toml", cycle.version.text if cycle.version else cycle.draft_text)

"""Every change of programs and cycles: import, copy, edit, publish, move a date, close."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from preceptor.develop.programs.definition import (
    Definition,
    Fault,
    load_definition,
    outside_window,
    resolve_timeline,
)
from preceptor.develop.programs.definition.carry import moved_on, years_apart
from preceptor.develop.programs.definition.edits import NotEditableError, Value, apply_edits
from preceptor.develop.programs.models import Cycle, CycleDate, ProgramVersion
from preceptor.develop.programs.queries import UnknownCycle
from preceptor.develop.programs.rules import out_of_order
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit, zone
from preceptor.foundation.documents.public import publish_text
from preceptor.foundation.look.public import Refusal


class FaultyDefinition(Refusal):
    """A definition cannot be taken as it stands; `faults` names each place and its remedy."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            "faulty-definition",
            _("This definition cannot be used yet: it has %(count)d faults.") % {"count": len(faults)}
            if len(faults) > 1
            else _("This definition cannot be used yet: it has one fault."),
            remedy=_("Mend what is named below and try again; nothing was changed."),
            facts={"faults": [f"{fault.file}:{fault.line}: {fault.what} {fault.remedy}" for fault in faults]},
        )
        self.faults = list(faults)


class CycleState(Refusal):
    """The cycle is not in the state that this change needs."""


def _readable(text: str, file: str) -> Definition:
    outcome = load_definition(text, file)
    if not isinstance(outcome, Definition):
        raise FaultyDefinition(outcome)
    return outcome


def _version(text: str, definition: Definition, *, by: Actor, now: datetime) -> ProgramVersion:
    """The version with exactly this text; a new one when the text is new."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = ProgramVersion.objects.filter(key=definition.key, sha256=sha256).first()
    if known:
        return known
    last = ProgramVersion.objects.filter(key=definition.key).aggregate(last=Max("number"))["last"] or 0
    version = ProgramVersion.objects.create(
        key=definition.key,
        number=last + 1,
        title=definition.title,
        text=text,
        sha256=sha256,
        imported_at=now,
        imported_by=by.label,
    )
    facts = {"key": definition.key, "number": version.number, "sha256": sha256}
    record(by=by, action="programs.version", about=f"programs.programversion:{version.pk}", facts=facts, now=now)
    return version


@transaction.atomic
def import_definition(*, text: str, file: str, unit_id: int, by: Actor, now: datetime) -> int:
    """Take a definition file of an office as a version; the same text again changes nothing."""
    require(by, "programs.author", where=unit(unit_id).path, now=now)
    return _version(text, _readable(text, file), by=by, now=now).pk


@transaction.atomic
def import_draft(*, text: str, file: str, name: str, unit_id: int, by: Actor, now: datetime) -> int:
    """Take a definition file and begin the draft of a cycle from it; both or nothing."""
    version_id = import_definition(text=text, file=file, unit_id=unit_id, by=by, now=now)
    return start_cycle(version_id=version_id, name=name, unit_id=unit_id, by=by, now=now)


@transaction.atomic
def start_cycle(*, version_id: int, name: str, unit_id: int, by: Actor, now: datetime) -> int:
    """Begin the draft of a cycle from a version of a program."""
    require(by, "programs.author", where=unit(unit_id).path, now=now)
    version = ProgramVersion.objects.get(pk=version_id)
    draft = Cycle(key=version.key, name=name, draft_text=version.text, unit_id=unit_id, created_at=now)
    return _keep_draft(draft, by=by, now=now)


@transaction.atomic
def copy_cycle(*, cycle_id: int, name: str, by: Actor, now: datetime) -> int:
    """Begin the draft of a new cycle with everything that an earlier one said, its true dates moved on by its years."""
    source = _cycle(cycle_id)
    require(by, "programs.author", where=source.unit.path, now=now)
    text = source.version.text if source.version else source.draft_text
    definition, dates = _readable(text, f"{source.key}.toml"), dict(source.dates.values_list("name", "moment"))
    text = apply_edits(text, moved_on(definition, dates, years_apart(source.name, name), zone()))
    _readable(text, f"{source.key}.toml")
    draft = Cycle(
        key=source.key, name=name, draft_text=text, unit_id=source.unit_id, copied_from=source, created_at=now
    )
    return _keep_draft(draft, by=by, now=now)


def _keep_draft(draft: Cycle, *, by: Actor, now: datetime) -> int:
    """Keep a draft under a name that the program has not used."""
    draft.name = draft.name.strip()
    if not draft.name:
        raise CycleState(
            "cycle-name", _("A cycle needs a name."), remedy=_("Give the school year, for example 2026-27.")
        )
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise CycleState(
            "cycle-name-taken",
            _("This program has a cycle named “%(name)s” already.") % {"name": draft.name},
            remedy=_("Open that one, or choose another name."),
        ) from None
    facts = {"key": draft.key, "name": draft.name}
    record(by=by, action="programs.draft", about=f"programs.cycle:{draft.pk}", facts=facts, now=now)
    return draft.pk


def _cycle(cycle_id: int, *, lock: bool = False) -> Cycle:
    rows = Cycle.objects.select_related("unit", "version")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=cycle_id).first()
    if found is None:
        raise UnknownCycle(
            "unknown-cycle", _("There is no such program cycle."), remedy=_("Choose one from the list of programs.")
        )
    return found


def _draft(cycle_id: int) -> Cycle:
    cycle = _cycle(cycle_id, lock=True)
    if cycle.state != Cycle.State.DRAFT:
        raise CycleState(
            "cycle-not-draft",
            _("This cycle is published, and what people have begun with stays as it is."),
            remedy=_("Move a single date on the cycle's page, or copy the cycle and edit the copy."),
        )
    return cycle


@transaction.atomic
def edit_draft(*, cycle_id: int, revision: int, edits: Mapping[str, Value], by: Actor, now: datetime) -> int:
    """Change dates, amounts and texts of a draft; gives the new revision, refuses when somebody else was faster."""
    cycle = _draft(cycle_id)
    require(by, "programs.author", where=cycle.unit.path, now=now)
    if cycle.revision != revision:
        raise CycleState(
            "cycle-changed-meanwhile",
            _("Somebody changed this draft after you opened it."),
            remedy=_("Your entries are still below. Compare them with the draft as it is now, and save again."),
        )
    try:
        text = apply_edits(cycle.draft_text, edits)
    except NotEditableError as fault:
        raise CycleState("not-editable", str(fault), remedy=_("Import the changed file as a new draft.")) from fault
    _readable(text, f"{cycle.key}.toml")
    if text != cycle.draft_text:
        Cycle.objects.filter(pk=cycle.pk).update(draft_text=text, revision=revision + 1)
        record(
            by=by, action="programs.edit", about=f"programs.cycle:{cycle.pk}", facts={"fields": sorted(edits)}, now=now
        )
        return revision + 1
    return revision


@transaction.atomic
def publish_cycle(*, cycle_id: int, revision: int, by: Actor, now: datetime) -> None:
    """Make the draft the version that this cycle runs, with its dates and the texts that people will sign."""
    cycle = _draft(cycle_id)
    require(by, "programs.publish", where=cycle.unit.path, now=now)
    if cycle.revision != revision:
        raise CycleState(
            "cycle-changed-meanwhile",
            _("Somebody changed this draft after you read the summary of changes."),
            remedy=_("Read the summary again and publish then."),
        )
    definition = _readable(cycle.draft_text, f"{cycle.key}.toml")
    dates = _sound_dates(definition)
    version = _version(cycle.draft_text, definition, by=by, now=now)
    cycle.version, cycle.state, cycle.published_at, cycle.draft_text = version, Cycle.State.PUBLISHED, now, ""
    cycle.save(update_fields=["version", "state", "published_at", "draft_text"])
    CycleDate.objects.bulk_create(
        CycleDate(cycle=cycle, name=name, title=definition.timeline[name].title, moment=moment)
        for name, moment in dates.items()
    )
    for name, text in definition.texts.items():
        bodies = {"en": text.body} | ({"es": text.body_es} if text.body_es else {})
        publish_text(by=by, code=f"{cycle.key}.{name}", title=text.title, bodies=bodies, now=now)
    facts = {"version": version.number, "sha256": version.sha256}
    record(by=by, action="programs.publish", about=f"programs.cycle:{cycle.pk}", facts=facts, now=now)


def _sound_dates(definition: Definition) -> dict[str, datetime]:
    """Every date of the cycle, or a refusal that names what is missing, out of its window or out of order."""
    dates = resolve_timeline(definition.timeline, {}, zone())
    titles = {name: entry.title for name, entry in definition.timeline.items()}
    # A date that counts from an open one is as open as that one.
    missing = [titles[name] for name in definition.timeline if name in _needed(definition) and name not in dates]
    if missing:
        raise CycleState(
            "cycle-dates-missing",
            _("These dates are not set yet: %(names)s.") % {"names": ", ".join(missing)},
            remedy=_("Set them, or the dates that they count from, under “Edit” and publish then."),
        )
    wrong = [titles[name] for name in outside_window(definition.timeline, dates, zone())]
    wrong += [f"{titles[first]} / {titles[then]}" for first, then in out_of_order(definition, dates)]
    if wrong:
        raise CycleState(
            "cycle-dates-wrong",
            _("These dates do not fit: %(names)s.") % {"names": ", ".join(wrong)},
            remedy=_("Put them in order under “Edit” and publish then."),
        )
    return dates


def _needed(definition: Definition) -> set[str]:
    """The dates without which nobody can apply: when each call opens and closes, and when endorsements are due."""
    ways = definition.admission.values()
    due = {one.due for way in ways for one in way.endorsements.values()}
    return due | {name for way in ways for name in (way.opens, way.closes)}


@transaction.atomic
def move_date(*, cycle_id: int, name: str, moment: datetime, reason: str, by: Actor, now: datetime) -> None:
    """Move one date of a running cycle, with a reason that the audit keeps."""
    cycle = _cycle(cycle_id, lock=True)
    require(by, "programs.publish", where=cycle.unit.path, now=now)
    if cycle.state != Cycle.State.PUBLISHED or cycle.version is None:
        raise CycleState(
            "cycle-not-running", _("Only a published cycle has dates to move."), remedy=_("Edit the draft instead.")
        )
    if not reason.strip():
        raise CycleState(
            "reason-missing", _("Moving a date needs a reason."), remedy=_("Say in a sentence why it moves.")
        )
    definition = _readable(cycle.version.text, f"{cycle.key}.toml")
    if name not in definition.timeline:
        raise CycleState("unknown-date", _("This cycle has no such date."), remedy=_("Choose one of its dates."))
    dates = dict(cycle.dates.values_list("name", "moment")) | {name: moment}
    if out_of_order(definition, dates):
        raise CycleState(
            "cycle-dates-wrong",
            _("With this date, the cycle's dates would be out of order."),
            remedy=_("Choose a moment that lies between its neighbours."),
        )
    before = cycle.dates.filter(name=name).values_list("moment", flat=True).first()
    cycle.dates.update_or_create(name=name, defaults={"moment": moment, "title": definition.timeline[name].title})
    facts = {
        "date": name,
        "from": before.isoformat() if before else "",
        "to": moment.isoformat(),
        "reason": reason.strip(),
    }
    record(by=by, action="programs.move-date", about=f"programs.cycle:{cycle.pk}", facts=facts, now=now)


@transaction.atomic
def close_cycle(*, cycle_id: int, by: Actor, now: datetime) -> None:
    """End a running cycle; what it holds stays readable."""
    cycle = _cycle(cycle_id, lock=True)
    require(by, "programs.publish", where=cycle.unit.path, now=now)
    if cycle.state != Cycle.State.PUBLISHED:
        raise CycleState(
            "cycle-not-running",
            _("Only a published cycle can be closed."),
            remedy=_("Publish it first, or leave it as it is."),
        )
    cycle.state, cycle.closed_at = Cycle.State.CLOSED, now
    cycle.save(update_fields=["state", "closed_at"])
    record(by=by, action="programs.close", about=f"programs.cycle:{cycle.pk}", facts={}, now=now)


@transaction.atomic
def discard_draft(*, cycle_id: int, by: Actor, now: datetime) -> None:
    """Throw a draft away."""
    cycle = _draft(cycle_id)
    require(by, "programs.author", where=cycle.unit.path, now=now)
    record(by=by, action="programs.discard", about=f"programs.cycle:{cycle.pk}", facts={"name": cycle.name}, now=now)
    cycle.delete()

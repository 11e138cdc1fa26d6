"""The form of an entry, prefilled; and one entry with its versions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from preceptor.develop.activities.models import Activity, ActivityDraft, ActivityParty
from preceptor.develop.activities.queries.above import links_of
from preceptor.develop.activities.queries.lines import EntryLine, entry_line
from preceptor.develop.activities.queries.pointing import competencies_of
from preceptor.develop.activities.queries.running import is_running, require_running
from preceptor.develop.activities.queries.stream import rows_of
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import kind_terms
from preceptor.develop.activities.queries.words import mode_word
from preceptor.develop.activities.rules.entering import prefilled_start
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.district.public import people, today, zone
from preceptor.foundation.look.public import Refusal

USUAL_MINUTES = 60
Choices = tuple[tuple[str, str], ...]


class PageMissing(Refusal):
    """There is no such page for this person."""

    status = 404


def page_missing() -> PageMissing:
    """The same answer for what is not there and what is somebody else's."""
    return PageMissing("unknown-entry", _("There is no such entry for you."), remedy=_("Open it from “My month”."))


@dataclass(frozen=True)
class EntryFormPage:
    """Everything that the form offers, and what it starts with."""

    cycle_id: int
    title: str
    name: str
    whats: Choices
    partners: Choices
    tasks: Choices
    competencies: Choices
    reasons: Choices
    initial: dict[str, Any]
    drafted_at: datetime | None
    correcting: int | None


@dataclass(frozen=True)
class VersionLine:
    """An earlier version of an entry."""

    id: int
    title: str
    starts: datetime
    minutes: int
    mode: str
    state: str


@dataclass(frozen=True)
class EntryDetailPage:
    """One entry with its parties' answers and earlier versions."""

    id: int
    cycle_id: int
    program: str
    line: EntryLine
    state: str
    tasks: tuple[tuple[str, str], ...]
    competencies: tuple[str, ...]
    remote_reason: str
    entered_at: datetime
    answers: tuple[tuple[str, str, str], ...]
    versions: tuple[VersionLine, ...]
    replaced_by: int | None
    standing: bool
    answerable: bool
    disputes: Choices
    links: tuple[tuple[str, str], ...] = ()


def entry_form_page(*, cycle_id: int, person_id: int, partner_id: int | None, now: datetime) -> EntryFormPage:
    """An empty form, filled with what is most likely: today, just now, the usual length, the partner asked for."""
    brief, part = _taking(cycle_id, person_id)
    partners = _partner_choices(part, person_id, now)
    draft = ActivityDraft.objects.filter(cycle_id=cycle_id, person_id=person_id).first()
    last = _last_with(cycle_id, person_id, [partner_id] if partner_id else [int(number) for number, _name in partners])
    minutes = last.minutes if last else USUAL_MINUTES
    start = prefilled_start(now.astimezone(zone()), minutes)
    whats = _whats(brief, part, person_id)
    initial: dict[str, Any] = {
        "what": f"{last.kind}/{last.mode}" if last else whats[0][0],
        "partner": str(partner_id or (partners[0][0] if len(partners) == 1 else "")),
        "day": start.date().isoformat(),
        "time": start.strftime("%H:%M"),
        "minutes": str(minutes),
        "tasks": [],
        "competencies": [],
        "remote_reason": "",
        "sent_key": uuid4().hex,
    }
    if draft is not None:
        initial |= {name: value for name, value in draft.values.items() if name in initial and value}
        initial |= {"partner": str(partner_id)} if partner_id else {}
    return _form(brief, whats, partners, initial, draft.saved_at if draft else None, None)


def correction_page(*, activity_id: int, person_id: int, now: datetime) -> EntryFormPage:
    """The form filled with an entry that is to be corrected."""
    old = Activity.objects.filter(pk=activity_id, entered_by_id=person_id, state__in=("booked", "held")).first()
    if old is None:
        raise page_missing()
    brief, part = _taking(old.cycle_id, person_id)
    start = old.starts.astimezone(zone())
    partner = old.parties.exclude(person_id=person_id).values_list("person_id", flat=True).first()
    initial = {
        "what": f"{old.kind}/{old.mode}",
        "partner": str(partner or ""),
        "day": start.date().isoformat(),
        "time": start.strftime("%H:%M"),
        "minutes": str(old.minutes),
        "tasks": list(old.tasks),
        "competencies": list(old.competencies),
        "remote_reason": old.remote_reason,
        "sent_key": uuid4().hex,
    }
    partners = _partner_choices(part, person_id, max(now, old.starts))
    return _form(brief, _whats(brief, part, person_id), partners, initial, None, activity_id)


def _form(
    brief: CycleBrief,
    whats: Choices,
    partners: Choices,
    initial: dict[str, Any],
    drafted_at: datetime | None,
    correcting: int | None,
) -> EntryFormPage:
    return EntryFormPage(
        cycle_id=brief.id,
        title=brief.title,
        name=brief.name,
        whats=whats,
        partners=partners,
        tasks=tuple((name, task.title) for name, task in brief.definition.support_tasks.items()),
        competencies=tuple(
            competencies_of(brief, dict.fromkeys(what.split("/", 1)[0] for what, _word in whats)).items()
        ),
        reasons=tuple((value, str(label)) for value, label in Activity.RemoteReason.choices),
        initial=initial,
        drafted_at=drafted_at,
        correcting=correcting,
    )


def _taking(cycle_id: int, person_id: int) -> tuple[CycleBrief, TakingPart]:
    brief = cycle(cycle_id)
    part = taking_part(brief, person_id)
    if not kind_terms(brief.definition, part.roles_of(person_id)):
        raise page_missing()
    require_running(brief)
    return brief, part


def _whats(brief: CycleBrief, part: TakingPart, person_id: int) -> Choices:
    """Kind and way together, so that only what can be is offered: `coaching/video`."""
    kinds = kind_terms(brief.definition, part.roles_of(person_id))
    return tuple(
        (f"{name}/{mode}", f"{brief.definition.activities[name].title}, {mode_word(mode)}")
        for name in kinds
        for mode in brief.definition.activities[name].modes
    )


def _partner_choices(part: TakingPart, person_id: int, now: datetime) -> Choices:
    """Everybody the reader works with now, else everybody they have worked with."""
    mine = part.partners_of(person_id)
    present = [each for each in mine if each.on(today(now))] or mine
    numbers = list(dict.fromkeys(each.other(person_id)[1] for each in present))
    who = people(numbers)
    return tuple(sorted(((str(number), who[number].name) for number in numbers), key=lambda each: each[1]))


def _last_with(cycle_id: int, person_id: int, partner_ids: list[int]) -> Activity | None:
    """The latest entry of the reader with one of these, or at all when the reader works with nobody."""
    rows = Activity.objects.filter(cycle_id=cycle_id, entered_by_id=person_id, state="held")
    if partner_ids:
        rows = rows.filter(pk__in=ActivityParty.objects.filter(person_id__in=partner_ids).values("activity_id"))
    return rows.order_by("-entered_at", "-pk").first()


def entry_detail_page(*, activity_id: int, person_id: int, now: datetime) -> EntryDetailPage:
    """One entry, for those who took part in it alone."""
    activity = Activity.objects.filter(pk=activity_id).select_related("replaced_by").first()
    found = rows_of(Activity.objects.filter(pk=activity_id)) if activity else []
    if activity is None or person_id not in {each.person_id for row in found for each in row.parties}:
        raise page_missing()
    row, brief = found[0], cycle(activity.cycle_id)
    who = people({each.person_id for each in row.parties} | {person_id})
    answers = tuple(
        (who[each.person_id].name, str(ActivityParty.Answer(each.answer).label), each.dispute_word)
        for each in row.parties
        if each.answer != ActivityParty.Answer.NOT_ASKED
    )
    mine = [each.answer for each in row.parties if each.person_id == person_id]
    return EntryDetailPage(
        id=row.id,
        cycle_id=brief.id,
        program=brief.title,
        line=entry_line(brief, row, who, person_id, now),
        state=str(Activity.State(row.state).label),
        tasks=tuple(_support(brief, name) for name in row.tasks),
        competencies=tuple(_named(competencies_of(brief, [row.kind] if row.competencies else []), row.competencies)),
        remote_reason=str(Activity.RemoteReason(row.remote_reason).label) if row.remote_reason else "",
        entered_at=row.entered_at,
        answers=answers,
        versions=_versions(brief, activity),
        replaced_by=getattr(activity, "replaced_by", None) and activity.replaced_by.pk,
        standing=row.state in ("booked", "held") and is_running(brief),
        answerable=row.state == "held"
        and is_running(brief)
        and row.entered_by != person_id
        and mine != [ActivityParty.Answer.NOT_ASKED],
        disputes=tuple((value, str(label)) for value, label in ActivityParty.Dispute.choices),
        links=links_of(row.id, brief.id, [each.person_id for each in row.parties], person_id),
    )


def _support(brief: CycleBrief, name: str) -> tuple[str, str]:
    """A kind of support, and the parts of a framework that it serves."""
    task = brief.definition.support_tasks[name]
    places = (each.split(".", 1) for each in task.framework)
    return task.title, "; ".join(brief.definition.frameworks[frame].items[item] for frame, item in places)


def _named(codes: Mapping[str, str], said: Iterable[str]) -> Iterator[str]:
    """What codes are called; one that a later version of the framework no longer has stands alone."""
    return (codes.get(code, code) for code in said)


def _versions(brief: CycleBrief, activity: Activity) -> tuple[VersionLine, ...]:
    """Earlier versions, the latest first; each is one step back along what it replaced."""
    if activity.replaces_id is None:
        return ()
    same = Activity.objects.filter(
        cycle_id=activity.cycle_id, entered_by_id=activity.entered_by_id, state=Activity.State.REPLACED
    )
    known, found = {each.pk: each for each in same}, []
    step: int | None = activity.replaces_id
    while step in known:
        old = known[step]
        title = brief.definition.activities[old.kind].title
        state = str(Activity.State(old.state).label)
        found.append(VersionLine(old.pk, title, old.starts, old.minutes, mode_word(old.mode), state))
        step = old.replaces_id
    return tuple(found)

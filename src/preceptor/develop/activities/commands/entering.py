"""Entering activities: at once or ahead, corrected by a new version, withdrawn; and the draft of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.models import Activity, ActivityDraft, ActivityParty, MonthlyLog
from preceptor.develop.activities.queries.elsewhere import taken_elsewhere
from preceptor.develop.activities.queries.pointing import competencies_of
from preceptor.develop.activities.queries.running import require_running
from preceptor.develop.activities.queries.taking_part import TakingPart, taking_part
from preceptor.develop.activities.queries.terms import calendar_of, kind_terms, log_terms
from preceptor.develop.activities.rules.entering import LONGEST, SHORTEST, KindTerms, Typed, faults
from preceptor.develop.activities.rules.periods import periods
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import Refusal

TAKE_PART = "activities.take_part"
State = Activity.State
Answer = ActivityParty.Answer


@dataclass(frozen=True)
class _Taking:
    """One person in one cycle: the definition, the person's roles and partners."""

    brief: CycleBrief
    part: TakingPart
    me: int

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of this person."""
        return self.part.roles_of(self.me)


@dataclass(frozen=True)
class _Sent:
    """A form as it arrived: its key, and the entry that it corrects."""

    key: str
    replaces: Activity | None = None


class EntryRefused(Refusal):
    """This activity cannot be entered or changed that way."""


class EntryUnknown(Refusal):
    """There is no such activity for this person."""

    status = 404


@transaction.atomic
def enter_activity(*, cycle_id: int, typed: Typed, sent_key: str, by: Actor, now: datetime) -> int:
    """Enter what was done, or book what is to come; the same form sent twice is one entry. Gives its number."""
    require(by, TAKE_PART, now=now)
    taking = _mine(cycle_id, by)
    sent = _Sent(f"{cycle_id}:{taking.me}:{sent_key}"[:80])
    kept = Activity.objects.filter(sent_key=sent.key).values_list("pk", flat=True).first()
    if kept is not None:
        return kept
    activity_id = _enter(taking, typed, sent, by=by, now=now)
    ActivityDraft.objects.filter(cycle_id=cycle_id, person_id=taking.me).delete()
    return activity_id


@transaction.atomic
def correct_activity(*, activity_id: int, typed: Typed, sent_key: str, by: Actor, now: datetime) -> int:
    """Put a new version in the place of an entry; the old one stays as it was, and the other side is asked again."""
    old = _own(activity_id, by, now)
    taking = _mine(old.cycle_id, by)
    _check_month_open(taking.brief, old)
    Activity.objects.filter(pk=old.pk).update(state=State.REPLACED)
    sent = _Sent(f"{old.cycle_id}:{taking.me}:{sent_key}"[:80], old)
    return _enter(taking, typed, sent, by=by, now=now)


@transaction.atomic
def withdraw_activity(*, activity_id: int, by: Actor, now: datetime) -> None:
    """Take an entry or a booking back; it stays readable and counts for nothing."""
    old = _own(activity_id, by, now)
    _check_month_open(_mine(old.cycle_id, by).brief, old)
    Activity.objects.filter(pk=old.pk).update(state=State.WITHDRAWN)
    record(by=by, action="activities.withdraw", about=about(old.pk), facts={}, now=now)


@transaction.atomic
def hold_booked(*, activity_id: int, by: Actor, now: datetime) -> None:
    """Say that what was booked took place as booked; the other side is asked to confirm."""
    booked = _own(activity_id, by, now)
    if booked.state == State.HELD:
        return  # pressed twice
    if booked.starts > now:
        raise EntryRefused(
            "not-yet", _("This meeting is still to come."), remedy=_("Say that it took place once it has begun.")
        )
    taking = _mine(booked.cycle_id, by)
    _check_month_open(taking.brief, booked)
    Activity.objects.filter(pk=booked.pk).update(state=State.HELD, entered_at=now)
    _ask(taking, booked, now)
    record(by=by, action="activities.hold", about=about(booked.pk), facts={}, now=now)


@transaction.atomic
def save_draft(*, cycle_id: int, values: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Keep what is typed so far; it is nobody else's to see and leaves no trace in the record."""
    require(by, TAKE_PART, now=now)
    taking = _mine(cycle_id, by)
    ActivityDraft.objects.update_or_create(
        cycle_id=cycle_id, person_id=taking.me, defaults={"values": dict(values), "saved_at": now}
    )


def about(activity_id: int) -> str:
    """What the record calls an activity."""
    return f"activities.activity:{activity_id}"


def _enter(taking: _Taking, typed: Typed, sent: _Sent, *, by: Actor, now: datetime) -> int:
    """Check and keep an entry with its parties."""
    brief = taking.brief
    kinds = kind_terms(brief.definition, taking.roles)
    terms = kinds.get(typed.kind)
    if terms is not None and terms.minutes is not None:
        typed = replace(typed, minutes=terms.minutes)
    codes = competencies_of(brief, [typed.kind] if typed.competencies and terms else [])
    wrong = faults(typed, kinds, brief.definition.support_tasks, codes, now)
    if wrong or terms is None:
        raise _refusal(wrong[0])
    parties = _parties(taking, terms, typed)
    _check_logs(brief, typed.kind, typed.starts, taking.roles, taking.me)
    _check_once(brief, typed, parties)
    _check_elsewhere(brief, typed, taking.me)
    activity = _kept(taking, typed, sent, now)
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=activity, role=role, person_id=person_id) for role, person_id in parties
    )
    if activity.state == State.HELD:
        _ask(taking, activity, now)
    replaced = sent.replaces.pk if sent.replaces else 0
    facts = {"kind": typed.kind, "minutes": typed.minutes, "replaces": replaced}
    record(by=by, action="activities.enter", about=about(activity.pk), facts=facts, now=now)
    return activity.pk


def _kept(taking: _Taking, typed: Typed, sent: _Sent, now: datetime) -> Activity:
    try:
        with transaction.atomic():
            return Activity.objects.create(
                cycle_id=taking.brief.id,
                kind=typed.kind,
                state=State.BOOKED if typed.starts > now else State.HELD,
                starts=typed.starts,
                minutes=typed.minutes,
                mode=typed.mode,
                remote_reason=typed.remote_reason,
                tasks=list(typed.tasks),
                competencies=list(typed.competencies),
                entered_by_id=taking.me,
                entered_at=now,
                replaces=sent.replaces,
                sent_key=sent.key,
            )
    except IntegrityError:
        raise EntryRefused(
            "entered-meanwhile",
            _("This form has just been sent from somewhere else."),
            remedy=_("Open “My month”: the entry is there."),
        ) from None


def _ask(taking: _Taking, activity: Activity, now: datetime) -> None:
    """Ask the role that confirms; when that is who entered it, ask the others."""
    confirmer = taking.brief.definition.activities[activity.kind].confirmed_by
    if confirmer is None:
        return
    parties = ActivityParty.objects.filter(activity=activity)
    others = parties.exclude(person_id=taking.me)
    asked = others.filter(role=confirmer) if others.filter(role=confirmer).exists() else others
    asked.update(answer=Answer.ASKED, answered_at=None)
    parties.filter(person_id=taking.me).update(answer=Answer.CONFIRMED, answered_at=now)


def _mine(cycle_id: int, by: Actor) -> _Taking:
    """What concerns this person in a cycle; a cycle in which they take no part does not exist for them."""
    brief, me = cycle(cycle_id), by.id or 0
    part = taking_part(brief, me)
    if not part.roles_of(me):
        raise EntryUnknown(
            "not-taking-part",
            _("You do not take part in this program."),
            remedy=_("Open “My month” from the navigation."),
        )
    require_running(brief)
    return _Taking(brief, part, me)


def _own(activity_id: int, by: Actor, now: datetime) -> Activity:
    """An entry that stands and that this person made."""
    require(by, TAKE_PART, now=now)
    found = Activity.objects.select_for_update(of=("self",)).filter(pk=activity_id, entered_by_id=by.id or 0).first()
    if found is None:
        raise EntryUnknown(
            "unknown-entry", _("There is no such entry of yours."), remedy=_("Open it from “My month” again.")
        )
    if found.state not in (State.BOOKED, State.HELD):
        raise EntryRefused(
            "entry-gone",
            _("This entry was corrected or withdrawn before."),
            remedy=_("Open “My month” to see what stands."),
        )
    return found


def _parties(taking: _Taking, terms: KindTerms, typed: Typed) -> list[tuple[str, int]]:
    """Who was there: the one who enters, and the partners with whom they worked on that day."""
    me = taking.me
    if terms.partner_role is None:
        return [(taking.roles[0], me)]
    day = today(typed.starts)
    pairs = [each for each in taking.part.partners_of(me) if each.on(day)]
    known = {other: role for role, other in (each.other(me) for each in pairs) if role == terms.partner_role}
    if not set(typed.partner_ids) <= set(known):
        raise EntryRefused(
            "not-your-partner",
            _("You were not paired with this person on that day."),
            remedy=_("Choose another day, or somebody with whom you were paired then."),
        )
    mine = next(each.other(other)[0] for each in pairs for other in typed.partner_ids if other in each.people)
    return [(mine, me), *((known[other], other) for other in dict.fromkeys(typed.partner_ids))]


def _check_once(brief: CycleBrief, typed: Typed, parties: Sequence[tuple[str, int]]) -> None:
    same = Activity.objects.filter(
        cycle_id=brief.id, kind=typed.kind, starts=typed.starts, state__in=(State.BOOKED, State.HELD)
    )
    if same.filter(parties__person_id=parties[0][1]).filter(parties__person_id=parties[-1][1]).exists():
        raise EntryRefused(
            "entered-already",
            _("An activity of this kind at this time is there already."),
            remedy=_("Correct the one that is there, or give another time."),
        )


def _check_elsewhere(brief: CycleBrief, typed: Typed, me: int) -> None:
    """The same hours count in two programs only where both allow it."""
    other = taken_elsewhere(brief, typed.kind, (typed.starts, typed.minutes), [me])
    if other is not None:
        raise EntryRefused(
            "counted-elsewhere",
            _("These hours are entered in another program already: %(program)s.") % {"program": other.title},
            remedy=_(
                "The same hours count twice only where both programs allow it. Correct the time, or leave it there."
            ),
        )


def _check_month_open(brief: CycleBrief, activity: Activity) -> None:
    """What stands in a log that was handed in is changed only after the log is opened again."""
    for each in activity.parties.all():
        _check_logs(brief, activity.kind, activity.starts, (each.role,), each.person_id)


def _check_logs(brief: CycleBrief, kind: str, starts: datetime, roles: Sequence[str], person_id: int) -> None:
    calendar = calendar_of(brief)
    day = calendar.local_day(starts)
    for log in log_terms(brief.definition):
        if log.who not in roles or kind not in log.contains:
            continue
        key = next((each.key for each in periods(calendar, log.per) if each.first <= day <= each.last), "")
        standing = MonthlyLog.objects.filter(cycle_id=brief.id, name=log.name, person_id=person_id, period=key)
        if standing.filter(state__in=(MonthlyLog.State.SUBMITTED, MonthlyLog.State.ACCEPTED)).exists():
            raise EntryRefused(
                "month-handed-in",
                _("The log of that month has been handed in."),
                remedy=_("Open the log again first; what stood before is kept."),
            )


def _refusal(fault: str) -> EntryRefused:
    """One sentence for each fault, with what to do."""
    said = {
        "kind": (_("This kind of activity is not yours to enter."), _("Choose one from the list.")),
        "mode": (_("It cannot take place in this way."), _("Choose another way.")),
        "minutes": (
            _("An activity takes from %(least)d minutes to %(most)d hours.")
            % {"least": SHORTEST, "most": LONGEST // 60},
            _("Give its length in minutes."),
        ),
        "ahead": (_("This date is more than a year ahead."), _("Look at the year.")),
        "partner": (_("Nobody is chosen with whom it took place."), _("Choose somebody.")),
        "remote_reason": (
            _("Support is face to face; each exception has its reason."),
            _("Choose why it was not in person."),
        ),
        "tasks": (_("This kind of support is not part of the program."), _("Choose from the list.")),
        "competencies": (
            _("This kind of activity does not point at that competency."),
            _("Take the tick away, or choose another kind."),
        ),
    }
    sentence, remedy = said[fault]
    return EntryRefused(f"entry-{fault}".replace("_", "-"), sentence, remedy=remedy)

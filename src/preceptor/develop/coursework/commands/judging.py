"""Judging work by its rubric: accepted, and counted as an activity; or returned with a comment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Recorded, record_activity, require_running, unrecord_activities
from preceptor.develop.coursework.commands.handing import about
from preceptor.develop.coursework.commands.letters import tell_judged
from preceptor.develop.coursework.models import HandIn, Judged, Work
from preceptor.develop.coursework.queries.access import Place, Seen, seen
from preceptor.develop.coursework.queries.refusals import WorkRefused, unknown
from preceptor.develop.coursework.rules.rubric import faults, mastered
from preceptor.develop.coursework.rules.tasks import key_of
from preceptor.foundation.audit.public import Actor, record, require

JUDGE, OVERSEE = "coursework.judge", "coursework.oversee"
LONGEST_COMMENT = 2000
LONGEST_MINUTES = 12 * 60
ELECTRONIC = "electronic"


@dataclass(frozen=True)
class Verdict:
    """What the assessor says: a level on each line of the rubric, a comment; for what was observed, when and how."""

    levels: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    held_at: datetime | None = None
    minutes: int | None = None
    mode: str = ""
    returned: bool = False


@transaction.atomic
def judge_work(*, place: Place, verdict: Verdict, by: Actor, now: datetime) -> bool:
    """Judge a piece of work; whether it is mastered. Judged again, the latest word holds and the others stay."""
    found = seen(place, by, now)
    if not found.judges:
        raise unknown()
    if found.office:
        require(by, OVERSEE, where=found.brief.unit_path, now=now)
    else:
        require(by, JUDGE, now=now)
    require_running(found.brief)
    work, handed = _locked(found, now)
    _check_levels(found, verdict)
    reached = mastered(found.terms.rubric, verdict.levels) and not verdict.returned
    comment = verdict.comment.strip()[:LONGEST_COMMENT]
    if not reached and not comment:
        raise WorkRefused(
            "no-comment",
            _("Work that is not mastered goes back with a comment, and there is none."),
            remedy=_("Say what is missing, so that it can be done again."),
        )
    row = _judged(found, work, handed, verdict, now)
    row.mastered, row.comment, row.by_id = reached, comment, by.id or 0
    row.save()
    work.state, work.changed_at = (Work.State.ACCEPTED if reached else Work.State.RETURNED), now
    work.save(update_fields=["state", "changed_at"])
    _count(found, work, row, by, now)
    tell_judged(found, row, now=now)
    facts = {"mastered": reached, "task": place.task, "item": place.item}
    record(by=by, action="coursework.judge", about=about(work.pk), facts=facts, now=now)
    return reached


def _locked(found: Seen, now: datetime) -> tuple[Work, HandIn | None]:
    """The work with what was handed in last; for what is observed, the row is made here."""
    place = found.place
    named = {"cycle_id": place.cycle_id, "person_id": place.person_id, "task": place.task, "item": place.item}
    if not found.terms.task.hands_in:
        Work.objects.get_or_create(**named, defaults={"state": Work.State.RETURNED, "changed_at": now})
    work = Work.objects.select_for_update().filter(**named).first()
    handed = work.hand_ins.order_by("-number").first() if work else None
    if work is None or (found.terms.task.hands_in and handed is None):
        raise WorkRefused(
            "nothing-there", _("Nothing has been handed in yet."), remedy=_("Come back when your desk tells you.")
        )
    return work, handed


def _check_levels(found: Seen, verdict: Verdict) -> None:
    missing = faults(found.terms.rubric, verdict.levels)
    if missing and not verdict.returned:
        titles = ", ".join(found.terms.task.rubric[name].title for name in missing)
        raise WorkRefused(
            "levels-missing",
            _("No level is chosen for: %(lines)s.") % {"lines": titles},
            remedy=_("Choose one on each line, or return the work with a comment."),
        )


def _judged(found: Seen, work: Work, handed: HandIn | None, verdict: Verdict, now: datetime) -> Judged:
    """When and how it was done: handed in when it was handed in, observed when the assessor says."""
    task, kind = found.terms.task, found.brief.definition.activities[found.terms.task.activity]
    usual = ELECTRONIC if handed is not None and ELECTRONIC in kind.modes else kind.modes[0]
    held = handed.handed_at if handed is not None else verdict.held_at or now
    minutes = task.minutes if handed is not None or verdict.minutes is None else verdict.minutes
    if held > now + timedelta(minutes=1) or not 0 < minutes <= LONGEST_MINUTES:
        raise WorkRefused(
            "moment-unfit",
            _("It lies ahead, or takes no time, or more than twelve hours."),
            remedy=_("Give the day and the minutes as they were."),
        )
    mode = verdict.mode if handed is None and verdict.mode else usual
    if mode not in kind.modes:
        raise WorkRefused("mode-unfit", _("The program does not know this way."), remedy=_("Choose one from the list."))
    levels = {name: level for name, level in verdict.levels.items() if name in found.terms.rubric and level}
    return Judged(work=work, hand_in=handed, levels=levels, held_at=held, minutes=minutes, mode=mode, at=now)


def _count(found: Seen, work: Work, row: Judged, by: Actor, now: datetime) -> None:
    """Mastered work is an activity of both; what was counted and is not mastered any more is taken back."""
    source, task = f"coursework:{work.pk}", found.terms.task
    if not row.mastered:
        unrecord_activities(sources=[source], by=by, now=now)
        return
    said = Recorded(
        source=source,
        kind=task.activity,
        mode=row.mode,
        starts=row.held_at,
        minutes=row.minutes,
        parties=((task.who, work.person_id), (task.judged_by or "", row.by_id)),
        key=key_of(work.task, work.item),
    )
    record_activity(cycle_id=work.cycle_id, said=said, by=by, now=now)

"""A reflection portfolio: written under seal for its owner alone, released to a named person, ended on its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import activity_briefs
from preceptor.develop.confidences.commands.letters import tell_portfolio_ends, tell_reflection_released
from preceptor.develop.confidences.commands.notes import SHARE, NoteRefused, checked
from preceptor.develop.confidences.models import Portfolio, Reflection, ReflectionRelease
from preceptor.develop.confidences.queries.circles import due_day, not_yours
from preceptor.develop.confidences.queries.portfolio import (
    codes_of,
    own_portfolio,
    own_reflection,
    portfolio_name,
    portfolio_step,
    reflection_place,
)
from preceptor.develop.confidences.rules.destroying import Step, told_day
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import search_people, today
from preceptor.foundation.documents.public import make_circle, shred_circle


@dataclass(frozen=True)
class Written:
    """A reflection as its form gives it."""

    text: str
    activity_id: int | None = None
    competencies: Sequence[str] = ()


def about_reflection(reflection_id: UUID) -> str:
    """What the record calls a reflection."""
    return f"confidences.reflection:{reflection_id}"


@transaction.atomic
def write_reflection(*, cycle_id: int, written: Written, sent_key: str, by: Actor, now: datetime) -> UUID:
    """Seal a reflection in one's own portfolio; the same form sent twice is one reflection."""
    require(by, SHARE, now=now)
    brief, me = own_portfolio(cycle_id, by), by.id or 0
    key = f"{cycle_id}:{me}:{sent_key}"[:80]
    kept = Reflection.objects.filter(sent_key=key).values_list("pk", flat=True).first()
    if kept is not None:
        return kept
    codes = _checked_codes(brief, written)
    _check_mine(brief, written.activity_id, me)
    portfolio, _new = Portfolio.objects.get_or_create(cycle_id=cycle_id, owner_id=me, defaults={"opened_at": now})
    circle = make_circle(name=portfolio_name(cycle_id, me), now=now)
    row = Reflection(id=uuid4(), portfolio=portfolio, activity_id=written.activity_id, competencies=codes)
    row.sealed = circle.seal(reflection_place(row.pk), checked(written.text))
    row.written_at, row.sent_key = now, key
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # sent from two windows in the same moment
        return Reflection.objects.values_list("pk", flat=True).get(sent_key=key)
    record(by=by, action="confidences.reflect", about=about_reflection(row.pk), facts={"cycle": cycle_id}, now=now)
    return row.pk


def _checked_codes(brief: CycleBrief, written: Written) -> list[str]:
    """The chosen codes in the order of the framework; refuses others."""
    known = codes_of(brief)
    unknown = set(written.competencies) - set(known)
    if unknown:
        raise NoteRefused(
            "competency-unknown",
            _("The program's framework has no competency with this code: %(codes)s.")
            % {"codes": ", ".join(sorted(unknown))},
            remedy=_("Choose from the list; the framework may have changed since you opened the page."),
        )
    return [code for code in known if code in written.competencies]


def _check_mine(brief: CycleBrief, activity_id: int | None, me: int) -> None:
    """Refuse an activity in which the owner took no part."""
    found = activity_briefs([activity_id], brief).get(activity_id) if activity_id else None
    if activity_id and (found is None or me not in found.people):
        raise not_yours()


@transaction.atomic
def release_reflection(*, reflection_id: UUID, email: str, by: Actor, now: datetime) -> int:
    """Let a named person read one reflection; its owner alone can. Gives the release."""
    require(by, SHARE, now=now)
    row, wanted = own_reflection(reflection_id, by), email.strip().lower()
    reader = next((each for each in search_people(wanted) if each.email.lower() == wanted), None)
    if reader is None or reader.id == by.id:
        raise NoteRefused(
            "reader-unknown",
            _("This is nobody else's e-mail address in the district's directory."),
            remedy=_("Look the person up in the search box and copy the address."),
        )
    release, new = ReflectionRelease.objects.get_or_create(
        reflection=row, to_id=reader.id, withdrawn_at=None, defaults={"released_at": now}
    )
    if new:
        tell_reflection_released(by.label, release, now=now)
        facts = {"to": reader.id}
        record(by=by, action="confidences.release-reflection", about=about_reflection(row.pk), facts=facts, now=now)
    return release.pk


@transaction.atomic
def withdraw_reflection(*, release_id: int, by: Actor, now: datetime) -> UUID:
    """Take a release back; the named person can read the reflection no more. Gives the reflection."""
    require(by, SHARE, now=now)
    release = ReflectionRelease.objects.select_for_update(of=("self",)).filter(pk=release_id).first()
    if release is None:
        raise not_yours()
    row = own_reflection(release.reflection_id, by)
    if release.withdrawn_at is None:
        ReflectionRelease.objects.filter(pk=release_id).update(withdrawn_at=now)
        facts = {"to": release.to_id}
        record(by=by, action="confidences.withdraw-reflection", about=about_reflection(row.pk), facts=facts, now=now)
    return row.pk


@transaction.atomic
def end_portfolio(*, portfolio_id: int, now: datetime) -> Step:
    """Do what is due today about one portfolio: the letter to its owner, or the destruction of its key."""
    row = Portfolio.objects.select_for_update(of=("self",)).filter(pk=portfolio_id, destroyed_at=None).first()
    if row is None:
        return Step.WAIT
    brief = cycle(row.cycle_id)
    step, due, about = portfolio_step(row, brief, today(now)), due_day(brief), f"confidences.portfolio:{row.pk}"
    if step is Step.TELL and due is not None:
        row.told_day = told_day(due, today(now))
        row.save(update_fields=["told_day"])
        tell_portfolio_ends(brief, row, now=now)
        record(by=SYSTEM, action="confidences.tell-destruction", about=about, facts={"day": row.told_day}, now=now)
    elif step is Step.DESTROY:
        shred_circle(name=portfolio_name(row.cycle_id, row.owner_id), by=SYSTEM, now=now)
        count = row.reflections.update(sealed="")
        standing = ReflectionRelease.objects.filter(reflection__portfolio=row, withdrawn_at=None)
        standing.update(withdrawn_at=now)
        row.destroyed_at = now
        row.save(update_fields=["destroyed_at"])
        record(by=SYSTEM, action="confidences.destroy", about=about, facts={"reflections": count}, now=now)
    return step

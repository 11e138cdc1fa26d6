"""Placing oneself, asking somebody, agreeing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.growth.commands.letters import tell
from preceptor.develop.growth.models import GrowthRelease, Placement, PlacementLine
from preceptor.develop.growth.queries.own import partners_of, system_for
from preceptor.develop.growth.queries.reach import (
    answer_place,
    asked_placement,
    circle_name,
    own_placement,
    why_place,
)
from preceptor.develop.growth.queries.texts import system_of
from preceptor.develop.growth.rules.placing import complete, same
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import make_circle
from preceptor.foundation.look.public import Refusal

GROW = "growth.grow"
LONGEST = 4_000
State = Placement.State


class PlacingRefused(Refusal):
    """A placement cannot go on that way."""

    status = 422


@dataclass(frozen=True)
class Placed:
    """What was said of one strand."""

    level: int | None
    text: str


def about(placement_id: UUID) -> str:
    """What the record calls a placement."""
    return f"growth.placement:{placement_id}"


@transaction.atomic
def start_placement(*, by: Actor, now: datetime) -> UUID:
    """Begin to place oneself, or take up what is under way; it begins with the levels that were agreed before."""
    require(by, GROW, now=now)
    me = by.id or 0
    going = Placement.objects.filter(person_id=me).exclude(state=State.AGREED).values_list("pk", flat=True).first()
    if going is not None:
        return going
    found = system_for(me, today(now))
    if found is None:
        raise PlacingRefused(
            "no-system",
            _("There is no growth system for the position that you hold today."),
            remedy=_("Ask the office of professional growth to write one for your group."),
        )
    last = Placement.objects.filter(person_id=me, state=State.AGREED).order_by("-agreed_at").first()
    before = dict(last.lines.values_list("strand", "agreed")) if last else {}
    try:
        with transaction.atomic():
            row = Placement.objects.create(person_id=me, system=found[0], started_at=now)
    except IntegrityError:  # begun in two windows in the same moment
        return Placement.objects.filter(person_id=me).exclude(state=State.AGREED).values_list("pk", flat=True).get()
    PlacementLine.objects.bulk_create(
        [PlacementLine(placement=row, strand=name, own=before.get(name)) for name in found[1].strands]
    )
    record(by=by, action="growth.start", about=about(row.pk), facts={"system": found[1].key}, now=now)
    return row.pk


@transaction.atomic
def save_placement(*, placement_id: UUID, placed: Mapping[str, Placed], by: Actor, now: datetime) -> None:
    """Keep what somebody says of themselves; levels may still be missing."""
    require(by, GROW, now=now)
    row = own_placement(placement_id, by)
    _require_state(row, State.DRAFT)
    circle = make_circle(name=circle_name(row.person_id), now=now)
    for line in row.lines.all():
        said = placed.get(line.strand)
        if said is not None:
            line.own = _level(said.level)
            text = _text(said.text)
            line.sealed_why = circle.seal(why_place(line.pk), text) if text else ""
            line.save(update_fields=["own", "sealed_why"])
    record(by=by, action="growth.save", about=about(row.pk), facts={}, now=now)


@transaction.atomic
def ask_partner(*, placement_id: UUID, partner_id: int, knowing: bool, by: Actor, now: datetime) -> None:
    """Open the placement to somebody whom the system names, and ask them; one's evaluator only `knowing` it."""
    require(by, GROW, now=now)
    row = own_placement(placement_id, by)
    _require_state(row, State.DRAFT)
    system = system_of(row.system)
    levels = {line.strand: line.own or 0 for line in row.lines.all()}
    if not complete(levels, system.strands):
        raise PlacingRefused(
            "level-missing",
            _("A strand has no level yet."),
            remedy=_("Choose a level in every strand, save, and then ask somebody."),
        )
    found = next((each for each in partners_of(row.person_id, system, today(now)) if each.id == partner_id), None)
    if found is None:
        raise PlacingRefused(
            "not-named",
            _("The growth system does not name this person for agreeing on a placement."),
            remedy=_("Choose somebody from the list."),
        )
    if found.in_line and not knowing:
        raise PlacingRefused(
            "evaluator",
            _("%(name)s stands in your reporting line and may evaluate you, so they see nothing of this by themselves.")
            % {"name": found.name},
            remedy=_("Choose somebody else, or tick that you open it to them knowing this."),
        )
    row.state, row.partner_id, row.asked_at = State.ASKED, partner_id, now
    row.save(update_fields=["state", "partner", "asked_at"])
    GrowthRelease.objects.create(
        person_id=row.person_id,
        item=GrowthRelease.Item.PLACEMENT,
        number=row.pk,
        to_id=partner_id,
        to_line=found.in_line,
        made_at=now,
    )
    tell(
        "asked", partner_id, about=about(row.pk), url=reverse("growth:placement-answer", args=[row.pk]), by=by, now=now
    )
    record(by=by, action="growth.ask", about=about(row.pk), facts={"partner": partner_id}, now=now)


@transaction.atomic
def take_back(*, placement_id: UUID, by: Actor, now: datetime) -> None:
    """Take a placement back from the one who was asked, and write on it."""
    require(by, GROW, now=now)
    row = own_placement(placement_id, by)
    _require_state(row, State.ASKED, State.ANSWERED)
    GrowthRelease.objects.filter(number=row.pk, withdrawn_at=None).update(withdrawn_at=now)
    row.lines.update(theirs=None, sealed_answer="")
    row.state, row.partner_id, row.asked_at, row.answered_at = State.DRAFT, None, None, None
    row.save(update_fields=["state", "partner", "asked_at", "answered_at"])
    record(by=by, action="growth.take-back", about=about(row.pk), facts={}, now=now)


@transaction.atomic
def answer_placement(*, placement_id: UUID, placed: Mapping[str, Placed], by: Actor, now: datetime) -> bool:
    """Say how one sees the other's levels; whether both see the same, and it is agreed."""
    require(by, GROW, now=now)
    row = asked_placement(placement_id, by, now)
    _require_state(row, State.ASKED)
    lines = list(row.lines.all())
    circle = make_circle(name=circle_name(row.person_id), now=now)
    for line in lines:
        said = placed.get(line.strand) or Placed(None, "")
        line.theirs = _level(said.level)
        text = _text(said.text)
        line.sealed_answer = circle.seal(answer_place(line.pk), text) if text else ""
    if any(line.theirs is None for line in lines):
        raise PlacingRefused(
            "level-missing",
            _("A strand has no level yet."),
            remedy=_("Choose a level in every strand; the person's own is chosen already."),
        )
    PlacementLine.objects.bulk_update(lines, ["theirs", "sealed_answer"])
    row.answered_at, row.state = now, State.ANSWERED
    row.save(update_fields=["answered_at", "state"])
    agreed = same({each.strand: each.own or 0 for each in lines}, {each.strand: each.theirs or 0 for each in lines})
    if agreed:
        _agree(row, now)
    tell(
        "answered",
        row.person_id,
        about=about(row.pk),
        url=reverse("growth:placement-detail", args=[row.pk]),
        by=by,
        now=now,
    )
    record(by=by, action="growth.answer", about=about(row.pk), facts={"agreed": agreed}, now=now)
    return agreed


@transaction.atomic
def accept_answer(*, placement_id: UUID, by: Actor, now: datetime) -> None:
    """Agree to the levels that the other sees."""
    require(by, GROW, now=now)
    row = own_placement(placement_id, by)
    _require_state(row, State.ANSWERED)
    _agree(row, now)
    record(by=by, action="growth.agree", about=about(row.pk), facts={}, now=now)


def _agree(row: Placement, now: datetime) -> None:
    lines = list(row.lines.all())
    for line in lines:
        line.agreed = line.theirs
    PlacementLine.objects.bulk_update(lines, ["agreed"])
    row.state, row.agreed_at = State.AGREED, now
    row.save(update_fields=["state", "agreed_at"])


def _require_state(row: Placement, *wanted: str) -> None:
    if row.state not in wanted:
        raise PlacingRefused(
            "placement-moved-on",
            _("This placement has moved on: %(state)s.") % {"state": row.get_state_display().lower()},
            remedy=_("Open it again from “My growth” to see where it stands."),
            status=409,
        )


def _level(level: int | None) -> int | None:
    if level is not None and level not in range(1, 5):
        raise PlacingRefused(
            "unknown-level",
            _("There is no such level."),
            remedy=_("Choose one of the four levels that the page shows."),
        )
    return level


def _text(text: str) -> str:
    kept = text.strip()
    if len(kept) > LONGEST:
        raise PlacingRefused(
            "text-too-long",
            _("A text is longer than %(most)s characters.") % {"most": f"{LONGEST:,}"},
            remedy=_("Shorten it; it is still in the form."),
        )
    return kept

"""Content built from what was heard: from the idea to the launch, each step tied to themes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import cycle
from preceptor.develop.surveys.commands.rounds import name_taken
from preceptor.develop.surveys.models import Content, Theme
from preceptor.develop.surveys.queries.refusals import SurveyRefused, unknown
from preceptor.develop.surveys.queries.scope import own_round
from preceptor.foundation.audit.public import Actor, record

State = Content.State


@dataclass(frozen=True)
class Planned:
    """What is to be built: kind and words, the themes that it answers, the program cycle that runs it, the launch."""

    title: str
    says: str
    kind: str
    theme_ids: Collection[int] = field(default_factory=tuple)
    cycle_id: int | None = None
    launches: date | None = None


@transaction.atomic
def plan_content(*, round_id: int, planned: Planned, by: Actor, now: datetime) -> int:
    """Plan a piece of content; it answers at least one theme, so that what was heard is what is built."""
    own_round(round_id, by, now)
    themes = _themes(round_id, planned.theme_ids)
    if planned.cycle_id is not None:
        cycle(planned.cycle_id)  # refuses a cycle that is not there
    try:
        with transaction.atomic():
            row = Content.objects.create(
                round_id=round_id,
                title=planned.title,
                says=planned.says,
                kind=planned.kind,
                cycle_id=planned.cycle_id,
                launches=planned.launches,
                owner_id=by.id or 0,
                changed_at=now,
            )
    except IntegrityError:
        raise name_taken() from None
    row.themes.set(themes)
    record(by=by, action="surveys.plan-content", about=about(row), facts={"themes": len(themes)}, now=now)
    return row.pk


def about(content: Content) -> str:
    """What the record calls a piece of content."""
    return f"surveys.content:{content.pk}"


def _themes(round_id: int, theme_ids: Collection[int]) -> list[Theme]:
    found = list(Theme.objects.filter(round_id=round_id, pk__in=theme_ids))
    if not found:
        raise SurveyRefused(
            "content-theme",
            _("The content answers no theme."),
            remedy=_("Choose at least one theme that people spoke of; name it first where it is missing."),
        )
    return found


@transaction.atomic
def move_content(*, content_id: int, state: str, told: str, by: Actor, now: datetime) -> int:
    """Move content on, or back; a launch says who was told of it and how. Gives the round."""
    row = Content.objects.select_for_update().filter(pk=content_id).first()
    if row is None or state not in State.values:
        raise unknown()
    own_round(row.round_id, by, now)
    if state == State.LAUNCHED and not told.strip():
        raise SurveyRefused(
            "launch-untold",
            _("A launch needs its communication: nobody comes to what they have not heard of."),
            remedy=_("Write who was told, by which way, and when."),
        )
    if state == row.state:
        return row.round_id  # pressed twice
    before, row.state, row.changed_at = row.state, state, now
    row.told = told.strip() or row.told
    row.save(update_fields=["state", "told", "changed_at"])
    record(by=by, action="surveys.move-content", about=about(row), facts={"from": before, "to": state}, now=now)
    return row.round_id

"""What somebody reads of another person's growth: where they are asked, and what was opened to them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from preceptor.develop.growth.models import Goal, GrowthRelease, Level, Placement, PlacementLine
from preceptor.develop.growth.queries.own import GoalPage, PlacementPage, goal_view, placement_view, strand_title
from preceptor.develop.growth.queries.reach import asked_placement, is_open_to, not_yours
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import person


@dataclass(frozen=True)
class LevelShown:
    """The agreed level of one strand."""

    strand: str
    level: str
    agreed_at: datetime


@dataclass(frozen=True)
class ReleasedPage:
    """One item that its owner opened to the reader."""

    owner: str
    released_at: datetime
    placement: PlacementPage | None = None
    goal: GoalPage | None = None
    level: LevelShown | None = None


def placement_answer_page(*, placement_id: UUID, by: Actor, now: datetime) -> PlacementPage:
    """A placement on which the reader is asked."""
    return placement_view(asked_placement(placement_id, by, now))


def released_page(*, release_id: int, by: Actor, now: datetime) -> ReleasedPage:
    """An item that is open to the reader today; anything else is not there."""
    row = GrowthRelease.objects.filter(pk=release_id, to_id=by.id, withdrawn_at=None).first()
    if row is None or not is_open_to(row.number, row.person_id, by, now):
        raise not_yours()
    if row.item == GrowthRelease.Item.GOAL:
        goal = goal_view(Goal.objects.select_related("system").get(pk=row.number))
        return ReleasedPage(goal.owner, row.made_at, goal=goal)
    if row.item == GrowthRelease.Item.PLACEMENT:
        placement = placement_view(Placement.objects.select_related("system").get(pk=row.number))
        return ReleasedPage(placement.owner, row.made_at, placement=placement)
    line = PlacementLine.objects.select_related("placement__system").get(pk=row.number)
    level = str(Level(line.agreed).label) if line.agreed else ""
    title = strand_title(line.placement.system, line.strand)
    shown = LevelShown(title, level, line.placement.agreed_at or row.made_at)
    return ReleasedPage(person(row.person_id).name, row.made_at, level=shown)

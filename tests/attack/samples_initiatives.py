"""Something to open for every address of initiatives: a plan that the coordinator leads, a milestone of the staff."""

from typing import Any

from preceptor.foundation.accounts.tests.cast import Cast
from preceptor.resource.initiatives.models import MilestoneLink
from preceptor.resource.initiatives.tests.town import plan_for


def with_one(cast: Cast) -> dict[str, Any]:
    """No arguments, but a plan to show."""
    plan_for(cast)
    return {}


def of_initiative(cast: Cast) -> dict[str, Any]:
    """The plan."""
    return {"initiative_id": plan_for(cast).initiative_id}


def of_milestone(cast: Cast) -> dict[str, Any]:
    """The milestone for which the staff member answers."""
    return {"milestone_id": plan_for(cast).milestones["map"]}


def of_link(cast: Cast) -> dict[str, Any]:
    """A milestone that waits for another."""
    after = plan_for(cast).milestones["hire"]
    return {"milestone_id": after, "link_id": MilestoneLink.objects.get(after_id=after).pk}

"""What waits for what: adding and taking out dependencies; a circle is refused and named."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.resource.initiatives.commands.common import PlanRefused, held_milestone, note, require_lead
from preceptor.resource.initiatives.models import MilestoneLink
from preceptor.resource.initiatives.queries.computing import link_of, plan_rows, task_of
from preceptor.resource.initiatives.queries.preview import fault_words
from preceptor.resource.initiatives.rules.checks import date_faults
from preceptor.resource.initiatives.rules.schedule import Link, cycle


@transaction.atomic
def add_link(*, link: Link, by: Actor, now: datetime) -> None:
    """Let a milestone wait for another of its initiative; the same again changes its lag."""
    row = held_milestone(link.after, by, now)
    require_lead(row.initiative_id, by, now)
    rows, known = plan_rows([row.initiative_id])
    titles = {each.pk: each.title for each in rows}
    if link.before not in titles or link.before == link.after:
        raise PlanRefused(
            "not-of-this-plan",
            _("A milestone waits for another one of the same initiative."),
            remedy=_("Choose one from the list."),
        )
    others = [one for one in map(link_of, known) if replace(one, lag=0) != replace(link, lag=0)]
    circle = cycle([*others, link])
    if circle:
        told = " → ".join(f"“{titles[key]}”" for key in circle)
        raise PlanRefused(
            "circle",
            _("Milestones would wait for one another in a circle: %(circle)s.") % {"circle": told},
            remedy=_("Take one of these dependencies out first. Nothing was changed."),
        )
    faults = date_faults([task_of(each) for each in rows], [link])
    if faults:
        sentence, remedy = fault_words(faults[0], titles)
        raise PlanRefused("before-its-predecessor", sentence, remedy=remedy)
    MilestoneLink.objects.update_or_create(
        before_id=link.before, after_id=link.after, kind=link.kind, defaults={"lag": link.lag, "from_file": False}
    )
    note(row, "waits", ("", titles[link.before], str(link.lag) if link.lag else ""), by, now)


@transaction.atomic
def drop_link(*, milestone_id: int, link_id: int, by: Actor, now: datetime) -> None:
    """Take a dependency out; one that is not there any more is no fault."""
    row = held_milestone(milestone_id, by, now)
    require_lead(row.initiative_id, by, now)
    link = MilestoneLink.objects.select_related("before").filter(pk=link_id, after=row).first()
    if link is None:
        return
    link.delete()
    note(row, "waits_no_more", (link.before.title, "", ""), by, now)

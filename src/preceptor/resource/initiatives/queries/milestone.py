"""One milestone: how it stands, what it waits for, what it moved, its measure, and what the reader may do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today
from preceptor.foundation.look.public import day
from preceptor.foundation.measures.public import Measure, registered_measures
from preceptor.resource.initiatives.models import Milestone, PlanChange, Slip
from preceptor.resource.initiatives.queries.access import leads, seen_milestone, works_on
from preceptor.resource.initiatives.queries.computing import Line, figure_of, link_of, plan_rows, standing
from preceptor.resource.initiatives.queries.detail import source_words, span_words
from preceptor.resource.initiatives.queries.history import CHANGES, ChangeLine, change_lines


@dataclass(frozen=True)
class Wait:
    """One dependency: its number, its words."""

    id: int
    words: str


@dataclass(frozen=True)
class MilestoneDetailPage:
    """Everything about one milestone."""

    row: Milestone
    line: Line
    plan: str
    baseline: str
    forecast: str
    source_says: str
    tie: str
    figure: str
    waits: list[Wait]
    moves: list[str]
    slips: list[Slip]
    changes: list[ChangeLine]
    may_change: bool
    may_lead: bool


def milestone_detail_page(*, milestone_id: int, by: Actor, now: datetime) -> MilestoneDetailPage:
    """One milestone for whoever may see its initiative."""
    row = seen_milestone(milestone_id, by, now)
    rows, link_rows = plan_rows([row.initiative_id])
    owners = {number: str(brief.name) for number, brief in people([row.owner_id] if row.owner_id else []).items()}
    stands = standing(rows, [link_of(link) for link in link_rows], owners, today(now))
    line = next(line for line in stands.lines if line.row.pk == row.pk)
    titles = {each.pk: each.title for each in rows}
    into = [link for link in link_rows if link.after_id == row.pk]
    slips = Slip.objects.filter(milestone=row).select_related("by").order_by("-at", "-pk")
    changes = PlanChange.objects.filter(milestone=row).select_related("by", "milestone").order_by("-at", "-pk")
    dates = line.forecast
    lead = leads(row.initiative_id, by, now)
    return MilestoneDetailPage(
        row=row,
        line=line,
        plan=span_words(row.start, row.end, row.on_going),
        baseline=span_words(row.base_start, row.base_end, row.on_going),
        forecast=span_words(dates.start, dates.end, row.on_going),
        source_says=source_words(row.initiative, line),
        tie=tie_sentence(row),
        figure=_("%(value)s on %(day)s") % {"value": figure_of(row), "day": day(row.read_on)} if row.read_on else "",
        waits=[Wait(link.pk, words) for link, words in zip(into, line.waits, strict=True)],
        moves=[titles[link.after_id] for link in link_rows if link.before_id == row.pk],
        slips=list(slips),
        changes=change_lines(changes[:CHANGES]),
        may_change=lead or works_on(row, by, now),
        may_lead=lead,
    )


def tie_sentence(row: Milestone) -> str:
    """What a milestone follows, in a sentence."""
    if not row.measure or row.threshold is None:
        return ""
    named = {one.code: str(one.title) for one in registered_measures()}
    said = {
        "measure": named.get(row.measure, row.measure),
        "comparison": row.get_comparison_display(),
        "threshold": f"{row.threshold.normalize():f}",
    }
    return _("Done when “%(measure)s” is %(comparison)s %(threshold)s.") % said


def measures_to_follow() -> list[Measure]:
    """The measures that a milestone can follow, by title."""
    return sorted(registered_measures(), key=lambda one: str(one.title))


def other_milestones(row: Milestone) -> list[tuple[int, str]]:
    """The other milestones of the same initiative: number and title, in order."""
    others = Milestone.objects.filter(initiative_id=row.initiative_id).exclude(pk=row.pk).order_by("place", "pk")
    return list(others.values_list("pk", "title"))

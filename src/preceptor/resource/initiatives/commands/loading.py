"""Loading an initiative from its file: the same file again changes nothing, a new one keeps what people did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.public import people_by_number
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.measures.public import registered_measures
from preceptor.languages.faults import Fault
from preceptor.resource.initiatives.commands.common import PlanRefused, keep_change
from preceptor.resource.initiatives.commands.ties import FOLLOW
from preceptor.resource.initiatives.models import Initiative, InitiativeLead, Milestone, MilestoneLink
from preceptor.resource.initiatives.queries.access import MANAGE
from preceptor.resource.initiatives.queries.computing import link_of, plan_rows
from preceptor.resource.initiatives.rules.files import Milestone as Written
from preceptor.resource.initiatives.rules.files import Plan, load_plan
from preceptor.resource.initiatives.rules.schedule import cycle


class FileRefused(Refusal):
    """A file is no initiative; `faults` names every line and remedy."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            "file-faulty",
            _("The file was not loaded: %(fault)s") % {"fault": faults[0]},
            remedy=_("Correct every line that is named, then load it again. Nothing was changed."),
            facts={"faults": len(faults)},
        )
        self.faults = list(faults)


@dataclass(frozen=True)
class Loaded:
    """What came of a file: the initiative, whether anything changed, and milestones kept that the file lacks."""

    initiative_id: int
    title: str
    changed: bool
    kept: tuple[str, ...] = ()


def load_initiative(*, text: str, file: str, by: Actor, now: datetime) -> Loaded:
    """Load one initiative; dates that people changed, what happened and what was tied by hand stay as they are."""
    require(by, MANAGE, now=now)
    plan = load_plan(text, file, {one.code for one in registered_measures()})
    if not isinstance(plan, Plan):
        raise FileRefused(plan)
    digest = sha256(text.encode()).hexdigest()
    with transaction.atomic():
        known = Initiative.objects.select_for_update().filter(key=plan.key).first()
        if known is not None and known.sha256 == digest:
            return Loaded(known.pk, known.title, changed=False)
        row = _keep_words(plan, digest, now)
        numbers = people_by_number(_numbers(plan))
        kept = _keep_milestones(row, plan, numbers)
        _keep_links(row, plan)
        _keep_leads(row, plan, numbers, now)
        was = known.sha256[:12] if known else ""
        if any(one.tie is not None for one in plan.milestones.values()):
            enqueue(FOLLOW, key=digest, payload={}, now=now, started_by=by.id if by.kind == "person" else None)
        keep_change(row.pk, None, "loaded", (was, digest[:12], file), by, now)
    return Loaded(row.pk, row.title, changed=True, kept=kept)


def _numbers(plan: Plan) -> list[str]:
    told = [one.employee_number for one in plan.leads] + [one.owner_number for one in plan.milestones.values()]
    return [number for number in told if number]


def _keep_words(plan: Plan, digest: str, now: datetime) -> Initiative:
    words = {
        "title": plan.title,
        "purpose": plan.purpose,
        "source": plan.source,
        "issue": plan.issue,
        "solution": list(plan.solution),
        "benefits": list(plan.benefits),
        "leads": [{"name": one.name, "title": one.title} for one in plan.leads],
        "launch": plan.launch,
        "budget_kind": plan.budget.kind,
        "budget_amount": plan.budget.amount,
        "budget_says": plan.budget.says,
        "chart_first": plan.chart.first if plan.chart else None,
        "chart_months": plan.chart.months if plan.chart else 0,
        "assumptions": [{"says": one.says, "why": one.why} for one in plan.assumptions.values()],
        "sha256": digest,
        "loaded_at": now,
    }
    return Initiative.objects.update_or_create(key=plan.key, defaults=words)[0]


def _keep_milestones(row: Initiative, plan: Plan, numbers: dict[str, int]) -> tuple[str, ...]:
    """New ones are made, known ones get the new words and baseline; those that the file lacks stay."""
    known = {each.key: each for each in row.milestones.all()}
    for place, (key, written) in enumerate(plan.milestones.items()):
        each, new = known.get(key) or Milestone(initiative=row, key=key), key not in known
        _set_dates(each, written, new)
        each.place, each.title, each.owner_says = place, written.title, written.owner
        each.drawn_first, each.drawn_last = written.drawn or (None, None)
        if new:
            each.owner_id = numbers.get(written.owner_number)
            each.cost_per_day, each.budget = written.cost_per_day, written.budget
        if written.tie is not None and not each.measure:
            each.measure, each.comparison = written.tie.measure, written.tie.comparison
            each.threshold = written.tie.threshold
        each.save()
    kept = [each for key, each in known.items() if key not in plan.milestones]
    for place, each in enumerate(kept, start=len(plan.milestones)):
        Milestone.objects.filter(pk=each.pk).update(place=place)
    return tuple(each.title for each in kept)


def _set_dates(each: Milestone, written: Written, new: bool) -> None:
    """The baseline is the file's; today's plan follows it unless somebody changed it here."""
    untouched = new or (each.start, each.end) == (each.base_start, each.base_end)
    each.base_start, each.base_end, each.on_going = written.start, written.end, written.on_going
    if untouched or (written.on_going and each.end is not None):
        each.start, each.end = written.start, written.end


def _keep_links(row: Initiative, plan: Plan) -> None:
    MilestoneLink.objects.filter(after__initiative=row, from_file=True).delete()
    ids = dict(row.milestones.values_list("key", "pk"))
    for key, written in plan.milestones.items():
        for after in written.after:
            MilestoneLink.objects.update_or_create(
                before_id=ids[after.milestone],
                after_id=ids[key],
                kind=after.kind,
                defaults={"lag": after.lag, "from_file": True},
            )
    rows, links = plan_rows([row.pk])
    circle = cycle(map(link_of, links))
    if circle:
        titles = {each.pk: each.title for each in rows}
        raise PlanRefused(
            "circle",
            _("Milestones would wait for one another in a circle: %(circle)s.")
            % {"circle": " → ".join(f"“{titles[number]}”" for number in circle)},
            remedy=_("Take one of these dependencies out first. Nothing was changed."),
        )


def _keep_leads(row: Initiative, plan: Plan, numbers: dict[str, int], now: datetime) -> None:
    for one in plan.leads:
        if one.employee_number in numbers:
            InitiativeLead.objects.get_or_create(
                initiative=row, person_id=numbers[one.employee_number], defaults={"since": now}
            )

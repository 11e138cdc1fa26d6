"""Publishing a scenario, and the windows in which budgets are developed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.jobs.public import enqueue_many
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.commands.scenarios import about, digest
from preceptor.resource.funding.models import Budget, BudgetWindow, Publication, Scenario, SchoolShare
from preceptor.resource.funding.queries.budgets import funds_by_unit
from preceptor.resource.funding.queries.scenarios import PUBLISH, scenario_row
from preceptor.resource.funding.rules.budgeting import true_up

STEPS_JOB = "funding.steps"
SLICE = 100
"""Schools whose steps one job works out: other work goes between."""


class PublishRefused(Refusal):
    """This cannot be published or set that way."""


@transaction.atomic
def publish_scenario(*, scenario_id: int, kind: str, by: Actor, now: datetime) -> int:
    """Publish a computed scenario as the year's next version; gives its number.

    With norm day, every budget whose money changes rests on the new figures and is opened for adjustment.
    """
    require(by, PUBLISH, now=now)
    scenario = scenario_row(scenario_id)
    if scenario.state != Scenario.State.READY:
        raise PublishRefused(
            "not-ready",
            _("Only a scenario whose pools suffice can be published."),
            remedy=_("Enlarge the pool or lower a floor in a copy."),
        )
    existing = Publication.objects.filter(scenario=scenario).first()
    if existing is not None:
        return existing.number
    earlier = Publication.objects.select_for_update().filter(year=scenario.year)
    if kind == Publication.Kind.NORM_DAY and not earlier.exists():
        raise PublishRefused(
            "norm-first",
            _("Norm day adjusts what was published before, and nothing is published for this year."),
            remedy=_("Publish for budget development first."),
        )
    number = (earlier.aggregate(top=Max("number"))["top"] or 0) + 1
    amounts = list(scenario.shares.order_by("code").values_list("code", "amounts"))
    made = Publication.objects.create(
        scenario=scenario,
        year=scenario.year,
        number=number,
        kind=kind,
        results_sha256=digest(scenario.inputs_sha256, json.dumps(amounts, sort_keys=True)),
        published_at=now,
        published_by_id=by.id if by.kind == "person" else None,
    )
    moved = _carry_over(made, now)
    slices = range(0, len(amounts), SLICE)
    work = ((f"{scenario_id}-{first}", {"scenario": scenario_id, "first": first}) for first in slices)
    enqueue_many(STEPS_JOB, work, now=now)
    facts = {"year": made.year, "number": number, "kind": kind, "results": made.results_sha256, "budgets": moved}
    record(by=by, action="funding.publish", about=about(scenario_id), facts=facts, now=now)
    return number


def _carry_over(made: Publication, now: datetime) -> int:
    """Let the year's budgets rest on the new version; those whose money changes are opened. Gives their number."""
    rows = Budget.objects.select_for_update(of=("self",)).filter(year=made.year)
    budgets = list(rows.select_related("publication__scenario"))
    resting: dict[Publication, list[Budget]] = {}
    for budget in budgets:
        resting.setdefault(budget.publication, []).append(budget)
    after = funds_by_unit(made, [budget.unit_id for budget in budgets])
    moved = 0
    for publication, held in resting.items():
        before = funds_by_unit(publication, [budget.unit_id for budget in held])
        for budget in held:
            changed = true_up(before.get(budget.unit_id, []), after.get(budget.unit_id, []))
            budget.publication = made
            if changed and budget.state in {Budget.State.APPROVED, Budget.State.SUBMITTED}:
                budget.state, budget.changed_at = Budget.State.TRUE_UP, now
                moved += 1
    Budget.objects.bulk_update(budgets, ["publication", "state", "changed_at"], batch_size=500)
    return moved


def keep_steps(*, scenario_id: int, steps: Mapping[str, list[Any]]) -> None:
    """Keep what would change each school's amounts, by code."""
    rows = list(SchoolShare.objects.filter(scenario_id=scenario_id, code__in=steps.keys()).only("code"))
    for row in rows:
        row.worths = steps[row.code]
    SchoolShare.objects.bulk_update(rows, ["worths"], batch_size=SLICE)


@transaction.atomic
def set_window(*, year: str, audience: str, opens: datetime, closes: datetime, by: Actor, now: datetime) -> None:
    """Set when schools or local districts develop their budgets of a year."""
    require(by, PUBLISH, now=now)
    if closes <= opens:
        raise PublishRefused(
            "window-order", _("The window closes before it opens."), remedy=_("Give a later closing day.")
        )
    BudgetWindow.objects.update_or_create(year=year, audience=audience, defaults={"opens": opens, "closes": closes})
    facts = {"opens": opens.isoformat(), "closes": closes.isoformat()}
    record(by=by, action="funding.set-window", about=f"funding.window:{year}:{audience}", facts=facts, now=now)

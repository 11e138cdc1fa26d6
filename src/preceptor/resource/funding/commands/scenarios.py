"""Scenarios: begin one on frozen inputs, copy one with changes, keep what was computed, discard."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import all_schools
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import Refusal
from preceptor.languages.worded import kept, said, worded
from preceptor.resource.funding.models import Publication, Scenario, SchoolShare
from preceptor.resource.funding.plans.changing import BadFormula, formula_of, wrong_numbers
from preceptor.resource.funding.plans.computing import Computed, Progress, compute
from preceptor.resource.funding.plans.tables import table_from_records
from preceptor.resource.funding.queries.scenarios import PLAN, scenario_row

JOB = "funding.compute"
BATCH = 500


class ScenarioRefused(Refusal):
    """This scenario cannot be made or changed that way."""


@dataclass(frozen=True)
class Wanted:
    """A new scenario: title, year, formula, and the table; without one it is written from the district's records."""

    title: str
    year: str
    formula: str
    table: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    copied_from: int | None = None


def digest(*parts: str) -> str:
    """The hash of texts, each with its length before it."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


@transaction.atomic
def start_scenario(*, wanted: Wanted, by: Actor, now: datetime) -> int:
    """Freeze the inputs and queue the computation; gives the number of the scenario."""
    require(by, PLAN, now=now)
    try:
        formula = formula_of(wanted.formula, {})
    except BadFormula as bad:
        raise ScenarioRefused(
            "bad-formula",
            " ".join(said(kept(fault), _) for fault in bad.faults[:20]),
            remedy=_("Mend the formula and give it again."),
        ) from bad
    if wrong := wrong_numbers(formula, wanted.changes):
        raise ScenarioRefused(
            "bad-numbers",
            _("Some numbers cannot be used: %(places)s.") % {"places": ", ".join(sorted(wrong))},
            remedy=_("Write plain numbers of zero or more; not all weights may be zero."),
        )
    table = wanted.table or table_from_records(formula)
    changes = dict(sorted(wanted.changes.items()))
    scenario = Scenario.objects.create(
        title=wanted.title,
        year=wanted.year,
        formula=wanted.formula,
        table=table,
        changes=changes,
        inputs_sha256=digest(wanted.formula, table, json.dumps(changes)),
        copied_from_id=wanted.copied_from,
        made_by_id=by.id if by.kind == "person" else None,
        made_at=now,
    )
    scenario.job_id = enqueue(JOB, key=str(scenario.pk), payload={"scenario": scenario.pk}, now=now)
    scenario.save(update_fields=["job_id"])
    facts = {"year": wanted.year, "inputs": scenario.inputs_sha256, "changes": len(changes)}
    record(by=by, action="funding.start-scenario", about=about(scenario.pk), facts=facts, now=now)
    return scenario.pk


def copy_scenario(*, scenario_id: int, title: str, changes: Mapping[str, str], by: Actor, now: datetime) -> int:
    """Begin a copy with changes on the same frozen table; earlier changes stay unless they are changed again."""
    require(by, PLAN, now=now)
    row = scenario_row(scenario_id)
    wanted = Wanted(title, row.year, row.formula, row.table, {**row.changes, **changes}, row.pk)
    return start_scenario(wanted=wanted, by=by, now=now)


@transaction.atomic
def keep_outcome(*, scenario_id: int, computed: Computed, now: datetime) -> None:
    """Keep what was computed; a second time replaces the first, and a published scenario stays as it is."""
    scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
    if Publication.objects.filter(scenario=scenario).exists():
        return
    units = {school.code: school.unit_id for school in all_schools()}
    scenario.shares.all().delete()
    rows = [SchoolShare(scenario=scenario, unit_id=units.get(row["code"]), **row) for row in computed.rows]
    SchoolShare.objects.bulk_create(rows, batch_size=BATCH)
    scenario.state, scenario.faults, scenario.result = computed.state, computed.faults, computed.result
    scenario.computed_at = now
    scenario.save(update_fields=["state", "faults", "result", "computed_at"])


def compute_scenario(*, scenario_id: int, now: datetime, progress: Progress = lambda _done, _all: None) -> Computed:
    """Compute a scenario and keep the outcome at once, for installations that are being filled."""
    row = scenario_row(scenario_id)
    computed = compute(row.formula, row.table, row.changes, progress)
    keep_outcome(scenario_id=scenario_id, computed=computed, now=now)
    return computed


def give_up(*, scenario_id: int, now: datetime) -> None:
    """Say that a scenario could not be computed, after every attempt failed."""
    why = worded(
        "The computation broke off. Try again with a copy; the administrator sees why in the list of background work."
    )
    Scenario.objects.filter(pk=scenario_id, state=Scenario.State.WAITING).update(
        state=Scenario.State.INVALID, faults=[kept(why)], computed_at=now
    )


@transaction.atomic
def discard_scenario(*, scenario_id: int, by: Actor, now: datetime) -> None:
    """Delete a scenario that was never published."""
    require(by, PLAN, now=now)
    scenario = scenario_row(scenario_id)
    if Publication.objects.filter(scenario=scenario).exists():
        raise ScenarioRefused(
            "published", _("A published scenario stays."), remedy=_("Publish another version instead of deleting it.")
        )
    scenario.delete()
    record(by=by, action="funding.discard-scenario", about=about(scenario_id), facts={}, now=now)


def about(scenario_id: int) -> str:
    """How audit lines name a scenario."""
    return f"funding.scenario:{scenario_id}"

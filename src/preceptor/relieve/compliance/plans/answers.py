"""A checked consolidation as plain data: hours as ranges, steps in order, each item's fate, cover before and after."""

from __future__ import annotations

from preceptor.planning.consolidation.certificate import to_data
from preceptor.planning.consolidation.check import cover
from preceptor.planning.consolidation.explain import Fate, fates
from preceptor.planning.consolidation.plan import Choice, Outcome, Plan, Spread, Status
from preceptor.planning.consolidation.problem import Problem, Signer
from preceptor.planning.consolidation.score import cost, seconds_by_signer, seconds_saved, today

HUNDRED_HOURS = 100 * 3600
"""Units of cost in one weighted hour."""

PROVEN = (
    "No plan that keeps every requirement covered takes fewer weighted hours: the certificate bounds them from below, "
    "and was checked with whole numbers by code that shares nothing with the solver. That there are no fewer changes "
    "at these hours is what the solver found, and is not proven."
)
UNPROVEN = (
    "The plan keeps every requirement covered. A plan may take fewer weighted hours, but not fewer than the bound, "
    "which was checked with whole numbers by code that shares nothing with the solver."
)


def answer_of(problem: Problem, outcome: Outcome, plan: Plan) -> dict[str, object]:
    """Give a checked plan as plain data for JSON."""
    now, told = today(problem), fates(problem, plan)
    greedy = outcome.greedy
    return {
        "status": str(outcome.status),
        "weighted_hours": {
            "office_minute_counts": problem.away / 100,
            "today": _hours(cost(problem, now)),
            "plan": _hours(plan.levels.cost),
            "bound": None if outcome.bound is None else _hours(outcome.bound),
            "greedy": None if greedy is None else _hours(greedy),
            "greedy_is_dearer_by": margin(greedy, plan.levels.cost),
        },
        "changes": plan.levels.changes,
        "hours": _hours_by_signer(problem, plan, now),
        "schools": sum(problem.schools_in(scope) for scope in problem.scopes),
        "steps": _steps(problem, plan, now, told),
        "items": [_fate_data(fate) for fate in told],
        "cover": _cover_data(problem, plan, now),
        "gaps": [
            {"requirement": need.requirement, "scope": need.scope, "reason": why} for need, why in outcome.gaps.items()
        ],
        "reasons": [fault.sentence for fault in outcome.reasons],
        "proof": PROVEN if outcome.status is Status.OPTIMAL else UNPROVEN,
        "certificate": to_data(plan.certificate),
    }


def margin(greedy: int | None, best: int) -> float | None:
    """Give by how much of the best cost the greedy plan is dearer."""
    if greedy is None or best == 0:
        return None
    return round(greedy / best - 1, 4)


def _hours(units: int) -> float:
    """Turn units of cost into weighted hours."""
    return round(units / HUNDRED_HOURS, 2)


def _spread(it: Spread) -> dict[str, float]:
    """Give seconds as hours, low, likely and high."""
    return {"low": round(it.low / 3600, 2), "likely": round(it.likely / 3600, 2), "high": round(it.high / 3600, 2)}


def _hours_by_signer(problem: Problem, plan: Plan, now: frozenset[Choice]) -> dict[str, object]:
    """Give hours a year over all schools by who spends them: today, after, and saved (below zero: added)."""
    before, after = seconds_by_signer(problem, now), seconds_by_signer(problem, plan.choices)
    saved = seconds_saved(problem, now, plan.choices)
    return {
        str(signer): {
            "today": _spread(before[signer]),
            "after": _spread(after[signer]),
            "saved": _spread(saved[signer]),
        }
        for signer in Signer
    }


def _steps(problem: Problem, plan: Plan, now: frozenset[Choice], told: tuple[Fate, ...]) -> list[dict[str, object]]:
    """Give the steps in order, each with its worth after the steps before it and the total so far."""
    acts: dict[str, dict[str, None]] = {}
    for fate in told:
        acts.setdefault(fate.item, {}).update(dict.fromkeys(str(act) for act in fate.acts))
    before, after = _by_item(now), _by_item(plan.choices)
    done, rows = 0, []
    for number, step in enumerate(plan.steps, 1):
        done += step.saves
        old = [choice for name in step.items for choice in before.get(name, ())]
        new = [choice for name in step.items for choice in after.get(name, ())]
        rows.append(
            {
                "number": number,
                "items": [{"item": name, "acts": list(acts[name])} for name in step.items],
                "saves_weighted_hours": _hours(step.saves),
                "saved_so_far": _hours(done),
                "principals_hours": _spread(seconds_saved(problem, old, new)[Signer.PRINCIPAL]),
            }
        )
    return rows


def _by_item(choices: frozenset[Choice] | tuple[Choice, ...]) -> dict[str, list[Choice]]:
    """Put choices together by item."""
    found: dict[str, list[Choice]] = {}
    for choice in choices:
        found.setdefault(choice.item, []).append(choice)
    return found


def _fate_data(fate: Fate) -> dict[str, object]:
    """Give an item's fate as plain data."""
    return {
        "item": fate.item,
        "scopes": list(fate.scopes),
        "acts": [str(act) for act in fate.acts],
        "asked": [{"signer": str(it.signer), "times": it.times, "form": it.form} for it in fate.after],
        "now_met_by": {requirement: list(items) for requirement, items in fate.covered_by},
        "held_by": list(fate.held_by),
        "why": fate.sentence,
    }


def _cover_data(problem: Problem, plan: Plan, now: frozenset[Choice]) -> list[dict[str, object]]:
    """Give the cover matrix before and after."""
    before, after = cover(problem, now), cover(problem, plan.choices)
    return [
        {"requirement": need.requirement, "scope": need.scope, "before": list(items), "after": list(after[need])}
        for need, items in before.items()
    ]

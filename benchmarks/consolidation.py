"""Measures the consolidation: cost against greedy, seconds and proof, up to 400 items x 350 requirements.

Run by `make bench`, or `.venv/bin/python benchmarks/consolidation.py`. Instances are drawn: three kinds of school,
floors of 1 to 12 times a year, a fifth of the items offered to an office and a fifth to data, forms of five items.
"""

from __future__ import annotations

import json
import platform
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from preceptor.planning.consolidation.check import check  # noqa: E402 - path first
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Seconds, Signer  # noqa: E402  after the path
from preceptor.planning.consolidation.score import cost, today  # noqa: E402  after the path
from preceptor.planning.consolidation.solve import solve  # noqa: E402  after the path

RESULTS = HERE / "results" / "consolidation.json"
SCHOOLS = {"elementary": 600, "middle": 150, "high": 250}
SIZES = ((110, 90, 4, 1), (200, 175, 4, 2), (400, 350, 3, 3), (400, 350, 6, 4), (400, 350, 10, 5))
HUNDRED_HOURS = 360_000


def instance(items: int, requirements: int, most: int, seed: int) -> Problem:
    """Draw an instance in which an item meets up to `most` requirements."""
    rng = random.Random(seed)
    floors = [_requirement(rng, at) for at in range(requirements)]
    return Problem(tuple(_item(rng, at, requirements, most) for at in range(items)), tuple(floors), SCHOOLS)


def _requirement(rng: random.Random, at: int) -> Requirement:
    """Draw a requirement; a principal's word is always enough."""
    scopes = () if rng.random() < 0.7 else tuple(rng.sample(sorted(SCHOOLS), 2))
    signers = frozenset({Signer.PRINCIPAL, *rng.sample(list(Signer), rng.randint(0, 3))})
    return Requirement(f"R{at:03}", rng.choice((1, 1, 1, 2, 4, 12)), scopes, signers)


def _item(rng: random.Random, at: int, requirements: int, most: int) -> Item:
    """Draw an item."""
    minutes = rng.randint(2, 30)
    quick = Seconds(60, 60, 60)
    return Item(
        id=f"I{at:03}",
        requirements=tuple(f"R{it:03}" for it in rng.sample(range(requirements), rng.randint(1, most))),
        times=rng.choice((1, 1, 1, 2, 4, 12)),
        time=Seconds(minutes * 40, minutes * 60, minutes * 120),
        opening=60,
        form=f"F{at // 5}" if rng.random() < 0.5 else "",
        office=quick if rng.random() < 0.2 else None,
        data=quick if rng.random() < 0.2 else None,
    )


def measured(items: int, requirements: int, most: int, seed: int) -> dict[str, object]:
    """Solve and check one instance."""
    problem = instance(items, requirements, most, seed)
    begun, used = time.perf_counter(), time.process_time()
    outcome = solve(problem)
    seconds, processor = time.perf_counter() - begun, time.process_time() - used
    plan = outcome.plan
    assert plan is not None
    assert outcome.greedy is not None
    assert outcome.bound is not None
    return {
        "instance": f"{items} items x {requirements} requirements, up to {most} each",
        "status": str(outcome.status),
        "proven": not check(problem, plan),
        "weighted_hours_today": cost(problem, today(problem)) // HUNDRED_HOURS,
        "weighted_hours_plan": plan.levels.cost // HUNDRED_HOURS,
        "gap_to_bound": round(1 - outcome.bound / plan.levels.cost, 6),
        "greedy_is_dearer_by": round(outcome.greedy / plan.levels.cost - 1, 4),
        "steps": len(plan.steps),
        "bare_today_and_after": len(outcome.gaps),
        "seconds": round(seconds, 2),
        "processor_seconds": round(processor, 2),
    }


def main() -> None:
    """Measure, print and write."""
    rows = [measured(*size) for size in SIZES]
    result = {"machine": {"system": platform.system(), "python": platform.python_version()}, "instances": rows}
    print(json.dumps(result, indent=1))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()

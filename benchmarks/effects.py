"""Keeps the intervals to their word: 500 runs on data with known effects, and on data where coaching did nothing.

Run by `.venv/bin/python benchmarks/effects.py`; results as JSON in `results/effects.json`. A refusal counts as neither
covered nor missed and is reported beside; the limits are those that the project promises.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from preceptor.planning.effects.problem import Problem  # noqa: E402 - path first
from preceptor.planning.effects.simulate import cross, panel, true_effect  # noqa: E402 - path first
from preceptor.planning.effects.solve import solve  # noqa: E402 - path first

RUNS = 500
COVERED, FALSE_ALARMS = (0.93, 0.97), (0.03, 0.07)
SCHOOLS, PEOPLE = 160, 400

Draw = Callable[[int], tuple[Problem, float]]


def growth(effect: float) -> Draw:
    """Schools coached from three different years on."""

    def draw(seed: int) -> tuple[Problem, float]:
        drawn = panel(seed, SCHOOLS, effect)
        return drawn, true_effect(drawn, effect)

    return draw


def retention(effect: float) -> Draw:
    """Principals who stay or leave, two to a school."""
    return lambda seed: (cross(seed, PEOPLE, effect), effect)


DESIGNS: dict[str, tuple[Draw, bool]] = {
    "growth, coaching works": (growth(1.0), True),
    "growth, coaching does nothing": (growth(0.0), False),
    "retention, coaching works": (retention(0.1), True),
    "retention, coaching does nothing": (retention(0.0), False),
}


def measure(name: str, runs: int) -> dict[str, object]:
    """Run one design many times."""
    draw, works = DESIGNS[name]
    seen: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    detectable, started = [], time.perf_counter()
    for seed in range(runs):
        problem, truth = draw(seed)
        outcome = solve(problem)
        detectable.append(outcome.detectable or 0.0)
        if outcome.effect is None:
            seen["refused"] += 1
            reasons.update(reason.code for reason in outcome.reasons)
            continue
        seen["answered"] += 1
        seen["covered"] += outcome.effect.low <= truth <= outcome.effect.high
        seen["found"] += outcome.effect.found
    covered, found = seen["covered"] / seen["answered"], seen["found"] / seen["answered"]
    kept = COVERED[0] <= covered <= COVERED[1]
    return {
        "design": name,
        "runs": runs,
        "answered": seen["answered"],
        "refused": seen["refused"],
        "reasons": dict(reasons),
        "covered": round(covered, 4),
        "found": round(found, 4),
        "mean_detectable": round(sum(detectable) / runs, 4),
        "seconds": round(time.perf_counter() - started, 1),
        "limits": {"covered": COVERED, **({} if works else {"found": FALSE_ALARMS})},
        "kept": kept if works else kept and FALSE_ALARMS[0] <= found <= FALSE_ALARMS[1],
    }


def main() -> None:
    """Measure every design and write the results."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    results = []
    for name in DESIGNS:
        results.append(measure(name, runs))
        print(results[-1], flush=True)
    out = {"python": platform.python_version(), "processors": os.cpu_count(), "results": results}
    (HERE / "results" / "effects.json").write_text(json.dumps(out, indent=2) + "\n")


if __name__ == "__main__":
    main()

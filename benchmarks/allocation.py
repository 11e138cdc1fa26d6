"""Measures the allocation: 1,000 and 10,000 schools with 20 indicators, from rows of text to checked explanations.

Run by `.venv/bin/python benchmarks/allocation.py`; results as JSON in `results/allocation.json`.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from preceptor.planning.allocation.check import check  # noqa: E402 - path first
from preceptor.planning.allocation.explain import all_lines, sentences  # noqa: E402  after the path
from preceptor.planning.allocation.formula.formula import Formula  # noqa: E402  after the path
from preceptor.planning.allocation.formula.loader import load_formula  # noqa: E402  after the path
from preceptor.planning.allocation.reading import problem_of  # noqa: E402  after the path
from preceptor.planning.allocation.solve import solve  # noqa: E402  after the path

INDICATORS = 20
LIMITS = {1_000: 1.0, 10_000: 5.0}
"""Seconds in which the whole run must be done, by the number of schools."""
HEAD = """
format = 1
key = "bench"
title = "Measured"
source = "Drawn at random"
pupils = "pupils"
[columns]
pupils = { title = "Pupils", kind = "count" }
level = { title = "Level", kind = "words", choices = ["elementary", "middle", "high"] }
prior = { title = "Last year", kind = "money" }
COLUMNS
[indices.need]
title = "Need"
level = "level"
compared = "within_level"
[indices.need.indicators]
INDICATORS
[figures.weight]
title = "Weight of a pupil"
kind = "piecewise"
of = "need"
points = [[20, 1], [50, 1.5], [90, 4]]
[figures.claim]
title = "Weighted pupils"
kind = "product"
of = ["pupils", "weight"]
[pools.schools]
title = "Schools"
amount = 263000000
[grants.equity]
title = "Equity"
kind = "share"
pool = "schools"
by = "claim"
bounds = { minimum = 5000, maximum = 900000, held_harmless = { prior = "prior", share = 0.9 } }
"""


def formula() -> Formula:
    """A formula with 20 indicators, floors, ceilings and hold harmless."""
    columns = [f'i{n} = {{ title = "Indicator {n}", kind = "share" }}' for n in range(INDICATORS)]
    indicators = [f'n{n} = {{ title = "Indicator {n}", of = "i{n}", weight = {n + 1} }}' for n in range(INDICATORS)]
    text = HEAD.replace("COLUMNS", "\n".join(columns)).replace("INDICATORS", "\n".join(indicators))
    read = load_formula(text, "bench.toml")
    assert isinstance(read, Formula), read
    return read


def rows(schools: int) -> list[dict[str, str]]:
    """Schools drawn at random, the same each time."""
    draw = random.Random(1)
    return [
        {
            "code": f"{at:05}",
            "pupils": str(draw.randint(50, 3000)),
            "level": draw.choice(["elementary", "middle", "high"]),
            "prior": str(draw.randint(0, 263000000 // schools)),
            **{f"i{n}": str(draw.randint(1, 100)) for n in range(INDICATORS)},
        }
        for at in range(schools)
    ]


def measure(schools: int) -> dict[str, float | int | str]:
    """Time the whole run: rows of text read, allocated, every school's explanation said, everything checked."""
    asked, given = formula(), rows(schools)
    wall, processor = time.perf_counter(), time.process_time()
    problem = problem_of(asked, given)
    read = time.perf_counter()
    outcome = solve(problem)
    solved = time.perf_counter()
    assert outcome.plan is not None, outcome.reasons
    said = sum(len(sentences(told, "USD")) for _, told in all_lines(problem, outcome.plan))
    explained = time.perf_counter()
    assert check(problem, outcome.plan) == ()
    checked = time.perf_counter()
    return {
        "schools": schools,
        "indicators": INDICATORS,
        "status": str(outcome.status),
        "read": round(read - wall, 3),
        "solve": round(solved - read, 3),
        "explain": round(explained - solved, 3),
        "sentences": said,
        "check": round(checked - explained, 3),
        "wall_seconds": round(checked - wall, 3),
        "processor_seconds": round(time.process_time() - processor, 3),
        "limit_seconds": LIMITS[schools],
    }


def main() -> None:
    """Measure both sizes and write the results."""
    load = round(os.getloadavg()[0], 2)
    results = [measure(schools) for schools in LIMITS]
    # Wall time says something on an idle machine only: how many others wanted it stands beside the figures.
    busy = {"processors": os.cpu_count(), "load_before": load}
    out = {"python": platform.python_version(), "machine": platform.machine(), **busy, "results": results}
    (HERE / "results" / "allocation.json").write_text(json.dumps(out, indent=2) + "\n")
    for each in results:
        print(each)


if __name__ == "__main__":
    main()

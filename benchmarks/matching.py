"""Measures the matching: beside two peers on instances they can take, and alone on the two large instances.

Run by `make bench`, or `.venv/bin/python benchmarks/matching.py` (`--no-peers` installs nothing).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from preceptor.develop.pairing.plans.files import plan_from_files, read_problem  # noqa: E402 - path first
from preceptor.planning.matching.check import check  # noqa: E402  after the path
from preceptor.planning.matching.plan import Assigned, Levels  # noqa: E402  after the path
from preceptor.planning.matching.problem import Problem, problem_of  # noqa: E402  after the path
from preceptor.planning.matching.score import measure  # noqa: E402  after the path
from preceptor.planning.matching.solve import solve  # noqa: E402  after the path

RESULTS = HERE / "results" / "matching.json"
ENVIRONMENTS = HERE.parent / "var" / "peers"
T = TypeVar("T")
PATIENCE = 120
"""Seconds a peer may take for one instance."""


@dataclass(frozen=True)
class Instance:
    """A problem small enough for the peers, as plain rows."""

    name: str
    mentors: list[tuple[str, int]]
    mentees: list[str]
    scores: list[tuple[str, str, int]]

    def problem(self) -> Problem:
        """Give the problem as ours."""
        return problem_of(self.mentors, self.mentees, self.scores)

    def to_json(self) -> str:
        """Give the rows for a peer."""
        return json.dumps({"mentors": self.mentors, "mentees": self.mentees, "scores": self.scores})


def instance(mentors: int, mentees: int, candidates: int, seed: int) -> Instance:
    """Draw an instance: capacities 1 to 3, a stated number of candidates for each mentee, scores 1 to 100."""
    rng = np.random.default_rng(seed)
    people = [(f"mentor{at:04}", int(rng.integers(1, 4))) for at in range(mentors)]
    wanting = [f"mentee{at:04}" for at in range(mentees)]
    # Popular mentors draw more candidates, as they do in a district.
    weight = rng.pareto(2, mentors) + 1
    scores = [
        (people[at][0], name, int(rng.integers(1, 101)))
        for name in wanting
        for at in sorted(rng.choice(mentors, candidates, replace=False, p=weight / weight.sum()).tolist())
    ]
    return Instance(f"{mentors} x {mentees}, {candidates} candidates each", people, wanting, scores)


SMALL = (
    (10, 20, 10, 1),
    (30, 60, 6, 2),
    (30, 60, 30, 3),
    (60, 120, 5, 4),
    (60, 120, 60, 5),
    (150, 300, 8, 6),
    (150, 300, 150, 7),
)


def row(name: str, size: Instance, levels: Levels, seconds: float) -> dict[str, object]:
    """Give one line of the comparison."""
    return {
        "instance": size.name,
        "program": name,
        "matched": levels.matched,
        "share": round(levels.matched / len(size.mentees), 4),
        "worst": levels.worst,
        "total": levels.total,
        "load": levels.load,
        "seconds": round(seconds, 3),
    }


def ours(size: Instance) -> dict[str, object]:
    """Solve and check an instance with Preceptor."""
    problem = size.problem()
    begun = time.perf_counter()
    plan = solve(problem).plan
    proven = plan is not None and not check(problem, plan)
    seconds = time.perf_counter() - begun
    assert plan is not None
    return row("preceptor", size, plan.levels, seconds) | {"proven": proven}


def peer(name: str, script: str, size: Instance) -> dict[str, object]:
    """Let a peer solve an instance in its own environment; its own clock, without start-up."""
    python = ENVIRONMENTS / name / "bin" / "python"
    note: dict[str, object] = {"instance": size.name, "program": name}
    if not python.exists():
        return note | {"note": "not installed"}
    try:
        done = subprocess.run(
            [python, HERE / "peers" / script],
            input=size.to_json(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return note | {"note": f"gave up after {PATIENCE} s"}
    if done.returncode:
        return note | {"note": "failed: " + done.stderr.strip().splitlines()[-1]}
    answer = json.loads(done.stdout)
    scores = {(mentor, mentee): score for mentor, mentee, score in size.scores}
    pairs = [Assigned(mentor, mentee, scores[mentor, mentee]) for mentor, mentee in answer["pairs"]]
    capacity, loads = dict(size.mentors), [mentor for mentor, _ in answer["pairs"]]
    kept = len({pair.mentee for pair in pairs}) == len(pairs) and all(loads.count(m) <= capacity[m] for m in loads)
    return row(name, size, measure(pairs), answer["seconds"]) | {"keeps_the_rules": kept}


def install_peers() -> None:
    """Make one throw-away environment for each peer; where that fails, say so and go on."""
    for line in (HERE / "requirements-peers.txt").read_text().splitlines():
        name = line.partition("==")[0].strip()
        folder = ENVIRONMENTS / name
        if not name or line.startswith("#") or (folder / ".ready").exists():
            continue
        venv.create(folder, with_pip=True, clear=True)
        done = subprocess.run(
            [folder / "bin" / "pip", "install", "-q", line], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"{name} could not be installed; it is left out.")
            (folder / "bin" / "python").unlink()
        else:
            (folder / ".ready").touch()


def write_large(folder: Path, mentors: int, mentees: int, candidates: int) -> list[Path]:
    """Write a large instance as CSV files: capacity 3, scores 0 to 999."""
    rng = np.random.default_rng(11)
    paths = [folder / f"{name}.csv" for name in ("mentors", "mentees", "scores")]
    paths[0].write_text("id,capacity\n" + "".join(f"M{at},3\n" for at in range(mentors)))
    paths[1].write_text("id\n" + "".join(f"N{at}\n" for at in range(mentees)))
    with paths[2].open("w") as out:
        out.write("mentor,mentee,score\n")
        for mentee in range(mentees):
            chosen = rng.choice(mentors, candidates, replace=False) if candidates < mentors else range(mentors)
            points = rng.integers(0, 1000, candidates).tolist()
            out.writelines(f"M{mentor},N{mentee},{score}\n" for mentor, score in zip(chosen, points, strict=True))
    return paths


def run_large(folder: Path) -> dict[str, object]:
    """Plan from files in this process, and tell seconds and peak memory; run in a process of its own."""
    paths = [folder / f"{name}.csv" for name in ("mentors", "mentees", "scores")]
    begun = time.perf_counter()
    outcome = plan_from_files(*paths, folder / "out.json")
    whole = time.perf_counter() - begun
    used = time.process_time()
    # Linux counts kibibytes, macOS bytes.
    unit = 1024 if sys.platform == "linux" else 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30
    problem, read = timed(lambda: read_problem(*paths))
    again, solving = timed(lambda: solve(problem))
    assert again.plan is not None
    plan = again.plan
    doubts, checking = timed(lambda: check(problem, plan))
    return {
        "status": str(outcome.status),
        "proven": not doubts,
        "matched": plan.levels.matched,
        "worst": plan.levels.worst,
        "total": plan.levels.total,
        "seconds_whole": round(whole, 2),
        "processor_seconds_whole": round(used, 2),
        "seconds_reading": round(read, 2),
        "seconds_solving_with_certificate": round(solving, 2),
        "seconds_checking": round(checking, 2),
        "peak_gib": round(peak, 2),
    }


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Run something and give what it returns and the seconds it took."""
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def large(mentors: int, mentees: int, candidates: int) -> dict[str, object]:
    """Measure a large instance in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        write_large(Path(name), mentors, mentees, candidates)
        done = subprocess.run([sys.executable, __file__, "--large", name], capture_output=True, text=True, check=True)
    size = {"instance": f"{mentors} x {mentees}, {candidates} candidates each", "pairs": mentees * candidates}
    return size | dict(json.loads(done.stdout))


def table(rows: list[dict[str, object]], columns: tuple[str, ...]) -> str:
    """Give rows as text in columns."""
    filled = [{"matched": it.get("note", "")} | it for it in rows]
    cells = [columns, *(tuple(str(it.get(name, "")) for name in columns) for it in filled)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peers", action="store_true", help="install no peers; measure only what is there")
    parser.add_argument("--large", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.large:
        print(json.dumps(run_large(options.large)))
        return
    if not options.no_peers:
        install_peers()
    beside: list[dict[str, object]] = []
    for size in (instance(*numbers) for numbers in SMALL):
        beside += [
            ours(size),
            peer("mentor-match", "run_mentor_match.py", size),
            peer("matching", "run_matching.py", size),
        ]
    alone = [large(600, 1500, 600), large(10_000, 20_000, 50)]
    print(table(beside, ("instance", "program", "matched", "share", "worst", "total", "load", "seconds")))
    print()
    print(table(alone, tuple(alone[0])))
    machine = {"system": platform.system(), "python": platform.python_version(), "cores": os.cpu_count()}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": machine, "beside_peers": beside, "alone": alone}, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""The list of jobs that positions may name."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[1] / "reference" / "jobs.csv"


@dataclass(frozen=True)
class Job:
    """A job: its code, its usual title, and whether it is done at a school or in an office."""

    code: str
    title: str
    place: str


@lru_cache
def jobs() -> tuple[Job, ...]:
    """Every job, the highest first."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(Job(**row) for row in csv.DictReader(lines))


def job_codes() -> tuple[str, ...]:
    """Codes of the jobs."""
    return tuple(job.code for job in jobs())

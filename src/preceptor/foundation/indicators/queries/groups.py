"""Employee groups by job."""

import csv
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[1] / "reference" / "employee_groups.csv"
GROUPS = ("teachers", "administrators", "counselors", "classified", "central")
OTHER = "other"


@lru_cache
def _groups() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["job"]: row["group"] for row in csv.DictReader(lines)}


def group_of(job: str) -> str:
    """The employee group of a job; jobs that the list does not name are others."""
    return _groups().get(job, OTHER)

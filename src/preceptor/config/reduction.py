"""`preceptor plan overlaps` and `preceptor plan consolidation`: less to sign, planned from plain files."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def add_arguments(plans: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Which items and requirements, and where the outcome goes."""
    overlaps = plans.add_parser("overlaps", help="pairs of items that may ask for the same, each with its reasons")
    overlaps.add_argument("--items", type=Path, required=True, help="CSV with id,text and, if it is there, ref")
    overlaps.add_argument("--top", type=int, default=200, help="how many pairs (200)")
    overlaps.add_argument("--json", type=Path, required=True, help="where the pairs are written")
    less = plans.add_parser("consolidation", help="what to stop asking, combine or ask less often, proven optimal")
    less.add_argument("--items", type=Path, required=True, help="CSV with id,requirements,times,minutes")
    less.add_argument("--requirements", type=Path, required=True, help="CSV with id,times")
    less.add_argument("--schools", type=Path, help="CSV with scope,schools; without it each kind counts one school")
    less.add_argument(
        "--office-weight", type=int, default=50, help="what an office's minute counts, in percent of a school's (50)"
    )
    less.add_argument("--json", type=Path, required=True, help="where the outcome is written")


def overlaps(options: Mapping[str, Any]) -> str:
    """Rank pairs, and say in one line how many."""
    # Loaded when asked for: the text library takes a second, which no other plan should wait for.
    from preceptor.relieve.compliance.public import overlaps_from_file

    found = overlaps_from_file(options["items"], options["top"], options["json"])
    return f"{found} pairs: written to {options['json']}"


def consolidation(options: Mapping[str, Any]) -> str:
    """Plan, and say in one line what came of it."""
    from preceptor.relieve.compliance.public import consolidation_from_files

    files = (options["items"], options["requirements"], options["json"], options["schools"])
    outcome = consolidation_from_files(*files, options["office_weight"])
    best = outcome.plan.levels.cost if outcome.plan else 0
    beside = ""
    if outcome.greedy is not None and best:
        beside = f", the greedy plan is {outcome.greedy / best - 1:.1%} dearer"
    return f"{outcome.status}{beside}: written to {options['json']}"

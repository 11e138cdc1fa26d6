"""`preceptor plan`: planning from plain files, which needs no database and so does not wait for Django."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from preceptor.config import allocation, effects, reduction
from preceptor.develop.pairing.public import plan_from_files
from preceptor.languages.answers import BadFiles

HELP = (
    "Plan from files without a database: matching of mentors and mentees, overlaps and consolidation of what is signed,"
    " allocation by need, effects of coaching."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which plan, the three tables, and where the outcome goes."""
    plans = parser.add_subparsers(dest="plan", required=True)
    matching = plans.add_parser("matching", help="one-to-many assignment, proven optimal")
    matching.add_argument("--mentors", type=Path, required=True, help="CSV with id,capacity")
    matching.add_argument("--mentees", type=Path, required=True, help="CSV with id")
    matching.add_argument(
        "--scores", type=Path, required=True, help="CSV with mentor,mentee,score; an absent pair is not allowed"
    )
    matching.add_argument("--json", type=Path, required=True, help="where the outcome is written")
    reduction.add_arguments(plans)
    allocation.add_arguments(plans)
    effects.add_arguments(plans)


def matching(options: Mapping[str, Any]) -> str:
    """Plan, and say in one line what came of it."""
    outcome = plan_from_files(options["mentors"], options["mentees"], options["scores"], options["json"])
    return f"{outcome.status}: written to {options['json']}"


PLANS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "matching": matching,
    "overlaps": reduction.overlaps,
    "consolidation": reduction.consolidation,
    "allocation": allocation.allocation,
    "fit-index": allocation.fit_index,
    "effects": effects.effects,
}


def plan(options: Mapping[str, Any]) -> str:
    """Make the plan that was asked for, and say in one line what came of it; raises `BadFiles`."""
    return PLANS[options["plan"]](options)


def main(arguments: Sequence[str]) -> None:
    """Run the command; faults in the files end it with a sentence for each."""
    parser = argparse.ArgumentParser(prog="preceptor plan", description=HELP)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        print(plan(vars(options)))  # noqa: T201  a command's answer
    except BadFiles as fault:
        raise SystemExit(str(fault)) from fault

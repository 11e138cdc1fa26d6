"""`preceptor plan`: planning from plain files, which needs no database and so does not wait for Django."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from preceptor.develop.pairing.public import BadPlanFile, plan_from_files

HELP = "Plan from files without a database: matching of mentors and mentees."


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


def plan(mentors: Path, mentees: Path, scores: Path, out: Path) -> str:
    """Plan, and say in one line what came of it."""
    outcome = plan_from_files(mentors, mentees, scores, out)
    return f"{outcome.status}: written to {out}"


def main(arguments: Sequence[str]) -> None:
    """Run the command; faults in the files end it with a sentence for each."""
    parser = argparse.ArgumentParser(prog="preceptor plan", description=HELP)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        print(plan(options.mentors, options.mentees, options.scores, options.json))  # noqa: T201  a command's answer
    except BadPlanFile as fault:
        raise SystemExit(str(fault)) from fault

"""`preceptor plan allocation` and `preceptor plan fit-index`: money by need, planned from plain files."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def add_arguments(plans: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Which formula and schools, and where every figure goes."""
    by_need = plans.add_parser("allocation", help="money, positions and days by a formula, adding up to the pool")
    by_need.add_argument("--formula", type=Path, required=True, help="TOML, like those in formulas/")
    by_need.add_argument("--schools", type=Path, required=True, help="CSV with the columns that the formula names")
    by_need.add_argument("--pool", action="append", default=[], metavar="NAME=AMOUNT", help="the size of a pool")
    by_need.add_argument("--json", type=Path, required=True, help="where every figure is written")
    fit = plans.add_parser("fit-index", help="weights and dollar curve recovered from published scores, and how well")
    fit.add_argument("file", type=Path, help="CSV with scores, indicators and, if they are there, level and dollars")
    fit.add_argument("--json", type=Path, help="where the fit is written as JSON, every school left out by name")
    for what, of in (("score", "scores"), ("level", "levels"), ("pupils", "pupils"), ("dollars", "dollars")):
        fit.add_argument(f"--{what}", metavar="HEADING", help=f"the column of {of}, where its heading does not say so")
    fit.add_argument("--indicator", action="append", default=[], metavar="HEADING", help="take these and no others")
    fit.add_argument("--without", action="append", default=[], metavar="HEADING", help="pass over this column")


def allocation(options: Mapping[str, Any]) -> str:
    """Allocate, and say in one line what came of it; what a pool lacks follows on lines of its own."""
    # Loaded when asked for, like every plan beside matching.
    from preceptor.resource.funding.public import allocate_from_files

    pools = dict(each.partition("=")[::2] for each in options["pool"])
    outcome = allocate_from_files(options["formula"], options["schools"], options["json"], pools)
    return "\n".join([f"{outcome.status}: written to {options['json']}", *map(str, outcome.reasons)])


def fit_index(options: Mapping[str, Any]) -> str:
    """Recover weights and dollars from published scores, and say how well."""
    from preceptor.resource.funding.public import Asked, fit_from_file

    named = {what: options[what] for what in ("score", "level", "pupils", "dollars")}
    asked = Asked(**named, indicators=tuple(options["indicator"]), without=tuple(options["without"]))
    return fit_from_file(options["file"], options["json"], asked)

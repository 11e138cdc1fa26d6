"""`preceptor plan effects`: what coaching changed, estimated from a plain file."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def add_arguments(plans: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Which panel, and where every figure goes."""
    one = plans.add_parser("effects", help="the effect of coaching against comparable others, or why none can be named")
    one.add_argument(
        "--panel", type=Path, required=True, help="CSV with unit, outcome, and period, coached_from; or coached"
    )
    one.add_argument("--json", type=Path, required=True, help="where every figure is written")


def effects(options: Mapping[str, Any]) -> str:
    """Estimate, and say what came of it in sentences."""
    # Loaded when asked for, like every plan beside matching.
    from preceptor.develop.impact.public import effects_from_file

    return "\n".join(effects_from_file(options["panel"], options["json"]))

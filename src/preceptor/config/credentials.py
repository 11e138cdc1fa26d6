"""`preceptor verify-credential`: any credential judged from its file, without a database and without the network."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from preceptor.develop.awards.public import BadFile, ContextsMissing, judge_path

HELP = (
    "Judge a verifiable credential (JSON, or baked into a PNG or SVG) without the network. Ends with 0 when its "
    "signature fits and nothing speaks against it, with 1 otherwise; the first line says why."
)


def main(arguments: Sequence[str]) -> None:
    """Judge one file, and end with the verdict."""
    parser = argparse.ArgumentParser(prog="preceptor verify-credential", description=HELP)
    parser.add_argument("file", type=Path, help="the credential")
    parser.add_argument(
        "--did",
        type=Path,
        action="append",
        default=[],
        help="the issuer's document (did.json), to prove whose key it is",
    )
    parser.add_argument(
        "--status-list",
        type=Path,
        action="append",
        default=[],
        help="the issuer's status list, to see what was revoked",
    )
    parser.add_argument("--strict", action="store_true", help="end with 1 also when the issuer's key is not proven")
    options = parser.parse_args(arguments)
    try:
        verdict = judge_path(options.file, options.did, options.status_list, datetime.now(UTC))
    except (BadFile, ContextsMissing) as fault:
        raise SystemExit(str(fault)) from fault
    print("\n".join(verdict.sentences()))  # noqa: T201  a command's answer
    if verdict.state == "refused" or (options.strict and verdict.state != "valid"):
        raise SystemExit(1)

"""What may stand in a cell of a list and in the name of a file."""

import re
import unicodedata

_STARTS_A_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide forms are read as formulas too
_NUMBER = re.compile(r"[-+]?\d{1,15}([.,]\d{1,6})?%?")


def neutral(cell: object) -> object:
    """The cell such that no spreadsheet runs it: text that looks like a formula gets an apostrophe in front."""
    if not isinstance(cell, str):
        return cell
    risky = cell.lstrip(" \u00a0").startswith(_STARTS_A_FORMULA) or cell.startswith(_STARTS_A_FORMULA)
    return f"'{cell}" if risky and not _NUMBER.fullmatch(cell) else cell


def plain_name(name: str) -> str:
    """A file name of letters, digits and hyphens only."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-").lower() or "list"

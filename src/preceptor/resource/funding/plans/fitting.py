"""Published scores from a file to fitted weights: columns found by their headings, and the fit told in plain lines."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from preceptor.planning.allocation.fit import Fit, Published, fit
from preceptor.planning.allocation.reading import read_plain
from preceptor.resource.funding.plans.files import BadFiles, Rows, read_table

FINDS = {
    "score": re.compile(r"\bscore\b(?!.*(literacy|test|math))", re.IGNORECASE),
    "dollars": re.compile(r"dollars|allocation \$|\ballocation amount\b", re.IGNORECASE),
    "pupils": re.compile(r"enroll?ment|\bpupils\b", re.IGNORECASE),
    "level": re.compile(r"\b(level|school type)\b", re.IGNORECASE),
}
"""By what words a column is known."""
PASSED_OVER = re.compile(
    r"\b(code|cds|name|rank|quintile|tier|school|district|region|id|latitude|longitude)\b", re.IGNORECASE
)
"""Columns that are no indicators."""


def fit_from_file(file: Path, out: Path | None) -> str:
    """Fit weights and dollars to a published file; raises `BadFiles` with every fault. Gives the lines to show."""
    headings, rows = read_table(file)
    known = {what: next((each for each in headings if find.search(each)), None) for what, find in FINDS.items()}
    named = [each for each in headings if each not in known.values() and not PASSED_OVER.search(each)]
    published, dropped = _published(file, rows, known, named)
    found = fit(published)
    if out is not None:
        out.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return "\n".join([*_told(found, len(published.scores)), *dropped])


def _published(file: Path, rows: Rows, known: dict[str, str | None], named: list[str]) -> tuple[Published, list[str]]:
    """Read the columns; rows without a full set of figures are left out and counted."""
    score = known["score"]
    if score is None or not named:
        raise BadFiles([f"{file.name}: no column with “score” in its heading and indicators beside it. Name it so."])
    wanted = [score, *named, *(known[each] or "" for each in ("dollars", "pupils") if known[each])]
    table = [{name: read_plain(row.get(name, "")) for name in wanted} for row in rows]
    full = [at for at, row in enumerate(table) if all(cell is not None for cell in row.values())]
    if len(full) <= len(named) + 1:
        said = f"{len(full)} rows have all figures, and {len(named)} weights need more rows than that."
        raise BadFiles([f"{file.name}: {said} Give more schools or fewer indicators."])

    def column(name: str | None) -> list[Decimal] | None:
        return None if name is None else [table[at][name] or Decimal(0) for at in full]

    level = known["level"]
    levels = [(rows[at].get(level) or "").strip() if level else "all" for at in full]
    dropped = len(rows) - len(full)
    notes = [f"{dropped} rows lack a figure and were left out."] if dropped else []
    indicators = {name: column(name) or [] for name in named}
    published = Published(indicators, column(score) or [], levels, column(known["pupils"]), column(known["dollars"]))
    return published, notes


def _told(found: Fit, schools: int) -> list[str]:
    """Say what was found and how well it fits."""
    compared = "within each level" if found.within_level else "among all schools"
    lines = [
        f"Best: indicators scaled as {found.scaling} {compared}, {schools} schools.",
        f"It explains {found.explained:.2%} of the scores' variance; the largest error is {found.largest_error:.4f} "
        f"points; {found.same_rank:.1%} of the schools keep their rank.",
    ]
    for level, each in found.levels.items():
        weights = ", ".join(f"{name} {weight:.1%}" for name, weight in each.weights.items())
        doubt = " Too few schools or columns that say the same: other weights fit as well." if each.undetermined else ""
        lines.append(f"{level or 'no level'} ({each.schools} schools): {weights}.{doubt}")
    if found.curve is None:
        return [*lines, "No dollars or no pupils in the file, so no dollar curve."]
    points = ", ".join(f"{score:g}: ${rate:,.2f}" for score, rate in found.curve.points)
    lines.append(
        f"Dollars for each pupil by score: {points}. Largest error ${found.curve.largest_error:,.2f} a school; "
        f"{found.curve.share_within_a_dollar:.1%} of the schools within a dollar."
    )
    return lines

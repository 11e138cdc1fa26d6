"""Published scores from a file to fitted weights, told in plain lines: what was read, what fits, who was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from preceptor.languages.answers import BadFiles, write_answer
from preceptor.planning.allocation.curve import Curve
from preceptor.planning.allocation.fit import Fit, LevelFit, Published, fit
from preceptor.planning.allocation.reading import EMPTY
from preceptor.resource.funding.plans.files import read_sheet
from preceptor.resource.funding.plans.headings import NOT_ASKED, Asked, Columns, NoColumns, cells_of, columns_of
from preceptor.resource.funding.plans.sheets import SchoolSheet

NAMED = 12
"""Schools named on the screen for one reason; the file has them all."""
FEW = 5
"""Schools for each weight below which a good fit is no proof."""
NO_LEVEL = "no level"
LeftOut = dict[str, list[str]]
"""Why schools were left out, and which."""


def fit_from_file(file: Path, out: Path | None, asked: Asked | None = None) -> str:
    """Fit weights and dollars to a published file; raises `BadFiles` with every fault. Gives the lines to show."""
    sheet = read_sheet(file)
    try:
        columns = columns_of(sheet, asked or Asked())
    except NoColumns as lacks:
        raise BadFiles([f"{file.name}: {lacks}"]) from lacks
    scores = cells_of(sheet, columns.score) or []
    rows = [at for at, score in enumerate(scores) if score is not None]
    found = fit(_published(sheet, columns, rows))
    if found is None:
        said = f"{len(rows)} schools have a score, too few for {len(columns.indicators)} weights at any level."
        raise BadFiles([f"{file.name}: {said} Give more schools, or fewer indicators: --indicator HEADING."])
    left_out = _left_out(sheet, columns, rows, found)
    if out is not None:
        write_answer(out, _answer(sheet, columns, rows, found) | {"left_out": left_out}, indent=1)
    return "\n".join([*_read(columns), *_told(found), *_without(left_out, len(sheet.rows), found)])


def _published(sheet: SchoolSheet, columns: Columns, rows: Sequence[int]) -> Published:
    """Give the columns of the schools that have a score."""

    def column(heading: str | None) -> list[Decimal | None] | None:
        cells = cells_of(sheet, heading)
        return None if cells is None else [cells[at] for at in rows]

    return Published(
        indicators={each: column(each) or [] for each in columns.indicators},
        scores=[each or Decimal(0) for each in column(columns.score) or []],
        levels=[_word(sheet, at, columns.level) or NO_LEVEL if columns.level else "all" for at in rows],
        pupils=column(columns.pupils),
        dollars=column(columns.dollars),
        counts=columns.counts,
    )


def _word(sheet: SchoolSheet, at: int, heading: str | None) -> str:
    """Give a cell, trimmed."""
    return (sheet.rows[at].get(heading or "") or "").strip()


def _called(sheet: SchoolSheet, columns: Columns, at: int) -> str:
    """Give a school's name with its row."""
    return f"{_word(sheet, at, columns.name) or 'no name'} (row {sheet.numbers[at]})"


def _left_out(sheet: SchoolSheet, columns: Columns, rows: Sequence[int], found: Fit) -> LeftOut:
    """Give why schools were left out, and their names."""
    reasons: LeftOut = {}
    for at in sorted(set(range(len(sheet.rows))) - set(rows)):
        why = f"{columns.score} {_state(_word(sheet, at, columns.score))}"
        reasons.setdefault(why, []).append(_called(sheet, columns, at))
    for place, lacks in found.left_out.items():
        at = rows[place]
        why = ", ".join(f"{each} {_state(_word(sheet, at, each))}" for each in lacks)
        if not lacks:
            why = f"its level has too few schools for the weights: “{_word(sheet, at, columns.level) or NO_LEVEL}”"
        reasons.setdefault(why, []).append(_called(sheet, columns, at))
    return reasons


def _state(cell: str) -> str:
    """Say what stands where a number is missing."""
    return "is not given" if cell in EMPTY else f"is “{cell}”"


def _read(columns: Columns) -> Iterator[str]:
    """Say what each column was taken for."""
    taken = {"score": columns.score, "level": columns.level, "pupils": columns.pupils, "dollars": columns.dollars}
    yield "Taken: " + ", ".join(f"{what} from “{each}”" if each else f"no {what}" for what, each in taken.items()) + "."
    yield f"Indicators ({len(columns.indicators)}): {', '.join(columns.indicators)}."
    reasons: dict[str, list[str]] = {}
    for heading, why in columns.passed_over.items():
        reasons.setdefault(why, []).append(heading or "(no heading)")
    if reasons:
        said = (f"{', '.join(each) if why != NOT_ASKED else len(each)} ({why})" for why, each in reasons.items())
        yield f"Passed over: {'; '.join(said)}."


def _told(found: Fit) -> Iterator[str]:
    """Say what was found and how well it fits."""
    compared = "within each level" if found.within_level else "among all schools"
    shares = ", counts taken as shares of the pupils" if found.as_shares else ""
    gaps = " Where a figure lacks, the school's other indicators carry its weight." if found.carried else ""
    how = f"scaled as {found.scaling} {compared}"
    if found.scaling == "as_given":
        how = "as they are published (each weight is for one unit of its figure)"
    yield f"Best: indicators {how}{shares}, {len(found.used)} schools.{gaps}"
    yield (
        f"It explains {found.explained:.2%} of the scores' variance (R²); the typical error is "
        f"{found.typical_error:.4f} and the largest {found.largest_error:.4f} points; {found.same_rank:.1%} of the "
        "schools keep their rank."
    )
    for level, each in found.levels.items():
        weights = ", ".join(f"{name} {weight:.1%}" for name, weight in each.weights.items())
        yield f"{level} ({each.schools} schools): {weights}.{_doubt(each)}"
    yield from _dollars(found.curve)


def _doubt(each: LevelFit) -> str:
    """Say why a level's weights may not be the district's own, however well they fit."""
    if each.undetermined:
        return " Too few schools or columns that say the same: other weights fit as well."
    if each.schools < FEW * len(each.weights):
        return " Few schools for so many weights: they may fit by chance."
    return ""


def _dollars(curve: Curve | None) -> Iterator[str]:
    """Say how dollars follow from the score."""
    if curve is None:
        yield "No dollars or no pupils in the file, so no dollar curve."
        return
    shape = "level from each score on" if curve.kind == "steps" else "straight lines between these scores"
    points = ", ".join(f"{score:g}: ${rate:,.2f}" for score, rate in curve.points)
    base = f", beside ${curve.base:,.2f} for every school" if curve.base else ""
    yield f"Dollars for each pupil by score ({shape}): {points}{base}."
    yield (
        f"It explains {curve.explained:.2%} of the dollars' variance (R²) of {curve.schools} schools; the typical "
        f"error is ${curve.typical_error:,.2f} and the largest ${curve.largest_error:,.2f} a school; "
        f"{curve.share_within_a_dollar:.1%} of the schools within a dollar."
    )
    bounds = {"at least": curve.least, "at most": curve.most}
    held = " and ".join(f"{word} ${amount:,.2f}" for word, amount in bounds.items() if amount is not None)
    if held:
        yield f"{curve.held} schools stand at a bound ({held}) and were set aside."
    if curve.nothing:
        yield f"{curve.nothing} schools get nothing and were set aside."


def _without(left_out: Mapping[str, Sequence[str]], schools: int, found: Fit) -> Iterator[str]:
    """Say who was left out of the weights, and why, by name."""
    yield f"Rows used: {len(found.used)} of {schools}."
    for why, names in left_out.items():
        more = f" and {len(names) - NAMED} more (all of them with --json)" if len(names) > NAMED else ""
        yield f"Left out, since {why}: {', '.join(names[:NAMED])}{more}."


def _answer(sheet: SchoolSheet, columns: Columns, rows: Sequence[int], found: Fit) -> dict[str, Any]:
    """Give everything as plain data."""
    own = {each for each in asdict(found) if each not in {"used", "left_out"}}
    return {
        "columns": {
            "score": columns.score,
            "level": columns.level,
            "pupils": columns.pupils,
            "dollars": columns.dollars,
            "indicators": list(columns.indicators),
            "passed_over": dict(columns.passed_over),
        },
        **{name: value for name, value in asdict(found).items() if name in own},
        "used": [_called(sheet, columns, rows[at]) for at in found.used],
    }

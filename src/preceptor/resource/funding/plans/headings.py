"""Which column of a published file is what: by its heading, by what its cells hold, or as the asker says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from preceptor.planning.allocation.problem import Cells
from preceptor.planning.allocation.reading import EMPTY, SUPPRESSED, read_plain
from preceptor.resource.funding.plans.sheets import SchoolSheet

OUTCOME = r"\b(rank|ranking|quintile|decile|tier|percentile)\b"
MONEY = r"(\$|\b(dollars?|allocations?|allotment|funding|budget)\b)"
FINDS: Mapping[str, tuple[str, ...]] = {
    "score": (r"\b(seni|index|need|equity)\b.*\bscore\b", r"\bscore\b(?!.*\b(literacy|test|math|reading)\b)"),
    "dollars": (r"\btotal\b.*" + MONEY, r"\bdollars\b", r"\ballocation amount\b", r"\ballocation\b(?!.*\brank\b)"),
    "pupils": (r"\btotal\b.*\benrol", r"^enrol", r"\benrol", r"^(number of )?(pupils|students)$"),
    "level": (r"\b(school )?level\b", r"\bschool type\b", r"\bgrade ?span\b"),
}
"""By what words a column is known; the first pattern that any heading meets decides."""
IDENTITY = (
    r"\b(code|codes|cds|id|ids|number|no|num|zip|latitude|longitude|phone|address|street|website)\b",
    r"\b(name|names|district|region|area|ward|city|county|cost center)$",
    r"^(school )?year$",
    r"^(low|lowest|high|highest) grade$",
    r"^school$",
)
COUNTED = re.compile(r"(%|\b(percent|pct|rate|rates|share|ratio|average|avg|mean|score|index)\b)", re.IGNORECASE)
"""Headings of what is no count, however whole its numbers are."""
NOT_ASKED = "not asked for"
NAMEABLE = ("score", "dollars", "pupils", "level")


class NoColumns(ValueError):  # noqa: N818 - named for what a file lacks, like the house's Refusal
    """The file lacks what a fit needs, with what to do next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns that the asker names; what is not named is found."""

    score: str | None = None
    dollars: str | None = None
    pupils: str | None = None
    level: str | None = None
    indicators: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is taken for; `passed_over` are the others, with why."""

    score: str
    dollars: str | None
    pupils: str | None
    level: str | None
    name: str | None
    indicators: tuple[str, ...]
    counts: frozenset[str]
    passed_over: Mapping[str, str]


def columns_of(sheet: SchoolSheet, asked: Asked) -> Columns:
    """Take each column for something; raises `NoColumns` when no score or no indicator is left."""
    _check(sheet, asked)
    known = {what: getattr(asked, what) or _found(sheet, what, asked) for what in FINDS}
    score = known["score"]
    several = [each for each in sheet.headings if _meets(FINDS["score"][-1], each) and _is_numbers(sheet, each)]
    if score is not None and score not in (asked.score, _index_of_need(several)) and len(several) > 1:
        which = ", ".join(f"“{each}”" for each in several)
        raise NoColumns(f"several columns are called a score: {which}. Say which it is: --score HEADING.")
    if score is None:
        raise NoColumns("no column with “score” in its heading. Name it so, or say which it is: --score HEADING.")
    why = {heading: _why_not(sheet, heading, known, asked) for heading in sheet.headings}
    indicators = tuple(heading for heading, said in why.items() if not said)
    if not indicators:
        raise NoColumns("no column beside the score holds an indicator. Say which do: --indicator HEADING.")
    pupils = cells_of(sheet, known["pupils"])
    counts = frozenset(each for each in indicators if pupils and _counts(each, cells_of(sheet, each) or [], pupils))
    passed = {heading: said for heading, said in why.items() if said and heading not in known.values()}
    return Columns(
        score, known["dollars"], known["pupils"], known["level"], _name(sheet.headings), indicators, counts, passed
    )


def cells_of(sheet: SchoolSheet, heading: str | None) -> list[Decimal | None] | None:
    """Give a column as numbers; None in a cell is unknown."""
    return None if heading is None else [read_plain(row.get(heading) or "") for row in sheet.rows]


def words_of(heading: str) -> str:
    """Give a heading in words: `total_enrolled_1920` and `NCESSchoolID` like the others."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", heading.replace("_", " "))
    return " ".join(parted.split())


def _index_of_need(headings: Sequence[str]) -> str | None:
    """Give the score that calls itself an index of need; None when none does."""
    return next((each for each in headings if _meets(FINDS["score"][0], each)), None)


def _meets(pattern: str, heading: str) -> bool:
    """Tell whether a heading says this."""
    return re.search(pattern, words_of(heading), re.IGNORECASE) is not None


def _check(sheet: SchoolSheet, asked: Asked) -> None:
    """Refuse names that no column has."""
    named = [*(getattr(asked, what) for what in NAMEABLE), *asked.indicators, *asked.without]
    lost = [each for each in named if each is not None and each not in sheet.headings]
    if lost:
        have = ", ".join(f"“{each}”" for each in sheet.headings if each)
        raise NoColumns(f"no column is called {', '.join(f'“{each}”' for each in lost)}. The file has {have}.")


def _found(sheet: SchoolSheet, what: str, asked: Asked) -> str | None:
    """Find a column by the words of its heading; an amount must hold numbers."""
    free = [each for each in sheet.headings if each not in {*asked.indicators, *asked.without}]
    if what != "level":
        free = [each for each in free if _is_numbers(sheet, each) and not _meets(OUTCOME, each)]
    if what == "pupils":
        free = [each for each in free if not COUNTED.search(words_of(each))]
    return next((each for pattern in FINDS[what] for each in free if _meets(pattern, each)), None)


def _is_numbers(sheet: SchoolSheet, heading: str) -> bool:
    """Tell whether most of what a column says are numbers; what stands for nothing known says nothing."""
    cells = ((row.get(heading) or "").strip() for row in sheet.rows)
    said = [cell for cell in cells if cell not in EMPTY and not SUPPRESSED.match(cell)]
    return sum(read_plain(cell) is not None for cell in said) * 2 > len(said)


def _why_not(sheet: SchoolSheet, heading: str, known: Mapping[str, str | None], asked: Asked) -> str:
    """Say why a column is no indicator; nothing when it is one."""
    if asked.indicators:
        return "" if heading in asked.indicators else NOT_ASKED
    return next((said for is_so, said in _reasons(sheet, heading, known, asked) if is_so()), "")


def _reasons(
    sheet: SchoolSheet, heading: str, known: Mapping[str, str | None], asked: Asked
) -> Iterator[tuple[Callable[[], bool], str]]:
    """List what keeps a column from being an indicator, the plainest first."""
    yield lambda: heading in known.values(), "taken for something else"
    yield lambda: heading in asked.without, "left out as asked"
    yield lambda: any(_meets(pattern, heading) for pattern in IDENTITY), "says which school it is"
    yield lambda: not _is_numbers(sheet, heading), "holds words"
    yield lambda: _meets(OUTCOME, heading), "follows from the score"
    yield lambda: _meets(MONEY, heading), "holds money"
    yield lambda: _meets(r"\b(seni|index)\b.*\bscore\b", heading), "another score"
    yield lambda: _meets(r"\benrol", heading) and not COUNTED.search(words_of(heading)), "counts all pupils"
    yield lambda: len(set(cells_of(sheet, heading) or ()) - {None}) < 2, "is the same everywhere"


def _counts(heading: str, cells: Cells, pupils: Cells) -> bool:
    """Tell whether a column counts pupils: whole numbers that never exceed all of them, and no rate by its name."""
    if COUNTED.search(words_of(heading)):
        return False
    both = [(cell, whole) for cell, whole in zip(cells, pupils, strict=True) if cell is not None and whole is not None]
    return bool(both) and all(cell == cell.to_integral_value() and 0 <= cell <= whole for cell, whole in both)


def _name(headings: Sequence[str]) -> str | None:
    """Find the column by which schools are called."""
    patterns = (r"\bschool name", r"^school$", r"\bname$", r"\b(cds|code|id)\b")
    return next((each for pattern in patterns for each in headings if _meets(pattern, each)), None)

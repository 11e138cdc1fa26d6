"""Overlaps and consolidation from CSV files to one JSON file: nothing of a database, usable alone.

Overlaps read ``id,text[,ref]``. Consolidation reads items with ``id,requirements,times,minutes`` and requirements
with ``id,times``; what else each may hold is told in the README of this context. Other columns are ignored.
"""

from __future__ import annotations

import time
from pathlib import Path

from preceptor.languages.answers import BadFiles, write_answer
from preceptor.planning.consolidation.check import check_allowed
from preceptor.planning.consolidation.overlaps.plan import Pair
from preceptor.planning.consolidation.overlaps.problem import Item as Text
from preceptor.planning.consolidation.plan import Outcome
from preceptor.planning.consolidation.problem import (
    SCHOOLS_LIMIT,
    SECONDS_LIMIT,
    TIMES_LIMIT,
    Item,
    Problem,
    Requirement,
    Seconds,
    Signer,
    faults,
)
from preceptor.relieve.compliance.plans.answers import answer_of
from preceptor.relieve.compliance.plans.tables import Row, Table, by_id, read

SIGNERS = {str(signer): signer for signer in Signer}


def overlaps_from_file(items: Path, top: int, out: Path) -> int:
    """Read the items, rank the pairs that may ask for the same, write them; gives the number of pairs.

    Raises `BadFiles` with every fault at once before anything is written.
    """
    # Loaded when asked for: the text library takes a second, which nothing else should wait for.
    from preceptor.planning.consolidation.overlaps.solve import overlaps

    begun = time.perf_counter()
    table = read(items, ("id", "text"))
    texts = by_id(table, "id", _text)
    if top < 1:
        table.fault(f"--top is {top}. Ask for one pair or more.")
    _refuse([table])
    pairs = overlaps(texts, top)
    answer = {
        "items": len(texts),
        "method": "TF-IDF of word stems and letter pieces without habitual phrases, and shared citations by rarity",
        "note": "A high score says that two texts are alike, and nothing on what the law asks. Their owners decide.",
        "pairs": [_pair_data(pair) for pair in pairs],
        "seconds": round(time.perf_counter() - begun, 3),
    }
    write_answer(out, answer)
    return len(pairs)


def _text(row: Row, name: str) -> Text:
    """Read an item's text and reference."""
    if not row.text("text"):
        row.fault("the text is empty. Write what is asked, or remove the row.")
    return Text(name, row.text("text"), row.text("ref"))


def _pair_data(pair: Pair) -> dict[str, object]:
    """Give a pair as plain data."""
    why = pair.why
    return {
        "a": pair.a,
        "b": pair.b,
        "score": pair.score,
        "why": {
            "sentence": why.sentence,
            "parts": {"words": why.from_words, "letters": why.from_letters, "citations": why.from_citations},
            "words": [{"word": it.word, "part": it.part} for it in why.words],
            "citations": [{"citation": it.citation, "items": it.items, "part": it.part} for it in why.citations],
        },
    }


def consolidation_from_files(
    items: Path, requirements: Path, out: Path, schools: Path | None = None, away: int = 50
) -> Outcome:
    """Read the files, plan, check cover and proof, write the answer.

    Raises `BadFiles` with every fault at once before anything is written.
    """
    # Loaded when asked for: the solver takes a moment, which nothing else should wait for.
    from preceptor.planning.consolidation.solve import solve

    begun = time.perf_counter()
    problem = read_problem(items, requirements, schools, away)
    outcome = solve(problem)
    if outcome.plan is None:
        raise BadFiles([fault.sentence for fault in outcome.reasons])
    if doubts := check_allowed(problem, outcome.plan):
        raise ArithmeticError("The plan did not pass its check: " + " ".join(it.sentence for it in doubts))
    answer = answer_of(problem, outcome, outcome.plan)
    answer["seconds"] = round(time.perf_counter() - begun, 3)
    write_answer(out, answer)
    return outcome


def read_problem(items: Path, requirements: Path, schools: Path | None = None, away: int = 50) -> Problem:
    """Read the files into a problem; raises `BadFiles` with every fault of all."""
    tables = [read(items, ("id", "requirements", "times", "minutes")), read(requirements, ("id", "times"))]
    asked = by_id(tables[1], "id", _requirement)
    known = {it.id for it in asked}
    listed = by_id(tables[0], "id", _item)
    if not tables[1].problems:
        _unknown(tables[0], known)
    counts: dict[str, int] = {}
    if schools is not None:
        tables.append(read(schools, ("scope", "schools")))
        counts = dict(by_id(tables[2], "scope", lambda row, name: (name, row.whole("schools", 0, SCHOOLS_LIMIT))))
        if not tables[2].problems:
            _strange_scopes(tables[:2], set(counts))
    _refuse(tables)
    problem = Problem(tuple(listed), tuple(asked), counts, away)
    if wrong := faults(problem):
        raise BadFiles([fault.sentence for fault in wrong])
    return problem


def _item(row: Row, name: str) -> Item:
    """Read an item."""
    time_ = _minutes(row)
    signers = row.one_of("signer", SIGNERS, "principal")
    if len(signers) > 1:
        row.fault("signer names more than one. Write who signs today.")
    opening = row.seconds("opening", SECONDS_LIMIT) or 0
    if opening > time_.low:
        row.fault("opening is longer than the item takes at best. Lower it, or raise minutes_low.")
    return Item(
        id=name,
        requirements=row.words("requirements"),
        times=row.whole("times", 1, TIMES_LIMIT),
        time=time_,
        scopes=row.words("scopes"),
        signer=signers[0] if signers else Signer.PRINCIPAL,
        opening=opening,
        evidence=frozenset(row.words("evidence")),
        same=row.text("same"),
        form=row.text("form"),
        office=_flat(row, "office_minutes"),
        data=_flat(row, "data_minutes"),
        keep=row.yes("keep"),
    )


def _minutes(row: Row) -> Seconds:
    """Read the minutes at best, likely and at worst; the ends are the likely ones where they are not given."""
    if not row.text("minutes"):
        row.fault("minutes is empty. Write what its owner declares, such as 5.")
    likely = row.seconds("minutes", SECONDS_LIMIT) or 0
    low, high = row.seconds("minutes_low", SECONDS_LIMIT), row.seconds("minutes_high", SECONDS_LIMIT)
    found = Seconds(likely if low is None else low, likely, likely if high is None else high)
    if not found.low <= found.likely <= found.high:
        row.fault("minutes_low, minutes and minutes_high do not rise in this order. Correct them.")
    return found


def _flat(row: Row, column: str) -> Seconds | None:
    """Read minutes that are known well enough; None where the cell is empty."""
    seconds = row.seconds(column, SECONDS_LIMIT)
    return None if seconds is None else Seconds(seconds, seconds, seconds)


def _requirement(row: Row, name: str) -> Requirement:
    """Read a requirement."""
    return Requirement(
        id=name,
        times=row.whole("times", 1, TIMES_LIMIT),
        scopes=row.words("scopes"),
        signers=frozenset(row.one_of("signers", SIGNERS, "principal")),
        evidence=frozenset(row.words("evidence")),
        oath=row.yes("oath"),
    )


def _unknown(table: Table, known: set[str]) -> None:
    """Tell requirements that an item names and nobody listed."""
    for row in table.rows:
        for name in row.words("requirements"):
            if name not in known:
                row.fault(f"requirements names “{name}”, which is not in the file of requirements. Add or remove it.")


def _strange_scopes(tables: list[Table], known: set[str]) -> None:
    """Tell kinds of school that have no number of schools."""
    for table in tables:
        for row in table.rows:
            for name in row.words("scopes"):
                if name not in known:
                    row.fault(f"scopes names “{name}”, which is not in the file of schools. Add or correct it.")


def _refuse(tables: list[Table]) -> None:
    """Refuse when anything is wrong with any table."""
    if wrong := [sentence for table in tables for sentence in table.problems]:
        raise BadFiles(wrong)

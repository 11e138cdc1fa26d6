"""A study's whole computation: from its frozen table to the answer as plain data, sentences kept for any language."""

import csv
import io
from dataclasses import asdict
from typing import Any

from preceptor.languages.worded import kept
from preceptor.planning.effects.check import check
from preceptor.planning.effects.explain import limits, sentences
from preceptor.planning.effects.plan import Outcome
from preceptor.planning.effects.problem import Cross
from preceptor.planning.effects.reading import problem_of
from preceptor.planning.effects.solve import solve


def estimate(table: str, *, share: bool) -> tuple[str, dict[str, Any]]:
    """Give the state of a study and its answer; nothing is raised for records that cannot be used."""
    reader = csv.DictReader(io.StringIO(table, newline=""))
    problem = problem_of(list(reader), list(reader.fieldnames or ()))
    if isinstance(problem, list):
        return "invalid", {"told": [kept(fault.words) for fault in problem[:50]]}
    outcome = solve(problem)
    if doubts := check(problem, outcome):
        return "invalid", {"told": list(doubts)}
    return str(outcome.status), answer(outcome, share=share) | {"people": isinstance(problem, Cross)}


def answer(outcome: Outcome, *, share: bool) -> dict[str, Any]:
    """Give an outcome as plain data."""
    plain = asdict(outcome)
    del plain["reasons"]
    return plain | {
        "status": str(outcome.status),
        "share": share,
        "told": [kept(text) for text in sentences(outcome, share=share)],
        "reasons": [[each.code, kept(each.sentence), kept(each.remedy)] for each in outcome.reasons],
        "limits": [kept(text) for text in limits()],
    }

"""Effects from one file to another: nothing of a database, usable alone."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from preceptor.develop.impact.plans.estimating import answer
from preceptor.languages.answers import BadFiles, write_answer
from preceptor.languages.worded import said
from preceptor.planning.effects.check import check
from preceptor.planning.effects.problem import Cross
from preceptor.planning.effects.reading import problem_of
from preceptor.planning.effects.solve import solve


def effects_from_file(panel: Path, out: Path) -> list[str]:
    """Read a panel, or people at one moment, estimate, check, write every figure; gives the sentences of the answer.

    Raises `BadFiles` with every fault at once before anything is written.
    """
    try:
        with panel.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows, headings = list(reader), list(reader.fieldnames or ())
    except OSError as error:
        raise BadFiles([f"{panel.name}: it cannot be read ({error.strerror}). Check the path: {panel}"]) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFiles([f"{panel.name}: the text is not a CSV in UTF-8. Save it as “CSV UTF-8”."]) from error
    problem = problem_of(rows, headings)
    if isinstance(problem, list):
        raise BadFiles(f"{panel.name}, {fault}" for fault in problem)
    outcome = solve(problem)
    if doubts := check(problem, outcome):
        raise BadFiles(doubts)
    share = isinstance(problem, Cross) and bool(np.isin(problem.outcome, (0.0, 1.0)).all())
    told = answer(outcome, share=share)
    for name in ("told", "limits"):
        told[name] = [_plain(text) for text in told[name]]
    told["reasons"] = [[code, _plain(what), _plain(remedy)] for code, what, remedy in told["reasons"]]
    write_answer(out, told, indent=1)
    return [f"{outcome.status}: written to {out}", *told["told"]]


def _plain(data: Any) -> str:
    """Say kept data in English."""
    return said(data, str)

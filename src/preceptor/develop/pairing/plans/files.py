"""The matching from three CSV files to one JSON file: nothing of a database, usable alone.

Mentors: ``id,capacity``. Mentees: ``id``. Scores: ``mentor,mentee,score`` with whole scores; a pair that is absent
is not allowed.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from preceptor.languages.answers import BadFiles, write_answer
from preceptor.planning.matching.certificate import to_data
from preceptor.planning.matching.check import check
from preceptor.planning.matching.plan import Outcome, Plan
from preceptor.planning.matching.problem import SCORE_LIMIT, Edges, Mentor, Problem
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.waiting import Excluded, Waitroom


def plan_from_files(mentors: Path, mentees: Path, scores: Path, out: Path) -> Outcome:
    """Read the three files, plan, check the proof and write the answer.

    Raises `BadFiles` with every fault at once before anything is written.
    """
    begun = time.perf_counter()
    problem = read_problem(mentors, mentees, scores)
    outcome = solve(problem)
    if outcome.plan is None:
        raise BadFiles([fault.sentence for fault in outcome.reasons])
    doubts = check(problem, outcome.plan)
    if doubts:
        raise ArithmeticError("The plan did not pass its check: " + " ".join(fault.sentence for fault in doubts))
    answer = answer_of(problem, outcome, outcome.plan)
    answer["seconds"] = round(time.perf_counter() - begun, 3)
    write_answer(out, answer)
    return outcome


def answer_of(problem: Problem, outcome: Outcome, plan: Plan) -> dict[str, object]:
    """Give a checked plan as plain data for JSON."""
    room = Waitroom(problem, plan)
    contests = room.contests()
    contest_of = {name: number for number, contest in enumerate(contests) for name in contest.waiting}
    return {
        "status": str(outcome.status),
        "matched": plan.levels.matched,
        "worst": plan.levels.worst,
        "total": plan.levels.total,
        "load": plan.levels.load,
        "pairs": [{"mentor": pair.mentor, "mentee": pair.mentee, "score": pair.score} for pair in plan.pairs],
        "unmatched": [_waiting_data(room, name, contest_of.get(name)) for name in room.waiting_list()],
        "contests": [
            {"mentors": list(it.mentors), "rivals": list(it.rivals), "waiting": list(it.waiting)} for it in contests
        ],
        "reasons": [fault.sentence for fault in outcome.reasons],
        "certificate": None if plan.certificate is None else to_data(plan.certificate),
    }


def _waiting_data(room: Waitroom, mentee: str, contest: int | None) -> dict[str, object]:
    """Say why a mentee waits: code, sentence, the mentors asked about, and the contest (a place in `contests`)."""
    code, excluded, full = room.told(mentee) or ("no_pair", (), ())
    return {
        "mentee": mentee,
        "code": code,
        "reason": _sentence(code, excluded, full),
        "full": list(full),
        "excluded": [{"rule": it.rule, "mentors": list(it.mentors)} for it in excluded],
        "contest": contest,
    }


def _sentence(code: str, excluded: Sequence[Excluded], full: Sequence[str]) -> str:
    """Say why a mentee waits, and what would help."""
    if code == "no_pair":
        return "No mentor is listed for this mentee. Add a score for a mentor who may be asked."
    if code == "all_excluded":
        rules = ", ".join(it.rule or "forbidden by hand" for it in excluded)
        return f"Every mentor listed is excluded ({rules}). Add a mentor or lift an exclusion."
    places = "The mentor listed is" if len(full) == 1 else f"All {len(full)} mentors listed are"
    return f"{places} full. Raise a capacity or add a score for a mentor with room."


@dataclass(slots=True)
class Sheet:
    """One file being read: its columns by name, its row numbers, and what is wrong with it."""

    path: Path
    problems: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    passed_over: list[int] = field(default_factory=list)

    def row(self, position: int) -> int:
        """Give the row that a person sees in a spreadsheet: the heading is row 1, empty rows count."""
        number = position + 2
        for empty in self.passed_over:
            number += empty <= number
        return number

    def at(self, position: int, sentence: str) -> None:
        """Note what is wrong at a position, by its row."""
        self.problems.append(f"{self.path.name}, row {self.row(position)}: {sentence}")

    def whole(self, name: str) -> list[int]:
        """Read a column of whole numbers; what is none is told and read as 0."""
        column = self.columns[name]
        try:
            if "_" not in "".join(column):
                return list(map(int, column))
        except ValueError:
            pass
        return [self._whole_cell(name, position, cell) for position, cell in enumerate(column)]

    def _whole_cell(self, name: str, position: int, cell: str) -> int:
        try:
            # Python reads 1_000 as a number; a person's file does not mean it.
            return int(cell.replace("_", "?"))
        except ValueError:
            shown = f"“{cell}”" if cell else "empty"
            self.at(position, f"{name} is {shown}. Write a whole number, such as 3.")
            return 0


def read_problem(mentors: Path, mentees: Path, scores: Path) -> Problem:
    """Read the three files into a problem; raises `BadFiles` with every fault of all three."""
    sheets = (
        _read(mentors, ("id", "capacity"), may_be_empty=False),
        _read(mentees, ("id",), may_be_empty=False),
        _read(scores, ("mentor", "mentee", "score"), may_be_empty=True),
    )
    people = _ids(sheets[0], "mentor")
    wanting = _ids(sheets[1], "mentee")
    capacities = _capacities(sheets[0])
    edges = _edges(sheets[2], people, wanting) if not sheets[0].problems and not sheets[1].problems else None
    wrong = [sentence for sheet in sheets for sentence in sheet.problems]
    if wrong or edges is None:
        raise BadFiles(wrong)
    listed = tuple(Mentor(name, capacity) for name, capacity in zip(people, capacities, strict=True))
    return Problem(listed, tuple(wanting), edges)


def _read(path: Path, names: tuple[str, ...], *, may_be_empty: bool) -> Sheet:
    """Read one file into columns; a heading that is not the expected one is told and nothing more is read."""
    sheet = Sheet(path, columns={name: [] for name in names})
    wanted = ",".join(names)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""))
        heading = [cell.strip() for cell in next(reader, [])]
        if problem := _heading_problem(heading, names):
            sheet.problems.append(f"{path.name}: {problem} The first row must be: {wanted}")
            return sheet
        plain = _plain_cells(text, len(heading))
        if plain is None:
            _fill(sheet, heading, reader)
        else:
            sheet.columns = {name: plain[at :: len(heading)] for at, name in enumerate(heading)}
    except FileNotFoundError:
        sheet.problems.append(f"{path.name}: there is no such file. Check the path: {path}")
    except UnicodeDecodeError:
        sheet.problems.append(f"{path.name}: the text is not UTF-8. Save it as “CSV UTF-8”.")
    except (OSError, csv.Error) as error:
        sheet.problems.append(f"{path.name}: it cannot be read as CSV ({error}). Save it as CSV again.")
    else:
        if not any(sheet.columns.values()) and not sheet.problems and not may_be_empty:
            sheet.problems.append(f"{path.name}: no rows follow the heading. Add at least one.")
    return sheet


def _heading_problem(heading: list[str], names: tuple[str, ...]) -> str | None:
    """Tell what is wrong with a heading, if anything is."""
    if not any(heading):
        return "the file is empty."
    unknown = [cell for cell in heading if cell not in names]
    missing = [name for name in names if name not in heading]
    if unknown:
        return f"unknown column “{unknown[0]}”."
    if missing:
        return f"the column “{missing[0]}” is missing."
    return "a column is there twice." if len(heading) > len(names) else None


def _plain_cells(text: str, width: int) -> list[str] | None:
    """Split a table without quotes, empty or odd rows in one step; None where only a CSV reader gets it right.

    It takes a third of the reader's time, and scores of a large district are a million such rows.
    """
    body = text.replace("\r\n", "\n").partition("\n")[2].removesuffix("\n")
    nothing_in_it = "," * (width - 1)
    if any(sign in text for sign in '"\0') or f"\n{nothing_in_it}\n" in f"\n{body}\n" or "\r" in body:
        return None
    signs = np.frombuffer(f"{body}\n".encode(), dtype=np.uint8)
    marks = signs[(signs == ord(",")) | (signs == ord("\n"))]
    if len(marks) % width or (marks.reshape(-1, width) != [*map(ord, nothing_in_it), ord("\n")]).any():
        return None
    return body.replace("\n", ",").split(",")


def _fill(sheet: Sheet, heading: list[str], reader: Iterator[list[str]]) -> None:
    """Turn rows into columns; empty rows are passed over, short and long ones told.

    Cells go into one flat list: a million small lists would keep the garbage collector busy for seconds.
    """
    width = len(heading)
    cells: list[str] = []
    odd: list[str] = []
    for number, row in enumerate(reader, 2):
        if len(row) == width and (row[0] or any(row)):
            cells.extend(row)
        elif any(row):
            odd.append(f"row {number}: {len(row)} columns instead of {width}. Complete or remove the row.")
        else:
            sheet.passed_over.append(number)
    sheet.problems += [f"{sheet.path.name}, {sentence}" for sentence in odd]
    if not odd:
        sheet.columns = {name: cells[at::width] for at, name in enumerate(heading)}


def _ids(sheet: Sheet, kind: str) -> list[str]:
    """Read the ids of a list of people; empty and repeated ones are told."""
    names = [name.strip() for name in sheet.columns["id"]]
    first: dict[str, int] = {}
    for position, name in enumerate(names):
        if not name:
            sheet.at(position, f"the {kind} has no id. Write one.")
        elif name in first:
            sheet.at(position, f"the {kind} “{name}” is already in row {sheet.row(first[name])}. Keep one of them.")
        else:
            first[name] = position
    return names


def _capacities(sheet: Sheet) -> list[int]:
    """Read capacities; negative ones are told."""
    capacities = sheet.whole("capacity")
    for position, capacity in enumerate(capacities):
        if capacity < 0:
            sheet.at(position, f"the capacity is {capacity}. Write 0 for a mentor who can take nobody.")
    return capacities


def _edges(sheet: Sheet, mentors: list[str], mentees: list[str]) -> Edges:
    """Read scores; unknown people, repeated pairs and scores that are not whole are told."""
    mentor = _positions(sheet, "mentor", mentors)
    mentee = _positions(sheet, "mentee", mentees)
    numbers = sheet.whole("score")
    if numbers and not -SCORE_LIMIT <= min(numbers) <= max(numbers) <= SCORE_LIMIT:
        for position in [at for at, number in enumerate(numbers) if abs(number) > SCORE_LIMIT]:
            sheet.at(position, f"the score is beyond {SCORE_LIMIT:,}. Use a smaller scale.")
    if sheet.problems:
        return Edges(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    edges = Edges(*(np.array(column, dtype=np.int64) for column in (mentor, mentee, numbers)))
    _tell_repeats(sheet, edges, len(mentees))
    return edges


def _positions(sheet: Sheet, column: str, ids: list[str]) -> list[int]:
    """Find people in their list; unknown ones are told."""
    place: Callable[[str], int | None] = {name: at for at, name in enumerate(ids)}.get
    cells = sheet.columns[column]
    found = list(map(place, cells))
    if None in found:
        found = [place(cell.strip()) for cell in cells]
    known = [at for at in found if at is not None]
    if len(known) < len(found):
        for position in [at for at, place_found in enumerate(found) if place_found is None]:
            sheet.at(
                position, f"the {column} “{cells[position]}” is not on the list of {column}s. Add or correct the id."
            )
    return known


def _tell_repeats(sheet: Sheet, edges: Edges, width: int) -> None:
    """Tell pairs that have two scores, by the later row."""
    keys = edges.mentor * width + edges.mentee
    order = np.argsort(keys, kind="stable")
    again = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    for position, first in sorted(zip(order[again + 1].tolist(), order[again].tolist(), strict=True)):
        names = f"“{sheet.columns['mentor'][position]}” and “{sheet.columns['mentee'][position]}”"
        sheet.at(position, f"the pair {names} is already in row {sheet.row(first)}. Keep one of them.")

"""An allocation from a formula and a table to one JSON file: nothing of a database, usable alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from preceptor.languages.answers import BadFiles, write_answer
from preceptor.planning.allocation.check import check
from preceptor.planning.allocation.explain import all_lines, sentences
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.formula.loader import load_formula
from preceptor.planning.allocation.plan import Account, Allotment, Outcome, Plan
from preceptor.planning.allocation.problem import Problem
from preceptor.planning.allocation.score import fairness
from preceptor.planning.allocation.solve import solve
from preceptor.resource.funding.plans.sheets import SchoolSheet, problem_in, sheet_of


def allocate_from_files(formula: Path, schools: Path, out: Path, pools: Mapping[str, str] | None = None) -> Outcome:
    """Read the formula and the schools, allocate, check, and write every figure.

    Raises `BadFiles` with every fault at once before anything is written.
    """
    problem = read_problem(formula, schools, pools or {})
    outcome = solve(problem)
    if outcome.plan is None:
        raise BadFiles(f"{schools.name}, {fault}" for fault in outcome.reasons)
    doubts = check(problem, outcome.plan)
    if doubts:
        raise ArithmeticError("The plan did not pass its check: " + " ".join(map(str, doubts)))
    write_answer(out, answer_of(problem, outcome, outcome.plan), indent=1)
    return outcome


def read_problem(formula: Path, schools: Path, pools: Mapping[str, str]) -> Problem:
    """Read both files into a problem; raises `BadFiles` with every fault of both."""
    faults: list[object] = []
    read = _formula(formula, faults)
    sheet = sheet_of(_text(schools, faults) or "")
    amounts = _amounts(pools, faults)
    if read is None or faults:
        raise BadFiles(faults)
    return problem_in(read, sheet, amounts)


def _formula(path: Path, faults: list[object]) -> Formula | None:
    """Read the formula, or note what is wrong with it."""
    text = _text(path, faults)
    read = None if text is None else load_formula(text, path.name)
    if isinstance(read, list):
        faults.extend(read)
        return None
    return read


def _text(path: Path, faults: list[object]) -> str | None:
    """Read a text, or note why it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        faults.append(f"{path.name}: it cannot be read ({error.strerror}). Check the path: {path}")
    except UnicodeDecodeError:
        faults.append(f"{path.name}: the text is not UTF-8. Save it as “CSV UTF-8”.")
    return None


def read_sheet(path: Path) -> SchoolSheet:
    """Read a CSV file by its headings; raises `BadFiles` with every fault."""
    faults: list[object] = []
    sheet = sheet_of(_text(path, faults) or "")
    faults.extend(f"{path.name}, {fault}" for fault in sheet.faults)
    if faults or not sheet.rows:
        raise BadFiles(faults or [f"{path.name}: no rows follow the heading. Add at least one."])
    return sheet


def _amounts(pools: Mapping[str, str], faults: list[object]) -> dict[str, Decimal]:
    """Read the amounts said with the run."""
    amounts = {}
    for name, text in pools.items():
        try:
            amounts[name] = Decimal(text.replace(",", "").replace("$", ""))
        except ArithmeticError:
            faults.append(f"The pool “{name}” is “{text}”. Write a plain number, such as 250000000.")
    return amounts


def answer_of(problem: Problem, outcome: Outcome, plan: Plan) -> dict[str, object]:
    """Give a checked plan as plain data for JSON: numbers as text, exact."""
    formula = problem.formula
    told = {code: sentences(lines, formula.currency) for code, lines in all_lines(problem, plan)}
    return {
        "formula": formula.key,
        "title": formula.title,
        "label": formula.label,
        "status": str(outcome.status),
        "reasons": [str(fault) for fault in outcome.reasons],
        "notes": [note.sentence for note in plan.notes],
        "left_out": [
            {"code": each.code, "name": each.name, "row": each.row, "lacks": list(each.lacks)}
            for each in problem.left_out
        ],
        "pools": {name: _account(account) for name, account in plan.pools.items()},
        "fairness": [
            {
                "grant": each.grant,
                "measure": each.measure,
                "weighted_by_need": each.adjusted,
                "value": each.value if each.value != float("inf") else None,
                "says": each.says,
            }
            for each in fairness(problem, plan)
        ],
        "schools": [_school(problem, plan, at, told[code]) for at, code in enumerate(plan.codes)],
        "grants": {
            key: {
                "available": _plain(given.available),
                "level": _plain(given.level),
                "least_rate": _plain(given.least_rate),
                "total": _plain(given.total),
                "on_top": _plain(given.on_top),
            }
            for key, given in plan.grants.items()
        },
        "groups": {
            key: [
                {
                    "group": each.group,
                    "schools": each.schools,
                    "claim": _plain(each.claim),
                    "exact": _plain(each.exact),
                    "amount": _plain(each.amount),
                }
                for each in shares
            ]
            for key, shares in plan.groups.items()
        },
        "sharing": {
            key: [{"one": p.one, "other": p.other, "together": str(p.together), "km": p.km} for p in pairs]
            for key, pairs in plan.sharing.items()
        },
    }


def _account(account: Account) -> dict[str, object]:
    """Give a pool's account."""
    return {
        "amount": _plain(account.amount),
        "reserved": {name: _plain(amount) for name, amount in account.reserved.items()},
        "given": {name: _plain(amount) for name, amount in account.given.items()},
        "left": _plain(account.left),
        "missing": _plain(account.missing),
        "on_top": _plain(account.on_top),
        "why": [note.sentence for note in account.why],
    }


def _plain(value: Decimal | None) -> str | None:
    """Write a number exactly, without an exponent."""
    return None if value is None else f"{value:f}"


def _school(problem: Problem, plan: Plan, at: int, told: Sequence[str]) -> dict[str, object]:
    """Give everything about one school."""
    return {
        "code": plan.codes[at],
        "name": plan.names[at],
        "row": problem.schools.rows[at],
        "words": {name: cells[at] for name, cells in problem.schools.words.items()},
        "figures": {name: _plain(cells[at]) for name, cells in plan.figures.items()},
        "indices": {
            key: {
                name: {
                    "raw": _plain(trace.raw[name][at]),
                    "scaled": _plain(trace.scaled[name][at]),
                    "weight": _plain(trace.weights[name][at]),
                    "points": _plain(trace.points[name][at]),
                }
                for name in trace.raw
            }
            for key, trace in plan.indices.items()
        },
        "grants": {key: _allotment(given.allotments[at]) for key, given in plan.grants.items()},
        "staffing": {
            key: {
                year: {
                    "positions": rows[at].positions,
                    "base_positions": rows[at].base_positions,
                    "by_norm": {name: _plain(each) for name, each in rows[at].by_norm.items()},
                    "base_by_norm": {name: _plain(each) for name, each in rows[at].base_by_norm.items()},
                    "cost": _plain(rows[at].cost),
                    "rooms_lacking": rows[at].rooms_lacking,
                    "further": rows[at].further,
                }
                for year, rows in years.items()
            }
            for key, years in plan.staffing.items()
        },
        "explanation": list(told),
    }


def _allotment(each: Allotment) -> dict[str, object]:
    """Give one allotment with its bounds."""
    return {
        "eligible": each.eligible,
        "state": each.state,
        "claim": _plain(each.claim),
        "target": _plain(each.target),
        "floor": _plain(each.floor),
        "floor_by": each.floor_by,
        "ceiling": _plain(each.ceiling),
        "ceiling_by": each.ceiling_by,
        "exact": _plain(each.exact),
        "amount": _plain(each.amount),
        "on_top": _plain(each.on_top),
        "private": _plain(each.private),
        "rate": _plain(each.rate),
    }

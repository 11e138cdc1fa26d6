"""A scenario's whole computation: from its frozen texts to what is kept of the outcome, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from preceptor.languages.worded import kept
from preceptor.planning.allocation.check import check
from preceptor.planning.allocation.explain import Line, all_lines
from preceptor.planning.allocation.formula.figures import Rank, Tier
from preceptor.planning.allocation.formula.formula import Formula
from preceptor.planning.allocation.plan import Plan, Status
from preceptor.planning.allocation.problem import Problem
from preceptor.planning.allocation.score import MEASURES, pairs_of
from preceptor.planning.allocation.sensitivity import Moved, weight_moves, year_moves
from preceptor.planning.allocation.solve import solve
from preceptor.resource.funding.plans.changing import BadFormula, Changes, formula_of
from preceptor.resource.funding.plans.sheets import problem_in, sheet_of

Progress = Callable[[int, int], None]
STEPS = 5
HEAVIER = Decimal("1.5")
"""By how much each weight is multiplied to see how ranks move."""


@dataclass(frozen=True)
class Computed:
    """What came of a computation: a state, every fault (kept, to be said in any language), the result as a whole, and
    a row for each school.
    """

    state: str
    faults: list[Any]
    result: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)


def problem_from(formula: Formula, table: str) -> Problem:
    """Read a frozen table by a formula."""
    return problem_in(formula, sheet_of(table))


def compute(formula_text: str, table: str, changes: Changes, progress: Progress = lambda _done, _all: None) -> Computed:
    """Compute a scenario; nothing is raised for bad inputs, all faults are told together."""
    try:
        formula = formula_of(formula_text, changes)
    except BadFormula as bad:
        return Computed("invalid", [kept(fault) for fault in bad.faults])
    problem = problem_from(formula, table)
    progress(1, STEPS)
    outcome = solve(problem)
    if outcome.plan is None:
        return Computed("invalid", [kept(fault.words) for fault in outcome.reasons])
    progress(2, STEPS)
    doubts = check(problem, outcome.plan)
    if doubts:
        return Computed("invalid", [kept(fault.words) for fault in doubts])
    progress(3, STEPS)
    result = _result(problem, outcome.plan)
    progress(4, STEPS)
    rows = _rows(problem, outcome.plan)
    progress(5, STEPS)
    state = "short" if outcome.status is Status.SHORT else "ready"
    return Computed(state, [kept(fault.words) for fault in outcome.reasons], result, rows)


def _result(problem: Problem, plan: Plan) -> dict[str, Any]:
    """Give what holds for the whole scenario."""
    formula = problem.formula
    return {
        "title": formula.title,
        "label": formula.label or "",
        "currency": formula.currency,
        "assumptions": [each.says for each in formula.assumptions.values()],
        "pools": [_pool(formula, plan, name) for name in formula.pools],
        "grants": {key: _grant(formula, key) for key in plan.grants},
        "groups": {
            key: [[each.group, each.schools, _text(each.claim), _text(each.amount)] for each in shares]
            for key, shares in plan.groups.items()
        },
        "group_spend_on": {key: list(formula.pools[each.pool].spend_on) for key, each in formula.groups.items()},
        "group_titles": {key: each.title for key, each in formula.groups.items()},
        "group_foundations": {key: _text(each.foundation) for key, each in formula.groups.items()},
        "staffing": {key: _staffing(formula, key) for key in plan.staffing},
        "sharing": {
            key: [[pair.one, pair.other, _text(pair.together), pair.km] for pair in pairs]
            for key, pairs in plan.sharing.items()
        },
        "tiers": next((list(each.names) for each in formula.figures.values() if isinstance(each, Tier)), []),
        "sharing_of": {key: each.amount for key, each in formula.sharing.items()},
        "fairness": _fairness(problem, plan),
        "sensitivity": _sensitivity(problem),
        "left_out": [kept(each.sentence) for each in problem.left_out],
        "notes": [kept(note.sentence) for note in plan.notes if note.code != "left_out"],
        "translations": {language: dict(words) for language, words in formula.translations.items()},
    }


def _pool(formula: Formula, plan: Plan, name: str) -> dict[str, Any]:
    """Give a pool's account."""
    account, pool = plan.pools[name], formula.pools[name]
    return {
        "key": name,
        "title": pool.title,
        "measure": pool.measure,
        "amount": _text(account.amount),
        "reserved": [[pool.reservations[key].title, _text(each)] for key, each in account.reserved.items()],
        "given": _text(sum(account.given.values(), Decimal(0))),
        "left": _text(account.left),
        "missing": _text(account.missing),
        "on_top": _text(account.on_top),
        "why": [kept(note.sentence) for note in account.why],
    }


def _grant(formula: Formula, key: str) -> dict[str, Any]:
    """Give what a budget must know of a grant."""
    grant = formula.grants[key]
    pool = formula.pools[grant.pool] if grant.pool else None
    return {
        "title": grant.title,
        "measure": pool.measure if pool else "money",
        "purpose": (pool.purpose if pool else None) or "",
        "spend_on": list(pool.spend_on) if pool else [],
    }


def _staffing(formula: Formula, key: str) -> dict[str, Any]:
    """Give the words of a staffing rule."""
    staffing = formula.staffing[key]
    norms = [[norm.title, _text(norm.base)] for norm in staffing.norms.values()]
    return {
        "title": staffing.title,
        "norms": norms,
        "years": [[year.title, _text(year.by), _text(year.further_by)] for year in staffing.years],
        "cost": _text(staffing.cost),
    }


def _fairness(problem: Problem, plan: Plan) -> list[list[Any]]:
    """Measure every grant of money: grant, measure, adjusted by need or not, value."""
    formula = problem.formula
    bases = [(name, adjusted) for name, adjusted in ((formula.pupils, False), (formula.need, True)) if name]
    return [
        [grant, measure, adjusted, round(value, 6) if value != float("inf") else None]
        for grant in plan.grants
        if _grant(formula, grant)["measure"] == "money"
        for name, adjusted in bases
        if (pairs := pairs_of(plan, grant, name))
        for measure, value in ((key, compute_(pairs)) for key, compute_ in MEASURES.items())
    ]


def _sensitivity(problem: Problem) -> list[dict[str, Any]]:
    """Tell how ranks move when a weight grows by half, and when last year's figures stand in for this year's."""
    found: list[dict[str, Any]] = []
    for index in problem.formula.indices:
        found += [_moved("weight", index, each) for each in weight_moves(problem, index, HEAVIER)]
        earlier = {name: column.stand_in for name, column in problem.formula.columns.items() if column.stand_in}
        known = {
            name: other
            for name, other in earlier.items()
            if all(cell is not None for cell in problem.schools.numbers[other])
        }
        if known:
            found.append(_moved("year", index, year_moves(problem, index, known)))
    return found


def _moved(kind: str, index: str, each: Moved) -> dict[str, Any]:
    """Give one change of ranks."""
    return {
        "kind": kind,
        "index": index,
        "change": each.change,
        "likeness": each.likeness,
        "largest": each.largest_move,
        "code": each.code,
        "moved": each.moved,
    }


def _rows(problem: Problem, plan: Plan) -> list[dict[str, Any]]:
    """Give what is kept of every school."""
    formula, words = problem.formula, problem.schools.words
    rank = next((key for key, each in formula.figures.items() if isinstance(each, Rank)), None)
    tier = next(((key, each) for key, each in formula.figures.items() if isinstance(each, Tier)), None)
    rows = []
    for at, (code, lines) in enumerate(all_lines(problem, plan)):
        place = plan.figures[rank][at] if rank else None
        stands = plan.figures[tier[0]][at] if tier else None
        pupils = plan.figures[formula.pupils][at] if formula.pupils else None
        rows.append(
            {
                "code": code,
                "name": plan.names[at],
                "level": _word(words, _LEVELS, at),
                "local_district": _word(words, _LOCALS, at),
                "tier": tier[1].names[int(stands) - 1] if tier and stands is not None else "",
                "rank": None if place is None else int(place),
                "pupils": None if pupils is None else int(pupils),
                "amounts": {key: _text(given.allotments[at].amount) for key, given in plan.grants.items()},
                "positions": _positions(plan, at),
                "lines": [_line(line) for line in lines],
            }
        )
    return rows


_LEVELS, _LOCALS = ("level",), ("local", "local_district", "ld")


def _word(words: Mapping[str, Any], names: tuple[str, ...], at: int) -> str:
    """Give a school's word in the first of these columns that the formula has."""
    return next((str(words[name][at]) for name in names if name in words), "")


def _positions(plan: Plan, at: int) -> dict[str, Any]:
    """Give a school's positions by rule and year."""
    return {
        key: [
            {
                "year": year,
                "positions": rows[at].positions,
                "base": rows[at].base_positions,
                "cost": _text(rows[at].cost),
                "rooms": rows[at].rooms_lacking,
                "further": rows[at].further,
                "by_norm": {name: _text(each) for name, each in rows[at].by_norm.items()},
            }
            for year, rows in years.items()
        ]
        for key, years in plan.staffing.items()
    }


def _line(line: Line) -> list[Any]:
    """Write a line of an explanation as plain data; numbers are marked, so that they come back exact."""
    values = {name: ["n", _text(each)] if isinstance(each, Decimal) else each for name, each in line.values.items()}
    return [line.kind, line.key, line.title, values]


def line_of(kept: list[Any]) -> Line:
    """Read a line back."""
    kind, key, title, values = kept
    return Line(
        kind, key, title, {name: Decimal(each[1]) if isinstance(each, list) else each for name, each in values.items()}
    )


def _text(value: Decimal | None) -> str:
    """Write a number exactly, without an exponent."""
    return "" if value is None else f"{value:f}"

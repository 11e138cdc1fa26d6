"""One entry: problem in, outcome out. Figures and indices first, then the grants in the order of the formula.

The same schools in any order give the same answer: rows are sorted by code before anything is computed, and every tie
goes by code.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from preceptor.languages.worded import worded
from preceptor.planning.allocation.formula.crossref import order_of, reads
from preceptor.planning.allocation.formula.formula import Groups
from preceptor.planning.allocation.formula.grants import AnyGrant, Entitlement, Share
from preceptor.planning.allocation.methods import arithmetic, granting, grouping, indexing, serving, staffing
from preceptor.planning.allocation.methods.arithmetic import Work
from preceptor.planning.allocation.plan import (
    Account,
    Allotment,
    Given,
    GroupShare,
    IndexTrace,
    Outcome,
    Pairing,
    Plan,
    Status,
)
from preceptor.planning.allocation.problem import (
    PRECISION,
    Fault,
    Note,
    Problem,
    amount_of,
    faults,
    reservations_of,
)

ZERO = Decimal(0)


def solve(problem: Problem, before: Plan | None = None) -> Outcome:
    """Compute everything the formula asks for.

    Never raises for a problem that contradicts itself or a pool that does not suffice; status and reasons say so.
    `before` is the plan of the same problem without `what_if`: figures that do not follow from what is supposed are
    taken from it, not made again.
    """
    wrong = faults(problem)
    if any(not fault.row for fault in wrong):
        return Outcome(Status.INVALID, None, wrong)
    with localcontext(Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)):
        work = Work(problem.schools, dict(problem.schools.numbers))
        for name in problem.schools.numbers:
            _suppose(problem, work, name)
        indices = _figures(problem, work, before)
        if wrong or work.faults:
            return Outcome(Status.INVALID, None, _all_faults(wrong, work.faults))
        till = Till(problem)
        grants = {key: _give(key, grant, till, work) for key, grant in problem.formula.grants.items()}
        shared = {key: _to_groups(key, each, till, work) for key, each in problem.formula.groups.items()}
        staffed = {key: staffing.staff(each, work) for key, each in problem.formula.staffing.items()}
        if work.faults:
            return Outcome(Status.INVALID, None, tuple(sorted(work.faults)))
        plan = Plan(
            codes=problem.schools.codes,
            names=problem.schools.names,
            figures=work.made,
            indices=indices,
            grants=grants,
            pools={name: till.account(name) for name in problem.formula.pools},
            staffing=staffed,
            sharing={key: _shared(problem, key, work, grants) for key in problem.formula.sharing},
            notes=(*problem.notes, *work.notes),
            groups=shared,
        )
    short = tuple(_missing(problem, name, account) for name, account in plan.pools.items() if account.missing)
    return Outcome(Status.SHORT if short else Status.ALLOCATED, plan, short)


def _figures(problem: Problem, work: Work, before: Plan | None) -> dict[str, IndexTrace]:
    """Make every figure and index, each after what it reads; what nothing supposed leads to stays as it was."""
    indices: dict[str, IndexTrace] = {}
    moved = set(problem.what_if)
    for name in order_of(problem.formula):
        stays = before is not None and moved.isdisjoint(reads(problem.formula, name))
        if not stays:
            moved.add(name)
        if name in problem.formula.figures:
            kept = before.figures[name] if before is not None and stays else None
            work.made[name] = kept or arithmetic.make(problem.formula.figures[name], work)
        else:
            index = problem.formula.indices[name]
            indices[name] = indexing.index_of(index, work, moved, before.indices[name] if before else None)
            work.made[name] = indices[name].values
        _suppose(problem, work, name)
    return indices


def _all_faults(read: tuple[Fault, ...], made: list[Fault]) -> tuple[Fault, ...]:
    """Join faults of reading and of computing; a row that could not be read has no second fault for it.

    Weights that sum to zero are the formula's fault, whatever could not be read of the school.
    """
    unread = {fault.row for fault in read}
    more = (fault for fault in made if fault.row not in unread or fault.code == "zero_weights")
    return tuple(sorted({*read, *more}))


def _suppose(problem: Problem, work: Work, name: str) -> None:
    """Set a number of some schools to what is supposed."""
    supposed = problem.what_if.get(name)
    if supposed:
        cells = list(work.made[name])
        for code, value in supposed.items():
            cells[problem.schools.codes.index(code)] = value
        work.made[name] = cells


class Till:
    """The pools while grants are paid out of them."""

    def __init__(self, problem: Problem) -> None:
        """Set reservations aside."""
        self.problem = problem
        self.left = {
            name: amount_of(problem, name) - sum(reservations_of(problem, name).values(), ZERO)
            for name in problem.formula.pools
        }
        self.paid: dict[str, list[Given]] = {name: [] for name in problem.formula.pools}

    def pay(self, pool: str, given: Given) -> None:
        """Take a grant's total out of its pool."""
        self.left[pool] -= given.total
        self.paid[pool].append(given)

    def account(self, pool: str) -> Account:
        """Give a pool's account, with the reason for what is left of it."""
        left, missing = max(self.left[pool], ZERO), max(-self.left[pool], ZERO)
        on_top = sum((given.on_top for given in self.paid[pool]), ZERO)
        return Account(
            amount=amount_of(self.problem, pool),
            reserved=reservations_of(self.problem, pool),
            given={given.key: given.total for given in self.paid[pool]},
            left=left,
            missing=missing,
            on_top=on_top,
            why=tuple(self._why(pool, left)) if left else (),
        )

    def _why(self, pool: str, left: Decimal) -> list[Note]:
        """Say why something is left."""
        grants = self.problem.formula.grants
        return [_why_left(grants[given.key], given, left) for given in self.paid[pool][-1:] if given.key in grants] or [
            Note(
                "less_than_a_unit",
                worded("{left} is less than one unit of what draws from this pool.", left=f"{left:f}"),
            )
        ]


def _why_left(grant: AnyGrant, given: Given, left: Decimal) -> Note:
    """Say why the last grant of a pool left something."""
    if isinstance(grant, Entitlement):
        return Note(
            "entitlements_met",
            worded("Every school has what “{title}” gives it; {left} is left.", title=grant.title, left=f"{left:f}"),
        )
    if left < grant.unit * (1 if not isinstance(grant, Share) or grant.method != "each" else 0):
        return Note(
            "less_than_a_unit",
            worded(
                "{left} is less than one unit of “{title}” ({unit}).",
                left=f"{left:f}",
                title=grant.title,
                unit=f"{grant.unit:f}",
            ),
        )
    if any(each.state == "not_reached" for each in given.allotments):
        return Note(
            "not_enough_for_next",
            worded("{left} does not suffice for the next school of “{title}”.", left=f"{left:f}", title=grant.title),
        )
    if grant.method == "each":
        return Note(
            "rounding",
            worded("“{title}” rounds school by school, so {left} is left.", title=grant.title, left=f"{left:f}"),
        )
    if any(each.ceiling is not None for each in given.allotments):
        return Note(
            "ceilings",
            worded(
                "All schools of “{title}” are at their ceiling; {left} is left.", title=grant.title, left=f"{left:f}"
            ),
        )
    return Note("nobody", worded("No school may have “{title}”; {left} is left.", title=grant.title, left=f"{left:f}"))


def _give(key: str, grant: AnyGrant, till: Till, work: Work) -> Given:
    """Compute one grant and pay it."""
    if isinstance(grant, Entitlement):
        given = granting.entitlement(key, grant, work)
    elif isinstance(grant, Share):
        given = granting.share(key, grant, max(till.left[grant.pool], ZERO), work)
    else:
        whole = amount_of(till.problem, grant.pool)
        given = serving.rank_and_serve(key, grant, (whole, max(till.left[grant.pool], ZERO)), work)
    if grant.pool:
        till.pay(grant.pool, given)
    work.made[key] = [each.amount for each in given.allotments]
    return given


def _to_groups(key: str, groups: Groups, till: Till, work: Work) -> tuple[GroupShare, ...]:
    """Share a pool among groups and pay it."""
    shares = grouping.share_among(groups, till.left[groups.pool], work)
    till.pay(groups.pool, Given(key, (), sum((each.amount for each in shares), ZERO)))
    return shares


def _shared(problem: Problem, key: str, work: Work, grants: dict[str, Given]) -> tuple[Pairing, ...]:
    """Pair nearby schools that share a person."""
    sharing = problem.formula.sharing[key]
    columns = (work.made[sharing.latitude], work.made[sharing.longitude])
    amounts: tuple[Allotment, ...] = grants[sharing.amount].allotments
    places = [
        (code, amounts[at].amount, float(latitude), float(longitude))
        for at, (code, latitude, longitude) in enumerate(zip(problem.schools.codes, *columns, strict=True))
        if latitude is not None and longitude is not None
    ]
    # Imported here, since most formulas share nobody.
    from preceptor.planning.allocation.methods import pairing

    return pairing.pairs_of(places, sharing.full, float(sharing.within_km))


def _missing(problem: Problem, name: str, account: Account) -> Fault:
    """Say what a pool lacks."""
    title = problem.formula.pools[name].title
    sentence = worded(
        "What schools are due of “{title}” exceeds it by {missing}. Nothing was scaled down.",
        title=title,
        missing=f"{account.missing:f}",
    )
    return Fault(0, "short", sentence, worded("Enlarge the pool, lower a floor, or change a rate."))

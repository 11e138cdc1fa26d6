"""A school's budget: it adds up grant by grant, keeps restricted money to its purposes, and is adjusted on norm day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
KINDS = (
    "teacher",
    "counselor",
    "aide",
    "nurse",
    "tutoring",
    "materials",
    "training",
    "families",
    "technology",
    "other",
)
"""On what a school may spend money; a restricted grant allows some of them."""


@dataclass(frozen=True)
class Fund:
    """Money of one grant: how much, and on which kinds it may be spent (any when empty)."""

    key: str
    title: str
    amount: Decimal
    spend_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spending:
    """One line of a budget."""

    fund: str
    kind: str
    amount: Decimal
    note: str = ""


@dataclass(frozen=True)
class FundState:
    """How a fund stands: spent and left (below zero: too much)."""

    fund: Fund
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What is still to be spent."""
        return self.fund.amount - self.spent

    @property
    def over(self) -> Decimal:
        """What is spent beyond the fund."""
        return max(-self.left, ZERO)


@dataclass(frozen=True)
class Objection:
    """Why a budget cannot be handed in: a code, the fund, the kind of line where there is one, and the amount."""

    code: str
    fund: str
    kind: str = ""
    amount: Decimal = ZERO


def states_of(funds: Sequence[Fund], lines: Iterable[Spending]) -> list[FundState]:
    """Add up the lines of each fund."""
    spent: dict[str, Decimal] = {}
    for line in lines:
        spent[line.fund] = spent.get(line.fund, ZERO) + line.amount
    return [FundState(fund, spent.get(fund.key, ZERO)) for fund in funds]


def line_objections(funds: Sequence[Fund], lines: Sequence[Spending]) -> list[Objection]:
    """Tell what is wrong with single lines: a fund the school does not have, a purpose that its money may not serve."""
    known = {fund.key: fund for fund in funds}
    found = []
    for line in lines:
        fund = known.get(line.fund)
        if fund is None:
            found.append(Objection("no_fund", line.fund, line.kind, line.amount))
        elif line.kind not in KINDS or (fund.spend_on and line.kind not in fund.spend_on):
            found.append(Objection("purpose", fund.key, line.kind, line.amount))
        elif line.amount <= 0 or line.amount != line.amount.quantize(Decimal("0.01")):
            found.append(Objection("amount", fund.key, line.kind, line.amount))
    return found


def objections(funds: Sequence[Fund], lines: Sequence[Spending]) -> list[Objection]:
    """Tell everything that keeps a budget from being handed in; nothing means that it adds up."""
    found = line_objections(funds, lines)
    for state in states_of(funds, lines):
        if state.left:
            found.append(Objection("over" if state.left < 0 else "left", state.fund.key, "", abs(state.left)))
    return found


@dataclass(frozen=True)
class Adjustment:
    """What norm day changes in one fund."""

    key: str
    title: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """What is added; below zero when money is given back."""
        return self.after - self.before


def true_up(before: Sequence[Fund], after: Sequence[Fund]) -> list[Adjustment]:
    """Compare the funds that a budget rests on with those of norm day; a fund on one side alone counts as nothing."""
    old, new = ({fund.key: fund for fund in funds} for funds in (before, after))
    names = {**{key: fund.title for key, fund in old.items()}, **{key: fund.title for key, fund in new.items()}}

    def amount(funds: dict[str, Fund], key: str) -> Decimal:
        return funds[key].amount if key in funds else ZERO

    return [
        Adjustment(key, names[key], amount(old, key), amount(new, key))
        for key in names
        if amount(old, key) != amount(new, key)
    ]

"""The independent check of the proof: what the certificate shows that every plan must cost at least.

Shares no code with the solver: it writes the ways to meet a requirement anew from the problem, and everything rests
on whole-number multiplication, addition and comparison.

* A leaf gives prices, none negative, to requirements and to the sharing of forms. Any plan pays at least the prices
  of what it must meet, plus for each way of asking whatever its cost is below the prices of what it meets (weak
  duality of linear programming).
* A branch supposes that a way is not used, then that it is. One of the two holds, so the smaller bound holds.
* Parts that share no way of asking add up; a part's true cost is whole, so its bound is rounded up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from preceptor.planning.consolidation.plan import Certificate, Leaf, Node
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Signer

Key = tuple[str, ...]


class Ground:
    """Every way of asking in one kind of school, as the checker sees it.

    `cost` by way, for one school; `rows` by need or link: what it asks for at least, and the coefficient of each way.
    """

    def __init__(self, problem: Problem, scope: str) -> None:
        """Write the ways and rows of one kind of school."""
        self.cost: dict[Key, int] = {}
        self.forced: set[Key] = set()
        self.rows: dict[Key, dict[Key, int]] = defaultdict(dict)
        self.least: dict[Key, int] = {}
        here = [item for item in problem.items if not item.scopes or scope in item.scopes]
        asked = {it.id: it for it in problem.requirements if not it.scopes or scope in it.scopes}
        same: dict[str, set[str]] = defaultdict(set)
        for item in problem.items:
            same[item.same] |= set(item.requirements)
        needs: dict[str, list[Requirement]] = {}
        for item in here:
            names = set(item.requirements) | (same[item.same] if item.same else set())
            needs[item.id] = [asked[name] for name in sorted(names) if name in asked]
            self._write(problem, scope, item, needs[item.id])
        for form in {item.form for item in here if item.form}:
            members = [item for item in here if item.form == form and not item.keep]
            self._share(problem, scope, members, needs)

    def _write(self, problem: Problem, scope: str, item: Item, needs: list[Requirement]) -> None:
        """Write every way of asking for one item alone: as today, or as often as some requirement that it meets asks.

        At any other rhythm it would meet the same as at the next lower one, for more.
        """
        offered = {Signer.OFFICE: item.office, Signer.DATA: item.data} | {item.signer: item.time}
        today = (item.id, scope, str(item.signer), str(item.times), "")
        for signer, time in offered.items():
            floors = {need.times for need in needs if _enough(need, item, signer)}
            for times in floors | ({item.times} if signer == item.signer else set()):
                way = (item.id, scope, str(signer), str(times), "")
                if time is not None and (way == today or not item.keep):
                    self._way(way, time.likely * times * _counts(problem, signer), (item, signer, times), needs)
        if item.keep:
            self.forced.add(today)

    def _share(self, problem: Problem, scope: str, members: list[Item], needs: Mapping[str, list[Requirement]]) -> None:
        """Write the ways of asking for items on a form: each costs less its opening, and needs the form opened.

        A form of one item costs what the item costs alone, and a form asked at another rhythm than some requirement
        of its items could be asked less often; neither can make a plan cheaper, so they are left out.
        """
        if len(members) < 2:
            return
        slowest = max(item.opening for item in problem.items if item.form == members[0].form)
        rhythms = {need.times for item in members for need in needs[item.id] if _enough(need, item, item.signer)}
        for times in rhythms:
            for item in members:
                if not any(need.times <= times and _enough(need, item, item.signer) for need in needs[item.id]):
                    continue
                counts = times * _counts(problem, item.signer)
                way, form = (item.id, scope, str(item.signer), str(times), item.form), (item.form, scope, str(times))
                self._way(way, (item.time.likely - item.opening) * counts, (item, item.signer, times), needs[item.id])
                self.cost[form] = slowest * counts
                link = (item.id, scope, str(times))
                self.rows[link] = {form: 1, way: -1}
                self.least[link] = 0

    def _way(self, way: Key, cost: int, about: tuple[Item, Signer, int], needs: list[Requirement]) -> None:
        """Write one way with the needs that it meets."""
        item, signer, times = about
        self.cost[way] = cost
        for need in needs:
            if times >= need.times and _enough(need, item, signer):
                self.rows[need.id, way[1]][way] = 1
                self.least[need.id, way[1]] = 1


def _enough(need: Requirement, item: Item, signer: Signer) -> bool:
    """Tell whether this signer of this item is enough for a requirement, if asked often enough."""
    allowed = signer in need.signers or (signer == Signer.PRINCIPAL and Signer.DESIGNEE in need.signers)
    return allowed and need.evidence <= item.evidence


def _counts(problem: Problem, signer: Signer) -> int:
    """Give what a second of this signer counts, in hundredths."""
    return 100 if signer in (Signer.PRINCIPAL, Signer.DESIGNEE) else problem.away


def proven_bound(problem: Problem, proof: Certificate) -> int:
    """Give what every plan that meets each requirement must cost at least; 0 when the proof is for other inputs."""
    if proof.inputs != problem.fingerprint or proof.unit < 1:
        return 0
    total = 0
    grounds = {scope: Ground(problem, scope) for scope in problem.scopes}
    touched: dict[str, set[Key]] = {scope: set() for scope in grounds}
    for part in proof.parts:
        ground = grounds.get(part.scope)
        if ground is None:
            return 0
        mine: set[Key] = set()
        bound = _node(ground, part.tree, {}, proof.unit, mine)
        if bound is None or mine & touched[part.scope]:
            return 0
        touched[part.scope] |= mine
        total += max(0, -(-bound // proof.unit)) * problem.schools_in(part.scope)
    for scope, ground in grounds.items():
        alone = ground.forced - touched[scope]
        total += sum(ground.cost[way] for way in alone) * problem.schools_in(scope)
    return total


def _node(ground: Ground, node: Node, supposed: Mapping[Key, int], unit: int, touched: set[Key]) -> int | None:
    """Give the bound of a node in units, and note every way that it touches; None where it is no proof."""
    if isinstance(node, Leaf):
        return _leaf(ground, node, supposed, unit, touched)
    if node.choice not in ground.cost:
        return None
    touched.add(node.choice)
    bounds = [
        _node(ground, child, {**supposed, node.choice: taken}, unit, touched)
        for taken, child in enumerate((node.without, node.taken))
    ]
    known = [bound for bound in bounds if bound is not None]
    return min(known) if len(known) == 2 else None


def _leaf(ground: Ground, leaf: Leaf, supposed: Mapping[Key, int], unit: int, touched: set[Key]) -> int | None:
    """Give the bound that prices prove while what is supposed holds."""
    bound = 0
    paid: dict[Key, int] = defaultdict(int)
    for row, price in leaf.prices:
        if price < 0 or row not in ground.rows:
            return None
        bound += ground.least[row] * price
        for way, value in ground.rows[row].items():
            paid[way] += value * price
    touched.update(paid)
    for way in paid.keys() | supposed.keys():
        left = ground.cost[way] * unit - paid[way]
        least, most = (1 if way in ground.forced else 0), 1
        if way in supposed:
            least = most = supposed[way]
        bound += min(left * least, left * most)
    return bound

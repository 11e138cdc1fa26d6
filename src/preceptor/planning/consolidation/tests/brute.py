"""Every plan of a small problem, one by one, and the cost of the best; written without the solver's model."""

from itertools import chain, combinations

from hypothesis import strategies as st

from preceptor.planning.consolidation.plan import Choice
from preceptor.planning.consolidation.problem import Item, Problem, Requirement, Seconds, Signer
from preceptor.planning.consolidation.score import cost

SCOPES = ("high", "low")


def ways(problem: Problem, item: Item, scope: str) -> list[Choice]:
    """Give every way of asking for an item, also useless ones: any rhythm, any offered signer, form or not."""
    now = Choice(item.id, scope, item.signer, item.times)
    if item.keep:
        return [now]
    rhythms = {it.times for it in problem.requirements} | {item.times}
    offered = [item.signer] + [s for s, t in ((Signer.OFFICE, item.office), (Signer.DATA, item.data)) if t]
    alone = [Choice(item.id, scope, signer, times) for signer in set(offered) for times in rhythms]
    shared = [Choice(item.id, scope, item.signer, times, item.form) for times in rhythms] if item.form else []
    return [*alone, *shared]


def meets(problem: Problem, way: Choice, requirement: Requirement) -> bool:
    """Tell whether a way meets a requirement."""
    item = problem.item_of[way.item]
    group = [it for it in problem.items if it is item or (it.same and it.same == item.same)]
    mapped = any(requirement.id in it.requirements for it in group)
    signers = set(requirement.signers) | ({Signer.PRINCIPAL} if Signer.DESIGNEE in requirement.signers else set())
    return (
        mapped
        and way.signer in signers
        and way.times >= requirement.times
        and requirement.evidence <= item.evidence
        and (not requirement.scopes or way.scope in requirement.scopes)
    )


def least_cost(problem: Problem) -> int:
    """Give the cost of the best of all plans, kind of school by kind of school."""
    return sum(_least_in(problem, scope) for scope in problem.scopes)


def _least_in(problem: Problem, scope: str) -> int:
    here = [it for it in problem.items if not it.scopes or scope in it.scopes]
    asked = [it for it in problem.requirements if not it.scopes or scope in it.scopes]
    all_ways = [way for it in here for way in ways(problem, it, scope) if any(meets(problem, way, r) for r in asked)]
    forced = {Choice(it.id, scope, it.signer, it.times) for it in here if it.keep}
    needs = [{at for at, way in enumerate(all_ways) if meets(problem, way, it)} for it in asked]
    needs = [it for it in needs if it]
    # A best plan needs no more ways than there are needs.
    subsets = chain.from_iterable(combinations(range(len(all_ways)), size) for size in range(len(needs) + 1))
    plans = ({all_ways[at] for at in it} | forced for it in subsets if _covers(it, needs, all_ways, forced))
    return min(cost(problem, plan) for plan in plans)


def _covers(taken: tuple[int, ...], needs: list[set[int]], all_ways: list[Choice], forced: set[Choice]) -> bool:
    have = set(taken) | {at for at, way in enumerate(all_ways) if way in forced}
    return all(need & have for need in needs)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw a small sound problem: floors, forms, groups judged the same, offices, data, evidence, items to keep."""
    names = [f"r{at}" for at in range(draw(st.integers(1, 3)))]
    times = st.sampled_from((1, 2, 12))
    scopes = st.sampled_from(((), ("high",), ("low",)))
    evidence = st.sampled_from((frozenset[str](), frozenset({"roster"})))
    signers = st.frozensets(st.sampled_from(list(Signer)), min_size=1)
    requirements = [Requirement(name, draw(times), draw(scopes), draw(signers), draw(evidence)) for name in names]
    items = []
    for at in range(draw(st.integers(1, 3))):
        low = draw(st.integers(1, 20))
        seconds = Seconds(low, low + draw(st.integers(0, 9)), low + 20)
        other = st.none() | st.builds(lambda it: Seconds(it, it, it), st.integers(0, 15))
        form = draw(st.sampled_from(("", "F")))
        items.append(
            Item(
                id=f"i{at}",
                requirements=tuple(draw(st.lists(st.sampled_from(names), unique=True))),
                times=draw(times),
                time=seconds,
                scopes=draw(scopes),
                signer=Signer.PRINCIPAL if form else draw(st.sampled_from(list(Signer))),
                opening=draw(st.integers(0, low)),
                evidence=draw(evidence),
                same=draw(st.sampled_from(("", "", "S"))),
                form=form,
                office=draw(other),
                data=draw(other),
                keep=draw(st.integers(0, 9)) == 0,
            )
        )
    return Problem(tuple(items), tuple(requirements), {"high": 3, "low": 2}, draw(st.sampled_from((0, 50, 100))))

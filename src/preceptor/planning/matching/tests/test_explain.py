"""Runner-ups cost what forcing them really costs, and whoever waits waits for a stated reason."""

from dataclasses import replace

from hypothesis import given, settings

from preceptor.planning.matching.explain import Explainer, Loss, Term, loss
from preceptor.planning.matching.plan import Assigned, Levels
from preceptor.planning.matching.problem import Problem, problem_of
from preceptor.planning.matching.score import measure, ranking
from preceptor.planning.matching.solve import solve
from preceptor.planning.matching.tests.brute import every_plan, judged, problems


def explained(problem: Problem) -> Explainer:
    plan = solve(problem).plan
    assert plan is not None
    return Explainer(problem, plan)


def forced(problem: Problem, mentor: str, mentee: str, floor: int | None) -> Levels | None:
    """Best levels of the plans with a pair, when everyone else is promised the floor and no more."""
    having = [p for p in every_plan(problem) if any((a.mentor, a.mentee) == (mentor, mentee) for a in p)]

    def rank(pairs: list[Assigned]) -> tuple[int, bool, int, int, int]:
        others = measure([replace(a, locked=a.locked or a.mentee == mentee) for a in pairs])
        return judged(others, floor)

    return measure(max(having, key=rank)) if having else None


@settings(max_examples=150, deadline=None)
@given(problems(enough=False))
def test_the_runner_up_is_the_mentor_whom_forcing_costs_least(problem: Problem) -> None:
    explainer = explained(problem)
    before = explainer.plan.levels
    held = explainer.plan.mentor_of()
    fixed = {pair.mentee for pair in problem.locked}
    floor = explainer.plan.certificate.floor if explainer.plan.certificate else None
    for mentee in set(problem.mentees) - fixed:
        costs: list[tuple[int, int, int, int, str]] = []
        for mentor in (m.id for m in problem.mentors if m.id != held.get(mentee)):
            after = forced(problem, mentor, mentee, floor)
            if after is not None:
                it = loss(problem, before, after)
                costs.append((it.matched, it.worst, it.total, it.load, mentor))
        found = explainer.runner_up(mentee)
        told = found and (found.loss.matched, found.loss.worst, found.loss.total, found.loss.load, found.mentor)
        assert told == min(costs, default=None)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_whoever_waits_with_an_allowed_mentor_competes_for_full_mentors_with_nowhere_else_to_go(
    problem: Problem,
) -> None:
    explainer = explained(problem)
    scored = set(problem.score_of) - set(problem.forbidden)
    scored -= {
        pair for pair in scored if any((b.mentor, b.mentee) == (pair.mentor, pair.mentee) for b in problem.blocked)
    }
    held = {pair.mentor: 0 for pair in problem.locked}
    for pair in problem.locked:
        held[pair.mentor] += 1
    room = {m.id: m.capacity - held.get(m.id, 0) for m in problem.mentors}
    for mentee in explainer.waiting_list():
        told = explainer.waiting(mentee)
        assert told is not None
        assert set(told.full) == {pair.mentor for pair in scored if pair.mentee == mentee}
        if told.contested:
            reach = {p.mentor for p in scored if p.mentee in told.rivals and room[p.mentor] > 0}
            assert reach == set(told.contested)
            assert len(told.rivals) == sum(room[mentor] for mentor in told.contested) + 1


@settings(max_examples=80, deadline=None)
@given(problems())
def test_contests_gather_everyone_who_waits_for_a_place(problem: Problem) -> None:
    explainer = explained(problem)
    single = {name: explainer.waiting(name) for name in explainer.waiting_list()}
    contests = explainer.contests()
    assert sorted(n for c in contests for n in c.waiting) == [
        n for n, told in single.items() if told and told.contested
    ]
    for contest in contests:
        alone = [single[name] for name in contest.waiting]
        assert set(contest.mentors) == {m for told in alone if told for m in told.contested}
        assert set(contest.rivals) == {n for told in alone if told for n in told.rivals}


def test_a_mentee_who_links_two_contests_makes_them_one() -> None:
    rows = [("a", "n1", 1), ("a", "n2", 1), ("b", "n3", 1), ("b", "n4", 1), *((m, "n5", 1) for m in "abcd")]
    rows += [("c", "n6", 9), ("d", "n7", 9), ("c", "n8", 1)]
    explainer = explained(problem_of([(m, 1) for m in "abcd"], [f"n{at}" for at in range(1, 9)], rows))
    single = [explainer.waiting(name) for name in explainer.waiting_list()]
    contests = explainer.contests()
    linked = {m for told in single if told and "n5" in told.rivals for m in told.contested}
    assert any(linked <= set(contest.mentors) for contest in contests)
    assert sum(len(contest.mentors) for contest in contests) == len({m for c in contests for m in c.mentors})


def test_the_reason_names_the_rule_that_excludes_each_mentor() -> None:
    problem = problem_of(
        [("a", 1), ("b", 1)], ["x"], [("a", "x", 5), ("b", "x", 5)], forbidden=[("b", "x")],
        blocked=[("a", "x", "own supervisor")],
    )  # fmt: skip
    told = explained(problem).waiting("x")
    assert told is not None
    assert [(it.rule, it.mentors) for it in told.excluded] == [("", ("b",)), ("own supervisor", ("a",))]
    assert told.code == "all_excluded"


def test_nobody_offered_is_said_plainly() -> None:
    told = explained(problem_of([("a", 1)], ["x"], [])).waiting("x")
    assert told is not None
    assert told.code == "no_pair"


def test_a_pair_is_explained_by_the_terms_of_its_score() -> None:
    problem = problem_of([("a", 1), ("b", 1)], ["x"], [("a", "x", 7), ("b", "x", 4)])
    plan = solve(problem).plan
    assert plan is not None
    told = Explainer(problem, plan, lambda mentor, _: (Term(f"level of {mentor}", 4),)).pair("x")
    assert told is not None
    assert told.runner_up is not None
    assert (told.terms[0].name, told.runner_up.terms[0].name) == ("level of a", "level of b")
    assert told.runner_up.loss == Loss(matched=0, worst=3, total=3, load=0)


def test_a_confirmed_pair_has_no_runner_up() -> None:
    problem = problem_of([("a", 1), ("b", 1)], ["x"], [("a", "x", 1), ("b", "x", 9)], locked=[("a", "x")])
    told = explained(problem).pair("x")
    assert told is not None
    assert told.runner_up is None


def test_levels_rank_matched_first() -> None:
    assert ranking(Levels(2, 1, 2, 2)) > ranking(Levels(1, 9, 9, 1))

"""The policy: no grant reaches outside its subtree, and the file says what the program asks."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.accounts.rules.policy import (
    Book,
    Grant,
    Held,
    PolicyFault,
    Reach,
    Role,
    allowed,
    grants_from,
    link_allowed,
    needs_second_factor,
    read_book,
    within,
)

paths = st.lists(st.integers(1, 120), min_size=1, max_size=5).map(lambda ids: "/" + "/".join(map(str, ids)) + "/")
actions = st.sampled_from(["a.one", "a.two", "b.one"])
reaches = st.sampled_from(list(Reach))


def a_role(*may: tuple[str, Reach], jobs: tuple[str, ...] = ("clerk",), second_factor: bool = False) -> Role:
    return Role("role", "Role", "line", frozenset(jobs), second_factor, may)


def a_grant(path: str, *may: tuple[str, Reach]) -> Grant:
    return Grant(a_role(*may), path, "Clerk", "Office")


grants = st.lists(st.builds(a_grant, paths, st.tuples(actions, reaches)), max_size=6)


@given(path=paths, where=paths)
def test_a_unit_grant_never_reaches_outside_its_subtree(path: str, where: str) -> None:
    inside = where.split("/")[: len(path.split("/")) - 1] == path.split("/")[:-1]
    assert allowed([a_grant(path, ("a.one", Reach.UNIT))], "a.one", where) == inside


@given(path=paths)
def test_a_unit_grant_is_no_grant_for_the_whole_district(path: str) -> None:
    assert not allowed([a_grant(path, ("a.one", Reach.UNIT))], "a.one", None)


@given(held=grants, where=st.none() | paths)
def test_an_action_that_no_grant_names_is_refused(held: list[Grant], where: str | None) -> None:
    assert not allowed(held, "c.never", where)


@given(held=grants, more=grants, action=actions, where=st.none() | paths)
def test_a_further_grant_never_takes_anything_away(
    held: list[Grant], more: list[Grant], action: str, where: str | None
) -> None:
    assert allowed([*held, *more], action, where) or not allowed(held, action, where)


@given(held=grants, action=actions, where=paths, below=paths)
def test_what_is_allowed_at_a_unit_is_allowed_below_it(held: list[Grant], action: str, where: str, below: str) -> None:
    assert allowed(held, action, where + below[1:]) or not allowed(held, action, where)


@given(held=grants, action=actions, where=paths)
def test_what_is_allowed_everywhere_is_allowed_somewhere(held: list[Grant], action: str, where: str) -> None:
    assert allowed(held, action, where) or not allowed(held, action, None)


def test_a_path_that_only_begins_alike_is_not_inside() -> None:
    assert not within("/1/70/", "/1/7/")


@pytest.mark.parametrize("path", ["", "/", "1/7/", "/1/7"])
def test_a_path_that_is_no_path_holds_nothing_but_itself_at_most(path: str) -> None:
    assert not within("/1/7/8/", path) or path == "/"


def test_a_position_without_a_place_in_the_tree_gives_no_reach() -> None:
    assert not allowed([a_grant("", ("a.one", Reach.UNIT))], "a.one", "/1/")


def test_an_inactive_person_holds_nothing() -> None:
    book = Book({"a.one": "do"}, (a_role(("a.one", Reach.DISTRICT)),), {})
    assert grants_from(book, [Held("clerk", "Clerk", "Office", "/1/")], active=False) == ()


def test_each_position_gives_its_own_reach() -> None:
    book = Book({"a.one": "do"}, (a_role(("a.one", Reach.UNIT)),), {})
    held = grants_from(book, [Held("clerk", "Clerk", "A", "/1/2/"), Held("clerk", "Clerk", "B", "/1/3/")])
    assert [allowed(held, "a.one", where) for where in ("/1/2/9/", "/1/3/", "/1/4/")] == [True, True, False]


def test_another_job_gives_no_role() -> None:
    book = Book({"a.one": "do"}, (a_role(("a.one", Reach.DISTRICT)),), {})
    assert grants_from(book, [Held("cook", "Cook", "Office", "/1/")]) == ()


def test_one_wide_role_is_enough_to_ask_for_a_second_factor() -> None:
    narrow, wide = a_role(), a_role(second_factor=True)
    assert needs_second_factor([Grant(narrow, "/1/", "", ""), Grant(wide, "/1/", "", "")])


def test_a_link_carries_its_own_purpose_alone() -> None:
    book = Book({}, (), {"admissions.endorse": frozenset({"admissions.endorse"})})
    assert link_allowed(book, "admissions.endorse", "admissions.endorse")
    assert not link_allowed(book, "admissions.endorse", "admissions.decide")
    assert not link_allowed(book, "something.else", "admissions.endorse")


GOOD = """
[actions]
"a.one" = "do one thing"
[roles.clerk]
title = "Clerk"
line = "Keeps files."
jobs = ["clerk"]
second_factor = false
unit = ["a.one"]
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('["a.one"]', '["a.two"]'), "clerk: no such action: a.two"),
        (('jobs = ["clerk"]', "jobs = []"), "name the jobs"),
        (('jobs = ["clerk"]', 'jobs = ["anyone"]'), "holds no position"),
        (('unit = ["a.one"]', ""), "nobody may ever do: a.one"),
        (('"a.one" = ', '"A One" = "odd"\n"a.one" = '), "context.verb: A One"),
    ],
)
def test_a_wrong_policy_file_is_told_by_name(change: tuple[str, str], told: str) -> None:
    with pytest.raises(PolicyFault, match=told):
        read_book(tomllib.loads(GOOD.replace(*change)))

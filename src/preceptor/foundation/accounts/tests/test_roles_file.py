"""The policy file and the program name the same actions."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from preceptor.foundation.accounts.queries.grants import book
from preceptor.foundation.accounts.rules.policy import ACTION, Reach

SRC = Path(__file__).resolve().parents[3]
ASKING = {"require", "may", "people_who_may", "policy"}
CODE = [path for path in SRC.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]


def _asked(call: ast.Call) -> list[str]:
    """Action names in a call that asks for permission."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = [*call.args, *(word.value for word in call.keywords if word.arg == "action")]
    texts = [node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if ACTION.fullmatch(text)] if name in ASKING else []


@cache
def _actions_asked() -> dict[str, str]:
    """Each action asked for anywhere, and a file that does."""
    calls = ((path, node) for path in CODE for node in ast.walk(ast.parse(path.read_text())))
    return {
        action: path.relative_to(SRC).as_posix()
        for path, node in calls
        if isinstance(node, ast.Call)
        for action in _asked(node)
    }


def test_every_action_that_is_asked_for_stands_in_the_policy() -> None:
    missing = {action: place for action, place in _actions_asked().items() if action not in book().actions}
    assert missing == {}


def test_every_action_of_the_policy_is_asked_for_somewhere() -> None:
    code = "\n".join(path.read_text() for path in CODE)
    assert [action for action in book().actions if not re.search(rf"[\"']{re.escape(action)}[\"']", code)] == []


def test_deciding_and_administering_lie_in_different_hands() -> None:
    decide = {role.code for role in book().roles for action, _reach in role.may if action == "admissions.decide"}
    manage = {role.code for role in book().roles for action, _reach in role.may if action == "accounts.manage"}
    assert not decide & manage


def test_every_role_that_reaches_others_records_asks_for_a_second_factor() -> None:
    # A school's own money is public, and no record of a person; neither are initiatives, nor indicators as published.
    harmless = {
        "district.read",
        "measures.read",
        "funding.see",
        "funding.budget",
        "indicators.read",
        "initiatives.read",
        "programs.read",
    }
    wide = [
        role.code
        for role in book().roles
        if any(reach is not Reach.SELF and action not in harmless for action, reach in role.may)
    ]
    assert [role.code for role in book().roles if role.second_factor] == [
        role.code for role in book().roles if role.code in {*wide, "superintendent"}
    ]


@pytest.mark.parametrize("action", sorted(book().actions))
def test_every_action_is_told_in_words(action: str) -> None:
    assert len(book().actions[action].split()) >= 3

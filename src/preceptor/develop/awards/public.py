"""What other contexts may use of awards; judging a credential loads neither Django nor a database."""

from importlib import import_module
from typing import Any

from preceptor.develop.awards.rules.contexts import GATHERED, ContextsMissing
from preceptor.develop.awards.rules.contexts import checked as checked_contexts
from preceptor.develop.awards.rules.files import BadFile, judge_path

# Loaded when asked for: judging a file must not wait for Django and a database.
_LATER: dict[str, str] = {}

__all__ = [
    "GATHERED",
    "BadFile",
    "ContextsMissing",
    "checked_contexts",
    "judge_path",
]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded when asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"preceptor.develop.awards.{_LATER[name]}"), name)

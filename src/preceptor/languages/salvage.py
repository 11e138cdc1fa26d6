"""Set the faulty pieces of a file aside, so that the rest can be checked in the same run."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from preceptor.languages.faults import Finding, Path

M = TypeVar("M", bound=BaseModel)
_ROUNDS = 12


def salvage(
    model: type[M], stubs: dict[str, Any], data: dict[str, Any], faulty: Iterable[Path]
) -> tuple[M, frozenset[Path]] | None:
    """What was read without its faulty pieces, and what was set aside; `None` when too little is left."""
    data, aside, wrong = copy.deepcopy(data), set[Path](), list(faulty)
    for _ in range(_ROUNDS):
        for path in wrong:
            aside.add(path)
            _set_aside(data, path)
        for name, stub in stubs.items():
            data.setdefault(name, stub)
        try:
            return model.model_validate(data), frozenset(aside)
        except ValidationError as error:
            wrong = [_holder(data, detail["loc"]) for detail in error.errors()]
    return None


def worth_telling(found: Iterable[Finding], aside: frozenset[Path]) -> Iterator[Finding]:
    """The findings that are not mere echoes of what was set aside."""
    lost = {str(path[-1]) for path in aside if path}
    for each in found:
        echo = any(path[: len(each.path)] == each.path for path in aside)
        if not echo and not lost & set(each.about):
            yield each


def _set_aside(data: Any, path: Path) -> None:
    """Take one value out; a faulty element takes its whole list with it, so that no place shifts."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    for step in path[:-1]:
        if not has_step(data, step):
            return
        data = data[step]
    if path and isinstance(data, dict):
        data.pop(path[-1], None)


def _holder(data: Any, loc: Path) -> Path:
    """The part that lacks something, or the value that is still wrong."""
    path: list[str | int] = []
    for step in loc:
        if not has_step(data, step):
            break
        data = data[step]
        path.append(step)
    return tuple(path)


def has_step(data: Any, step: str | int) -> bool:
    """Whether a table has this name, or a list this place."""
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data

"""What one page asks several times is asked once: a memory that lives as long as the page is put together."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("look_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember until the outermost block ends; only for reading: what is remembered does not see later writes."""
    kept = _kept.get()
    token = _kept.set({} if kept is None else kept)
    try:
        yield
    finally:
        _kept.reset(token)


def is_remembering() -> bool:
    """Whether a page is being put together, so that what several may ask is worth asking for all."""
    return _kept.get() is not None


def recalled(key: Hashable) -> Any:
    """What was found for the key before, while the page is put together; None where nobody has asked."""
    return (_kept.get() or {}).get(key)


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """What was found for the key before, or now; outside of `remembering` it is found anew each time."""
    kept = _kept.get()
    if kept is None:
        return find()
    if key not in kept:
        kept[key] = find()
    found: T = kept[key]
    return found

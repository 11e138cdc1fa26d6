"""Two browser tabs on one draft: which saves are safe, and what differs when one is not."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Saved:
    """What is stored: its version, the tab that saved last, and the version which that tab began with."""

    version: int
    tab: str
    tab_since: int


def is_safe(saved: Saved, *, version: int, tab: str) -> bool:
    """Whether a save overwrites only what its own tab has seen.

    A tab may repeat itself on an old version (its answer was lost on the way, or it saves by itself and never reloads),
    as long as no other tab has saved since it began.
    """
    if version == saved.version:
        return True
    return bool(tab) and tab == saved.tab and saved.tab_since <= version < saved.version


def begun(saved: Saved, tab: str) -> int:
    """The version that the saving tab's run of saves began with."""
    return saved.tab_since if tab and tab == saved.tab else saved.version


def differences(saved: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The fields in which what is saved and what was typed differ: (saved, typed) by name."""
    names = [name for name in typed if saved.get(name, "") != typed[name]]
    return {name: (saved.get(name, ""), typed[name]) for name in names}

"""What stands in the side navigation: contexts register it, the frame shows seven items and folds the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from preceptor.foundation.look.memory import remembering

MOST_ITEMS = 7


@dataclass(frozen=True)
class NavItem:
    """One entry: words, address, place in the order, whether the reader is there, and whether it is under “More”."""

    label: str
    url: str
    order: int = 50
    current: bool = False
    folded: bool = False


Source = Callable[[HttpRequest], Iterable[NavItem]]
_sources: list[Source] = []


def register_navigation(source: Source) -> None:
    """Ask this source for entries whenever a page is shown to somebody who is signed in."""
    if source not in _sources:
        _sources.append(source)


Gate = Callable[[HttpRequest, str], bool]
_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """Ask this gate of every entry whether it may stand in the reader's menu."""
    if gate not in _gates:
        _gates.append(gate)


def chosen(items: Iterable[NavItem], path: str) -> tuple[NavItem, ...]:
    """The entries in order, the one that leads to `path` marked, those beyond seven folded."""
    by_url: dict[str, NavItem] = {}
    for item in sorted(items, key=lambda item: (item.order, item.label)):
        by_url.setdefault(item.url, item)
    here = max((url for url in by_url if leads_to(url, path)), key=len, default=None)
    # One more than seven stands where it would be alone under “More”.
    most = MOST_ITEMS if len(by_url) > MOST_ITEMS + 1 else MOST_ITEMS + 1
    return tuple(
        replace(item, current=item.url == here, folded=place >= most) for place, item in enumerate(by_url.values())
    )


def leads_to(url: str, path: str) -> bool:
    """Whether the page at `path` belongs to the entry at `url`; the first page holds only itself."""
    bare = url.partition("?")[0]
    return path == bare or (bare != "/" and path.startswith(bare.rstrip("/") + "/"))


def navigation(request: HttpRequest) -> tuple[NavItem, ...]:
    """The entries for this request."""
    with remembering():  # sources ask the same, such as what the reader takes part in
        items = [item for source in _sources for item in source(request)]
        return chosen([item for item in items if all(gate(request, item.url) for gate in _gates)], request.path)

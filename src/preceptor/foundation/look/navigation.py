"""What stands in the side navigation: contexts register it, the frame shows at most seven items."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from preceptor.foundation.look.memory import remembering

MOST_ITEMS = 7


@dataclass(frozen=True)
class NavItem:
    """One entry: its words, its address, its place in the order, and whether the reader is there now."""

    label: str
    url: str
    order: int = 50
    current: bool = False


Source = Callable[[HttpRequest], Iterable[NavItem]]
_sources: list[Source] = []


def register_navigation(source: Source) -> None:
    """Ask this source for entries whenever a page is shown to somebody who is signed in."""
    if source not in _sources:
        _sources.append(source)


def chosen(items: Iterable[NavItem], path: str) -> tuple[NavItem, ...]:
    """The entries to show, in order, the one that leads to `path` marked."""
    by_url: dict[str, NavItem] = {}
    for item in sorted(items, key=lambda item: (item.order, item.label)):
        by_url.setdefault(item.url, item)
    shown = tuple(by_url.values())[:MOST_ITEMS]
    here = max((item.url for item in shown if leads_to(item.url, path)), key=len, default=None)
    return tuple(replace(item, current=item.url == here) for item in shown)


def leads_to(url: str, path: str) -> bool:
    """Whether the page at `path` belongs to the entry at `url`; the first page holds only itself."""
    bare = url.partition("?")[0]
    return path == bare or (bare != "/" and path.startswith(bare.rstrip("/") + "/"))


def navigation(request: HttpRequest) -> tuple[NavItem, ...]:
    """The entries for this request."""
    with remembering():  # sources ask the same, such as what the reader takes part in
        return chosen((item for source in _sources for item in source(request)), request.path)

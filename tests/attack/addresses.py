"""Every address of the site, read off the URL resolver, with arguments that can be made up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, PathConverter, SlugConverter, StringConverter, UUIDConverter
from django.views.generic import RedirectView

# Values that fit the converter and name nothing that exists.
MADE_UP: dict[type, Any] = {
    IntConverter: 987_654_321,
    SlugConverter: "nothing-here",
    StringConverter: "nothing-here",
    PathConverter: "nothing/here",
    UUIDConverter: "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with namespace, its made-up arguments (None: they must be given), its view."""

    name: str
    arguments: dict[str, Any] | None
    view: Callable[..., HttpResponseBase]

    @property
    def context(self) -> str:
        """The namespace, or the library's prefix."""
        return self.name.split(":")[0]


def addresses() -> list[Address]:
    """Every named address once; an address without a name breaks the walk, since nobody could list it."""
    found = {address.name: address for address in _walk(get_resolver(), "", {})}
    return [found[name] for name in sorted(found)]


def _walk(resolver: URLResolver, prefix: str, above: dict[str, Any]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        arguments = {**above, **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix, arguments)
        elif isinstance(entry, URLPattern) and not _old_admin_address(entry):
            yield Address(f"{prefix}{entry.name}", _made_up(entry, arguments), entry.callback)


def _old_admin_address(entry: URLPattern) -> bool:
    """Django's admin keeps nameless addresses of its past, which only lead to the present ones."""
    return entry.name is None and getattr(entry.callback, "view_class", None) is RedirectView


def _made_up(entry: URLPattern, converters: dict[str, Any]) -> dict[str, Any] | None:
    if entry.pattern.regex.groups and not entry.pattern.converters:
        return None  # a regular expression: only a sample can say what fits
    values = {name: MADE_UP.get(type(converter)) for name, converter in converters.items()}
    return None if None in values.values() else values

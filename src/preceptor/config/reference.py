"""Reference pages made from the code itself: settings and addresses."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from preceptor.config.environment import VARIABLES

OURS = "preceptor."


def settings_page() -> str:
    """Markdown table of every environment variable."""
    rows = [f"| `{v.name}` | {v.kind} | {_shown(v.name, v.default)} | {v.help} |" for v in VARIABLES]
    head = [
        "# Settings",
        "",
        "Made by `preceptor write-reference` from `src/preceptor/config/environment.py`; do not edit by hand.",
        "",
        "| variable | kind | default | what it is for |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def _shown(name: str, default: str) -> str:
    """A default as the page shows it, without the folder of the machine on which it was written."""
    if name == "PRECEPTOR_DATA":
        return "`var` in the project"
    return f"`{default}`" if default else ""


def addresses() -> Iterator[tuple[str, str, str]]:
    """Every page of our own: name, address and the first line of what it says of itself."""
    yield from sorted(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address, pattern.namespace or space)
        elif pattern.callback.__module__.startswith(OURS):
            purpose = (pattern.callback.__doc__ or "").strip().splitlines()
            yield f"{space}:{pattern.name}", f"/{address}", purpose[0] if purpose else ""


def pages_page() -> str:
    """Markdown table of every page of our own."""
    rows = [f"| `{name}` | `{address}` | {purpose} |" for name, address, purpose in addresses()]
    head = [
        "# Pages",
        "",
        "Made by `preceptor write-reference` from the views; do not edit by hand.",
        "",
        "| name | address | what it is for |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])

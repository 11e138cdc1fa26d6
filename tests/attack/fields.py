"""The fields that a page's forms send, and every name that the program ever asks a request for."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import preceptor

ASKED = re.compile(r"(?:GET|POST|asked)\.get(?:list)?\(\s*\"([\w-]+)\"")
TYPED = {"text", "search", "email", "tel", "url", "number", "date", "datetime-local", "password", ""}


@cache
def asked_names() -> tuple[str, ...]:
    """Names that views read by hand, off the source."""
    sources = Path(preceptor.__file__).parent.rglob("pages/**/*.py")
    return tuple(sorted({name for path in sources for name in ASKED.findall(path.read_text(encoding="utf-8"))}))


class Fields(HTMLParser):
    """What the forms of a page would send as they stand, and which of it people type."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.typed: set[str] = set()
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a control with what it holds."""
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "option" and self._select:
            self.sent[self._select] = value or self.sent.get(self._select, "")
        elif tag == "select":
            self._select = name
        elif tag in {"input", "textarea", "button"} and name:
            self.sent[name] = value or self.sent.get(name, "")
            if tag == "textarea" or (tag == "input" and given.get("type", "") in TYPED):
                self.typed.add(name)

    def handle_endtag(self, tag: str) -> None:
        """The options of a select end."""
        if tag == "select":
            self._select = ""

"""Somebody who walks through pages by clicking and typing, and looks at each page that is new."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.fixtures import check_accessible, take_picture

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab

NARROW = 640


class Walker:
    """One person at one window: counts clicks, checks and photographs every page that it is told to look at."""

    def __init__(self, tab: "Tab", width: int, seen: set[str]) -> None:
        self.tab = tab
        self.width = width
        self.seen = seen
        self.clicks = 0

    def press(self, name: str, within: str = "main") -> None:
        """Click the button or link of this name."""
        self.follow(self.tab.locator(within).get_by_role("button", name=name).or_(self._link(name, within)).first)

    def _link(self, name: str, within: str) -> "Locator":
        return self.tab.locator(within).get_by_role("link", name=name)

    def follow(self, found: "Locator") -> None:
        """One click that leads to another page."""
        self.clicks += 1
        with self.tab.expect_navigation():
            found.click()

    def click(self, found: "Locator") -> None:
        """One click that stays on the page."""
        self.clicks += 1
        found.click()

    def menu(self, name: str) -> None:
        """Go to a page by the navigation: at the side, or on the phone behind the menu."""
        if self.width <= NARROW:
            self.click(self.tab.locator("details.top__who > summary"))
            self._unfold(name, ".sheet__nav")
            self.press(name, ".sheet__nav")
        else:
            self._unfold(name, "nav.side")
            self.press(name, "nav.side")

    def _unfold(self, name: str, within: str) -> None:
        """Open what the menu folds away, when the entry lies in there."""
        folded = self.tab.locator(
            f"{within} details:not([open])", has=self.tab.get_by_role("link", name=name, include_hidden=True)
        )
        if folded.count():
            folded.first.locator("summary").click()

    def desk(self, title: str) -> None:
        """From the first page, open what waits there."""
        self.tab.goto("/")
        self.look("desk")
        self.press(title)

    def type(self, label: str, text: str) -> None:
        """Write into the field of this label."""
        self.tab.get_by_label(label, exact=False).first.fill(text)

    def answer(self, label: str) -> None:
        """Tick the box or choose the button of this label; an answer, like typing."""
        self.tab.locator("label", has_text=re.compile(re.escape(label))).first.click()

    def upload(self, path: Path) -> None:
        """Choose a file and send it."""
        self.tab.locator("input[type=file]").set_input_files(path)
        self.press("Upload")

    def look(self, name: str) -> None:
        """Check the page that is open for barriers and keep a picture; a page is checked once."""
        key = f"{name}-{self.width}"
        if key not in self.seen:
            self.seen.add(key)
            check_accessible(self.tab)
            take_picture(self.tab, f"{len(self.seen):02d}-{name}-{self.width}")

    def reads(self, *texts: str) -> None:
        """The page says this."""
        said = re.sub(r"\s+", " ", self.tab.inner_text("main"))
        for text in texts:
            assert text in said, f"{text!r} is not on {self.tab.url}:\n{said}"

    def counted(self) -> int:
        """Clicks since the last count."""
        clicks, self.clicks = self.clicks, 0
        return clicks

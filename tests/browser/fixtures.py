"""Fixtures of the browser tests, for every test folder: a live server, a browser, a visitor, an accessibility check.

    def test_the_desk_is_calm(visit, assert_accessible, a_principal):
        page = visit(a_principal, "/", width=390)
        assert_accessible(page)

`visit(person, path, width=1280, script=True, language="en")` signs the person in (an account, a person of the district,
a person's number, or None for nobody) and opens the page. When the test ends, it fails if any page broke the content
security policy, raised a script error or got an answer of 500 and above.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import chromium as machine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_HEIGHT = {390: 844, 320: 640}
_ON_VIOLATION = """document.addEventListener('securitypolicyviolation',
    event => console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser for the whole run."""
    from playwright.sync_api import sync_playwright

    path = machine.found()
    if path is None:
        pytest.fail("There is no Chromium on this machine: python -m tests.browser.chromium installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(machine.ARGUMENTS))
        yield browser
        browser.close()


class Visitors:
    """Opens pages as different people and remembers what went wrong on them."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self.browser = browser
        self.address = address
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []

    def __call__(
        self, person: Any, path: str = "/", width: int = 1280, script: bool = True, language: str = "en"
    ) -> "Tab":
        context = self.browser.new_context(
            viewport={"width": width, "height": _HEIGHT.get(width, 900)},
            java_script_enabled=script,
            base_url=self.address,
            locale="es-US" if language == "es" else "en-US",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        if (account := account_of(person)) is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(account), "url": self.address}])
        if script:
            context.add_init_script(_ON_VIOLATION)
        tab = context.new_page()
        self.watch(tab)
        context.on("page", self.watch)
        tab.goto(path)
        return tab

    def watch(self, tab: "Tab") -> None:
        """Note what must not happen on any page."""
        tab.on("pageerror", lambda error: self.faults.append(f"script error on {tab.url}: {error}"))
        tab.on("console", lambda said: self._heard(tab, said.text))
        tab.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _heard(self, tab: "Tab", text: str) -> None:
        if "CSP violation" in text or "Content Security Policy" in text:
            self.faults.append(f"{tab.url}: {text}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 500:
            self.faults.append(f"{url} answered {status}")

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(live_server: Any, chromium: "Browser") -> Iterator[Visitors]:
    """Open a page as somebody; see the head of this file."""
    visitors = Visitors(chromium, live_server.url)
    yield visitors
    visitors.close()
    assert visitors.faults == []


def account_of(person: Any) -> Any:
    """The account of a person, of a person's number, or the account itself."""
    from preceptor.foundation.accounts.models import User

    if person is None or isinstance(person, User):
        return person
    number = person if isinstance(person, int) else getattr(person, "person_id", None) or person.pk
    return User.objects.get(person_id=number)


def session_of(account: Any) -> str:
    """A session as it is after signing in with password and second factor."""
    from django.test import Client

    from preceptor.foundation.accounts.tests.cast import enter

    client = Client()
    enter(client, account)
    return client.cookies["sessionid"].value


@pytest.fixture
def assert_accessible() -> Callable[["Tab"], None]:
    """Fail when axe finds anything on the page, or when the page is wider than the window."""
    return check_accessible


def check_accessible(tab: "Tab") -> None:
    """Run axe with WCAG 2.2 AA and its best practices; and look for sideways scrolling."""
    tab.wait_for_load_state("load")  # a page measured before its styles are there has targets of any size
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", _STANDARDS)
    told = [
        f"{fault['id']} ({fault['impact']}): {fault['help']}\n    "
        + "\n    ".join(node["html"][:160] for node in fault["nodes"][:4])
        for fault in found["violations"]
    ]
    assert told == [], f"{tab.url} at {tab.viewport_size}:\n" + "\n".join(told)
    wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{tab.url} scrolls sideways by {wide} px at {tab.viewport_size}"


@pytest.fixture
def picture() -> Callable[["Tab", str], None]:
    """Keep a screenshot in the folder that PRECEPTOR_PICTURES names, if it names one."""
    return take_picture


def take_picture(tab: "Tab", name: str) -> None:
    """A picture of the whole page; the caret stays as it is, since hiding it would write a style into the page."""
    if folder := os.environ.get("PRECEPTOR_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True, caret="initial")

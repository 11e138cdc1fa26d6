"""The real browser of the tests: where it is, and how it comes onto this machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WAYS = (
    (sys.executable, "-m", "playwright", "install", "chromium"),
    ("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"),
)


def found() -> str | None:
    """Path of a Chromium on this machine: the one that CHROMIUM names, the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    on_path = (shutil.which(name) for name in _NAMES)
    return named or next((path for path in on_path if path), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str | None:
    """Try each way in turn until there is a browser."""
    for command in _WAYS:
        if shutil.which(command[0]):
            sys.stdout.write(f"No Chromium yet; trying: {' '.join(command[:4])} …\n")
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        if path := found():
            return path
    return None


def main() -> None:
    """Make sure that there is a browser, or say plainly that there is none."""
    path = found() or install()
    if path is None:
        sys.exit(
            "The browser tests need Chromium and this machine could not install it. "
            "Install it (Debian: apt-get install chromium) or name one: CHROMIUM=/path/to/chrome make test"
        )
    sys.stdout.write(f"Browser tests use {path}\n")


if __name__ == "__main__":
    main()

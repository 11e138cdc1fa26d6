"""Which third-party files the pages use, and how they are made fit for a strict content security policy."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_SOURCE_MAP = re.compile(r"\n?(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=.*?\*/)\s*")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")

USWDS_CSS = "css/uswds.min.css"
USWDS_JS = "js/uswds.min.js"
HTMX = "htmx.min.js"

# The ready script keeps its list of components to itself; parts that htmx brings in later could not be set going.
_CLOSED = "a.initComponents=e}"
_OPEN = "a.initComponents=e,window.uswdsComponents=s}"


class VendorFault(Exception):  # noqa: N818  reads as what it is
    """A third-party file is missing or is not the one that was expected."""


def without_source_map(text: str) -> str:
    """The text without its pointer to a source map, which is not shipped."""
    return _SOURCE_MAP.sub("\n", text).rstrip() + "\n"


def with_components_open(script: str) -> str:
    """The USWDS script with its components reachable as `window.uswdsComponents`."""
    if script.count(_CLOSED) != 1:
        raise VendorFault(
            f"uswds.min.js holds '{_CLOSED}' {script.count(_CLOSED)} times instead of once. "
            "Install the version that package.json names (npm ci), or adapt look/vendor.py to the new one."
        )
    return script.replace(_CLOSED, _OPEN)


def named_files(css: str) -> Iterator[str]:
    """Every file that the style sheet names, relative to it, once each."""
    seen = set()
    for name in _URL.findall(css):
        path = re.split(r"[?#]", name)[0]
        if not name.startswith(("data:", "http:", "https:", "//")) and path and path not in seen:
            seen.add(path)
            yield path


def collect(modules: Path, target: Path) -> list[Path]:
    """Copy everything from `modules` (node_modules) to `target`, afresh; the files written."""
    uswds, htmx = modules / "@uswds" / "uswds" / "dist", modules / "htmx.org" / "dist"
    for needed in (uswds / USWDS_CSS, uswds / USWDS_JS, htmx / HTMX):
        if not needed.is_file():
            raise VendorFault(f"{needed.relative_to(modules)} is not in {modules.name}. Run 'npm ci' first.")
    shutil.rmtree(target, ignore_errors=True)
    css = without_source_map((uswds / USWDS_CSS).read_text(encoding="utf-8"))
    script = with_components_open(without_source_map((uswds / USWDS_JS).read_text(encoding="utf-8")))
    written = [
        _write(target / "uswds" / USWDS_CSS, css),
        _write(target / "uswds" / USWDS_JS, script),
        _write(target / "htmx" / HTMX, without_source_map((htmx / HTMX).read_text(encoding="utf-8"))),
    ]
    return written + [_copy((uswds / USWDS_CSS).parent, name, target / "uswds" / "css") for name in named_files(css)]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _copy(source_folder: Path, name: str, target_folder: Path) -> Path:
    source, target = (source_folder / name).resolve(), (target_folder / name).resolve()
    if not source.is_file():
        raise VendorFault(f"The style sheet names {name}, which is not there. Run 'npm ci' again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target

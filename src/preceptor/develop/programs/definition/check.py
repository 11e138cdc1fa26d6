"""`check-program FILE`: every fault with file, line and remedy, or the program explained."""

from __future__ import annotations

from pathlib import Path

from .explain import Section, explain
from .loader import load_definition
from .phrases import Translate, same


def check_program(path: Path | str, _: Translate = same) -> tuple[int, str]:
    """Check a definition file: exit code 0 and the explanation, or 1 (2 when unreadable) and what is wrong."""
    file = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        return 2, _("{file}: cannot be read ({why}). Check the name and the permissions.").format(
            file=file, why=error.strerror
        )
    except UnicodeDecodeError:
        return 2, _("{file}: is not text in UTF-8. Save it again as UTF-8.").format(file=file)
    found = load_definition(text, file)
    if isinstance(found, list):
        return 1, "\n".join([*map(str, found), _("Faults: {n}. Nothing was imported.").format(n=len(found))])
    told = "\n\n".join(_shown(section) for section in explain(found, _))
    by_hand = _("Rules that people see to by hand: {n}.").format(n=len(found.by_hand))
    return 0, "\n\n".join([told, _("{file}: valid.").format(file=file) + " " + by_hand])


def _shown(section: Section) -> str:
    """A section as plain text."""
    return "\n".join([section.title, *(f"  - {sentence}" for sentence in section.sentences)])

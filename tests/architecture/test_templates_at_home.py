"""Templates extend and include only those of their own context and of the look."""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "preceptor"
TEMPLATES = sorted(SRC.glob("**/templates/**/*.html"))
REFERENCE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
# Sign-in pages and form fields override the templates of a library, under the library's own folder names.
LIBRARIES = {"allauth", "account", "mfa", "usersessions", "elements", "django", "admin"}


# Labels of apps that are not their folders' names, which Django uses itself.
LABELS = {"messages": "letters", "sessions": "cohorts"}


def _context(template: Path) -> str:
    """Label of the context that owns a template."""
    folder = template.relative_to(SRC).parts[1]
    return LABELS.get(folder, folder)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_templates_reach_only_home_and_look(template: Path) -> None:
    allowed = {_context(template), "look"} | (LIBRARIES if _context(template) in {"accounts", "look"} else set())
    reached = {name.split("/")[0] for name in REFERENCE.findall(template.read_text()) if not name.startswith("#")}
    assert reached <= allowed


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_templates_live_in_a_folder_of_their_context(template: Path) -> None:
    folder = template.relative_to(next(parent for parent in template.parents if parent.name == "templates")).parts[0]
    libraries = LIBRARIES if _context(template) in {"accounts", "look"} else set()
    plain = (
        {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
        if _context(template) == "look"
        else set()
    )
    assert folder in {_context(template)} | libraries | plain


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SRC)))
def test_pages_carry_no_script_and_no_style_of_their_own(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=\"|\son[a-z]+=\"|hx-on|javascript:|js:", text)

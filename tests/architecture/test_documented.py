"""What the documentation must say is compared with the code: settings, pages, words, contexts."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from preceptor.config import environment, reference

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "preceptor"
WORDS = (ROOT / "docs" / "architecture" / "words.md").read_text()
OURS = [model for model in apps.get_models() if model.__module__.startswith("preceptor.")]
CONTEXTS = sorted(
    path.parent
    for path in SRC.glob("*/*/apps.py")
    if path.parent.parent.name in {"foundation", "develop", "relieve", "resource"}
)


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs/reference/settings.md").read_text() == reference.settings_page(), (
        "run: preceptor write-reference"
    )


def test_the_page_list_is_current() -> None:
    assert (ROOT / "docs/reference/pages.md").read_text() == reference.pages_page(), "run: preceptor write-reference"


def test_no_variable_is_read_that_is_not_declared() -> None:
    declared = {variable.name for variable in environment.VARIABLES}
    read = {
        name
        for path in SRC.rglob("*.py")
        for name in re.findall(r"[\"'](PRECEPTOR_[A-Z_]+|DATABASE_URL|TEST_DB_SUFFIX)[\"']", path.read_text())
    }
    assert read <= declared


def test_every_page_says_what_it_is_for() -> None:
    assert [name for name, _, purpose in reference.addresses() if not purpose] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_is_in_the_vocabulary(model: type) -> None:
    assert re.search(rf"\b{model.__name__}\b", WORDS), f"docs/architecture/words.md has no word for {model.__name__}"


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda path: path.name)
def test_every_context_has_its_page(context: Path) -> None:
    assert (context / "README.md").read_text().startswith("# ")


def test_every_decision_has_its_parts() -> None:
    for record in (ROOT / "docs/architecture/decisions").glob("*.md"):
        text = record.read_text()
        assert all(part in text for part in ("## Why", "## What we do", "## What follows")), record.name

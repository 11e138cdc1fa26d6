"""Every phrase of the language has its Spanish."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from preceptor.develop.programs.definition import Definition, explain, load_definition

FOLDER = Path(__file__).parents[1]
ROOT = Path(__file__).parents[6]
PART = ROOT / "src/preceptor/locale/es/parts/definition.po"
TABLES = ("_FIELDS[", "_KINDS[")
SPANISH = {each.msgid: each.msgstr for each in polib.pofile(str(PART))}


def phrases() -> Iterator[str]:
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "gettext_noop"):
                phrase = node.args[0]
                # What is looked up in a table of this folder is marked there, and counted there.
                assert isinstance(phrase, ast.Constant) or ast.unparse(phrase).startswith(TABLES)
                if isinstance(phrase, ast.Constant):
                    yield phrase.value


def test_every_phrase_has_its_spanish() -> None:
    assert [phrase for phrase in phrases() if not SPANISH.get(phrase)] == []


def test_every_spanish_phrase_keeps_its_places() -> None:
    places = re.compile(r"{\w+}")
    assert [en for en, es in SPANISH.items() if set(places.findall(en)) != set(places.findall(es))] == []


@pytest.mark.parametrize("file", sorted((ROOT / "programs").glob("*.toml")), ids=lambda file: file.stem)
def test_a_program_is_explained_in_spanish(file: Path) -> None:
    definition = load_definition(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(definition, Definition)
    titles = [section.title for section in explain(definition, SPANISH.__getitem__)]
    assert titles[0] == "El programa"
    assert "Fechas" in titles

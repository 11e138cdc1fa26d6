"""The guide tells every column of every bundled mapping, and the commands that read them."""

import tomllib
from pathlib import Path

import pytest

from preceptor.foundation.district.rules.kinds import FIELDS, KINDS
from preceptor.foundation.district.rules.mapping import Mapping

GUIDE = (Path(__file__).resolve().parents[5] / "docs" / "how-to" / "load-your-district.md").read_text()
MAPPINGS = sorted((Path(__file__).parents[1] / "reference" / "mappings").glob("[!c]*.toml"))


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_the_guide_tells_every_column(path: Path) -> None:
    mapping = Mapping.model_validate(tomllib.loads(path.read_text()))
    meanings = {one.name: one.meaning for one in FIELDS[mapping.kind]}
    missing = [
        name
        for name, columns in mapping.columns.items()
        if f"| {' / '.join(columns)} | `{name}` |" not in GUIDE or meanings[name] not in GUIDE
    ]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_names_every_command(kind: str) -> None:
    assert f"preceptor load-{kind}" in GUIDE

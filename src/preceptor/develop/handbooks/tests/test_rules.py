"""The language of handbooks, and the difference between two versions; without a database."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.handbooks.rules import PAGE, Handbook, blocks, differences, load_handbook, paragraphs

SHIPPED = sorted((Path(__file__).resolve().parents[1] / "reference").glob("*.toml"))
TEXT = SHIPPED[0].read_text()
words = st.text("ab", min_size=1, max_size=3)
versions = st.dictionaries(
    st.sampled_from(["one", "two", "three"]), st.tuples(words, st.lists(words, min_size=1, max_size=4).map("\n\n".join))
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_handbook_can_be_read(path: Path) -> None:
    read = load_handbook(path.read_text(), path.name)
    assert isinstance(read, Handbook), [str(each) for each in read]


def test_a_part_that_a_program_names_must_be_there() -> None:
    book = next(path.read_text() for path in SHIPPED if path.stem == "coaching_framework")
    read = load_handbook(book.replace('nps = "trust"', 'nps = "thrust"'), "f.toml")
    assert isinstance(read, list)
    assert "There is no part 'thrust'. Choose one of: what, who, cycle, trust, training." in str(read[0])


@given(versions)
def test_the_same_version_differs_in_nothing(version: dict[str, tuple[str, str]]) -> None:
    assert differences(version, version) == ()


@given(versions, versions)
def test_every_part_that_differs_is_told_once(old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]) -> None:
    told = [change.code for change in differences(old, new)]
    assert sorted(told) == sorted(code for code in old.keys() | new.keys() if old.get(code) != new.get(code))


@given(versions, versions)
def test_what_is_told_as_new_stands_in_the_new_version(
    old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]
) -> None:
    for change in differences(old, new):
        assert set(change.new) <= set(paragraphs(new[change.code][1]) if change.code in new else ())
        assert set(change.gone) <= set(paragraphs(old[change.code][1]) if change.code in old else ())


def test_lines_with_a_dash_are_a_list() -> None:
    assert blocks("A\nb\n\n- one\n- two") == (("text", ("A b",)), ("list", ("one", "two")))


def test_the_handbook_of_the_how_to_can_be_read() -> None:
    page = (Path(__file__).resolve().parents[5] / PAGE).read_text()
    text = "\n".join(block.partition("```")[0] for block in page.split("```toml\n")[1:])
    read = load_handbook(text, "how-to.toml")
    assert isinstance(read, Handbook), [str(each) for each in read]

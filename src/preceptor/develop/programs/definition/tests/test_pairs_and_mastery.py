"""What the language refuses of starts of pairs and levels of mastery."""

from pathlib import Path

from preceptor.develop.programs.definition import load_definition

FOLDER = Path(__file__).resolve().parents[6] / "programs"


def test_the_start_of_a_pair_counts_only_where_a_duty_is_owed_for_each_partner() -> None:
    text = (FOLDER / "mentor-certification.toml").read_text(encoding="utf-8")
    wrong = text.replace('for_each = "protege"\n', "", 1)
    found = load_definition(wrong, "wrong.toml")
    assert isinstance(found, list)
    assert "counts from the start of a pair" in str(found[0])


def test_a_level_of_mastery_that_no_criterion_has_is_a_fault() -> None:
    text = (FOLDER / "mentor-certification.toml").read_text(encoding="utf-8")
    found = load_definition(text.replace('mastered_from = "adds"', 'mastered_from = "add"'), "wrong.toml")
    assert isinstance(found, list)
    assert "There is no level called 'add'" in str(found[0])

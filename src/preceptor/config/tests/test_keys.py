"""Keys of the installation: given, in a file, or made once for the owner alone."""

import base64
from pathlib import Path

import pytest

from preceptor.config.keys import sealing_keys

ONE, TWO = (base64.b64encode(letter * 32).decode() for letter in (b"1", b"2"))


def test_the_first_key_is_the_newest() -> None:
    assert sealing_keys(f"{ONE},{TWO}", "", Path()) == (b"1" * 32, b"2" * 32)


def test_a_file_holds_one_key_a_line(tmp_path: Path) -> None:
    file = tmp_path / "sealing"
    file.write_text(f"{TWO}\n{ONE}\n")
    assert sealing_keys("", str(file), tmp_path) == (b"2" * 32, b"1" * 32)


def test_a_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    assert sealing_keys("", "", tmp_path) == sealing_keys("", "", tmp_path)
    assert (tmp_path / "keys" / "sealing").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("given", ["short", base64.b64encode(b"k" * 16).decode(), f"{ONE},?"])
def test_what_is_no_key_stops_the_start_with_the_remedy(given: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="openssl rand -base64 32"):
        sealing_keys(given, "", tmp_path)


def test_a_named_file_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sealing_keys("", str(tmp_path / "nowhere"), tmp_path)

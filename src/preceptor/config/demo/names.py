"""Words from which the people and schools of the demonstration are called; combined by chance, nobody is meant."""

import tomllib
from pathlib import Path

_LISTS = {
    name: tuple(words.split())
    for name, words in tomllib.loads(Path(__file__).with_name("names.toml").read_text()).items()
}
GIVEN = _LISTS["given"]
FAMILY = _LISTS["family"]
FIRST_WORDS = _LISTS["first_words"]
SECOND_WORDS = _LISTS["second_words"]
COMMUNITY_WORDS = _LISTS["community_words"]
STREETS = _LISTS["streets"]

"""Sentences keep their template and facts, and can be said again."""

import json

from preceptor.languages.worded import Worded, kept, said, worded

SPANISH = {"{what} is missing.": "Falta {what}.", "the code": "el código"}


def test_a_sentence_is_plain_text_to_whoever_reads_it():
    assert worded("{what} is missing.", what=3) == "3 is missing."


def test_what_was_kept_as_json_is_said_in_another_language_with_its_parts():
    data = json.loads(json.dumps(kept(worded("{what} is missing.", what=worded("the code")))))
    assert said(data, lambda text: SPANISH.get(text, text)) == "Falta el código."


def test_titles_among_the_facts_are_translated_by_their_own_words():
    data = kept(worded("{what} is missing.", what="Pupils"))
    assert said(data, str, {"Pupils": "Alumnos"}) == "Alumnos is missing."


def test_braces_without_facts_stay():
    assert said(kept(worded("Write { ... }.")), str) == "Write { ... }."
    assert kept("plain") == "plain"


def test_it_can_be_compared_and_sorted_as_text():
    assert sorted([worded("b"), worded("a")]) == ["a", "b"]
    assert isinstance(worded("a"), Worded)

"""Every text of the product has its Spanish, and the Spanish names the same values."""

import pytest

from preceptor.foundation.look import catalogue


@pytest.fixture(scope="module")
def merged():
    """The catalogue of all parts."""
    return catalogue.catalogue_of()


def test_every_text_has_spanish(merged):
    missing = catalogue.untranslated(catalogue.texts(), merged[0])
    assert [f"{text.place}: {text.text}" for text in missing] == []


def test_no_two_parts_translate_a_text_differently(merged):
    assert merged[1] == []


def test_the_spanish_names_the_same_values_as_the_english(merged):
    assert catalogue.wrong_holes(merged[0]) == []

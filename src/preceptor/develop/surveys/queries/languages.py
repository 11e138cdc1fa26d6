"""Texts in two languages: the reader's where it was written, English elsewhere."""

from collections.abc import Sequence

from django.utils.translation import get_language


def said(english: str, spanish: str) -> str:
    """The text in the reader's language."""
    return spanish if spanish and (get_language() or "en").startswith("es") else english


def choice_words(pair: Sequence[str]) -> str:
    """A choice, kept as [English, Spanish], in the reader's language."""
    return said(str(pair[0]), str(pair[1]) if len(pair) > 1 else "")

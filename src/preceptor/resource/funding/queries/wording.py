"""Kept sentences of a scenario, said in the language of the reader."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.languages.worded import said


def titles_of(result: Mapping[str, Any]) -> Mapping[str, str]:
    """The formula's own words in the reader's language; none for English."""
    language = (get_language() or "en").split("-")[0]
    return dict(result.get("translations", {}).get(language, {}))


def told(texts: Iterable[Any], result: Mapping[str, Any]) -> tuple[str, ...]:
    """Every sentence in the language of the reader; what was kept as text stays as it is."""
    titles = titles_of(result)
    return tuple(said(text, _, titles) for text in texts)

"""Kept sentences of a scenario, said in the language of the reader."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.languages.worded import said


def titles_of(result: Mapping[str, Any]) -> Mapping[str, str]:
    """The formula's own words in the reader's language; none for English."""
    language = (get_language() or "en").split("-")[0]
    return dict(result.get("translations", {}).get(language, {}))


def in_words(result: Mapping[str, Any]) -> Mapping[str, Any]:
    """A result with the formula's own words in the reader's language; numbers and kept sentences as they are."""
    titles = titles_of(result)
    if not titles:
        return result

    def say(text: str) -> str:
        return titles.get(text, text)

    return {
        **result,
        "title": say(result.get("title", "")),
        "label": say(result.get("label", "")),
        "assumptions": [say(each) for each in result.get("assumptions", ())],
        "pools": [
            {**each, "title": say(each["title"]), "reserved": [[say(title), much] for title, much in each["reserved"]]}
            for each in result.get("pools", ())
        ],
        "grants": {
            key: {**each, "title": say(each["title"]), "purpose": say(each["purpose"])}
            for key, each in result.get("grants", {}).items()
        },
        "group_titles": {key: say(title) for key, title in result.get("group_titles", {}).items()},
        "staffing": {key: _rule(each, say) for key, each in result.get("staffing", {}).items()},
    }


def _rule(rule: Mapping[str, Any], say: Callable[[str], str]) -> dict[str, Any]:
    """A staffing rule with its words said."""
    norms = [[say(title), base] for title, base in rule["norms"]]
    years = [[say(title), *fewer] for title, *fewer in rule["years"]]
    return {**rule, "title": say(rule["title"]), "norms": norms, "years": years}


def in_order(result: Mapping[str, Any]) -> Callable[[str], tuple[int, str]]:
    """A key that sorts tiers from the greatest need to the least, and other words by themselves."""
    places = {name: at for at, name in enumerate(result.get("tiers", ()))}
    return lambda name: (places.get(name, len(places)), name)


def told(texts: Iterable[Any], result: Mapping[str, Any]) -> tuple[str, ...]:
    """Every sentence in the language of the reader; what was kept as text stays as it is."""
    titles = titles_of(result)
    return tuple(said(text, _, titles) for text in texts)

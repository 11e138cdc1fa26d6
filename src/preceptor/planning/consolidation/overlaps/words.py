"""Texts made comparable: acronyms spelled out, habitual phrases taken out, words cut to their stems.

Nothing here knows a language's boilerplate by heart. A phrase is habitual when many *different* sentences use it:
counted by the different words that stand before it and after it, so that twenty verbatim copies of one sentence
make no phrase habitual, and "at the beginning of each school year" becomes so wherever offices write it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

Phrase = tuple[str, ...]

WORD = re.compile(r"[^\W_](?:[^\W_]|[/'’-](?=[^\W_]))*")
LETTERS = re.compile(r"[^\W\d_]+")
ACRONYM = re.compile(r"((?:[^\W\d_]+[\s-]+){2,8})\(([A-Z]{3,8})s?\)")
SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "a"})
STOP = ENGLISH_STOP_WORDS - {"fire", "bill", "system", "interest", "amount", "detail", "mill", "mine", "computer"}
"""Words that carry no meaning; the library's list also holds some that offices mean, as in "fire drill"."""

LONGEST = 7
"""Words of the longest habitual phrase looked for."""

ENDINGS = (
    "ications", "ication", "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity",
    "ies", "ied", "ions", "ion", "ers", "ed", "es", "s", "y", "e",
)  # fmt: skip


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Find acronyms explained in brackets, such as "student success plan (SSP)", by their initials."""
    found: dict[str, str] = {}
    for text in texts:
        for match in ACRONYM.finditer(text):
            words = LETTERS.findall(match[1])
            for first in range(len(words)):
                if words[first].lower() not in SMALL and _initials(words[first:]) == match[2]:
                    found.setdefault(match[2], " ".join(words[first:]))
                    break
    return found


def _initials(words: Sequence[str]) -> str:
    """Give the initials of words as an acronym writes them: without the small words."""
    return "".join(word[0].upper() for word in words if word.lower() not in SMALL)


def spelled_out(texts: Sequence[str]) -> list[str]:
    """Write every acronym that some text explains in full in all of them."""
    known = acronyms(texts)
    if not known:
        return list(texts)
    either = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    explained = re.compile(rf"\((?:{either})s?\)")
    used = re.compile(rf"\b({either})s?\b")
    return [used.sub(lambda match: known[match[1]], explained.sub(" ", text)) for text in texts]


def habitual(texts: Iterable[str], neighbours: int) -> frozenset[Phrase]:
    """Find phrases of two to seven words with at least so many different words before and after them."""
    before: dict[Phrase, set[str]] = defaultdict(set)
    after: dict[Phrase, set[str]] = defaultdict(set)
    for text in set(texts):
        words = ["", *tokens(text), ""]
        for size in range(2, LONGEST + 1):
            for at in range(1, len(words) - size):
                phrase = tuple(words[at : at + size])
                before[phrase].add(words[at - 1])
                after[phrase].add(words[at + size])
    common = (phrase for phrase, seen in before.items() if min(len(seen), len(after[phrase])) >= neighbours)
    return frozenset(phrase for phrase in common if not STOP.issuperset(phrase))


def enough_neighbours(items: int) -> int:
    """Give the different neighbours that make a phrase habitual: 3% of the items, and at least 4."""
    return max(4, round(items * 0.03))


def without(text: str, phrases: frozenset[Phrase]) -> list[str]:
    """Give the words of a text that stand in no habitual phrase; all of them if nothing would be left."""
    words = tokens(text)
    kept = [True] * len(words)
    for size in range(2, LONGEST + 1):
        for at in range(len(words) - size + 1):
            if tuple(words[at : at + size]) in phrases:
                kept[at : at + size] = [False] * size
    left = [word for word, keep in zip(words, kept, strict=True) if keep]
    return left or words


def tokens(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return WORD.findall(text.lower())


def stem(word: str) -> str:
    """Cut a word's commonest endings, leaving four letters or more."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(words: Iterable[str]) -> list[str]:
    """Give the stems of the words that carry meaning."""
    parts = (part for word in words for part in LETTERS.findall(word))
    return [stem(part) for part in parts if part not in STOP and len(part) > 1]

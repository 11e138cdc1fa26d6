"""Sentences of a definition that still name a figure, a day or a year which was changed beside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .edits import Editable, editable
from .phrases import Translate, months, same, say_figure, say_local, say_measure, say_money, say_size
from .program import Definition

# A figure below this may also be a word, and stands in many a sentence that has nothing to do with it.
_SMALL = 13
_AROUND = 40
_WORDS = (
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ("cero", "una?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
)
# What a small figure is counted in, so that it is found in other entries too.
_UNITS = {
    "max_pages": "pages?|páginas?",
    "max_words": "words?|palabras?",
    "max_chars": "characters?|caracteres",
    "years": "years?|años?",
    "valid_years": "years?|años?",
    "within_days": "days?|días?",
    "agreed_after_days": "days?|días?",
    "minutes": "minutes?|minutos?",
    "reviewers_per_application": "reviewers?|revisor(?:es)?",
    "hours": "hours?|horas?",
    "sessions": "sessions?|sesiones|sesión",
    "people": "people|persons?|personas?",
}
# What the source said, and why something was assumed, stay true whatever this cycle changes.
_HISTORY = re.compile(r"\.source_says$|^assumptions\..*\.why$|^replaces\.")
_INNER = re.compile(r"\.(?:limits|partners|places|size|tiers|shares|spread)(?:\.\d+)?(?=\.|$)|\.\d+(?=\.|$)")


@dataclass(frozen=True)
class _Changed:
    """One value that was changed: where, how its old form is found in sentences, and both forms in words."""

    beside: str
    pattern: re.Pattern[str]
    anywhere: re.Pattern[str] | None
    was: str
    now: str


def leftovers(old: Definition, new: Definition, _: Translate = same) -> list[str]:
    """Every text of the new definition that still names a figure, a day or a year of the old one, one sentence each."""
    before = {each.path: each for each in editable(old, _)}
    after = editable(new, _)
    changed = [found for each in after if (found := _changed(before.get(each.path), each, new, _))]
    years = _gone_years(before.values(), after)
    lines = _left_behind(old, new, _)
    for each in after:
        if each.value is not None and each.kind in {"text", "long_text"} and not _HISTORY.search(each.path):
            lines += _in_text(each, changed, years, _)
    return list(dict.fromkeys(lines))


def _left_behind(old: Definition, new: Definition, _: Translate) -> list[str]:
    """Texts to sign whose English wording is new and whose Spanish is not."""
    lines = []
    for name, text in new.texts.items():
        before = old.texts.get(name)
        if before and text.body_es and text.body != before.body and text.body_es == before.body_es:
            line = _("The English wording of “{title}” is new, the Spanish is not: they must say the same.")
            lines.append(line.format(title=text.title))
    return lines


def _in_text(
    each: Editable, changed: list[_Changed], years: Mapping[str, re.Pattern[str]], _: Translate
) -> Iterator[str]:
    """What one text still names; an old day is not told again as an old year."""
    text, told = " ".join(str(each.value).split()), False
    for change in changed:
        beside = each.path.startswith(change.beside)
        found = change.pattern.search(text) if beside else change.anywhere and change.anywhere.search(text)
        if found:
            told = True
            line = _("{what} still names {was}, which is now {now}: “{quote}”")
            yield line.format(what=_title(each), was=change.was, now=change.now, quote=_quote(text, found))
    for year, pattern in years.items():
        if not told and (found := pattern.search(text)):
            line = _("{what} still names {year}, in which this cycle has no date any more: “{quote}”")
            yield line.format(what=_title(each), year=year, quote=_quote(text, found))
            return


def _title(each: Editable) -> str:
    return each.label[:1].upper() + each.label[1:]


def _quote(text: str, found: re.Match[str]) -> str:
    """The words around what was found."""
    start, end = max(0, found.start() - _AROUND), min(len(text), found.end() + _AROUND)
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _changed(old: Editable | None, new: Editable, definition: Definition, _: Translate) -> _Changed | None:
    """How a changed figure or day is found in sentences; nothing for texts and for what stayed."""
    if old is None or old.value == new.value:
        return None
    if isinstance(old.value, Decimal | int) and isinstance(new.value, Decimal | int):
        return _figure(old, Decimal(old.value), Decimal(new.value), definition, _)
    if isinstance(old.value, dt.date) and isinstance(new.value, dt.date | str):
        now = say_local(new.value, _) if isinstance(new.value, dt.date) else f"“{new.value}”"
        pattern = _day(old.value, _)
        return _Changed(_entry(new.path), pattern, pattern, say_local(old.value, _), now)
    return None


def _figure(old: Editable, before: Decimal, after: Decimal, definition: Definition, _: Translate) -> _Changed:
    """A figure as it is written in sentences: with its thousands marked or not, small ones as words too."""
    forms = {re.escape(say_figure(before)), re.escape(say_figure(before).replace(",", ""))}
    was, now = (_said(value, old.path, definition, _) for value in (before, after))
    if old.path.endswith("max_bytes"):
        forms = {re.escape(was)}
    small = before < _SMALL and before == int(before)
    if small:
        forms |= {words[int(before)] for words in _WORDS}
    figure = rf"(?<![\w.,-])(?:{'|'.join(sorted(forms))})(?![\w%]|[.,]\d)"
    unit = _UNITS.get(_measured(old.path, definition))
    anywhere = figure if not small else rf"{figure}[ -](?:{unit})\b" if unit else None
    compiled = re.compile(figure, re.IGNORECASE)
    return _Changed(_entry(old.path), compiled, re.compile(anywhere, re.IGNORECASE) if anywhere else None, was, now)


def _said(value: Decimal, path: str, definition: Definition, _: Translate) -> str:
    """A figure as people say it: as money, as a size, in the measure of its duty, or plain."""
    steps = path.split(".")
    if steps[-1] == "max_bytes":
        return say_size(int(value))
    if steps[0] == "duties" and steps[1] in definition.duties:
        return say_measure(value, definition.duties[steps[1]].measure, _)
    payment = definition.pay.get(steps[1]) if steps[0] == "pay" else None
    return say_money(value, payment.currency) if payment and payment.unit == "money" else say_figure(value)


def _measured(path: str, definition: Definition) -> str:
    """What a figure is counted in: the duty's measure for its limits, else the name of the field."""
    steps = path.split(".")
    if steps[0] == "duties" and steps[1] in definition.duties:
        return definition.duties[steps[1]].measure
    return steps[-1]


def _entry(path: str) -> str:
    """The entry that a value belongs to, as the beginning of its texts' paths."""
    return _INNER.sub("", path.rpartition(".")[0]) + "."


def _day(day: dt.date, _: Translate) -> re.Pattern[str]:
    """A day as sentences write it: December 8, 8 December, 8 de diciembre; another year behind it is another day."""
    named = "|".join(re.escape(name) for name in {months(same)[day.month - 1], months(_)[day.month - 1]})
    year = rf"(?!\d|(?:,| de)? (?!{day.year})\d{{4}})"
    return re.compile(rf"\b(?:(?:{named}) {day.day}{year}|(?<!\d){day.day}(?: de)? (?:{named}){year})", re.IGNORECASE)


def _gone_years(before: Iterable[Editable], after: Iterable[Editable]) -> dict[str, re.Pattern[str]]:
    """Years in which the old definition has dates and the new one has none."""
    old, new = _years(before), _years(after)
    return {str(year): re.compile(rf"(?<!\d){year}(?!\d)") for year in sorted(old - new)}


def _years(values: Iterable[Editable]) -> set[int]:
    found: set[int] = set()
    for each in values:
        if isinstance(each.value, dt.date) and each.path.startswith("timeline."):
            found.add(each.value.year)
    return found

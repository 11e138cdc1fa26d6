"""What has changed between two definitions, in plain language."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from preceptor.languages.parts import Part

from .duties import Duty
from .labels import entry_label, field_label
from .parts import OpenFigure
from .phrases import Translate, same, say_figure, say_local, say_measure, say_money, say_time, say_when
from .program import Definition
from .rewards import Payment, Tier
from .timeline import DateEntry

_LONG = 80


def difference(old: Definition, new: Definition, _: Translate = same) -> list[str]:
    """Every difference between two definitions, one sentence each, in the order of the language."""
    return [sentence[:1].upper() + sentence[1:] for sentence in _Telling(old, new, _).parts(old, new, "")]


class _Telling:
    """One comparison: the two definitions and the language that it is told in."""

    def __init__(self, old: Definition, new: Definition, translate: Translate) -> None:
        """Keep the titles of both, so that dates are called by them."""
        self.translate = translate
        self.titles = {name: entry.title for source in (old, new) for name, entry in source.timeline.items()}

    def parts(self, old: Part, new: Part, where: str) -> Iterator[str]:
        """The differences between two parts of the same kind."""
        for name in type(old).model_fields:
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                yield from self.values(name, before, after, where, new)

    def values(self, name: str, before: Any, after: Any, where: str, holder: Part) -> Iterator[str]:
        """The differences in one field."""
        if isinstance(before, dict):
            yield from self.tables(name, before, after, where)
        elif isinstance(before, tuple):
            yield from self.lists(name, before, after, where, holder)
        elif isinstance(before, Part) and isinstance(after, Part):
            yield from self.parts(before, after, self.below(where, name))
        else:
            yield self.change(name, before, after, where, holder)

    def tables(self, name: str, before: dict[str, Any], after: dict[str, Any], where: str) -> Iterator[str]:
        """Entries that came, went or changed."""
        _ = self.translate
        for key in [*before, *(key for key in after if key not in before)]:
            entry = self.below(where, entry_label(name, key, after.get(key, before.get(key)), _))
            if key not in after:
                yield _("{what}: no longer there.").format(what=entry)
            elif key not in before:
                yield _("{what}: new.").format(what=entry)
            elif isinstance(before[key], Part):
                yield from self.parts(before[key], after[key], entry)
            elif before[key] != after[key]:
                yield self.reworded(entry, str(before[key]), str(after[key]))

    def lists(self, name: str, before: Any, after: Any, where: str, holder: Part) -> Iterator[str]:
        """Lists of the same length are compared place by place, others as a whole."""
        if len(before) == len(after) and before and isinstance(before[0], Part):
            for one, other in zip(before, after, strict=True):
                tier = f"{other.partners} partners" if isinstance(other, Tier) else ""
                yield from self.nested(one, other, self.below(where, tier), holder)
        else:
            yield self.change(name, before, after, where, holder)

    def nested(self, one: Part, other: Part, where: str, holder: Part) -> Iterator[str]:
        """Elements of a list speak with their holder's currency."""
        for name in type(one).model_fields:
            before, after = getattr(one, name), getattr(other, name)
            if before != after:
                yield self.change(name, before, after, where, holder)

    def change(self, name: str, before: Any, after: Any, where: str, holder: Part) -> str:
        """One value that moved, rose, fell, came, went or was put differently."""
        _ = self.translate
        if isinstance(holder, DateEntry) and name == "when":
            return self.moves(where, self.said(before, name, holder), self.said(after, name, holder))
        what = self.below(where, field_label(type(holder), name, _))
        if _is_prose(before, name) and _is_prose(after, name):
            return self.reworded(what, *self.words(before, after, holder))
        said_before, said_after = self.said(before, name, holder), self.said(after, name, holder)
        if before is None or before == ():
            return _("{what} is now {after}; before there was none.").format(what=what, after=said_after)
        if after is None or after == ():
            return _("{what} is no longer set; it was {before}.").format(what=what, before=said_before)
        if _is_number(before) and _is_number(after):
            rises = _("{what} rises from {before} to {after}.")
            sinks = _("{what} falls from {before} to {after}.")
            return (rises if after > before else sinks).format(what=what, before=said_before, after=said_after)
        return _("{what} changes from {before} to {after}.").format(what=what, before=said_before, after=said_after)

    def words(self, before: str, after: str, holder: Part) -> tuple[str, str]:
        """Two texts, or the sentences of two readings."""
        if isinstance(holder, OpenFigure) and before in holder.readings and after in holder.readings:
            return holder.readings[before].says, holder.readings[after].says
        return before, after

    def reworded(self, what: str, before: str, after: str) -> str:
        """A text that is put differently, quoted from just before the place where it differs."""
        _, (one, other) = self.translate, _around_the_change(before, after)
        return _("{what} changes from {before} to {after}.").format(what=what, before=f"“{one}”", after=f"“{other}”")

    def moves(self, what: str, before: str, after: str) -> str:
        """A date that moves."""
        _ = self.translate
        return _("{what} moves from {before} to {after}.").format(what=what, before=before, after=after)

    def below(self, where: str, name: str) -> str:
        """A step deeper, for the reader."""
        return f"{where}: {name.replace('_', ' ')}" if where and name else where or name.replace("_", " ")

    def said(self, value: Any, name: str, holder: Part | None) -> str:
        """A value as people say it."""
        _ = self.translate
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Decimal) and isinstance(holder, Payment) and holder.unit == "money":
            return say_money(value, holder.currency)
        if isinstance(value, (Decimal, int)):
            limit = isinstance(holder, Duty) and name in {"at_least", "at_most"}
            return say_measure(value, holder.measure, _) if limit and isinstance(holder, Duty) else say_figure(value)
        if isinstance(value, tuple):
            return ", ".join(self.said(each, name, holder) for each in value)
        return self.said_word(value, name)

    def said_word(self, value: Any, name: str) -> str:
        """A date, a time, a text or a part."""
        if isinstance(value, dt.time):
            return say_time(value, self.translate)
        if name == "when" and isinstance(value, (str, dt.date)):
            return say_when(value, self.titles, self.translate)
        if isinstance(value, dt.date):
            return say_local(value, self.translate)
        if isinstance(value, Part):
            given = value.model_dump(exclude_defaults=True)
            return ", ".join(f"{field_label(type(value), k, self.translate)} {v}" for k, v in given.items())
        return f"“{_cut(str(value), 0)}”"


def _around_the_change(before: str, after: str) -> tuple[str, str]:
    """The part of two texts where they begin to differ."""
    one, other = " ".join(before.split()), " ".join(after.split())
    if max(len(one), len(other)) <= _LONG:
        return one, other
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    start = max(0, alike - _LONG // 4)
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    """A piece of a long text."""
    piece = text[start : start + _LONG].strip()
    return f"{'…' if start else ''}{piece}{'…' if start + _LONG < len(text) else ''}"


def _is_prose(value: Any, name: str) -> bool:
    """Whether a value is a text and not a date in words."""
    return isinstance(value, str) and name != "when"


def _is_number(value: Any) -> bool:
    """Whether a value can rise and fall."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)

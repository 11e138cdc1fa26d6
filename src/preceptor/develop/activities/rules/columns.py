"""Activities as columns of numbers, so that a whole program is judged at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from preceptor.develop.activities.rules.periods import Calendar, Ints, local_days
from preceptor.develop.activities.rules.presence import Bools
from preceptor.develop.activities.rules.values import Entry, Owing, Role

SUNDAY_BEFORE = 6


@dataclass(frozen=True)
class Columns:
    """Entries that count, column by column; text columns are codes with their words beside them."""

    entries: tuple[Entry, ...]
    moments: Ints
    days: Ints
    minutes: Ints
    kinds: Ints
    modes: Ints
    mastered: Bools
    kind_words: tuple[str, ...]
    mode_words: tuple[str, ...]

    def of_kind(self, words: Iterable[str]) -> Bools:
        """Which entries are of these kinds."""
        return _is_one_of(self.kinds, self.kind_words, words)

    def in_mode(self, words: Iterable[str]) -> Bools:
        """Which entries took place in these modes."""
        return _is_one_of(self.modes, self.mode_words, words)


@dataclass(frozen=True)
class Links:
    """Which entries bear on whom: row of the one who owes, index of the entry; one entry may bear on several."""

    rows: Ints
    entries: Ints

    def kept(self, mask: Bools) -> "Links":
        """The links for which the mask holds."""
        return Links(self.rows[mask], self.entries[mask])


def columns(calendar: Calendar, entries: Iterable[Entry]) -> Columns:
    """The entries that count, in order of their moments."""
    kept = tuple(sorted((each for each in entries if each.counts), key=lambda each: (each.starts, each.id)))
    size = len(kept)
    moments = np.fromiter((each.starts.timestamp() for each in kept), dtype=np.float64, count=size).astype(np.int64)
    kinds, kind_words = _coded([each.kind for each in kept])
    modes, mode_words = _coded([each.mode for each in kept])
    return Columns(
        kept,
        moments,
        local_days(calendar, moments),
        np.fromiter((each.minutes for each in kept), dtype=np.int64, count=size),
        kinds,
        modes,
        np.fromiter((each.mastered for each in kept), dtype=np.bool_, count=size),
        kind_words,
        mode_words,
    )


def links(entries: Sequence[Entry], owing: Sequence[Owing], roles: tuple[Role, Role | None]) -> Links:
    """Every entry in which somebody took part in the role, together with the partner when it is owed for each."""
    row_of = {(each.person_id, each.partner_id): row for row, each in enumerate(owing)}
    who, for_each = roles
    rows: list[int] = []
    found: list[int] = []
    for index, entry in enumerate(entries):
        partners = [None] if for_each is None else [number for role, number in entry.parties if role == for_each]
        for role, person_id in entry.parties:
            if role != who:
                continue
            for partner_id in partners:
                row = row_of.get((person_id, partner_id))
                if row is not None:
                    rows.append(row)
                    found.append(index)
    return Links(np.array(rows, dtype=np.int64), np.array(found, dtype=np.int64))


def different(cells: Ints, keys: Ints, size: int) -> Ints:
    """How many different keys each cell has."""
    if not len(cells):
        return np.zeros(size, dtype=np.int64)
    width = int(keys.max()) + 1
    once = np.unique(cells * width + keys)
    return np.bincount(once // width, minlength=size).astype(np.int64)


def keys_of(table: Columns, linked: Links, owing: Sequence[Owing], over: str) -> tuple[Ints, Ints]:
    """Positions among the links and what each of them is told apart by: day, week, month, person, school, topic."""
    every = np.arange(len(linked.entries), dtype=np.int64)
    if over in {"days", "weeks", "months"}:
        return every, _calendar_keys(table.days[linked.entries], over)
    positions: list[int] = []
    words: list[object] = []
    for position, (row, index) in enumerate(zip(linked.rows, linked.entries, strict=True)):
        for word in _words(table.entries[index], over, owing[row].person_id):
            positions.append(position)
            words.append(word)
    return np.array(positions, dtype=np.int64), _coded(words)[0]


def _calendar_keys(days: Ints, over: str) -> Ints:
    if over == "days":
        return days
    if over == "weeks":
        return (days + SUNDAY_BEFORE) // 7
    found, back = np.unique(days, return_inverse=True)
    months = [date.fromordinal(int(day)) for day in found]
    return np.array([day.year * 12 + day.month for day in months], dtype=np.int64)[back]


def _words(entry: Entry, over: str, person_id: int) -> Sequence[object]:
    """What one entry has of a kind of key; an entry without a session or task of its own is one by itself."""
    if over == "people":
        return [other for _, other in entry.parties if other != person_id] or ([entry.key] if entry.key else [])
    if over == "schools":
        return (entry.school,) if entry.school else ()
    if over == "topics":
        return entry.topics
    return (entry.key or f"entry {entry.id}",)


def _coded(words: Sequence[object]) -> tuple[Ints, tuple[str, ...]]:
    codes: dict[object, int] = {}
    numbers = [codes.setdefault(word, len(codes)) for word in words]
    return np.array(numbers, dtype=np.int64), tuple(map(str, codes))


def _is_one_of(codes: Ints, words: tuple[str, ...], wanted: Iterable[str]) -> Bools:
    asked = set(wanted)
    return np.array([word in asked for word in words] or [False], dtype=np.bool_)[codes]

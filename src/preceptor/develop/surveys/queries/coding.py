"""Passages to read and code, and how far readers agree."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page as Part
from django.core.paginator import Paginator

from preceptor.develop.surveys.models import Coding, Passage, Reading, Theme
from preceptor.develop.surveys.queries.languages import said
from preceptor.develop.surveys.queries.scope import own_round
from preceptor.develop.surveys.rules.agreement import kappa
from preceptor.foundation.audit.public import Actor

AT_ONCE = 10


@dataclass(frozen=True)
class PassageLine:
    """A passage with its source and the reader's own coding; how many others have read it."""

    id: str
    text: str
    source: str
    themes: tuple[tuple[int, str, bool], ...]
    read: bool
    readers: int


@dataclass(frozen=True)
class Agreed:
    """How far the first two readers agree on a theme; no figure where nothing can be said."""

    theme: str
    kappa: float | None
    both: int


@dataclass(frozen=True)
class PassageListPage:
    """A part of the passages of a round."""

    round_id: int
    round: str
    lines: tuple[PassageLine, ...]
    pager: Part[Passage]
    total: int
    unread: int
    show: str
    themes: tuple[tuple[int, str, int], ...]
    theme_id: int
    agreement: tuple[Agreed, ...]


def passage_list_page(
    *, round_id: int, by: Actor, now: datetime, show: str = "", theme_id: int = 0, number: str = "1"
) -> PassageListPage:
    """Passages for a reader: all, those not read by them yet (`show=unread`), or those of one theme."""
    row = own_round(round_id, by, now)
    whole = Passage.objects.filter(round=row)
    unread = whole.exclude(readings__coder_id=by.id)
    rows = unread if show == "unread" else whole
    rows = rows.filter(codings__theme_id=theme_id).distinct() if theme_id else rows
    part = Paginator(rows.select_related("question", "group").order_by("pk"), AT_ONCE).get_page(number)
    codings = list(Coding.objects.filter(theme__round=row).values_list("passage_id", "theme_id", "coder_id"))
    readings = list(Reading.objects.filter(passage__round=row).values_list("passage_id", "coder_id"))
    themes = list(Theme.objects.filter(round=row).order_by("name").values_list("pk", "name"))
    found = {theme: len({each[0] for each in codings if each[1] == theme}) for theme, _name in themes}
    mine = {(each[0], each[1]) for each in codings if each[2] == by.id}
    readers: dict[UUID, set[int]] = defaultdict(set)
    for passage_id, coder_id in readings:
        readers[passage_id].add(coder_id)
    return PassageListPage(
        round_id,
        said(row.title, row.title_es),
        tuple(_line(each, themes, mine, readers[each.pk], by) for each in part),
        part,
        whole.count(),
        unread.count() if show != "unread" else part.paginator.count,
        show,
        tuple((theme, name, found[theme]) for theme, name in themes),
        theme_id,
        _agreement(themes, codings, readings),
    )


def _line(
    row: Passage, themes: list[tuple[int, str]], mine: set[tuple[UUID, int]], readers: set[int], by: Actor
) -> PassageLine:
    source = said(row.question.text, row.question.text_es) if row.question else row.group.title if row.group else ""
    marks = tuple((theme, name, (row.pk, theme) in mine) for theme, name in themes)
    return PassageLine(str(row.pk), row.text, source, marks, by.id in readers, len(readers - {by.id or 0}))


def _agreement(
    themes: list[tuple[int, str]], codings: list[tuple[UUID, int, int]], readings: list[tuple[UUID, int]]
) -> tuple[Agreed, ...]:
    """Agreement of the two who have read most, over what both have read."""
    read: dict[int, set[str]] = defaultdict(set)
    for passage_id, coder_id in readings:
        read[coder_id].add(str(passage_id))
    first, *others = sorted(read, key=lambda coder: (-len(read[coder]), coder)) or [0]
    if not others:
        return ()
    second = others[0]
    both = read[first] & read[second]
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for passage_id, theme, coder in codings:
        found[coder, theme].add(str(passage_id))
    return tuple(
        Agreed(name, kappa(both, found[first, theme], found[second, theme]), len(both)) for theme, name in themes
    )

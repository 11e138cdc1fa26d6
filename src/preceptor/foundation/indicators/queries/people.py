"""A frozen figure with the records behind it, as far as the reader's rights go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, record_view
from preceptor.foundation.district.public import people, units
from preceptor.foundation.documents.public import StoredFile, stored_files
from preceptor.foundation.indicators.models import FrozenFigure
from preceptor.foundation.indicators.queries.definitions import read_definition, said
from preceptor.foundation.indicators.queries.one import difference_words
from preceptor.foundation.indicators.queries.published import Published, category_name, dimension_title, published
from preceptor.foundation.indicators.queries.rights import PEOPLE, may_freeze, require_see
from preceptor.foundation.look.public import Refusal

ON_A_PAGE = 50


class UnknownFigure(Refusal):
    """No frozen figure has this number."""

    status = 404


@dataclass(frozen=True)
class RecordLine:
    """One record behind a figure."""

    name: str
    url: str
    place: str
    counts: bool


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen to see: who counts or not, and one category of a breakdown."""

    counts: str = ""
    dimension: str = ""
    key: str = ""
    page: int = 1


@dataclass(frozen=True)
class FigurePage:
    """A frozen figure: what is published, how it came about, and the records that the reader may open."""

    figure: Published
    title: str
    reason: str
    by: str
    difference: str
    people_counted: bool
    files: tuple[StoredFile, ...]
    may_open: bool
    everywhere: bool
    chosen: str
    choice: Choice
    found: int
    lines: tuple[RecordLine, ...]
    pager: Any
    text: str
    moved: bool
    may_freeze: bool


def figure_page(*, figure_id: int, choice: Choice, by: Actor, now: datetime) -> FigurePage:
    """A frozen figure; looking at people is written down."""
    row = FrozenFigure.objects.filter(pk=figure_id).select_related("indicator", "version", "frozen_by").first()
    if row is None:
        raise UnknownFigure(
            "figure-unknown",
            _("There is no frozen figure with this number."),
            remedy=_("Choose one from the indicator's page."),
        )
    require_see(row.indicator, by, now)
    definition = read_definition(row.version.text)
    everywhere = may(by, PEOPLE, now=now)
    open_units = _open_units(row, everywhere, by, now)
    lines, found, pager = _records(row, choice, open_units, everywhere)
    if lines:
        facts = {"figure": row.pk, "records": len(lines)}
        record_view(by=by, action="indicators.people", about=f"indicators.figure:{row.pk}", facts=facts, now=now)
    return FigurePage(
        figure=published(row, definition.code, share=definition.is_share, version=row.version.number),
        title=said(definition.title),
        reason=row.reason,
        by=str(row.frozen_by or ""),
        difference=difference_words(row.difference, row.cells.get("threshold", 0)),
        people_counted=definition.counts == "people",
        files=tuple(stored_files(f"indicators.figure:{row.pk}")) if row.origin == FrozenFigure.Origin.ENTERED else (),
        may_open=everywhere or bool(open_units),
        everywhere=everywhere,
        chosen=_chosen(choice),
        choice=choice,
        found=found,
        lines=lines,
        pager=pager,
        text=row.version.text,
        moved=bool(row.moved),
        may_freeze=may_freeze(row.indicator, by, now),
    )


def _open_units(row: FrozenFigure, everywhere: bool, by: Actor, now: datetime) -> set[int]:
    """The places of the cohort whose people the reader may see."""
    there = {unit for unit in row.cohort.get("units", ()) if unit}
    if everywhere or not there:
        return there
    return {each.id for each in units(there).values() if may(by, PEOPLE, where=each.path, now=now)}


def _records(
    row: FrozenFigure, choice: Choice, open_units: set[int], everywhere: bool
) -> tuple[tuple[RecordLine, ...], int, Any]:
    """One page of the records that the reader may open."""
    cohort = row.cohort
    wanted = _wanted_atoms(cohort, choice)
    held = [
        (subject, bool(counts), unit)
        for subject, counts, unit, atom in zip(
            *(cohort.get(name, ()) for name in ("subjects", "counts", "units", "atoms")), strict=True
        )
        if (everywhere or unit in open_units)
        and (wanted is None or atom in wanted)
        and choice.counts in ("", "yes" if counts else "no")
    ]
    pager = Paginator(held, ON_A_PAGE).get_page(choice.page)
    schools = read_definition(row.version.text).counts == "schools"
    return tuple(_lines(list(pager), schools)), len(held), pager


def _wanted_atoms(cohort: dict[str, Any], choice: Choice) -> set[int] | None:
    """The combinations that belong to the chosen category; None for everybody."""
    if choice.dimension not in cohort.get("dimensions", ()):
        return None
    at = cohort["dimensions"].index(choice.dimension)
    return {place for place, key in enumerate(cohort["keys"]) if key[at] == choice.key}


def _lines(held: Sequence[tuple[int, bool, int]], schools: bool) -> list[RecordLine]:
    """Names and places of one page of records."""
    places = units({unit for _subject, _counts, unit in held})
    who = {} if schools else people({subject for subject, _counts, _unit in held})
    found = []
    for subject, counts, unit in held:
        place = places[unit].name if unit in places else ""
        if schools:
            url = reverse("district:school-detail", args=[unit])
            found.append(RecordLine(place, url, "", counts))
        elif subject in who:
            url = reverse("district:person-detail", args=[subject])
            found.append(RecordLine(who[subject].name, url, place, counts))
    return found


def _chosen(choice: Choice) -> str:
    """The chosen category in words."""
    if not choice.dimension:
        return ""
    return f"{dimension_title(choice.dimension)}: {category_name(choice.dimension, choice.key)}"

"""The page that tells a principal line by line why the school gets what it gets, and what would change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, require
from preceptor.foundation.district.public import UnitBrief, unit
from preceptor.foundation.look.public import Refusal
from preceptor.resource.funding.models import Publication, SchoolShare
from preceptor.resource.funding.plans.sentences import told
from preceptor.resource.funding.plans.stepping import steps_of, steps_told
from preceptor.resource.funding.queries.published import newest_publication
from preceptor.resource.funding.queries.wording import titles_of

ABOUT_AMOUNTS = {
    "claim",
    "due",
    "floor",
    "ceiling",
    "on_top",
    "private",
    "amount",
    "served",
    "served_first",
    "not_reached",
    "not_meant",
}


class NothingPublished(Refusal):
    """The school has no published allocation."""

    status = 404


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the index with its figures, for the table."""

    title: str
    scaled: Decimal
    weight: Decimal
    points: Decimal


@dataclass(frozen=True)
class GrantPart:
    """One grant: its title, the amount, what it is counted in, its purpose, and the sentences to the last unit."""

    key: str
    title: str
    amount: Decimal
    measure: str
    purpose: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SchoolMoneyPage:
    """Everything that a school is told about its allocation."""

    unit: UnitBrief
    code: str
    year: str
    number: int
    kind: str
    published_at: datetime
    sha256: str
    title: str
    label: str
    tier: str
    rank: int | None
    of: int
    need: Decimal | None
    indicators: tuple[IndicatorRow, ...]
    figures: tuple[str, ...]
    read: tuple[str, ...]
    grants: tuple[GrantPart, ...]
    changes: tuple[str, ...]
    awaited: bool
    """Whether the background has still to work out what would change it."""
    assumptions: tuple[str, ...]


def school_money_page(*, unit_id: int, asked: Mapping[str, str], by: Actor, now: datetime) -> SchoolMoneyPage:
    """The newest published allocation of a school, explained; refuses with 404 where nothing is published.

    `asked` may name a `year`, and with `changes` ask that what the background has not worked out yet, what would change
    the amounts, is worked out for this school at once.
    """
    place = unit(unit_id)
    require(by, "funding.see", where=place.path, now=now)
    publication = newest_publication(asked.get("year", ""))
    share = None if publication is None else publication.scenario.shares.filter(unit_id=unit_id).first()
    if publication is None or share is None:
        raise NothingPublished(
            "nothing-published",
            _("No allocation is published for this school."),
            remedy=_("Once the finance office publishes one, it is told here line by line."),
        )
    if share.worths is None and asked.get("changes"):
        share.worths = steps_of(publication.scenario, share.code)
    return _page(place, publication, share)


def _page(place: UnitBrief, publication: Publication, share: SchoolShare) -> SchoolMoneyPage:
    """Put the page together from what was kept."""
    result = publication.scenario.result
    titles = titles_of(result)
    said = told(share.lines, result)
    need = next((Decimal(line[3]["value"][1]) for line in share.lines if line[0] == "index" and line[3]["value"]), None)
    return SchoolMoneyPage(
        unit=place,
        code=share.code,
        year=publication.year,
        number=publication.number,
        kind=publication.kind,
        published_at=publication.published_at,
        sha256=publication.results_sha256,
        title=titles.get(result["title"], result["title"]),
        label=titles.get(result["label"], result["label"]),
        tier=titles.get(share.tier, share.tier),
        rank=share.rank,
        of=publication.scenario.shares.count(),
        need=need,
        indicators=tuple(_indicator(line, titles) for line in share.lines if line[0] == "indicator"),
        figures=tuple(text for kind, _key, text in said if kind not in ABOUT_AMOUNTS and kind != "column"),
        read=tuple(text for kind, _key, text in said if kind == "column"),
        grants=tuple(_grant(share, key, each, titles, said) for key, each in result["grants"].items()),
        changes=tuple(steps_told(share.worths or (), result, titles)),
        awaited=share.worths is None,
        assumptions=tuple(titles.get(each, each) for each in result["assumptions"]),
    )


def _indicator(line: Sequence[Any], titles: Mapping[str, str]) -> IndicatorRow:
    """One indicator from its kept line."""
    values = line[3]
    return IndicatorRow(
        titles.get(line[2], line[2]), *(Decimal(values[name][1]) for name in ("scaled", "weight", "points"))
    )


def _grant(
    share: SchoolShare,
    key: str,
    each: Mapping[str, Any],
    titles: Mapping[str, str],
    said: Sequence[tuple[str, str, str]],
) -> GrantPart:
    """One grant with its sentences."""
    return GrantPart(
        key=key,
        title=titles.get(each["title"], each["title"]),
        amount=Decimal(share.amounts.get(key) or 0),
        measure=each["measure"],
        purpose=titles.get(each["purpose"], each["purpose"]),
        sentences=tuple(text for kind, name, text in said if kind in ABOUT_AMOUNTS and name == key),
    )

"""Pages of the catalogue: the list, one item with its versions, the requirements."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page as Pager
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import PersonBrief, UnitBrief, people, units
from preceptor.relieve.compliance.models import BurdenFigure, CycleItem, Item, ItemVersion, OverlapPair, Requirement
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.values import in_force, scope_words
from preceptor.relieve.compliance.rules.items import TIMES, in_scope
from preceptor.relieve.compliance.rules.measuring import ENOUGH

ROWS = 40
SHOWS = ("", "unverified", "none", "sunset", "unmapped")


@dataclass(frozen=True)
class ItemLine:
    """One item of the list."""

    id: int
    code: str
    title: str
    owner: str
    basis: str
    basis_word: str
    citation: str
    verified_on: date | None
    signer: str
    frequency: str
    times: int
    minutes: int
    sunset: date | None
    requirements: int
    usual: bool


@dataclass(frozen=True)
class CatalogueListPage:
    """The catalogue by the filters in the address, with its sums for a school of the usual kind."""

    lines: tuple[ItemLine, ...]
    pager: "Pager[ItemLine]"
    offices: tuple[tuple[str, str], ...]
    items: int
    sign_offs: int
    hours: float
    counts: dict[str, int]
    may_manage: bool
    may_request: bool


@dataclass(frozen=True)
class VersionLine:
    """An earlier or the present version."""

    number: int
    made_at: datetime
    made_by: str
    why: str
    minutes: int
    frequency: str
    signer: str


@dataclass(frozen=True)
class Measured:
    """What signing an item took in the last year in which ten people or more were timed."""

    minutes: float
    people: int
    year: str


@dataclass(frozen=True)
class ItemDetailPage:
    """One item: what it asks, why, of whom, and how it came to be so."""

    id: int
    code: str
    owner: UnitBrief
    version: ItemVersion
    requirements: tuple[Requirement, ...]
    versions: tuple[VersionLine, ...]
    like: tuple[tuple[str, int, str], ...]
    ended_on: date | None
    replaced_by: tuple[tuple[int, str], ...]
    cycles: tuple[str, ...]
    times: int
    measured: "Measured | None"
    levels: str
    charters: str
    may_manage: bool
    may_request: bool


@dataclass(frozen=True)
class RequirementLine:
    """A requirement and the items that meet it."""

    requirement: Requirement
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class RequirementListPage:
    """Every requirement with what covers it; those without cover first."""

    lines: tuple[RequirementLine, ...]
    bare: int
    may_manage: bool


def item_lines(*, text: str, office: str, show: str) -> list[ItemLine]:
    """Items in force that fit the filters, by code; three queries."""
    versions = list(in_force().order_by("item__code"))
    owners = units({each.item.owner_id for each in versions})
    through = ItemVersion.requirements.through.objects.filter(itemversion_id__in=[each.pk for each in versions])
    mapped = Counter(through.values_list("itemversion_id", flat=True))
    lines = [_line(each, owners[each.item.owner_id].name, mapped[each.pk]) for each in versions]
    return [each for each in lines if _fits(each, text.lower(), office, show)]


def _line(each: ItemVersion, owner: str, requirements: int) -> ItemLine:
    return ItemLine(
        each.item_id,
        each.item.code,
        each.title,
        owner,
        each.basis,
        each.get_basis_display(),
        each.citation,
        each.verified_on,
        each.get_signer_display(),
        each.get_frequency_display(),
        TIMES[each.frequency],
        each.minutes,
        each.sunset,
        requirements,
        in_scope(each.levels, each.charters, "elementary", "none"),
    )


def _fits(line: ItemLine, text: str, office: str, show: str) -> bool:
    if office and line.owner != office:
        return False
    if text and text not in f"{line.code} {line.title} {line.citation}".lower():
        return False
    return show not in SHOWS or not show or show in _marks(line)


def _marks(line: ItemLine) -> set[str]:
    """What the counts above the list speak of."""
    found = set()
    if line.basis == "none":
        found.add("none")
    elif line.verified_on is None:
        found.add("unverified")
    if line.sunset:
        found.add("sunset")
    if not line.requirements:
        found.add("unmapped")
    return found


def catalogue_list_page(*, text: str, office: str, show: str, page: str, by: Actor, now: datetime) -> CatalogueListPage:
    """The catalogue; whoever works in the district may read what is asked of schools."""
    require(by, "district.read", now=now)
    every = item_lines(text="", office="", show="")
    chosen = [each for each in every if _fits(each, text.lower(), office, show)]
    usual = [each for each in every if each.usual]
    marks = Counter(mark for each in every for mark in _marks(each))
    return CatalogueListPage(
        lines=tuple(chosen),
        pager=Paginator(chosen, ROWS).get_page(page),
        offices=tuple((name, name) for name in sorted({each.owner for each in every})),
        items=len(every),
        sign_offs=sum(each.times for each in usual),
        hours=round(sum(each.times * each.minutes for each in usual) / 60, 1),
        counts={show: marks[show] for show in SHOWS if show},
        may_manage=may(by, "compliance.manage", now=now),
        may_request=may(by, "compliance.request", now=now),
    )


def item_detail_page(*, item_id: int, by: Actor, now: datetime) -> ItemDetailPage:
    """One item with its versions."""
    require(by, "district.read", now=now)
    item = Item.objects.filter(pk=item_id).first()
    if item is None:
        raise missing()
    versions = list(item.versions.order_by("-number"))
    who = people({each.made_by_id for each in versions if each.made_by_id})
    cycles = CycleItem.objects.filter(item=item).order_by("cycle__year").values_list("cycle__year", flat=True)
    levels, charters = scope_words(versions[0].levels, versions[0].charters)
    return ItemDetailPage(
        id=item.pk,
        code=item.code,
        owner=units([item.owner_id])[item.owner_id],
        version=versions[0],
        requirements=tuple(versions[0].requirements.order_by("code")),
        versions=tuple(_version(each, who) for each in versions),
        like=_like(item.pk),
        ended_on=item.ended_on,
        replaced_by=tuple(Item.objects.filter(code__in=item.replaced_by).order_by("code").values_list("pk", "code")),
        cycles=tuple(cycles),
        times=TIMES[versions[0].frequency],
        measured=_measured(item.pk),
        levels=levels,
        charters=charters,
        may_manage=item.ended_on is None and may(by, "compliance.manage", now=now),
        may_request=item.ended_on is None and may(by, "compliance.request", now=now),
    )


def _measured(item_id: int) -> Measured | None:
    """The median of the last year that has one; a median of fewer than ten people is never kept."""
    rows = BurdenFigure.objects.filter(kind=BurdenFigure.Kind.ITEM, key=str(item_id), timed__gte=ENOUGH)
    found = rows.exclude(measured=None).order_by("-cycle__year").values_list("measured", "timed", "cycle__year").first()
    return Measured(round((found[0] or 0) / 60, 1), found[1], found[2]) if found else None


def _version(each: ItemVersion, who: dict[int, PersonBrief]) -> VersionLine:
    by = who[each.made_by_id].name if each.made_by_id in who else _("The system")
    said = (each.minutes, each.get_frequency_display(), each.get_signer_display())
    return VersionLine(each.number, each.made_at, by, each.why, *said)


def _like(item_id: int) -> tuple[tuple[str, int, str], ...]:
    """Items that the last search found like this one: why, number, code."""
    rows = OverlapPair.objects.order_by("-run_id", "rank").select_related("a", "b")
    pairs = [each for each in rows.filter(a_id=item_id)[:3]] + [each for each in rows.filter(b_id=item_id)[:3]]
    last = max((each.run_id for each in pairs), default=0)
    others = [(each, each.b if each.a_id == item_id else each.a) for each in pairs if each.run_id == last]
    return tuple((each.why, other.pk, other.code) for each, other in others)


def requirement_list_page(*, by: Actor, now: datetime) -> RequirementListPage:
    """Every requirement with the items mapped to it."""
    require(by, "district.read", now=now)
    through = ItemVersion.requirements.through.objects.filter(itemversion__in=in_force())
    rows = through.values_list("requirement_id", "itemversion__item_id", "itemversion__item__code")
    met: dict[int, list[tuple[int, str]]] = {}
    for requirement_id, item_id, code in rows:
        met.setdefault(requirement_id, []).append((item_id, code))
    every = Requirement.objects.select_related("owner").order_by("code")
    lines = [RequirementLine(each, tuple(sorted(met.get(each.pk, ()), key=lambda it: it[1]))) for each in every]
    ordered = sorted(lines, key=lambda each: bool(each.items))
    bare = sum(not each.items for each in lines)
    return RequirementListPage(tuple(ordered), bare, may(by, "compliance.manage", now=now))

"""Pages of the systems themselves: the list of groups, and one group's strands at four levels."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from preceptor.develop.frameworks.public import WrittenFramework, WrittenItem, WrittenRubric, write_package
from preceptor.develop.growth.models import Level
from preceptor.develop.growth.queries.texts import language, system_named, systems
from preceptor.develop.growth.rules.systems import LEVELS, Strand, System, lines_said, rank, said
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.foundation.district.public import jobs


@dataclass(frozen=True)
class LevelView:
    """One level of a strand, in the reader's language."""

    rank: int
    title: str
    expects: tuple[str, ...]
    offers: tuple[str, ...]
    programs: tuple["OfferView", ...] = ()


@dataclass(frozen=True)
class OfferView:
    """A program that is offered at a level, and the open cycle that leads there."""

    title: str
    says: str
    cycle_id: int | None


@dataclass(frozen=True)
class StrandView:
    """One strand with its levels."""

    name: str
    title: str
    says: str
    levels: tuple[LevelView, ...]


@dataclass(frozen=True)
class SystemLine:
    """One group in the list."""

    key: str
    group: str
    says: str
    strands: tuple[str, ...]
    jobs: tuple[str, ...]


@dataclass(frozen=True)
class SystemListPage:
    """All groups."""

    systems: tuple[SystemLine, ...]


@dataclass(frozen=True)
class SystemDetailPage:
    """One group's system."""

    key: str
    group: str
    says: str
    agreed_with: str
    number: int
    strands: tuple[StrandView, ...]


def system_list_page() -> SystemListPage:
    """Every growth system in force."""
    titles = {job.code: job.title for job in jobs()}
    return SystemListPage(
        tuple(
            SystemLine(
                system.key,
                said(system.group, system.group_es, language()),
                said(system.says, system.says_es, language()),
                tuple(said(each.title, each.title_es, language()) for each in system.strands.values()),
                tuple(titles.get(job, job) for job in system.jobs),
            )
            for _row, system in systems()
        )
    )


def system_detail_page(*, key: str) -> SystemDetailPage:
    """One group's system, with the programs that are offered at each level."""
    row, system = system_named(key)
    return SystemDetailPage(
        key=key,
        group=said(system.group, system.group_es, language()),
        says=said(system.says, system.says_es, language()),
        agreed_with=said(system.agreement.says, system.agreement.says_es, language()),
        number=row.number,
        strands=strand_views(system, open_cycles()),
    )


def strand_views(system: System, running: list[CycleBrief]) -> tuple[StrandView, ...]:
    """The strands of a system in the reader's language, with what running programs offer at each level."""
    return tuple(
        StrandView(
            name,
            said(strand.title, strand.title_es, language()),
            said(strand.says, strand.says_es, language()),
            tuple(_level(system, name, strand, each, running) for each in LEVELS),
        )
        for name, strand in system.strands.items()
    )


def _level(system: System, name: str, strand: Strand, level: Any, running: list[CycleBrief]) -> LevelView:
    told = strand.levels[level]
    offered = [each for each in system.offers if each.strand == name and level in each.levels]
    by_key = {brief.program_key: brief for brief in reversed(running)}
    return LevelView(
        rank(level),
        str(Level(rank(level)).label),
        lines_said(told.expects, told.expects_es, language()),
        lines_said(told.offers, told.offers_es, language()),
        tuple(_offer(said(each.says, each.says_es, language()), by_key.get(each.program)) for each in offered),
    )


def _offer(says: str, running: CycleBrief | None) -> OfferView:
    """What a program offers; of one that is not running the reader gets a sentence, never its short name."""
    if running is None:
        return OfferView(capfirst(says), _("it is not running at present; once it does, this leads there"), None)
    return OfferView(running.title, says, running.id)


def package_of(*, key: str) -> dict[str, Any]:
    """A system as a CASE 1.1 package with its rubric, in English as CASE wants one language."""
    row, system = system_named(key)
    with translation.override("en"):
        return write_package(written(system, row.number), settings.SITE_URL, row.loaded_at)


def written(system: System, number: int) -> WrittenFramework:
    """A system as a framework of its strands with one rubric: a criterion for each strand, four levels each."""
    titles = tuple(str(Level(rank(level)).label) for level in LEVELS)
    criteria = tuple(
        (strand.title, name, tuple(" ".join(strand.levels[level].expects) for level in LEVELS))
        for name, strand in system.strands.items()
    )
    items = tuple(WrittenItem(name, strand.says, "Strand") for name, strand in system.strands.items())
    title, owner = f"Growth: {system.group}", settings.DISTRICT_NAME
    rubric = WrittenRubric("levels", title, titles, criteria, system.says)
    kinds = {"Strand": "One side of professional growth."}
    return WrittenFramework(
        f"growth.{system.key}", title, owner, items, (rubric,), str(number), description=system.says, kinds=kinds
    )

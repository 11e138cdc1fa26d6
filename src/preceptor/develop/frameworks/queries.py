"""Every read of frameworks: which hold, one with its statements and rubrics, what others point at."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.frameworks.models import Competency, Framework, Rubric, RubricLevel
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.look.public import Refusal

LOAD = "frameworks.load"
Wording = Framework.Wording


class FrameworkUnknown(Refusal):
    """There is no such framework."""

    status = 404


@dataclass(frozen=True)
class FrameworkBrief:
    """One version of a framework as others see it."""

    id: int
    key: str
    number: int
    identifier: str
    title: str
    creator: str
    wording: str
    loaded_at: datetime

    @property
    def certifies(self) -> bool:
        """Whether somebody can be certified by this text: a paraphrase cannot."""
        return self.wording != Wording.PARAPHRASE


@dataclass(frozen=True)
class CompetencyBrief:
    """One statement."""

    id: int
    identifier: str
    code: str
    statement: str
    short: str
    kind: str
    depth: int
    parent_id: int | None


@dataclass(frozen=True)
class LevelBrief:
    """One level of a criterion, the lowest first."""

    id: int
    identifier: str
    title: str
    description: str
    feedback: str
    score: float | None


@dataclass(frozen=True)
class CriterionBrief:
    """One criterion with its levels."""

    id: int
    identifier: str
    title: str
    description: str
    weight: float | None
    competency_id: int | None
    levels: tuple[LevelBrief, ...]


@dataclass(frozen=True)
class RubricBrief:
    """A rubric with its criteria."""

    id: int
    framework_id: int
    identifier: str
    title: str
    description: str
    criteria: tuple[CriterionBrief, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """The titles of the levels, in order, as the criterion with the most of them has them."""
        return max((tuple(each.title for each in row.levels) for row in self.criteria), key=len, default=())


@dataclass(frozen=True)
class FrameworkListPage:
    """Every framework in the version that holds, and whether the reader may load one."""

    lines: tuple[FrameworkBrief, ...]
    may_load: bool


@dataclass(frozen=True)
class FrameworkDetailPage:
    """One framework: its statements and rubrics, its versions, and what may be done with it."""

    framework: FrameworkBrief
    ground: str
    wording_word: str
    statements: tuple[CompetencyBrief, ...]
    rubrics: tuple[RubricBrief, ...]
    versions: tuple[FrameworkBrief, ...]
    may_load: bool

    @property
    def holds(self) -> bool:
        """Whether this version is the one that holds."""
        return holding(self.versions).id == self.framework.id


def holding(versions: Collection[FrameworkBrief]) -> FrameworkBrief:
    """The version that holds: the newest of the owner's texts where there is one, else the newest."""
    return max(versions, key=lambda each: (each.wording == Wording.OWNER, each.number))


def frameworks() -> tuple[FrameworkBrief, ...]:
    """Every framework in the version that holds, by title."""
    named: dict[str, list[FrameworkBrief]] = {}
    for row in _rows():
        named.setdefault(row.key, []).append(_brief(row))
    return tuple(sorted(map(holding, named.values()), key=lambda each: each.title.casefold()))


def framework_of(key: str) -> FrameworkBrief | None:
    """The version of a framework that holds, by the name that definitions use."""
    found = [_brief(row) for row in _rows().filter(key=key)]
    return holding(found) if found else None


def framework(framework_id: int) -> FrameworkBrief:
    """One version by number."""
    row = _rows().filter(pk=framework_id).first()
    if row is None:
        raise FrameworkUnknown(
            "unknown-framework", _("There is no such framework."), remedy=_("Choose one from the list of frameworks.")
        )
    return _brief(row)


def competencies(framework_id: int) -> tuple[CompetencyBrief, ...]:
    """The statements of one version, parents before children."""
    rows = Competency.objects.filter(framework_id=framework_id).order_by("position")
    return tuple(map(_competency, rows))


def codes_in(key: str, written: Mapping[str, str]) -> Mapping[str, str]:
    """What each statement of a framework is called, by its code.

    The version that holds says it, with the code; where none is loaded, `written` does, as a definition words them by
    name.
    """
    held = framework_of(key)
    if held is None:
        return written
    return {each.code: f"{each.code} {each.short}" for each in competencies(held.id) if each.code}


def competencies_by_id(ids: Iterable[int]) -> Mapping[int, CompetencyBrief]:
    """Statements that something points at, of whatever version."""
    return {row.pk: _competency(row) for row in Competency.objects.filter(pk__in=list(ids))}


def rubrics(framework_id: int) -> tuple[RubricBrief, ...]:
    """The rubrics of one version with criteria and levels, in three queries."""
    return tuple(map(_rubric, _rubric_rows().filter(framework_id=framework_id).order_by("position")))


def rubric(rubric_id: int) -> RubricBrief:
    """One rubric with criteria and levels."""
    row = _rubric_rows().filter(pk=rubric_id).first()
    if row is None:
        raise FrameworkUnknown(
            "unknown-rubric", _("There is no such rubric."), remedy=_("Choose one from the list of frameworks.")
        )
    return _rubric(row)


def levels_by_id(ids: Iterable[int]) -> Mapping[int, LevelBrief]:
    """Levels that something points at, such as where somebody stands in a growth system."""
    return {row.pk: _level(row) for row in RubricLevel.objects.filter(pk__in=list(ids))}


def package_of(framework_id: int) -> tuple[str, str]:
    """The name of the file and the CASE package of one version."""
    row = Framework.objects.filter(pk=framework_id).values("key", "number", "package").first()
    if row is None:
        raise FrameworkUnknown(
            "unknown-framework", _("There is no such framework."), remedy=_("Choose one from the list of frameworks.")
        )
    return f"{row['key']}-{row['number']}.case.json", row["package"]


@dataclass(frozen=True)
class Hindrance:
    """Why nobody can be certified by a framework: it is not loaded, or only a paraphrase of it is."""

    key: str
    title: str
    framework_id: int | None

    @property
    def sentence(self) -> str:
        """What stands in the way."""
        said = (
            _("“%(title)s” is not loaded here, so nobody can be certified by it.")
            if self.framework_id is None
            else _("“%(title)s” stands here in our own words, and a paraphrase cannot certify anybody.")
        )
        return said % {"title": self.title}


def hindrances(titles: Mapping[str, str]) -> tuple[Hindrance, ...]:
    """What keeps anybody from being certified by these frameworks, given by name with their titles; in one query."""
    if not titles:
        return ()
    named: dict[str, list[FrameworkBrief]] = {}
    for row in _rows().filter(key__in=list(titles)):
        named.setdefault(row.key, []).append(_brief(row))
    held = {key: holding(versions) for key, versions in named.items()}
    return tuple(
        Hindrance(key, title, held[key].id if key in held else None)
        for key, title in titles.items()
        if key not in held or not held[key].certifies
    )


def require_certifying(titles: Mapping[str, str]) -> None:
    """Refuse while anybody is to be certified by a framework whose own text is not here."""
    for each in hindrances(titles):
        raise Refusal(
            "paraphrase" if each.framework_id else "framework-missing",
            each.sentence,
            remedy=_("Load the owner's official text into its place on the page of the framework."),
            facts={"framework": each.key},
        )


def framework_list_page(*, by: Actor, now: datetime) -> FrameworkListPage:
    """The list of frameworks; everybody may read what is asked of them."""
    return FrameworkListPage(frameworks(), may(by, LOAD, now=now))


def framework_detail_page(*, framework_id: int, by: Actor, now: datetime) -> FrameworkDetailPage:
    """One framework; everybody may read what is asked of them."""
    brief = framework(framework_id)
    versions = {row.pk: row for row in _rows().filter(key=brief.key).order_by("-number")}
    mine = versions[framework_id]
    return FrameworkDetailPage(
        framework=brief,
        ground=mine.ground,
        wording_word=str(mine.get_wording_display()),
        statements=competencies(framework_id),
        rubrics=rubrics(framework_id),
        versions=tuple(map(_brief, versions.values())),
        may_load=may(by, LOAD, now=now),
    )


def _rows() -> "QuerySet[Framework]":
    return Framework.objects.defer("package")


def _rubric_rows() -> "QuerySet[Rubric]":
    return Rubric.objects.prefetch_related("criteria__levels")


def _brief(row: Framework) -> FrameworkBrief:
    return FrameworkBrief(
        row.pk, row.key, row.number, row.identifier, row.title, row.creator, row.wording, row.loaded_at
    )


def _competency(row: Competency) -> CompetencyBrief:
    return CompetencyBrief(
        row.pk, row.identifier, row.code, row.statement, row.short, row.kind, row.depth, row.parent_id
    )


def _rubric(row: Rubric) -> RubricBrief:
    criteria = tuple(
        CriterionBrief(
            each.pk,
            each.identifier,
            each.title,
            each.description,
            each.weight,
            each.competency_id,
            tuple(_level(level) for level in sorted(each.levels.all(), key=lambda level: level.position)),
        )
        for each in sorted(row.criteria.all(), key=lambda each: each.position)
    )
    return RubricBrief(row.pk, row.framework_id, row.identifier, row.title, row.description, criteria)


def _level(row: RubricLevel) -> LevelBrief:
    return LevelBrief(row.pk, row.identifier, row.title, row.description, row.feedback, row.score)

"""Studies as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.develop.impact.models import ImpactStudy
from preceptor.develop.impact.queries.records import figures
from preceptor.develop.impact.queries.words import covariate_word, figure_word
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.look.public import Refusal, intervals
from preceptor.languages.worded import said

READ, ESTIMATE = "impact.read", "impact.estimate"


class StudyUnknown(Refusal):
    """There is no such study."""

    status = 404


@dataclass(frozen=True)
class StudyLine:
    """A study in the list: the newest version of each question."""

    id: int
    title: str
    number: int
    state: str
    state_word: str
    made_at: datetime
    told: str


@dataclass(frozen=True)
class StudyListPage:
    """The newest answers, and what else can be asked."""

    lines: tuple[StudyLine, ...]
    figures: tuple[tuple[str, str], ...]
    may_estimate: bool


@dataclass(frozen=True)
class BalanceRow:
    """One thing in which the groups may differ."""

    name: str
    coached: float
    others: float
    before: float
    after: float

    @property
    def alike(self) -> bool:
        """Whether what remains is within a tenth of a standard deviation, as is usual to ask."""
        return abs(self.after) <= 0.1


@dataclass(frozen=True)
class StudyDetailPage:
    """One study: what could be found, how alike the groups are, what was found, and what it cannot show."""

    id: int
    title: str
    number: int
    state: str
    state_word: str
    made_at: datetime
    sha256: str
    told: tuple[str, ...]
    headline: str
    balance: tuple[BalanceRow, ...]
    chart: SafeString
    limits: tuple[str, ...]
    method: str
    kind: str
    versions: tuple[tuple[int, int], ...]

    @property
    def working(self) -> bool:
        """Whether it is still being estimated."""
        return self.state == ImpactStudy.State.WAITING


def study_row(study_id: int) -> ImpactStudy:
    """A study; refuses one that is not there."""
    row = ImpactStudy.objects.filter(pk=study_id).first()
    if row is None:
        raise StudyUnknown("no-study", _("There is no such study."), remedy=_("Open it from the list."))
    return row


def study_list_page(*, by: Actor, now: datetime) -> StudyListPage:
    """The newest version of every question that was asked."""
    require(by, READ, now=now)
    newest: dict[tuple[str, str], ImpactStudy] = {}
    for row in ImpactStudy.objects.defer("table").order_by("-number", "-id"):
        newest.setdefault((row.kind, row.figure), row)
    lines = tuple(
        StudyLine(
            row.pk,
            title_of(row),
            row.number,
            row.state,
            str(row.get_state_display()),
            row.made_at,
            said(row.result["told"][-1], _) if row.result.get("told") else "",
        )
        for row in sorted(newest.values(), key=lambda row: (row.kind != "retention", row.figure))
    )
    can = may(by, ESTIMATE, now=now)
    return StudyListPage(lines, tuple((name, figure_word(name)) for name in figures()) if can else (), can)


def title_of(row: ImpactStudy) -> str:
    """The question in words."""
    if row.kind == ImpactStudy.Kind.RETENTION:
        return _("Do coached principals stay at their schools?")
    return _("Do schools of coached principals change in “%(figure)s”?") % {"figure": figure_word(row.figure)}


def study_detail_page(*, study_id: int, by: Actor, now: datetime) -> StudyDetailPage:
    """One study."""
    require(by, READ, now=now)
    row = study_row(study_id)
    result: Mapping[str, Any] = row.result
    told = tuple(said(each, _) for each in result.get("told", ()))
    versions = ImpactStudy.objects.filter(kind=row.kind, figure=row.figure).order_by("-number")
    return StudyDetailPage(
        id=row.pk,
        title=title_of(row),
        number=row.number,
        state=row.state,
        state_word=str(row.get_state_display()),
        made_at=row.made_at,
        sha256=row.inputs_sha256,
        told=told[:-1] if row.state == ImpactStudy.State.ESTIMATED else told,
        headline=told[-1] if row.state == ImpactStudy.State.ESTIMATED and told else "",
        balance=tuple(
            BalanceRow(covariate_word(each["name"]), each["coached"], each["others"], each["before"], each["after"])
            for each in result.get("balance", ())
        ),
        chart=_chart(result),
        limits=tuple(said(each, _) for each in result.get("limits", ())),
        method=result.get("method", ""),
        kind=row.kind,
        versions=tuple(versions.values_list("id", "number")[:12]),
    )


def _chart(result: Mapping[str, Any]) -> SafeString:
    """The difference year by year, before coaching and after; nothing for people at one moment."""
    steps = result.get("steps", ())
    if not steps:
        return SafeString("")
    points = [(_step(each["years"]), each["interval"]) for each in steps]
    return intervals(
        _("Coached schools beside others, by years from the start of coaching (0: the first)"),
        _(
            "The difference from the year before coaching began, with its 95% interval. "
            "Before coaching, the intervals should hold zero."
        ),
        [(word, each["estimate"], each["low"], each["high"]) for word, each in points],
    )


def _step(years: int) -> str:
    """A year around the start in a few characters: -2, 0, +1."""
    return f"{years:+d}" if years else "0"

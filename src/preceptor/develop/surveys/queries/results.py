"""Results of a closed survey: shares of choices, by level and local district where groups are large enough."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.develop.surveys.models import Invitation, Question, Sheet, Survey
from preceptor.develop.surveys.queries.asking import as_asked
from preceptor.develop.surveys.queries.languages import said
from preceptor.develop.surveys.queries.mine import choices_of
from preceptor.develop.surveys.queries.refusals import SurveyRefused, unknown
from preceptor.develop.surveys.queries.scope import runs
from preceptor.develop.surveys.rules.publishing import OTHERS, Tally, merged, tally
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import bars, district_time

BREAKDOWNS = ("level", "area")


@dataclass(frozen=True)
class GroupTally:
    """The answers of one group of a breakdown."""

    name: str
    tally: Tally


@dataclass(frozen=True)
class QuestionResult:
    """What was answered to one question of choices, over all and by groups."""

    text: str
    kind: str
    chart: SafeString
    tally: Tally
    choices: tuple[str, ...]
    groups: tuple[GroupTally, ...]


@dataclass(frozen=True)
class SurveyResultsPage:
    """Results as far as they may be shown."""

    id: int
    round_id: int
    title: str
    closed_at: datetime
    anonymous: bool
    asked: int
    answered: int
    least: int
    enough: bool
    by: str
    breakdown: bool
    results: tuple[QuestionResult, ...]
    office: bool
    shared: bool
    words: int

    @property
    def share(self) -> int:
        """Per cent of those asked who answered."""
        return round(100 * self.answered / self.asked) if self.asked else 0


def survey_results_page(*, survey_id: int, by: Actor, now: datetime, group_by: str = "level") -> SurveyResultsPage:
    """Results for who runs the survey, and once they are shared for everybody who was asked."""
    survey, office = _readable(survey_id, by, now)
    sheets = list(survey.sheets.all())
    enough = not survey.anonymous or len(sheets) >= survey.least
    group_by = group_by if group_by in BREAKDOWNS else BREAKDOWNS[0]
    groups = _groups(sheets, group_by, survey) if enough else None
    questions = list(survey.questions.all())
    chosen = [each for each in questions if each.kind != Question.Kind.WORDS]
    results = tuple(_result(each, sheets, groups or {}) for each in chosen) if enough else ()
    return SurveyResultsPage(
        id=survey_id,
        round_id=survey.round_id,
        title=said(survey.title, survey.title_es),
        closed_at=survey.closed_at or survey.closes,
        anonymous=survey.anonymous,
        asked=survey.invitations.count(),
        answered=len(sheets),
        least=survey.least,
        enough=enough,
        by=group_by,
        breakdown=groups is not None,
        results=results,
        office=office,
        shared=survey.shared_at is not None,
        words=len(questions) - len(chosen),
    )


def _readable(survey_id: int, by: Actor, now: datetime) -> tuple[Survey, bool]:
    survey = Survey.objects.select_related("round__unit").filter(pk=survey_id).first()
    if survey is None:
        raise unknown()
    office = runs(survey.round, by, now)
    asked = survey.shared_at is not None and Invitation.objects.filter(survey=survey, person_id=by.id or 0).exists()
    if not office and not asked:
        raise unknown()
    if survey.state != Survey.State.CLOSED:
        raise SurveyRefused(
            "results-early",
            _("Results are shown once the survey is closed: two looks at an open one would show who answered between."),
            remedy=_("Close it first, or wait until %(when)s.") % {"when": district_time(survey.closes)},
        )
    return survey, office


def _groups(sheets: Sequence[Sheet], group_by: str, survey: Survey) -> dict[str, list[Sheet]] | None:
    """Sheets by the name of the group under which they may be shown; nothing where no breakdown may be."""
    sizes = Counter(getattr(sheet, group_by) for sheet in sheets)
    shown = merged(sizes, survey.least if survey.anonymous else 1)
    if shown is None:
        return None
    found: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(shown[getattr(sheet, group_by)], []).append(sheet)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == OTHERS, pair[0])))


def _result(question: Question, sheets: Sequence[Sheet], groups: dict[str, list[Sheet]]) -> QuestionResult:
    asked = as_asked(question)
    whole = tally(asked, [sheet.answers for sheet in sheets])
    words = tuple(words for _value, words in choices_of(question))
    text = said(question.text, question.text_es)
    chart = bars(
        text, _("How often each answer was chosen."), list(zip(words, whole.counts, strict=True)), name=_("Answers")
    )
    parts = tuple(
        GroupTally(group_name(name), tally(asked, [sheet.answers for sheet in found])) for name, found in groups.items()
    )
    return QuestionResult(text, question.kind, chart, whole, words, parts)


def group_name(name: str) -> str:
    """What a group of schools is called; the nameless one holds all that are too small to stand alone."""
    levels = {
        "elementary": _("Elementary schools"),
        "middle": _("Middle schools"),
        "high": _("High schools"),
        "span": _("Span schools"),
        "other": _("Other schools"),
        OTHERS: _("All others together"),
    }
    return levels.get(name, name)


def results_table(page: SurveyResultsPage) -> Iterator[tuple[object, ...]]:
    """The results as rows: question, group, choice, count, answered."""
    for result in page.results:
        for name, counted in ((_("Everybody"), result.tally), *((each.name, each.tally) for each in result.groups)):
            for words, count in zip(result.choices, counted.counts, strict=True):
                yield result.text, name, words, count, counted.answered

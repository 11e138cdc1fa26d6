"""What somebody who is asked sees: surveys, focus groups, results that are shared, and the advice that they gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from preceptor.develop.surveys.models import Advice, AdvisoryMeeting, FocusMember, Invitation, Question, Survey
from preceptor.develop.surveys.queries.asking import invitation_of
from preceptor.develop.surveys.queries.languages import choice_words, said
from preceptor.develop.surveys.queries.refusals import unknown
from preceptor.develop.surveys.rules.answering import SCALE, Answer

Badge = tuple[str, str]
SECONDS = {"scale": 8, "one": 12, "many": 15, "words": 60}


@dataclass(frozen=True)
class AskedLine:
    """A survey that the reader is or was asked."""

    id: int
    title: str
    closes: datetime
    anonymous: bool
    minutes: int
    begun: bool
    answered: bool
    open: bool
    shared: bool


@dataclass(frozen=True)
class SeatLine:
    """A focus group that the reader is asked to."""

    id: int
    title: str
    starts: datetime
    minutes: int
    place: str
    badge: Badge
    open: bool


@dataclass(frozen=True)
class AdviceLine:
    """A piece of advice with what the office answers."""

    id: int
    text: str
    badge: Badge
    reason: str
    due: date | None
    done_on: date | None
    open: bool
    content: str


@dataclass(frozen=True)
class MeetingLine:
    """A meeting of the advisory group with its advice."""

    id: int
    title: str
    starts: datetime
    minutes: int
    place: str
    agenda: str
    advice: tuple[AdviceLine, ...]


@dataclass(frozen=True)
class MyListeningPage:
    """Everything that the reader is asked, and what came of it."""

    surveys: tuple[AskedLine, ...]
    seats: tuple[SeatLine, ...]
    meetings: tuple[MeetingLine, ...]
    adviser: bool


def minutes_of(kinds: Mapping[str, int]) -> int:
    """Whole minutes that questions take, by how many there are of each kind; one at least."""
    return in_minutes(sum(SECONDS[kind] * count for kind, count in kinds.items()))


def in_minutes(seconds: int) -> int:
    """Whole minutes; one at least."""
    return max(1, round(seconds / 60))


def question_minutes(survey_ids: set[int]) -> dict[int, int]:
    """Minutes that each survey takes, in one query."""
    kinds: dict[int, dict[str, int]] = {}
    rows = Question.objects.filter(survey_id__in=survey_ids).order_by().values_list("survey_id", "kind")
    for survey_id, kind, count in rows.annotate(count=Count("pk")):
        kinds.setdefault(survey_id, {})[kind] = count
    return {survey_id: minutes_of(found) for survey_id, found in kinds.items()}


def my_listening_page(*, person_id: int, now: datetime) -> MyListeningPage:
    """Surveys and groups of the reader, the open ones first, and the meetings that they advise in."""
    rows = list(
        Invitation.objects.filter(person_id=person_id)
        .select_related("survey")
        .order_by("answered", "survey__closes", "pk")[:60]
    )
    takes = question_minutes({row.survey_id for row in rows})
    surveys = tuple(_asked(row, takes.get(row.survey_id, 1), now) for row in rows)
    seats = FocusMember.objects.filter(person_id=person_id).select_related("group").order_by("-group__starts")[:30]
    meetings = AdvisoryMeeting.objects.filter(round__advisers__person_id=person_id, round__advisers__until=None)
    meetings = meetings.prefetch_related("advice__content").order_by("-starts")[:20]
    lines = tuple(meeting_line(each) for each in meetings)
    return MyListeningPage(surveys, tuple(_seat(row, now) for row in seats), lines, bool(lines))


def _asked(row: Invitation, minutes: int, now: datetime) -> AskedLine:
    survey = row.survey
    return AskedLine(
        survey.pk,
        said(survey.title, survey.title_es),
        survey.closes,
        survey.anonymous,
        minutes,
        bool(row.draft),
        row.answered,
        survey.state == Survey.State.OPEN and survey.closes > now,
        survey.shared_at is not None,
    )


def _seat(row: FocusMember, now: datetime) -> SeatLine:
    group = row.group
    ahead = group.state == "planned" and group.starts > now
    badge = (
        {"asked": ("now", _("Please reply")), "coming": ("done", _("Coming")), "not": ("draft", _("Not coming"))}[
            row.answer
        ]
        if ahead
        else group_badge(group.state)
    )
    return SeatLine(group.pk, group.title, group.starts, group.minutes, group.place, badge, ahead)


def group_badge(state: str) -> Badge:
    """Shape and word of a focus group's state."""
    return {
        "planned": ("waiting", _("Planned")),
        "held": ("done", pgettext("focus group", "Held")),
        "cancelled": ("draft", _("Called off")),
    }[state]


def meeting_line(row: AdvisoryMeeting) -> MeetingLine:
    """A meeting with its advice, which the caller has fetched along."""
    advice = tuple(advice_line(each) for each in sorted(row.advice.all(), key=lambda each: each.pk))
    return MeetingLine(row.pk, row.title, row.starts, row.minutes, row.place, row.agenda, advice)


def advice_line(row: Advice) -> AdviceLine:
    """A piece of advice as both sides read it."""
    content = row.content.title if row.content else ""
    still_open = row.answer in (Advice.Answer.TAKEN, Advice.Answer.PARTLY) and row.done_on is None
    return AdviceLine(row.pk, row.text, _advice_badge(row), row.reason, row.due, row.done_on, still_open, content)


def _advice_badge(row: Advice) -> Badge:
    if row.done_on is not None:
        return "done", _("Done")
    shape = {"open": "now", "taken": "waiting", "partly": "waiting", "declined": "draft"}[row.answer]
    return shape, str(Advice.Answer(row.answer).label)


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class QuestionShown:
    """A question as the reader answers it, with what they have written so far."""

    key: str
    number: int
    kind: str
    text: str
    required: bool
    choices: tuple[Choice, ...]
    words: str


@dataclass(frozen=True)
class SurveyAnswerPage:
    """The page on which a survey is answered."""

    id: int
    title: str
    purpose: str
    closes: datetime
    anonymous: bool
    least: int
    minutes: int
    questions: tuple[QuestionShown, ...]
    answered: bool
    open: bool
    begun: bool


def survey_answer_page(
    *, survey_id: int, person_id: int, now: datetime, given: Mapping[str, Answer] | None = None
) -> SurveyAnswerPage:
    """A survey for somebody who was asked, filled with what they gave now or kept before."""
    row = invitation_of(survey_id, person_id)
    survey = Survey.objects.select_related("round").get(pk=survey_id)
    if survey.state == Survey.State.DRAFT:
        raise unknown()
    answers: Mapping[str, Answer] = given if given is not None else row.draft
    questions = list(survey.questions.all())
    shown = tuple(shown_question(each, place, answers.get(str(each.pk))) for place, each in enumerate(questions, 1))
    kinds: dict[str, int] = {}
    for each in questions:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    return SurveyAnswerPage(
        survey_id,
        said(survey.title, survey.title_es),
        said(survey.round.purpose, survey.round.purpose_es),
        survey.closes,
        survey.anonymous,
        survey.least,
        minutes_of(kinds),
        shown,
        row.answered,
        survey.state == Survey.State.OPEN and survey.closes > now,
        bool(row.draft),
    )


def shown_question(question: Question, number: int, answer: Answer | None) -> QuestionShown:
    """A question with its choices in the reader's language."""
    chosen = set(answer) if isinstance(answer, list) else {answer}
    choices = tuple(Choice(value, words, value in chosen) for value, words in choices_of(question))
    words = answer if isinstance(answer, str) and question.kind == "words" else ""
    text = said(question.text, question.text_es)
    return QuestionShown(str(question.pk), number, question.kind, text, question.required, choices, words)


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Values and words that can be chosen."""
    if question.kind == Question.Kind.SCALE:
        ends = {"1": _("1 (not at all)"), "5": _("5 (very much)")}
        return [(step, ends.get(step, step)) for step in SCALE]
    return [(str(place), choice_words(pair)) for place, pair in enumerate(question.choices)]

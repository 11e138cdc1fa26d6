"""Rounds of listening and the questions of their surveys, while they are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.surveys.models import ListeningRound, Question, Survey
from preceptor.develop.surveys.queries.refusals import SurveyRefused
from preceptor.develop.surveys.queries.scope import RUN, own_round, own_survey
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit

MOST_QUESTIONS, MOST_CHOICES = 30, 12


@dataclass(frozen=True)
class Text:
    """A text in English, and in Spanish where it is written."""

    english: str
    spanish: str = ""


@dataclass(frozen=True)
class Terms:
    """Whom a survey asks and under which promise; `sample` is how many, empty for everybody."""

    title: Text
    closes: datetime
    anonymous: bool = True
    job: str = "principal"
    levels: tuple[str, ...] = ()
    sample: int | None = None
    least: int = 10


@dataclass(frozen=True)
class Questioned:
    """A question to add; choices for those kinds that have any."""

    kind: str
    text: Text
    choices: Sequence[Text] = field(default_factory=tuple)
    required: bool = True


def about(survey: Survey) -> str:
    """What the record calls a survey."""
    return f"surveys.survey:{survey.pk}"


@transaction.atomic
def open_round(*, unit_id: int, title: Text, purpose: Text, by: Actor, now: datetime) -> int:
    """Begin a round of listening of an office."""
    require(by, RUN, where=unit(unit_id).path, now=now)
    try:
        with transaction.atomic():
            row = ListeningRound.objects.create(
                unit_id=unit_id,
                title=title.english,
                title_es=title.spanish,
                purpose=purpose.english,
                purpose_es=purpose.spanish,
                opened_by_id=by.id,
                opened_at=now,
            )
    except IntegrityError:
        raise name_taken() from None
    record(by=by, action="surveys.open-round", about=f"surveys.round:{row.pk}", facts={}, now=now)
    return row.pk


def name_taken() -> SurveyRefused:
    """Two things of one round must not have one name."""
    return SurveyRefused(
        "name-taken", _("Something of this name is there already."), remedy=_("Open that one, or choose another name.")
    )


@transaction.atomic
def write_survey(*, round_id: int, terms: Terms, by: Actor, now: datetime) -> int:
    """Begin a survey; its questions are added next, and nobody is asked yet."""
    row = own_round(round_id, by, now)
    _check(terms, now)
    try:
        with transaction.atomic():
            survey = Survey.objects.create(round=row, seed=1 + row.pk, **_columns(terms))
    except IntegrityError:
        raise name_taken() from None
    record(by=by, action="surveys.write", about=about(survey), facts={"anonymous": terms.anonymous}, now=now)
    return survey.pk


@transaction.atomic
def change_survey(*, survey_id: int, terms: Terms, by: Actor, now: datetime) -> None:
    """Change whom a survey asks and when it closes, as long as it is being written."""
    survey = draft(survey_id, by, now)
    _check(terms, now)
    for name, value in _columns(terms).items():
        setattr(survey, name, value)
    try:
        with transaction.atomic():
            survey.save()
    except IntegrityError:
        raise name_taken() from None
    record(by=by, action="surveys.write", about=about(survey), facts={"anonymous": terms.anonymous}, now=now)


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "title": terms.title.english,
        "title_es": terms.title.spanish,
        "closes": terms.closes,
        "anonymous": terms.anonymous,
        "job": terms.job,
        "levels": list(terms.levels),
        "sample": terms.sample,
        "least": terms.least,
    }


def _check(terms: Terms, now: datetime) -> None:
    if terms.closes <= now:
        raise SurveyRefused(
            "closes-before", _("A survey cannot close in the past."), remedy=_("Choose a later day and time.")
        )
    if terms.sample is not None and terms.anonymous and terms.sample < terms.least:
        raise SurveyRefused(
            "sample-small",
            _("Fewer people would be asked than the least number whose answers may be shown (%(least)s).")
            % {"least": terms.least},
            remedy=_("Ask more people, or make the survey named."),
        )


def draft(survey_id: int, by: Actor, now: datetime) -> Survey:
    """A survey that is still being written, locked, for who runs it."""
    own_survey(survey_id, by, now)
    survey = Survey.objects.select_for_update(of=("self",)).select_related("round__unit").get(pk=survey_id)
    if survey.state != Survey.State.DRAFT:
        raise SurveyRefused(
            "survey-sent",
            _("This survey is out already, so it cannot be changed: people answer the words that they read."),
            remedy=_("Close it, and write another one."),
        )
    return survey


@transaction.atomic
def add_question(*, survey_id: int, question: Questioned, by: Actor, now: datetime) -> int:
    """Add a question at the end."""
    survey = draft(survey_id, by, now)
    places = list(survey.questions.values_list("position", flat=True))
    if len(places) >= MOST_QUESTIONS:
        raise SurveyRefused(
            "too-many-questions",
            _("A survey has at most %(most)s questions; each of them costs every principal time.")
            % {"most": MOST_QUESTIONS},
            remedy=_("Take one out first."),
        )
    _check_choices(question)
    row = Question.objects.create(
        survey=survey,
        position=max(places, default=0) + 1,
        kind=question.kind,
        text=question.text.english,
        text_es=question.text.spanish,
        choices=[[each.english, each.spanish] for each in question.choices],
        required=question.required,
    )
    record(by=by, action="surveys.question", about=about(survey), facts={"question": row.pk}, now=now)
    return row.pk


def _check_choices(question: Questioned) -> None:
    chosen_from = question.kind in (Question.Kind.ONE, Question.Kind.MANY)
    if chosen_from and not 2 <= len(question.choices) <= MOST_CHOICES:
        raise SurveyRefused(
            "choices",
            _("A question of this kind needs 2 to %(most)s choices.") % {"most": MOST_CHOICES},
            remedy=_("Write each choice on a line of its own."),
        )
    spanish = sum(bool(each.spanish) for each in question.choices)
    if spanish not in (0, len(question.choices)):
        raise SurveyRefused(
            "choices-spanish",
            _("The choices in Spanish do not match those in English, line by line."),
            remedy=_("Write as many lines in Spanish as in English, or none."),
        )


@transaction.atomic
def remove_question(*, survey_id: int, question_id: int, by: Actor, now: datetime) -> None:
    """Take a question out while the survey is being written."""
    survey = draft(survey_id, by, now)
    survey.questions.filter(pk=question_id).delete()
    record(by=by, action="surveys.question-out", about=about(survey), facts={"question": question_id}, now=now)

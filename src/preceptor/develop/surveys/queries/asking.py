"""A survey as it is asked: its questions for the rules, and somebody's own invitation."""

from preceptor.develop.surveys.models import Invitation, Question, Survey
from preceptor.develop.surveys.queries.refusals import unknown
from preceptor.develop.surveys.rules.answering import Asked


def asked_of(survey: Survey) -> list[Asked]:
    """The questions as the rules judge answers to them."""
    return [as_asked(each) for each in survey.questions.all()]


def as_asked(question: Question) -> Asked:
    """One question as the rules see it; its number is its key."""
    return Asked(str(question.pk), question.kind, len(question.choices), question.required)


def invitation_of(survey_id: int, person_id: int, *, lock: bool = False) -> Invitation:
    """Somebody's own invitation with its survey; unknown to those who were not asked."""
    rows = Invitation.objects.select_related("survey").filter(survey_id=survey_id, person_id=person_id)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise unknown()
    return row

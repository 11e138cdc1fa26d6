"""What callers without a page need to know of a round: who is asked, which questions, what was said and advised."""

from preceptor.develop.surveys.models import Advice, Invitation, ListeningRound, Passage, Question


def round_ids() -> list[int]:
    """Every round of listening, the first first."""
    return list(ListeningRound.objects.order_by("pk").values_list("pk", flat=True))


def asked_people(survey_id: int) -> list[int]:
    """Ids of those whom a survey asks, in order."""
    rows = Invitation.objects.filter(survey_id=survey_id).order_by("person_id")
    return list(rows.values_list("person_id", flat=True))


def question_keys(survey_id: int) -> list[str]:
    """The keys under which answers to a survey's questions are given, in the order of the questions."""
    return [str(each) for each in Question.objects.filter(survey_id=survey_id).values_list("pk", flat=True)]


def passages_said(round_id: int) -> list[tuple[str, str]]:
    """Id and text of each passage of a round."""
    rows = Passage.objects.filter(round_id=round_id).order_by("pk").values_list("pk", "text")
    return [(str(pk), text) for pk, text in rows]


def advice_given(meeting_id: int) -> list[int]:
    """Ids of the advice of a meeting, in the order in which it was given."""
    return list(Advice.objects.filter(meeting_id=meeting_id).order_by("pk").values_list("pk", flat=True))

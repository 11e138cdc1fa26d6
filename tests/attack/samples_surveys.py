"""A round of listening for the walk over every address, written as rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from preceptor.develop.surveys.models import (
    Advice,
    AdvisoryMeeting,
    AdvisoryMember,
    Content,
    FocusGroup,
    FocusMember,
    Invitation,
    ListeningRound,
    Passage,
    Question,
    Survey,
    Theme,
)
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast


def listening(cast: Cast) -> ListeningRound:
    """A round of the division."""
    return ListeningRound.objects.create(unit=cast.units["hr"], title="Hear principals", purpose="Why", opened_at=NOW)


def survey(cast: Cast, state: str = "open") -> Survey:
    """A survey that asks the principal."""
    row = Survey.objects.create(
        round=listening(cast),
        title="Time",
        state=state,
        closes=NOW + timedelta(days=7),
        closed_at=NOW if state == "closed" else None,
        shared_at=NOW if state == "closed" else None,
    )
    Question.objects.create(survey=row, position=1, kind="scale", text="Do you have time?")
    Question.objects.create(survey=row, position=2, kind="words", text="What takes it?", required=False)
    Invitation.objects.create(survey=row, person=cast.people["principal"])
    return row


def of_round(cast: Cast) -> dict[str, Any]:
    """Arguments that name a round."""
    return {"round_id": listening(cast).pk}


def of_survey(state: str = "open") -> Any:
    """Arguments that name a survey."""
    return lambda cast: {"survey_id": survey(cast, state).pk}


def of_question(cast: Cast) -> dict[str, Any]:
    """Arguments that name a question of a survey that is being written."""
    row = survey(cast, "draft")
    return {"survey_id": row.pk, "question_id": row.questions.all()[0].pk}


def of_group(cast: Cast) -> dict[str, Any]:
    """Arguments that name a focus group to come, led by the office, to which the principal is asked."""
    leader = cast.people["program_coordinator"]
    group = FocusGroup.objects.create(
        round=listening(cast), title="North", starts=NOW + timedelta(days=365), leader=leader
    )
    FocusMember.objects.create(group=group, person=cast.people["principal"])
    return {"group_id": group.pk}


def of_passage(cast: Cast) -> dict[str, Any]:
    """Arguments that name a passage."""
    row = survey(cast, "closed")
    passage = Passage.objects.create(round=row.round, question=row.questions.all()[1], text="too many forms")
    return {"passage_id": passage.pk}


def of_content(cast: Cast) -> dict[str, Any]:
    """Arguments that name content."""
    owner = cast.people["program_coordinator"]
    row = Content.objects.create(round=listening(cast), title="Course", kind="course", owner=owner, changed_at=NOW)
    row.themes.add(Theme.objects.create(round=row.round, name="time"))
    return {"content_id": row.pk}


def of_adviser(cast: Cast) -> dict[str, Any]:
    """Arguments that name a member of the advisory group."""
    row = listening(cast)
    AdvisoryMember.objects.create(round=row, person=cast.people["principal"], since=NOW.date())
    return {"round_id": row.pk, "person_id": cast.people["principal"].pk}


def of_meeting(cast: Cast) -> dict[str, Any]:
    """Arguments that name a meeting."""
    return {"meeting_id": AdvisoryMeeting.objects.create(round=listening(cast), title="First", starts=NOW).pk}


def of_advice(cast: Cast) -> dict[str, Any]:
    """Arguments that name a piece of advice that was taken."""
    meeting = AdvisoryMeeting.objects.create(round=listening(cast), title="First", starts=NOW)
    return {"advice_id": Advice.objects.create(meeting=meeting, text="Less", answer="taken", given_at=NOW).pk}


def rows(sample: Callable[..., Any], only: Callable[..., frozenset[str]]) -> dict[str, Any]:
    """The rows of these addresses, made with the table's own `Sample` and `only`."""
    office = only("program_coordinator")
    return {
        "surveys:my-listening": sample(who=frozenset(PLACES)),
        "surveys:survey-answer": sample(who=only("principal"), arguments=of_survey()),
        "surveys:draft-save": sample(who=only("principal"), arguments=of_survey(), post={}),
        "surveys:survey-results": sample(who=only("principal", "program_coordinator"), arguments=of_survey("closed")),
        "surveys:group-reply": sample(who=only("principal"), arguments=of_group, post={"coming": "yes"}),
        "surveys:round-list": sample(who=office),
        "surveys:round-detail": sample(who=office, arguments=of_round),
        "surveys:survey-write": sample(who=office, arguments=of_round),
        "surveys:survey-detail": sample(who=office, arguments=of_survey()),
        "surveys:survey-change": sample(who=office, arguments=of_survey("draft")),
        "surveys:question-remove": sample(who=office, arguments=of_question, post={}),
        "surveys:survey-open": sample(who=office, arguments=of_survey("draft"), post={}),
        "surveys:survey-remind": sample(who=office, arguments=of_survey(), post={}),
        "surveys:survey-close": sample(who=office, arguments=of_survey(), post={}),
        "surveys:survey-share": sample(who=office, arguments=of_survey("closed"), post={}),
        "surveys:group-plan": sample(who=office, arguments=of_round),
        "surveys:group-detail": sample(who=office, arguments=of_group),
        "surveys:group-cancel": sample(who=office, arguments=of_group, post={}),
        "surveys:passage-list": sample(who=office, arguments=of_round),
        "surveys:theme-add": sample(who=office, arguments=of_round, post={"name": "time"}),
        "surveys:passage-code": sample(who=office, arguments=of_passage, post={}),
        "surveys:passage-strike": sample(who=office, arguments=of_passage, post={"words": "forms"}),
        "surveys:content-plan": sample(who=office, arguments=of_round),
        "surveys:content-move": sample(who=office, arguments=of_content, post={"state": "work"}),
        "surveys:adviser-add": sample(who=office, arguments=of_round, post={"email": "staff@district.example"}),
        "surveys:adviser-release": sample(who=office, arguments=of_adviser, post={}),
        "surveys:meeting-plan": sample(who=office, arguments=of_round),
        "surveys:advice-take": sample(who=office, arguments=of_meeting, post={"text": "Less"}),
        "surveys:advice-answer": sample(who=office, arguments=of_advice, post={"answer": "taken"}),
        "surveys:advice-finish": sample(who=office, arguments=of_advice, post={}),
    }

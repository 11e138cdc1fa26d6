"""What other contexts may use of surveys."""

from preceptor.develop.surveys.commands.advising import (
    Reply,
    add_adviser,
    answer_advice,
    finish_advice,
    plan_meeting,
    take_advice,
)
from preceptor.develop.surveys.commands.answering import answer
from preceptor.develop.surveys.commands.building import Planned, move_content, plan_content
from preceptor.develop.surveys.commands.coding import add_theme, code_passage
from preceptor.develop.surveys.commands.groups import Sitting, hold_group, plan_group
from preceptor.develop.surveys.commands.rounds import Questioned, Terms, Text, add_question, open_round, write_survey
from preceptor.develop.surveys.commands.sending import close_survey, open_survey, share_results
from preceptor.develop.surveys.queries.counting import response_share
from preceptor.develop.surveys.queries.outline import (
    advice_given,
    asked_people,
    passages_said,
    question_keys,
    round_ids,
)

__all__ = [
    "Planned",
    "Questioned",
    "Reply",
    "Sitting",
    "Terms",
    "Text",
    "add_adviser",
    "add_question",
    "add_theme",
    "advice_given",
    "answer",
    "answer_advice",
    "asked_people",
    "close_survey",
    "code_passage",
    "finish_advice",
    "hold_group",
    "move_content",
    "open_round",
    "open_survey",
    "passages_said",
    "plan_content",
    "plan_group",
    "plan_meeting",
    "question_keys",
    "response_share",
    "round_ids",
    "share_results",
    "take_advice",
    "write_survey",
]

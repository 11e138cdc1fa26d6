"""What other contexts may use of growth."""

from preceptor.develop.growth.commands.goals import add_evidence, set_goal
from preceptor.develop.growth.commands.loading import load_text, shipped
from preceptor.develop.growth.commands.placing import (
    Placed,
    accept_answer,
    answer_placement,
    ask_partner,
    save_placement,
    start_placement,
)
from preceptor.develop.growth.commands.releasing import release_to, release_to_office
from preceptor.develop.growth.queries.own import my_growth_page, placement_page

__all__ = [
    "Placed",
    "accept_answer",
    "add_evidence",
    "answer_placement",
    "ask_partner",
    "load_text",
    "my_growth_page",
    "placement_page",
    "release_to",
    "release_to_office",
    "save_placement",
    "set_goal",
    "shipped",
    "start_placement",
]

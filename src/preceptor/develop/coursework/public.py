"""Nothing here is used by other contexts yet, but by the demonstration and by start-up."""

from preceptor.develop.coursework.commands.handing import Given, hand_in
from preceptor.develop.coursework.commands.judging import Verdict, judge_work
from preceptor.develop.coursework.queries.access import Place

__all__ = ["Given", "Place", "Verdict", "hand_in", "judge_work"]

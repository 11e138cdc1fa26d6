"""A round with a survey of principals, for tests of surveys."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import cache

from preceptor.develop.surveys.commands import rounds, sending
from preceptor.develop.surveys.commands.rounds import Questioned, Terms, Text
from preceptor.develop.surveys.models import Question
from preceptor.foundation.accounts.tests.cast import NOW, Cast, give_position, make_cast, make_person, make_user
from preceptor.foundation.audit.public import Actor

CLOSES = NOW + timedelta(days=7)


@dataclass
class World:
    """People, a round and its survey of one scale and one question in words."""

    cast: Cast
    round_id: int
    survey_id: int = 0

    @property
    def office(self) -> Actor:
        """The coordinator who runs the round."""
        return self.cast.actor("program_coordinator")

    def principal(self, number: int) -> Actor:
        """One of the principals, acting."""
        return self.cast.actor(f"p{number}")

    def given(self, scale: int, words: str = "") -> dict[str, list[str]]:
        """Answers to both questions as a page sends them."""
        first, second = Question.objects.filter(survey_id=self.survey_id).order_by("position")
        return {str(first.pk): [str(scale)], str(second.pk): [words]}


def write(world: World, *, anonymous: bool = True, least: int = 5) -> int:
    """A survey of the round, not opened yet."""
    terms = Terms(Text("Your time", "Su tiempo"), CLOSES, anonymous=anonymous, least=least)
    survey_id = rounds.write_survey(round_id=world.round_id, terms=terms, by=world.office, now=NOW)
    for question in (Questioned("scale", Text("Time?")), Questioned("words", Text("What takes it?"), required=False)):
        rounds.add_question(survey_id=survey_id, question=question, by=world.office, now=NOW)
    return survey_id


@pytest.fixture
def world(db: None) -> World:
    """Twelve principals, and a survey that asks them all; `principal` of the cast is one more."""
    cache.clear()
    cast = make_cast()
    for number in range(12):
        name = f"p{number}"
        cast.people[name] = make_person(name)
        cast.users[name] = make_user(cast.people[name])
        give_position(cast.people[name], "principal", cast.units["school-a" if number % 2 else "school-b"])
    purpose = Text("To learn what takes your time")
    office = cast.actor("program_coordinator")
    round_id = rounds.open_round(
        unit_id=cast.units["hr"].pk, title=Text("Listening"), purpose=purpose, by=office, now=NOW
    )
    made = World(cast, round_id)
    made.survey_id = write(made)
    sending.open_survey(survey_id=made.survey_id, by=office, now=NOW)
    return made

"""Surveys from writing to shared results, with the promises that they make."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from preceptor.develop.surveys.commands import answering, rounds, sending
from preceptor.develop.surveys.commands.rounds import Questioned, Text
from preceptor.develop.surveys.models import Invitation, Passage, Sheet, Survey
from preceptor.develop.surveys.queries.counting import response_share
from preceptor.develop.surveys.queries.results import survey_results_page
from preceptor.develop.surveys.tests.conftest import CLOSES, World, write
from preceptor.foundation.accounts.tests.cast import NOW, enter
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter

LATER = NOW + timedelta(hours=1)


def answer(world: World, number: int, scale: int = 4, words: str = "") -> None:
    answering.answer(survey_id=world.survey_id, given=world.given(scale, words), by=world.principal(number), now=LATER)


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_opening_asks_every_principal_once_by_letter(world: World) -> None:
    assert Invitation.objects.filter(survey_id=world.survey_id).count() == 13
    assert Letter.objects.filter(letter="surveys.invitation").count() == 13


def test_a_survey_that_is_out_cannot_be_changed(world: World) -> None:
    with refused("survey-sent"):
        rounds.add_question(
            survey_id=world.survey_id, question=Questioned("words", Text("More?")), by=world.office, now=LATER
        )


def test_each_person_answers_once(world: World) -> None:
    answer(world, 1)
    with refused("answered"):
        answer(world, 1)
    assert Sheet.objects.count() == 1


def test_missing_answers_are_refused_and_the_invitation_stays_open(world: World) -> None:
    with refused("answers-unfit"):
        answering.answer(survey_id=world.survey_id, given={}, by=world.principal(1), now=LATER)
    assert not Invitation.objects.filter(answered=True).exists()


def test_nothing_in_the_database_ties_an_anonymous_sheet_to_a_person(world: World) -> None:
    before = Entry.objects.count()
    for number in range(6):
        answer(world, number, words=f"words of {number}")
    assert set(Sheet.objects.values_list("person", flat=True)) == {None}
    assert Entry.objects.count() == before
    rows = Invitation.objects.filter(answered=True)
    assert [(row.draft, row.reminded_on) for row in rows] == [({}, None)] * 6


def test_the_order_of_anonymous_sheets_is_drawn_by_lot(world: World) -> None:
    orders = set()
    for _turn in range(6):
        Sheet.objects.all().delete()
        Invitation.objects.update(answered=False)
        for number in range(5):
            answer(world, number, scale=number + 1)
        key = next(iter(world.given(1)))
        rows = Sheet.objects.raw("select * from surveys_sheet")
        orders.add(tuple(row.answers[key] for row in rows))
        assert sorted(orders.copy().pop()) == ["1", "2", "3", "4", "5"]
    assert len(orders) > 1


def test_a_named_sheet_carries_its_person(world: World) -> None:
    sending.close_survey(survey_id=world.survey_id, by=world.office, now=LATER)
    Survey.objects.filter(pk=world.survey_id).update(title="Earlier")
    world.survey_id = write(world, anonymous=False)
    sending.open_survey(survey_id=world.survey_id, by=world.office, now=NOW)
    answer(world, 2)
    assert Sheet.objects.get().person_id == world.principal(2).id


def test_after_the_closing_moment_nothing_is_taken(world: World) -> None:
    with refused("survey-closed"):
        answering.answer(survey_id=world.survey_id, given=world.given(3), by=world.principal(1), now=CLOSES)


def test_drafts_come_back_and_are_dropped_when_sent(world: World) -> None:
    by = world.principal(3)
    answering.save_draft(survey_id=world.survey_id, given=world.given(2, "meetings"), by=by, now=LATER)
    row = Invitation.objects.get(person_id=by.id)
    assert "meetings" in row.draft.values()
    answer(world, 3)
    row.refresh_from_db()
    assert row.draft == {}


def test_reminders_go_to_the_silent_and_once_a_day(world: World) -> None:
    answer(world, 1)
    sent = [sending.remind(survey_id=world.survey_id, by=world.office, now=LATER) for _press in range(2)]
    assert sent == [12, 0]


def test_the_last_days_remind_once_by_themselves(world: World) -> None:
    soon = CLOSES - timedelta(days=2)
    sent = [
        sending.remind_by_schedule(survey_id=world.survey_id, now=moment)
        for moment in (LATER, soon, soon + timedelta(days=1))
    ]
    assert sent == [0, 13, 0]


def test_results_are_not_shown_while_a_survey_is_open(world: World) -> None:
    with refused("results-early"):
        survey_results_page(survey_id=world.survey_id, by=world.office, now=LATER)


def test_fewer_answers_than_promised_show_nothing(world: World) -> None:
    answer(world, 1)
    sending.close_survey(survey_id=world.survey_id, by=world.office, now=LATER)
    page = survey_results_page(survey_id=world.survey_id, by=world.office, now=LATER)
    assert (page.enough, page.results) == (False, ())


def test_closing_makes_passages_of_what_was_said_and_twice_changes_nothing(world: World) -> None:
    for number in range(5):
        answer(world, number, words=f"said {number}")
    for _press in range(2):
        sending.close_survey(survey_id=world.survey_id, by=world.office, now=LATER)
    assert sorted(Passage.objects.values_list("text", flat=True)) == [f"said {number}" for number in range(5)]


def test_what_is_over_closes_by_itself(world: World) -> None:
    assert (sending.close_due(now=LATER), sending.close_due(now=CLOSES)) == (0, 1)


def test_shared_results_open_to_those_who_were_asked_alone(world: World) -> None:
    for number in range(6):
        answer(world, number)
    sending.close_survey(survey_id=world.survey_id, by=world.office, now=LATER)
    asked, stranger = world.principal(7), world.cast.actor("staff")
    with refused("unknown-listening"):
        survey_results_page(survey_id=world.survey_id, by=asked, now=LATER)
    sending.share_results(survey_id=world.survey_id, by=world.office, now=LATER)
    assert survey_results_page(survey_id=world.survey_id, by=asked, now=LATER).answered == 6
    with refused("unknown-listening"):
        survey_results_page(survey_id=world.survey_id, by=stranger, now=LATER)


def test_the_share_of_answers_is_a_figure(world: World) -> None:
    for number in range(6):
        answer(world, number)
    sending.close_survey(survey_id=world.survey_id, by=world.office, now=LATER)
    assert str(response_share(LATER.date()).value) == "46.2"


def test_an_anonymous_survey_does_not_ask_fewer_than_it_may_show(world: World) -> None:
    Survey.objects.filter(pk=world.survey_id).update(title="Earlier")
    survey_id = write(world, least=14)
    with refused("too-few-asked"):
        sending.open_survey(survey_id=survey_id, by=world.office, now=NOW)


def test_the_page_marks_what_is_missing_and_keeps_what_was_written(world: World) -> None:
    client = Client()
    url = reverse("surveys:survey-answer", args=[world.survey_id])
    words_key = list(world.given(1))[1]
    with travel(LATER):
        enter(client, world.cast.users["p1"])
        page = client.post(url, {f"q{words_key}": "forms without end"})
        assert page.status_code == 422
        assert "forms without end" in page.content.decode()
        sent = client.post(url, {f"q{key}": values for key, values in world.given(5, "forms").items()}, follow=True)
    assert "Your answers are sent" in sent.content.decode()

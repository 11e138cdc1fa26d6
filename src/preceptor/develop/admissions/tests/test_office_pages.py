"""The office's and the readers' pages: who sees what, and that nothing leaks anywhere."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from preceptor.develop.admissions.commands.deciding import Choice, decide
from preceptor.develop.admissions.commands.reviewing import assign_reviewers
from preceptor.develop.admissions.commands.waiving import propose_waiver
from preceptor.develop.admissions.desk import desk_items
from preceptor.develop.admissions.models import Application, Contest, Decision, ReviewAssignment, RuleCheck, Waiver
from preceptor.develop.admissions.tests.officeworld import (
    AFTER,
    add_officers,
    other_program,
    ready_applications,
    score,
)
from preceptor.develop.admissions.tests.world import NOW, World, letters
from preceptor.foundation.accounts.tests.cast import enter

SECRET = "secret fact"


@pytest.fixture
def office(world: World) -> World:
    """The small district with its officers."""
    return add_officers(world)


def _as(office: World, name: str) -> Client:
    client = Client()
    enter(client, office.users[name])
    return client


def _get(office: World, name: str, address: str, *args: object, **query: str) -> str:
    with time_machine.travel(AFTER, tick=True):
        answer = _as(office, name).get(reverse(f"admissions:{address}", args=args), query)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # streaming answers have it
    return f"{answer.status_code} {content.decode(errors='replace')}"


def _list(office: World, name: str = "coordinator", **query: str) -> str:
    return _get(office, name, "candidate-list", office.cycle_id, "mentor", **query)


def _leaky(office: World) -> int:
    """An application with an adverse fact, a contest and one score of two."""
    (one,) = ready_applications(office, 1)
    fact = {"suspension": {"value": SECRET, "source": SECRET, "as_of": None}}
    RuleCheck.objects.filter(application_id=one, rule="clean_record").update(verdict="not_met", facts=fact)
    Contest.objects.create(application_id=one, rule="clean_record", statement=SECRET, facts=fact, opened_at=NOW)
    score(one, office.people["reader_1"], 4, 1)
    ReviewAssignment.objects.create(application_id=one, reviewer=office.people["reader_2"], assigned_at=AFTER)
    return one


@pytest.mark.parametrize("name", ["applicant", "supervisor", "reader_1", "officer"])
def test_only_coordinators_see_the_list(office: World, name: str) -> None:
    assert _list(office, name).startswith("403")


def test_the_list_tells_late_ones_apart_with_the_reason(office: World) -> None:
    ready_applications(office, 1)
    office.start("rival")
    page = _list(office)
    assert page.index("Pat Person0000") < page.index("Not considered, and why") < page.index("Ana Rival")
    assert "never handed in" in page


def test_the_file_holds_exactly_what_the_filters_show(office: World) -> None:
    ready_applications(office, 2)
    office.start("rival")
    lines = _list(office, format="csv", state="considered").strip().splitlines()
    assert len(lines) == 3
    assert "Rival" not in "".join(lines)


def test_no_page_of_the_office_and_no_file_shows_a_fact(office: World) -> None:
    one = _leaky(office)
    pages = [_list(office), _list(office, format="csv"), _get(office, "coordinator", "candidate-detail", one)]
    pages.append(_get(office, "coordinator", "decision-board", office.cycle_id, "mentor"))
    assert [SECRET in page for page in pages] == [False] * 4
    assert all(page.startswith("200") for page in pages)


def test_no_score_is_seen_by_the_office_before_all_are_in(office: World) -> None:
    one = _leaky(office)
    page = _get(office, "coordinator", "candidate-detail", one)
    assert "Scores are shown once all are in." in page
    assert "secret comment" not in page


def test_a_reader_sees_nothing_of_another_reader(office: World) -> None:
    _leaky(office)
    review = ReviewAssignment.objects.get(reviewer=office.people["reader_2"])
    page = _get(office, "reader_2", "review-form", review.pk)
    assert page.startswith("200")
    assert "secret comment" not in page
    assert "Reader_1" not in page
    assert SECRET not in page


@pytest.mark.parametrize("address", ["candidate-detail", "application-detail"])
def test_a_reader_opens_no_page_of_the_office_and_of_the_applicant(office: World, address: str) -> None:
    one = _leaky(office)
    assert _get(office, "reader_2", address, one)[:3] in {"403", "404"}


def test_a_reader_cannot_open_anothers_review(office: World) -> None:
    _leaky(office)
    review = ReviewAssignment.objects.get(reviewer=office.people["reader_1"])
    assert _get(office, "reader_2", "review-form", review.pk).startswith("404")


def test_the_desk_of_a_reader_names_a_number_and_no_person(office: World) -> None:
    _leaky(office)
    items = desk_items(office.people["reader_2"].pk, AFTER)
    assert [item.title for item in items] == ["Read 1 application"]


def test_search_finds_no_application(office: World) -> None:
    _leaky(office)
    with time_machine.travel(AFTER, tick=True):
        page = _as(office, "reader_2").get("/search", {"q": "secret comment"}).content.decode()
    assert "/admissions/" not in page.partition("<main")[2]


def test_the_applicant_sees_no_readers_and_no_scores(office: World) -> None:
    one = _leaky(office)
    Application.objects.filter(pk=one).update(person=office.people["applicant"])
    page = _get(office, "applicant", "application-detail", one)
    assert page.startswith("200")
    assert "secret comment" not in page
    assert "Reader_" not in page


def test_the_applicant_reads_a_decision_only_once_it_is_told(office: World) -> None:
    (one,) = ready_applications(office, 1)
    Application.objects.filter(pk=one).update(person=office.people["applicant"])
    choices = [Choice(one, "declined", "Your own school needs you.")]
    decide(cycle_id=office.cycle_id, role="mentor", choices=choices, by=office.actor("coordinator"), now=AFTER)
    assert "Your own school needs you." not in _get(office, "applicant", "application-detail", one)
    Decision.objects.update(notified_at=AFTER)
    assert "Your own school needs you." in _get(office, "applicant", "application-detail", one)


def test_a_coordinator_who_applies_does_not_find_their_own_application_in_the_office(office: World) -> None:
    (one,) = ready_applications(office, 1)
    Application.objects.filter(pk=one).update(person=office.people["coordinator"])
    assert "Ana Coordinator" not in _list(office, format="csv")
    assert _get(office, "coordinator", "candidate-detail", one).startswith("404")


def test_the_second_signer_sees_the_rule_and_the_reason_and_no_fact(office: World) -> None:
    rule = 'condition = "permanent_principal"\n'
    office.cycle_id = other_program(office, {rule: rule + "waivable = true\n"})
    (one,) = ready_applications(office, 1)
    fact = {"permanent_principal": {"value": SECRET, "source": SECRET, "as_of": None}}
    RuleCheck.objects.filter(application_id=one, rule="permanent").update(verdict="not_met", facts=fact)
    by = office.actor("coordinator")
    waiver_id = propose_waiver(application_id=one, rule="permanent", reason="Nine years.", by=by, now=AFTER)
    page = _get(office, "officer", "waiver-detail", waiver_id)
    assert "Nine years." in page
    assert SECRET not in page
    assert [item.kind for item in desk_items(office.people["officer"].pk, AFTER)] == ["waiver"]
    assert Waiver.objects.count() == 1


def test_the_board_decides_with_a_tick_an_outcome_and_a_button(office: World) -> None:
    first, second = ready_applications(office, 2)
    sent = {"application": [first], "outcome": "accepted", f"capacity-{first}": "1", f"capacity-{second}": "2"}
    with time_machine.travel(AFTER, tick=True):
        answer = _as(office, "coordinator").post(
            reverse("admissions:decision-board", args=[office.cycle_id, "mentor"]), sent
        )
    assert answer.status_code == 302
    assert list(Decision.objects.values_list("application_id", "capacity")) == [(first, 1)]


def test_the_board_keeps_what_was_typed_when_a_reason_is_missing(office: World) -> None:
    first, second = ready_applications(office, 2)
    sent = {"application": [first, second], "outcome": "declined", f"reason-{first}": "Typed with care."}
    with time_machine.travel(AFTER, tick=True):
        answer = _as(office, "coordinator").post(
            reverse("admissions:decision-board", args=[office.cycle_id, "mentor"]), sent
        )
    assert answer.status_code == 422
    assert "Typed with care." in answer.content.decode()


def test_the_preview_names_the_numbers_and_the_button_sends_once(office: World) -> None:
    ids = ready_applications(office, 3)
    choices = [Choice(one, "accepted") for one in ids]
    decide(cycle_id=office.cycle_id, role="mentor", choices=choices, by=office.actor("coordinator"), now=AFTER)
    page = _get(office, "coordinator", "letter-send", office.cycle_id, "mentor")
    assert "Send 3 letters" in page
    key = page.partition('name="key" value="')[2].partition('"')[0]
    with time_machine.travel(AFTER, tick=True):
        client = _as(office, "coordinator")
        for _click in range(2):
            client.post(reverse("admissions:letter-send", args=[office.cycle_id, "mentor"]), {"key": key})
    assert len(letters("accepted")) == 3


def test_reminding_all_previews_its_number_and_writes_one_letter_a_person(office: World) -> None:
    office.ask(office.start())
    office.ask(office.start("rival"), "rival")
    address = reverse("admissions:endorser-remind", args=[office.cycle_id, "mentor"])
    with time_machine.travel(NOW, tick=True):
        client = _as(office, "coordinator")
        assert "Send one letter" in client.get(address).content.decode()
        client.post(address)
        client.post(address)
    assert len(letters("endorsement_reminder")) == 1


def test_readers_are_drawn_on_a_page_before_anything_is_assigned(office: World) -> None:
    ready_applications(office, 2)
    people = [office.people[name].pk for name in ("reader_1", "reader_2")]
    address = reverse("admissions:reviewer-assign", args=[office.cycle_id, "mentor"])
    with time_machine.travel(AFTER, tick=True):
        client = _as(office, "coordinator")
        assert "4 reviews are new." in client.post(address, {"people": people}).content.decode()
        assert not ReviewAssignment.objects.exists()
        client.post(address, {"people": people, "assign": "yes", "seed": "1"})
    assert ReviewAssignment.objects.count() == 4


def test_a_reader_hands_scores_in_and_is_told_what_is_missing(office: World) -> None:
    ready_applications(office, 1)
    ids = [office.people["reader_1"].pk]
    by = office.actor("coordinator")
    assign_reviewers(cycle_id=office.cycle_id, role="mentor", reviewer_ids=ids, seed=1, by=by, now=AFTER)
    address = reverse("admissions:review-form", args=[ReviewAssignment.objects.get().pk])
    with time_machine.travel(AFTER, tick=True):
        client = _as(office, "reader_1")
        told = client.post(address, {"score-coaching": "3", "comment-coaching": "Kept."})
        assert told.status_code == 422
        assert "Kept." in told.content.decode()
        client.post(address, {"score-coaching": "3", "score-student_success": "2"})
    assert ReviewAssignment.objects.get().state == "finished"


@pytest.mark.parametrize("address", ["candidate-list", "decision-board", "reviewer-assign", "letter-send"])
def test_the_pages_of_a_role_take_few_queries(
    office: World, address: str, django_assert_max_num_queries: object
) -> None:
    ready_applications(office, 30)
    client = _as(office, "coordinator")
    url = reverse(f"admissions:{address}", args=[office.cycle_id, "mentor"])
    with time_machine.travel(AFTER, tick=True):
        client.get(url)
        with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django's own fixture
            client.get(url)

"""Readers: drawn evenly and without conflicts, each alone with the application, handing back."""

from collections import Counter
from typing import Any

import pytest

from preceptor.develop.admissions.commands.reviewing import (
    CannotAssign,
    Reading,
    ReviewClosed,
    ReviewUnfit,
    add_reviewer,
    assign_reviewers,
    finish_review,
    remove_reviewer,
    save_review,
    step_aside,
)
from preceptor.develop.admissions.models import Application, ReviewAssignment, RuleCheck, Score
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.reviewing import UnknownReview, review_form_page, review_list_page
from preceptor.develop.admissions.tests.officeworld import AFTER, add_officers, other_program, ready_applications
from preceptor.develop.admissions.tests.world import World, letters
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import NotPermitted

READERS = ("reader_1", "reader_2", "reader_3")
WHOLE = Reading({"student_success": "4", "coaching": "2"}, {"coaching": "Listens."}, {}, "A good one.")


@pytest.fixture
def office(world: World) -> World:
    """The small district with its officers."""
    return add_officers(world)


def _assign(office: World, names: tuple[str, ...] = READERS, by: str = "coordinator") -> int:
    ids = [office.people[name].pk for name in names]
    return assign_reviewers(
        cycle_id=office.cycle_id, role="mentor", reviewer_ids=ids, seed=1, by=office.actor(by), now=AFTER
    )


def _review(office: World, name: str) -> int:
    return ReviewAssignment.objects.filter(reviewer=office.people[name], state="assigned").first().pk  # type: ignore[union-attr]  # the draw has just made it


def test_every_application_gets_as_many_readers_as_the_program_says_evenly(office: World) -> None:
    ready_applications(office, 6)
    assert _assign(office) == 12
    loads = Counter(ReviewAssignment.objects.values_list("reviewer", flat=True))
    assert set(loads.values()) == {4}


def test_assigning_again_assigns_nothing(office: World) -> None:
    ready_applications(office, 3)
    _assign(office)
    assert _assign(office) == 0


def test_each_reader_gets_one_letter_for_all(office: World) -> None:
    ready_applications(office, 6)
    _assign(office)
    assert sorted(letter.to_email.partition("@")[0] for letter in letters("review_assigned")) == sorted(READERS)


def test_the_supervisor_and_whoever_applies_are_never_drawn(office: World) -> None:
    ready_applications(office, 3)
    office.start("rival")
    assert _assign(office, ("supervisor", "superintendent", "rival", "reader_1")) == 3
    assert set(ReviewAssignment.objects.values_list("reviewer", flat=True)) == {office.people["reader_1"].pk}


def test_only_coordinators_assign(office: World) -> None:
    with pytest.raises(NotPermitted):
        _assign(office, by="reader_1")


@pytest.mark.parametrize("name", ["supervisor", "regional"])
def test_nobody_of_the_reporting_line_is_added_by_hand(office: World, name: str) -> None:
    (one,) = ready_applications(office, 1)
    reviewer_id = office.people[name].pk
    with pytest.raises(CannotAssign):
        add_reviewer(application_id=one, reviewer_id=reviewer_id, by=office.actor("coordinator"), now=AFTER)


def test_anybody_of_the_district_can_be_added_by_hand(office: World) -> None:
    (one,) = ready_applications(office, 1)
    reviewer_id = office.people["officer"].pk
    add_reviewer(application_id=one, reviewer_id=reviewer_id, by=office.actor("coordinator"), now=AFTER)
    assert review_list_page(reviewer_id).waiting[0].applicant == "Pat Person0000"


def test_a_reader_sees_their_own_reviews_alone(office: World) -> None:
    ready_applications(office, 1)
    _assign(office, ("reader_1", "reader_2"))
    with pytest.raises(UnknownReview):
        review_form_page(_review(office, "reader_1"), office.people["reader_2"].pk, AFTER)
    assert review_list_page(office.people["reader_3"].pk).waiting == ()


@pytest.mark.parametrize("change", [save_review, finish_review])
def test_nobody_writes_into_anothers_review(office: World, change: Any) -> None:
    ready_applications(office, 1)
    _assign(office, ("reader_1", "reader_2"))
    with pytest.raises(UnknownReview):
        change(review_id=_review(office, "reader_1"), reading=WHOLE, by=office.actor("reader_2"), now=AFTER)


def test_what_is_begun_is_kept_and_is_no_score(office: World) -> None:
    ready_applications(office, 1)
    _assign(office)
    review_id = _review(office, "reader_1")
    part = Reading({"coaching": "9"}, {"coaching": "Unsure."}, {}, "")
    save_review(review_id=review_id, reading=part, by=office.actor("reader_1"), now=AFTER)
    line = review_form_page(review_id, office.people["reader_1"].pk, AFTER).scales[1]
    assert (line.score, line.comment) == ("9", "Unsure.")
    assert not Score.objects.exists()


def test_a_score_outside_its_scale_is_not_handed_in(office: World) -> None:
    ready_applications(office, 1)
    _assign(office)
    with pytest.raises(ReviewUnfit) as told:
        finish_review(
            review_id=_review(office, "reader_1"),
            reading=Reading({"student_success": "5"}),
            by=office.actor("reader_1"),
            now=AFTER,
        )
    assert sorted(told.value.facts["fields"]) == ["coaching", "student_success"]  # type: ignore[call-overload]  # a mapping by its maker


def test_scores_that_are_in_cannot_be_changed(office: World) -> None:
    ready_applications(office, 1)
    _assign(office)
    review_id, by = _review(office, "reader_1"), office.actor("reader_1")
    finish_review(review_id=review_id, reading=WHOLE, by=by, now=AFTER)
    finish_review(review_id=review_id, reading=Reading({"student_success": "1", "coaching": "1"}), by=by, now=AFTER)
    assert dict(Score.objects.values_list("criterion", "value")) == {"student_success": 4, "coaching": 2}
    with pytest.raises(ReviewClosed):
        save_review(review_id=review_id, reading=WHOLE, by=by, now=AFTER)


def _one(office: World) -> Any:
    return candidates(cycle(office.cycle_id), "mentor", AFTER)[0]


def test_the_mean_is_there_once_all_scores_are_in(office: World) -> None:
    ready_applications(office, 1)
    _assign(office, ("reader_1", "reader_2"))
    finish_review(review_id=_review(office, "reader_1"), reading=WHOLE, by=office.actor("reader_1"), now=AFTER)
    assert _one(office).review.score is None
    other = Reading({"student_success": "2", "coaching": "2"})
    finish_review(review_id=_review(office, "reader_2"), reading=other, by=office.actor("reader_2"), now=AFTER)
    assert float(_one(office).review.score) == pytest.approx((10 / 3 + 2) / 2)


def test_a_reader_who_hands_back_is_replaced_and_never_asked_again(office: World) -> None:
    (one,) = ready_applications(office, 1)
    _assign(office, ("reader_1", "reader_2"))
    ready_applications(office, 2, cycle_id=office.cycle_id)
    _assign(office)
    review = ReviewAssignment.objects.get(application_id=one, reviewer=office.people["reader_1"])
    instead = step_aside(review_id=review.pk, reason="We are friends.", by=office.actor("reader_1"), now=AFTER)
    assert instead == office.people["reader_3"].pk
    assert _assign(office) == 0


def test_handing_back_needs_a_word(office: World) -> None:
    ready_applications(office, 1)
    _assign(office)
    with pytest.raises(ReviewUnfit):
        step_aside(review_id=_review(office, "reader_1"), reason=" ", by=office.actor("reader_1"), now=AFTER)


def test_the_office_takes_back_what_is_not_finished(office: World) -> None:
    ready_applications(office, 1)
    _assign(office)
    remove_reviewer(review_id=_review(office, "reader_1"), by=office.actor("coordinator"), now=AFTER)
    assert review_list_page(office.people["reader_1"].pk).waiting == ()


def test_nobody_handles_their_own_application_for_the_office(office: World) -> None:
    (one,) = ready_applications(office, 1)
    Application.objects.filter(pk=one).update(person=office.people["coordinator"])
    reviewer_id = office.people["reader_1"].pk
    with pytest.raises(NotPermitted, match="own"):
        add_reviewer(application_id=one, reviewer_id=reviewer_id, by=office.actor("coordinator"), now=AFTER)


def test_a_rule_without_a_criterion_is_answered_by_the_readers(office: World) -> None:
    office.cycle_id = other_program(
        office, {'judged_by = "reviewers"\ncriterion = "student_success"': 'judged_by = "reviewers"'}
    )
    ready_applications(office, 1)
    _assign(office, ("reader_1", "reader_2"))
    for name in ("reader_1", "reader_2"):
        review_id, by = _review(office, name), office.actor(name)
        with pytest.raises(ReviewUnfit):
            finish_review(review_id=review_id, reading=WHOLE, by=by, now=AFTER)
        whole = Reading(WHOLE.scores, {}, {"track_record": "met"})
        finish_review(review_id=review_id, reading=whole, by=by, now=AFTER)
    assert {rule.name: rule.stands for rule in _one(office).rules}["track_record"] == "met"


def test_the_facts_behind_a_rule_are_on_no_readers_page(office: World) -> None:
    (one,) = ready_applications(office, 1)
    fact = {"suspension": {"value": "secret fact", "source": "secret source", "as_of": None}}
    RuleCheck.objects.filter(application_id=one, rule="clean_record").update(verdict="not_met", facts=fact)
    _assign(office)
    page = review_form_page(_review(office, "reader_1"), office.people["reader_1"].pk, AFTER)
    assert "secret" not in repr(page)
    assert {rule.name: rule.stands for rule in page.rules}["clean_record"] == "not_met"

"""Pages of pairing: who sees what, foreign things are not found, and the number of queries does not grow."""

from datetime import date

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from preceptor.develop.pairing.commands import pairs
from preceptor.develop.pairing.models import Conflict, Offer, OfferedMentor, Pair, Participant
from preceptor.develop.pairing.queries.sides import sides_of
from preceptor.develop.pairing.tests.world import NOW, publish
from preceptor.foundation.accounts.tests.cast import enter, give_position
from preceptor.foundation.district.models import Position, School


def client_of(world, name):
    client = Client()
    enter(client, world.users[name])
    return client


def get(world, name, page, *arguments, **query):
    return client_of(world, name).get(reverse(f"pairing:{page}", args=arguments), query)


def board_queries(world):
    from django.db import connection

    client = client_of(world, "coordinator")
    url = reverse("pairing:pair-board", args=[world.cycle_id])
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def many(world, number):
    """Pairs of people without positions, for counting alone."""
    from preceptor.foundation.accounts.tests.cast import make_person

    for at in range(number):
        two = [make_person(f"{side}{at}") for side in ("mentor", "mentee")]
        for person, side in zip(two, ("mentor", "mentee"), strict=True):
            Participant.objects.create(cycle_id=world.cycle_id, person=person, side=side, since=NOW.date(), source="t")
        Pair.objects.create(
            cycle_id=world.cycle_id, mentor=two[0], mentee=two[1], origin="hand", started=NOW.date(), adopted_at=NOW
        )


def test_the_board_asks_as_many_questions_for_130_pairs_as_for_three(world):
    world.adopted()
    few = board_queries(world)
    many(world, 127)
    assert board_queries(world) == few <= 15


def test_the_proposal_shows_every_pair_with_its_reasons(world):
    page = get(world, "coordinator", "run-detail", world.match()).content.decode()
    assert page.count("Same school level") == 3
    assert "Proven: no other matching is better" in page


def test_a_change_by_hand_is_weighed_before_anything_is_kept(world):
    run_id = world.match()
    mentor = world.proposed(run_id)["ann"]
    who = {"mentor": world.id(mentor), "mentee": world.id("ann")}
    page = get(world, "coordinator", "pair-weigh", run_id, act="forbid", **who).content.decode()
    assert "Who would move" in page


def test_a_change_with_somebody_who_takes_no_part_is_not_weighed(world):
    who = {"mentor": world.id("stranger"), "mentee": world.id("ann")}
    assert get(world, "coordinator", "pair-weigh", world.match(), act="forbid", **who).status_code == 404


def test_keeping_a_change_leads_to_a_new_proposal_with_it(world):
    run_id = world.match()
    said = {"act": "forbid", "mentor": world.id("mia"), "mentee": world.id("ann"), "reason": "asked"}
    answer = client_of(world, "coordinator").post(reverse("pairing:pair-mark", args=[run_id]), said)
    assert answer.url != reverse("pairing:run-detail", args=[run_id])


@pytest.mark.parametrize("page", ["pair-board"])
@pytest.mark.parametrize("name", ["mia", "ann", "stranger"])
def test_the_board_is_for_coordinators(world, page, name):
    assert get(world, name, page, world.cycle_id).status_code == 403


@pytest.mark.parametrize("name", ["mia", "stranger"])
def test_the_frozen_inputs_are_for_coordinators(world, name):
    assert get(world, name, "run-inputs", world.match()).status_code == 403


@pytest.mark.parametrize("page", ["pair-board", "mentor-choose"])
@pytest.mark.parametrize(
    "file", ["admin-induction.toml", "mentor-certification.toml", "master-program-institute-20.toml"]
)
def test_no_program_breaks_a_page(world, file, page):
    cycle_id = publish(world, file)
    arguments = [cycle_id] if page == "pair-board" else [cycle_id, world.id("ann")]
    assert get(world, "coordinator", page, *arguments).status_code in {200, 404}


def test_the_list_of_cycles_leads_to_a_board(world):
    answer = get(world, "coordinator", "pair-cycle-list")
    assert answer.url == reverse("pairing:pair-board", args=[world.cycle_id])


def test_both_sides_find_each_other(world):
    world.adopted()
    assert world.people["ann"].email in get(world, world.pairs()["ann"], "my-pairs").content.decode()
    assert world.people["mia"].email in get(world, "cem", "my-pairs").content.decode() or world.pairs()["cem"] == "max"


def test_who_has_led_a_school_of_the_level_fits_as_well_as_who_leads_one(world):
    School.objects.filter(unit=world.units["school of bob"]).update(level="elementary")
    give_position(world.people["mia"], "principal", world.units["school of bob"], date(2015, 7, 1))
    Position.objects.filter(person=world.people["mia"], start=date(2015, 7, 1)).update(end=date(2020, 7, 1))
    side = sides_of(world.cycle_id, [world.id("mia")], NOW.date())[world.id("mia")]
    assert (side.level, side.held_levels, side.years) == ("high", {"elementary", "high"}, 11)


def test_wishes_of_somebody_else_are_not_found(world):
    row = Participant.objects.get(person=world.people["ann"])
    assert get(world, "bob", "wish-form", row.pk).status_code == 404


def test_wishes_are_kept_on_one_page(world):
    row = Participant.objects.get(person=world.people["ann"])
    said = {"topics": ["data"], "languages": ["es"], "wished": [world.id("max")]}
    client_of(world, "ann").post(reverse("pairing:wish-form", args=[row.pk]), said)
    row.refresh_from_db()
    assert (row.wish.topics, [person.pk for person in row.wish.wished.all()]) == (["data"], [world.id("max")])


def test_the_office_sees_the_kind_of_a_conflict_beside_a_pair_that_stands(world):
    world.adopted()
    mentor = world.people[world.pairs()["ann"]]
    Conflict.objects.create(declared_by=world.people["ann"], about=mentor, kind="family", declared_at=NOW)
    assert "Family or household" in get(world, "coordinator", "pair-board", world.cycle_id).content.decode()


def test_an_offer_shows_its_mentors_to_its_mentee_alone(world):
    offer = Offer.objects.create(
        cycle_id=world.cycle_id, mentee=world.people["ann"], made_at=NOW, answer_by=NOW.replace(year=2099)
    )
    OfferedMentor.objects.create(
        offer=offer, mentor=world.people["mia"], rank=1, score=5000, terms={"same_level": 4000}
    )
    assert "Choose Ana Mia" in get(world, "ann", "offer-detail", offer.pk).content.decode()
    assert get(world, "bob", "offer-detail", offer.pk).status_code == 404


def test_a_pair_of_others_is_not_found_when_ended(world):
    world.adopted()
    pair = Pair.objects.get(mentee=world.people["ann"])
    answer = client_of(world, "stranger").post(reverse("pairing:my-pair-end", args=[pair.pk]))
    assert (answer.status_code, Pair.objects.filter(ended=None).count()) == (404, 3)


def test_a_refused_adoption_says_why_on_the_page(world):
    run_id = world.match()
    world.join("dan", "mentee")
    client = client_of(world, "coordinator")
    page = client.post(reverse("pairing:run-adopt", args=[run_id]), follow=True).content.decode()
    assert "Something changed since this proposal" in page


def test_who_failed_a_mentee_since_the_matching_is_not_offered_again(world):
    world.adopted()
    pair = Pair.objects.get(mentee=world.people["ann"])
    pairs.end_pair(pair_id=pair.pk, reason="no_longer_helps", by=world.office, now=NOW)
    page = get(world, "coordinator", "mentor-choose", world.cycle_id, world.id("ann")).content.decode()
    assert "Never: an earlier pair of the two no longer helped" in page

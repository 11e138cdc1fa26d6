"""Runs, adoption, pairs, offers, wishes and conflicts, with two people at once and buttons pressed twice."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from preceptor.develop.pairing.commands import pairs, runs, wishes
from preceptor.develop.pairing.commands.pairs import PairRefused
from preceptor.develop.pairing.commands.participants import NoPairing, find_participants
from preceptor.develop.pairing.commands.runs import RunRefused
from preceptor.develop.pairing.commands.wishes import WishRefused
from preceptor.develop.pairing.models import Conflict, HandMark, MatchRun, Offer, Pair, Participant
from preceptor.develop.pairing.tests.world import NOW, publish
from preceptor.develop.programs.models import CycleDate
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.messages.models import Letter

LATER = NOW + timedelta(days=300)


def waits(world):
    """Ann waits after the matching, with two mentors who have room."""
    world.adopted()
    end(world, "ann", "mentor_left")
    end(world, "bob", "mentor_left")


def end(world, mentee, reason="no_longer_helps", by="coordinator", now=NOW):
    pair = Pair.objects.filter(mentee=world.people[mentee]).order_by("-pk").first()
    return pairs.end_pair(pair_id=pair.pk, reason=reason, by=world.actor(by), now=now)


def offered(world, mentee):
    return pairs.offer_mentors(cycle_id=world.cycle_id, mentee_id=world.id(mentee), by=world.office, now=NOW)


def test_everybody_gets_a_mentor_within_the_room(world):
    world.adopted()
    assert sorted(world.pairs()) == ["ann", "bob", "cem"]
    assert sorted(world.pairs().values()) == ["max", "mia", "mia"]


def test_adopting_twice_makes_pairs_and_letters_once(world):
    run_id = world.match()
    made = [runs.adopt_run(run_id=run_id, by=world.office, now=NOW) for _click in (1, 2)]
    assert made == [3, 3]
    assert (Pair.objects.count(), Letter.objects.filter(letter__startswith="pairing.paired").count()) == (3, 6)


def test_two_coordinators_who_match_at_once_get_one_proposal(world):
    world.hire("colleague", "program_coordinator", "hr")
    first = runs.start_run(cycle_id=world.cycle_id, by=world.office, now=NOW)
    assert runs.start_run(cycle_id=world.cycle_id, by=world.actor("colleague"), now=NOW) == first


@pytest.mark.parametrize("change", ["person", "wish", "conflict", "mark", "room"])
def test_adopting_after_something_changed_is_refused_and_nothing_is_done(world, change):
    run_id = world.match()
    mia = Participant.objects.get(person=world.people["mia"])
    if change == "person":
        world.join("dan", "mentee")
    elif change == "wish":
        said = {"topics": ["data"], "languages": [], "wished": []}
        wishes.save_wish(participant_id=mia.pk, **said, by=world.actor("mia"), now=NOW)
    elif change == "conflict":
        wishes.declare_conflict(email=world.people["ann"].email, kind="family", by=world.actor("mia"), now=NOW)
    elif change == "mark":
        mark(world, "max", "ann", "forbid")
    else:
        Participant.objects.filter(pk=mia.pk).update(capacity=3)
    with pytest.raises(RunRefused) as refused:
        runs.adopt_run(run_id=run_id, by=world.office, now=NOW)
    assert (refused.value.code, Pair.objects.count(), Letter.objects.count()) == ("run-outdated", 0, 0)


def test_a_proposal_is_still_good_months_later_when_nothing_changed(world):
    run_id = world.match()
    assert runs.adopt_run(run_id=run_id, by=world.office, now=NOW + timedelta(days=90)) == 3


def test_a_new_matching_never_disturbs_pairs_that_stand(world):
    world.adopted()
    before = world.pairs()
    world.join("zoe", "mentor", 3)
    world.join("dan", "mentee")
    world.adopted()
    assert {name: world.pairs()[name] for name in before} == before
    assert world.pairs()["dan"] == "zoe"


def mark(world, mentor, mentee, how):
    pair = (world.id(mentor), world.id(mentee))
    runs.mark_pair(cycle_id=world.cycle_id, pair=pair, mark=how, reason="", by=world.office, now=NOW)


def test_a_lock_is_kept_and_a_ban_is_kept(world):
    mark(world, "max", "cem", "lock")
    mark(world, "mia", "ann", "forbid")
    found = world.proposed(world.match())
    assert found == {"cem": "max", "bob": "mia"}


def test_a_released_mark_counts_no_more(world):
    mark(world, "mia", "ann", "forbid")
    mark(world, "mia", "ann", "release")
    assert HandMark.objects.count() == 0


def test_a_lock_against_a_hard_rule_is_refused(world):
    Conflict.objects.create(declared_by=world.people["mia"], about=world.people["ann"], kind="family", declared_at=NOW)
    with pytest.raises(RunRefused) as refused:
        mark(world, "mia", "ann", "lock")
    assert refused.value.code == "pair-excluded"


def test_a_mark_on_a_pair_that_stands_is_refused(world):
    world.adopted()
    with pytest.raises(RunRefused) as refused:
        mark(world, "mia", "ann", "forbid")
    assert refused.value.code == "pair-stands"


def test_a_mark_on_somebody_who_takes_no_part_is_refused(world):
    with pytest.raises(RunRefused) as refused:
        mark(world, "stranger", "ann", "lock")
    assert refused.value.code == "not-taking-part"


def test_only_the_office_matches_and_adopts(world):
    run_id = world.match()
    for name in ("mia", "ann", "stranger"):
        with pytest.raises(NotPermitted):
            runs.adopt_run(run_id=run_id, by=world.actor(name), now=NOW)


def test_a_matching_without_mentors_is_refused(world):
    Participant.objects.filter(side="mentor").delete()
    with pytest.raises(RunRefused) as refused:
        runs.start_run(cycle_id=world.cycle_id, by=world.office, now=NOW)
    assert refused.value.code == "nobody-to-match"


def test_two_mentees_who_choose_the_same_last_place_get_it_once(world):
    waits(world)
    both = {name: offered(world, name) for name in ("ann", "bob")}
    last = Offer.objects.get(pk=both["ann"]).mentors.get(rank=1).mentor_id
    held = Pair.objects.filter(mentor_id=last, ended=None).count()
    Participant.objects.filter(person_id=last).update(capacity=held + 1)
    pairs.choose_offered(offer_id=both["ann"], mentor_id=last, by=world.actor("ann"), now=NOW)
    with pytest.raises(PairRefused) as refused:
        pairs.choose_offered(offer_id=both["bob"], mentor_id=last, by=world.actor("bob"), now=NOW)
    assert refused.value.code == "mentor-full"
    assert Offer.objects.get(pk=both["bob"]).state == "open"


def test_an_offer_past_its_time_is_refused(world):
    waits(world)
    offer_id = offered(world, "ann")
    with pytest.raises(PairRefused) as refused:
        pairs.choose_offered(
            offer_id=offer_id, mentor_id=world.id("mia"), by=world.actor("ann"), now=NOW + timedelta(days=8)
        )
    assert refused.value.code == "offer-closed"


def test_nobody_answers_the_offer_of_somebody_else(world):
    waits(world)
    offer_id = offered(world, "ann")
    with pytest.raises(PairRefused) as refused:
        pairs.choose_offered(offer_id=offer_id, mentor_id=world.id("mia"), by=world.actor("bob"), now=NOW)
    assert refused.value.status == 404


def test_a_conflict_declared_after_the_offer_still_excludes_the_pair(world):
    waits(world)
    offer_id = offered(world, "ann")
    wishes.declare_conflict(email=world.people["ann"].email, kind="family", by=world.actor("mia"), now=NOW)
    with pytest.raises(PairRefused) as refused:
        pairs.choose_offered(offer_id=offer_id, mentor_id=world.id("mia"), by=world.actor("ann"), now=NOW)
    assert refused.value.code == "pair-excluded"


def test_a_pair_made_by_hand_ends_the_open_offer(world):
    waits(world)
    offered(world, "ann")
    who = {"mentor_id": world.id("mia"), "mentee_id": world.id("ann")}
    pairs.make_pair(cycle_id=world.cycle_id, **who, by=world.office, now=NOW)
    assert (Offer.objects.get().state, world.pairs()["ann"]) == ("lapsed", "mia")


def test_ending_a_pair_twice_ends_it_once_with_two_letters(world):
    world.adopted()
    for _click in (1, 2):
        end(world, "ann")
    assert Letter.objects.filter(letter="pairing.ended").count() == 2


@pytest.mark.parametrize("side", ["ann", "mentor"])
def test_either_side_can_end_a_pair_and_it_is_never_made_again(world, side):
    world.adopted()
    mentor = world.pairs()["ann"]
    end(world, "ann", by=mentor if side == "mentor" else side)
    assert world.proposed(world.match()).get("ann") != mentor


def test_a_stranger_learns_nothing_of_a_pair_to_end(world):
    world.adopted()
    with pytest.raises(PairRefused) as refused:
        end(world, "ann", by="stranger")
    assert refused.value.status == 404


def test_a_side_cannot_give_the_reasons_of_the_office(world):
    world.adopted()
    with pytest.raises(NotPermitted):
        end(world, "ann", "completed", by="ann")


def test_a_conflict_declared_twice_stands_once(world):
    for _click in (1, 2):
        wishes.declare_conflict(email=world.people["ann"].email, kind="family", by=world.actor("mia"), now=NOW)
    assert Conflict.objects.count() == 1


def test_a_wish_for_a_topic_nobody_offers_is_refused(world):
    row = Participant.objects.get(person=world.people["ann"])
    with pytest.raises(WishRefused):
        wishes.save_wish(
            participant_id=row.pk, topics=["magic"], languages=[], wished=[], by=world.actor("ann"), now=NOW
        )


def test_nobody_states_the_wishes_of_somebody_else(world):
    row = Participant.objects.get(person=world.people["ann"])
    with pytest.raises(WishRefused) as refused:
        wishes.save_wish(participant_id=row.pk, topics=[], languages=[], wished=[], by=world.actor("bob"), now=NOW)
    assert refused.value.status == 404


def test_pairs_go_on_in_the_next_cycle_and_the_old_ones_are_completed(world):
    world.adopted()
    for name in ("ann", "bob", "cem"):
        world.people[name].positions.update(start="2026-07-01")
    before, first = world.pairs(), world.cycle_id
    CycleDate.objects.update(moment=F("moment") - timedelta(days=365))
    world.cycle_id = publish(world, name="2027-28", moment=LATER)
    found = find_participants(cycle_id=world.cycle_id, by=world.office, now=LATER)
    assert (found.continued, world.pairs()) == (3, before)
    assert {row.program_year for row in Pair.objects.filter(cycle_id=world.cycle_id)} == {2}
    assert not Pair.objects.filter(cycle_id=first, ended=None).exists()


def test_a_second_call_of_the_same_year_leaves_pairs_where_they_are(world):
    world.adopted()
    for name in ("ann", "bob", "cem"):
        world.people[name].positions.update(start="2026-07-01")
    before = world.pairs()
    found = find_participants(cycle_id=publish(world, name="second call"), by=world.office, now=NOW)
    assert (found.mentees, found.continued, world.pairs()) == (0, 0, before)


def test_looking_for_participants_twice_changes_nothing(world):
    find_participants(cycle_id=world.cycle_id, by=world.office, now=NOW)
    again = find_participants(cycle_id=world.cycle_id, by=world.office, now=NOW)
    assert (again.mentors, again.mentees, again.left, again.continued) == (0, 0, 0, 0)


def test_a_newcomer_is_found_in_the_records_and_others_are_not(world):
    world.hire("nina", "principal", "school of nina", NOW.date())
    find_participants(cycle_id=world.cycle_id, by=world.office, now=NOW)
    found = set(Participant.objects.filter(side="mentee", left_at=None).values_list("person_id", flat=True))
    assert found == {world.id("nina")}


@pytest.mark.parametrize("file", ["admin-induction.toml", "mentor-certification.toml"])
def test_any_program_that_makes_pairs_can_look_for_participants(world, file):
    cycle_id = publish(world, file)
    assert find_participants(cycle_id=cycle_id, by=world.office, now=NOW).mentees == 0


def test_a_program_whose_pairs_are_chosen_is_not_matched(world):
    with pytest.raises(NoPairing):
        runs.start_run(cycle_id=publish(world, "mentor-certification.toml"), by=world.office, now=NOW)


def test_replaying_a_kept_matching_says_that_everything_holds(world):
    out = StringIO()
    call_command("replay_matching", str(world.match()), stdout=out)
    assert out.getvalue().count("yes") == 4


def test_replaying_tells_altered_inputs(world):
    run = MatchRun.objects.get(pk=world.match())
    run.inputs["weights"]["distance"] = 99
    run.save()
    with pytest.raises(SystemExit):
        call_command("replay_matching", str(run.pk), stdout=StringIO())


@pytest.mark.parametrize(("reason", "left"), [("completed", True), ("mentee_left", True), ("no_longer_helps", False)])
def test_who_is_done_looks_for_no_other_mentor(world, reason, left):
    world.adopted()
    end(world, "ann", reason)
    assert Participant.objects.get(person=world.people["ann"]).left_at == (NOW if left else None)

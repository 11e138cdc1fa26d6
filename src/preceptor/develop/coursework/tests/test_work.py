"""Work handed in, returned, mastered; who sees and judges it; what the evaluator makes of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.public import judge_cycle
from preceptor.develop.coursework.commands.handing import Given, hand_in
from preceptor.develop.coursework.models import HandIn, Judged, Work
from preceptor.develop.coursework.queries.access import may_read_file
from preceptor.develop.coursework.queries.waiting import to_judge
from preceptor.develop.coursework.tests.world import AFTER, DAY, GOOD, handed, judged, place
from preceptor.develop.programs.models import Cycle
from preceptor.develop.sessions.tests.world import World
from preceptor.foundation.documents.tests.making import pdf
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter

WEAK = {**GOOD, "rigor": "approaching"}


def standing() -> list[tuple[str, str]]:
    return list(Activity.objects.filter(state="held").values_list("kind", "key"))


def test_handed_in_work_counts_for_nothing_until_it_is_judged(world: World) -> None:
    handed(world)
    assert (Work.objects.get().state, standing()) == ("handed_in", [])


def test_mastered_work_is_an_activity_from_the_moment_it_was_handed_in(world: World) -> None:
    handed(world)
    assert judged(world, place(world), now=DAY + timedelta(days=9), levels=GOOD)
    row = Activity.objects.get()
    assert (row.kind, row.key, row.starts, row.mode) == ("practicum", "practicum-s1", DAY, "electronic")


def test_one_line_below_mastery_brings_it_back_with_a_comment(world: World) -> None:
    handed(world)
    assert not judged(world, place(world), levels=WEAK, comment="Who is kept out of algebra?")
    assert (Work.objects.get().state, Letter.objects.filter(letter="coursework.returned").count()) == ("returned", 1)


def test_work_does_not_come_back_without_a_comment(world: World) -> None:
    handed(world)
    with pytest.raises(Refusal, match="goes back with a comment"):
        judged(world, place(world), levels=WEAK)


def test_returned_work_is_handed_in_again_and_nothing_is_lost(world: World) -> None:
    handed(world)
    judged(world, place(world), levels=WEAK, comment="Again, please.")
    handed(world, text="The schedule, mended.", now=DAY + timedelta(days=1))
    judged(world, place(world), now=DAY + timedelta(days=2), levels=GOOD)
    assert (HandIn.objects.count(), Judged.objects.count(), Work.objects.get().state) == (2, 2, "accepted")


def test_the_same_form_twice_is_handed_in_once(world: World) -> None:
    for _turn in range(2):
        handed(world, key="same")
    assert HandIn.objects.count() == 1


def test_accepted_work_is_not_handed_in_again(world: World) -> None:
    handed(world)
    judged(world, place(world), levels=GOOD)
    with pytest.raises(Refusal, match="accepted already"):
        handed(world, now=DAY + timedelta(days=1))


def test_a_judgement_corrected_downwards_takes_the_activity_back(world: World) -> None:
    handed(world)
    judged(world, place(world), levels=GOOD)
    judged(world, place(world), levels=WEAK, comment="I had read another's.")
    assert standing() == []


def test_ten_mastered_tasks_meet_the_duty_and_nine_do_not(world: World) -> None:
    sessions = [f"s{number}" for number in range(1, 11)]
    for name in sessions:
        handed(world, item=name)
        judged(world, place(world, item=name), levels=GOOD)
    who = world.cast.people["principal"].pk
    found = {each.duty: each for each in judge_cycle(world.cycle_id, AFTER, who).verdicts() if each.person_id == who}
    assert (found["practicum"].status.name, found["content"].missing) == ("MET", 10)


def test_coaching_and_reviews_are_recorded_by_those_named_for_it(world: World) -> None:
    judged(world, place(world, "coaching", "n1"), minutes=75, mode="in_person", held_at=DAY - timedelta(hours=3))
    levels = {"progress": "on_track", "team": "shared"}
    judged(world, place(world, "review", "n1"), by="finance_officer", levels=levels, minutes=40)
    assert sorted(standing()) == [("performance_review", "review-n1"), ("site_coaching", "coaching-n1")]


@pytest.mark.parametrize("by", ["finance_officer", "staff", "superintendent", "principal"])
def test_a_practicum_task_is_judged_by_its_mentor_alone(world: World, by: str) -> None:
    handed(world)
    with pytest.raises(Refusal, match="no such work"):
        judged(world, place(world), by=by, levels=GOOD)


def test_nobody_hands_in_for_somebody_else(world: World) -> None:
    with pytest.raises(Refusal, match="no such work"):
        hand_in(place=place(world), given=Given("Mine."), upload=None, sent_key="x", by=world.actor("staff"), now=DAY)


def test_what_is_observed_is_not_handed_in(world: World) -> None:
    with pytest.raises(Refusal, match="Nothing is handed in"):
        hand_in(
            place=place(world, "content"),
            given=Given("I understood."),
            upload=None,
            sent_key="x",
            by=world.actor("principal"),
            now=DAY,
        )


@pytest.mark.parametrize(("text", "link"), [("  ", ""), ("", "ftp://x")])
def test_nothing_is_not_handed_in(world: World, text: str, link: str) -> None:
    with pytest.raises(Refusal):
        hand_in(
            place=place(world),
            given=Given(text, link),
            upload=None,
            sent_key="x",
            by=world.actor("principal"),
            now=DAY,
        )


def test_a_closed_cycle_takes_no_work(world: World) -> None:
    Cycle.objects.update(state="closed")
    with pytest.raises(Refusal, match="is closed"):
        handed(world)


def test_a_file_is_read_by_its_owner_its_mentor_and_the_office(world: World) -> None:
    by, upload = world.actor("principal"), SimpleUploadedFile("plan.pdf", pdf(), "application/pdf")
    number = hand_in(place=place(world), given=Given(), upload=upload, sent_key="f", by=by, now=DAY)
    readers = ["principal", "supervisor", "program_coordinator", "staff", "finance_officer", "system_administrator"]
    found = [name for name in readers if may_read_file(world.actor(name), f"coursework.work:{number}", DAY)]
    assert found == ["principal", "supervisor", "program_coordinator"]


def test_a_mentor_s_desk_holds_the_work_of_their_own_group(world: World) -> None:
    handed(world)
    counts = {name: to_judge(world.cast.people[name].pk).count() for name in ("supervisor", "finance_officer", "staff")}
    assert counts == {"supervisor": 1, "finance_officer": 0, "staff": 0}

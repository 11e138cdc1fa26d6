"""Focus groups, themes, content and advice."""

from datetime import timedelta

import pytest

from preceptor.develop.surveys.commands import advising, building, coding, groups
from preceptor.develop.surveys.commands.advising import Reply
from preceptor.develop.surveys.commands.building import Planned
from preceptor.develop.surveys.commands.groups import Sitting
from preceptor.develop.surveys.models import Advice, Coding, Content, FocusMember, Passage
from preceptor.develop.surveys.queries.coding import passage_list_page
from preceptor.develop.surveys.tests.conftest import World
from preceptor.foundation.accounts.tests.cast import NOW
from preceptor.foundation.look.public import Refusal

TOMORROW, AFTER = NOW + timedelta(days=1), NOW + timedelta(days=2)
SITTING = Sitting("North", TOMORROW, 60, "Library")


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def heard(world: World, *statements: str) -> list[Passage]:
    group_id = groups.plan_group(round_id=world.round_id, sitting=SITTING, members=4, by=world.office, now=NOW)
    groups.hold_group(group_id=group_id, statements="\n".join(statements), by=world.office, now=AFTER)
    return list(Passage.objects.order_by("text"))


def theme(world: World, name: str) -> int:
    return coding.add_theme(round_id=world.round_id, name=name, says="", by=world.office, now=NOW)


def test_nobody_is_asked_to_two_groups_of_a_round(world: World) -> None:
    for title in ("North", "South"):
        sitting = Sitting(title, TOMORROW, 60, "")
        groups.plan_group(round_id=world.round_id, sitting=sitting, members=6, by=world.office, now=NOW)
    asked = list(FocusMember.objects.values_list("person_id", flat=True))
    assert (len(asked), len(set(asked))) == (12, 12)


def test_what_was_said_is_kept_once_and_without_speakers(world: World) -> None:
    heard(world, "too many forms", "too many forms", "no time to coach")
    group = FocusMember.objects.all()[0].group
    groups.hold_group(group_id=group.pk, statements="no time to coach\nmore nurses", by=world.office, now=AFTER)
    assert sorted(Passage.objects.values_list("text", flat=True)) == [
        "more nurses",
        "no time to coach",
        "too many forms",
    ]


def test_nothing_is_kept_of_a_group_to_come(world: World) -> None:
    group_id = groups.plan_group(round_id=world.round_id, sitting=SITTING, members=4, by=world.office, now=NOW)
    with refused("group-ahead"):
        groups.hold_group(group_id=group_id, statements="x", by=world.office, now=NOW)


def test_only_who_is_asked_replies(world: World) -> None:
    group_id = groups.plan_group(round_id=world.round_id, sitting=SITTING, members=2, by=world.office, now=NOW)
    with refused("unknown-listening"):
        groups.reply(group_id=group_id, coming=True, by=world.cast.actor("staff"), now=NOW)


def test_a_reading_replaces_ones_own_earlier_and_leaves_those_of_others(world: World) -> None:
    (passage,) = heard(world, "too many forms")
    first, second = theme(world, "time"), theme(world, "forms")
    for chosen in ([first, second], [second]):
        coding.code_passage(passage_id=str(passage.pk), theme_ids=chosen, by=world.office, now=AFTER)
    assert list(Coding.objects.values_list("theme_id", flat=True)) == [second]


def test_a_theme_of_another_round_is_unknown(world: World) -> None:
    (passage,) = heard(world, "too many forms")
    with refused("unknown-listening"):
        coding.code_passage(passage_id=str(passage.pk), theme_ids=[999], by=world.office, now=AFTER)


def test_words_that_tell_who_speaks_are_struck_for_good(world: World) -> None:
    (passage,) = heard(world, "Ms. Ortega never answers")
    coding.strike(passage_id=str(passage.pk), words="Ms. Ortega", by=world.office, now=AFTER)
    assert Passage.objects.get().text == "[…] never answers"


def test_the_list_counts_what_the_reader_has_not_read(world: World) -> None:
    first, _second = heard(world, "a", "b")
    coding.code_passage(passage_id=str(first.pk), theme_ids=[], by=world.office, now=AFTER)
    page = passage_list_page(round_id=world.round_id, by=world.office, now=AFTER, show="unread")
    assert [line.text for line in page.lines] == ["b"]


def test_content_without_a_theme_is_not_planned(world: World) -> None:
    with refused("content-theme"):
        building.plan_content(
            round_id=world.round_id, planned=Planned("Course", "", "course"), by=world.office, now=NOW
        )


def test_a_launch_needs_its_communication(world: World) -> None:
    planned = Planned("Course", "", "course", (theme(world, "time"),))
    content_id = building.plan_content(round_id=world.round_id, planned=planned, by=world.office, now=NOW)
    with refused("launch-untold"):
        building.move_content(content_id=content_id, state="launched", told=" ", by=world.office, now=NOW)
    building.move_content(content_id=content_id, state="launched", told="Letter to all", by=world.office, now=NOW)
    assert Content.objects.get().state == "launched"


def test_advice_that_is_not_taken_in_full_needs_a_reason(world: World) -> None:
    advice = _advice(world)
    with refused("advice-reason"):
        advising.answer_advice(advice_id=advice.pk, reply=Reply("declined"), by=world.office, now=NOW)


def test_only_what_was_promised_can_be_done(world: World) -> None:
    advice = _advice(world)
    with refused("advice-open"):
        advising.finish_advice(advice_id=advice.pk, by=world.office, now=NOW)
    advising.answer_advice(advice_id=advice.pk, reply=Reply("taken"), by=world.office, now=NOW)
    advising.finish_advice(advice_id=advice.pk, by=world.office, now=AFTER)
    advice.refresh_from_db()
    assert advice.done_on is not None


def _advice(world: World) -> Advice:
    meeting = advising.plan_meeting(round_id=world.round_id, sitting=SITTING, agenda="", by=world.office, now=NOW)
    for _press in range(2):
        advising.take_advice(meeting_id=meeting, text="Begin earlier", content_id=None, by=world.office, now=NOW)
    return Advice.objects.get()

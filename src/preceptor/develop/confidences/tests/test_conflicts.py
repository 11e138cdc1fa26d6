"""Conflicts between the two, and a pair that no longer helps."""

import pytest
from django.urls import reverse

from preceptor.develop.activities.tests.world import NOW, World
from preceptor.develop.confidences.commands.conflicts import ConflictRefused, agree_way, reword_way, tell_conflict
from preceptor.develop.confidences.desk import desk_items
from preceptor.develop.confidences.models import PairConflict
from preceptor.develop.confidences.queries.circles import NotYours
from preceptor.develop.confidences.queries.pages import conflict_list_page
from preceptor.develop.confidences.tests.conftest import MARKER, Browse
from preceptor.develop.pairing.desk import desk_items as pairing_desk
from preceptor.develop.pairing.public import end_pair
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.messages.models import Letter


def told(world: World, pair_id: int) -> object:
    return tell_conflict(
        pair_id=pair_id, matter=MARKER, way="MARKER I stay out of it.", sent_key="k", by=world.actor("mentor"), now=NOW
    )


def test_the_other_reads_it_agrees_and_both_have_recorded_it(world: World, pair_id: int) -> None:
    number = told(world, pair_id)
    agree_way(conflict_id=number, by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    (line,) = conflict_list_page(pair_id=pair_id, by=world.actor("mentor")).lines
    assert (line.matter, line.way, line.agreed_at) == (MARKER, "MARKER I stay out of it.", NOW)


def test_nobody_agrees_to_their_own_wording(world: World, pair_id: int) -> None:
    number = told(world, pair_id)
    with pytest.raises(ConflictRefused):
        agree_way(conflict_id=number, by=world.actor("mentor"), now=NOW)  # type: ignore[arg-type]  # a test's short hand


def test_the_other_words_it_anew_and_the_first_agrees(world: World, pair_id: int) -> None:
    number = told(world, pair_id)
    reword_way(conflict_id=number, way="We ask a third person.", by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    agree_way(conflict_id=number, by=world.actor("mentor"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    (line,) = conflict_list_page(pair_id=pair_id, by=world.actor("mentee")).lines
    assert line.way == "We ask a third person."


def test_what_both_agreed_is_changed_no_more(world: World, pair_id: int) -> None:
    number = told(world, pair_id)
    agree_way(conflict_id=number, by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    with pytest.raises(ConflictRefused):
        reword_way(conflict_id=number, way="Another.", by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand


@pytest.mark.parametrize("who", ["other", "program_coordinator"])
def test_nobody_else_agrees_or_reads(world: World, pair_id: int, who: str) -> None:
    number = told(world, pair_id)
    with pytest.raises(NotYours):
        agree_way(conflict_id=number, by=world.actor(who), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    with pytest.raises(NotYours):
        conflict_list_page(pair_id=pair_id, by=world.actor(who))


def test_no_word_of_it_leaves_the_seal(world: World, pair_id: int) -> None:
    told(world, pair_id)
    kept = [*PairConflict.objects.values(), *Letter.objects.values(), *Entry.objects.values()]
    assert "MARKER" not in str(kept)


def test_the_other_finds_it_on_the_desk(world: World, pair_id: int) -> None:
    told(world, pair_id)
    assert "Answer a conflict of interest" in [item.title for item in desk_items(world.people["mentee"].pk, NOW)]


def test_told_worded_and_agreed_by_the_pages(world: World, pair_id: int, browse: Browse) -> None:
    mentor, mentee = browse("mentor"), browse("mentee")
    url = reverse("confidences:conflict-list", args=[pair_id])
    mentor.post(url, {"matter": MARKER, "way": "First", "sent_key": "k"})
    number = PairConflict.objects.get().pk
    mentee.post(reverse("confidences:conflict-reword", args=[number]), {"way": "Second"})
    mentor.post(reverse("confidences:conflict-agree", args=[number]))
    page = mentee.get(url).content.decode()
    assert "Second" in page
    assert "First" not in page


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_either_says_that_it_no_longer_helps_and_a_rematch_waits_for_the_office(
    world: World, pair_id: int, who: str
) -> None:
    end_pair(pair_id=pair_id, reason="no_longer_helps", by=world.actor(who), now=NOW)
    titles = [item.title for item in pairing_desk(world.people["program_coordinator"].pk, NOW)]
    assert titles == ["1 person waits for a mentor"]


def test_both_go_on_reading_after_the_pair_has_ended(world: World, pair_id: int) -> None:
    told(world, pair_id)
    end_pair(pair_id=pair_id, reason="no_longer_helps", by=world.actor("mentee"), now=NOW)
    assert conflict_list_page(pair_id=pair_id, by=world.actor("mentor")).lines[0].matter == MARKER

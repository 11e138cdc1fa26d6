"""The end of notes: a letter two weeks before, the key shredded on the day, a disclosure that holds it up."""

from datetime import datetime, timedelta

import pytest

from preceptor.develop.activities.tests.world import NOW, ZONE, World
from preceptor.develop.confidences.commands.destroying import end_notes
from preceptor.develop.confidences.models import Disclosure, Note, PairCircle
from preceptor.develop.confidences.queries.ending import due_circles
from preceptor.develop.confidences.queries.pages import pair_list_page, pair_notes_page
from preceptor.develop.confidences.rules.destroying import Step
from preceptor.develop.confidences.tests.conftest import DAY, write
from preceptor.foundation.documents.models import CircleKey
from preceptor.foundation.documents.public import CircleShredded, circle_of
from preceptor.foundation.jobs.public import enqueue, run_pending
from preceptor.foundation.messages.models import Letter

# Ninety days after the thirtieth of June.
DUE = datetime(2024, 9, 28, 12, tzinfo=ZONE)


@pytest.fixture
def circle(world: World, pair_id: int) -> PairCircle:
    write(world, pair_id)
    return PairCircle.objects.get()


def round_of(now: datetime) -> None:
    """The daily round, with the jobs that it queues."""
    enqueue("confidences.round", key=now.isoformat(), payload={}, now=now)
    run_pending(now=now)


def test_nothing_is_due_while_the_program_runs(circle: PairCircle) -> None:
    assert due_circles(NOW) == []


def test_a_letter_goes_to_both_two_weeks_before(world: World, circle: PairCircle) -> None:
    round_of(DUE - 14 * DAY)
    letters = Letter.objects.filter(letter="confidences.destruction")
    assert {each.person_id for each in letters} == {world.people["mentor"].pk, world.people["mentee"].pk}
    assert {"Sep 28, 2024" in each.body for each in letters} == {True}


def test_the_key_is_destroyed_on_the_day_and_the_texts_are_emptied(circle: PairCircle) -> None:
    round_of(DUE - 14 * DAY)
    round_of(DUE)
    assert (CircleKey.objects.get().wrapped, Note.objects.get().sealed) == ("", "")
    with pytest.raises(CircleShredded):
        circle_of(f"confidences.pair:{circle.pair_id}")


def test_after_that_the_page_says_so_and_nothing_can_be_written(world: World, circle: PairCircle) -> None:
    round_of(DUE - 14 * DAY)
    round_of(DUE)
    page = pair_notes_page(pair_id=circle.pair_id, by=world.actor("mentor"), now=NOW)
    assert (page.notes, page.destroyed_at) == ((), DUE)
    with pytest.raises(CircleShredded):
        write(world, circle.pair_id, "later")


def test_the_round_twice_a_day_writes_one_letter_each(circle: PairCircle) -> None:
    round_of(DUE - 14 * DAY)
    round_of(DUE - 14 * DAY + timedelta(hours=1))
    assert Letter.objects.filter(letter="confidences.destruction").count() == 2


def test_a_late_round_writes_first_and_destroys_two_weeks_later(circle: PairCircle) -> None:
    late = DUE + 40 * DAY
    assert end_notes(circle_id=circle.pk, now=late) is Step.TELL
    assert end_notes(circle_id=circle.pk, now=late + 13 * DAY) is Step.WAIT
    assert end_notes(circle_id=circle.pk, now=late + 14 * DAY) is Step.DESTROY


def test_notes_are_kept_while_a_disclosure_is_open(world: World, circle: PairCircle) -> None:
    end_notes(circle_id=circle.pk, now=DUE - 14 * DAY)
    row = Disclosure.objects.create(
        circle=circle,
        ground="subpoena",
        reference="7",
        first=NOW.date(),
        last=NOW.date(),
        readable_until=DUE.date(),
        proposed_by=world.people["counsel"],
        proposed_at=NOW,
    )
    assert end_notes(circle_id=circle.pk, now=DUE) is Step.HOLD
    Disclosure.objects.filter(pk=row.pk).update(state="declined", decided_by=world.people["privacy"])
    assert end_notes(circle_id=circle.pk, now=DUE) is Step.DESTROY


def test_the_reader_sees_from_the_start_how_long_notes_are_kept(world: World, circle: PairCircle) -> None:
    (line,) = pair_list_page(by=world.actor("mentee"), now=NOW).pairs
    assert line.destroyed_on == DUE.date()

"""Notes: written and read by the two alone, released by the mentee, withdrawn, kept from everybody else."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from preceptor.develop.activities.tests.world import NOW, World
from preceptor.develop.confidences.commands.notes import NoteRefused, release_note, see_notes, withdraw_release
from preceptor.develop.confidences.models import Note, PairCircle, Release
from preceptor.develop.confidences.queries.circles import NotYours
from preceptor.develop.confidences.queries.pages import note_detail_page, pair_notes_page, released_note_page
from preceptor.develop.confidences.tests.conftest import MARKER, Browse, write
from preceptor.foundation.documents.public import SealedUnreadable
from preceptor.foundation.messages.models import Letter

OTHERS = ("other", "stranger", "supervisor", "program_coordinator", "superintendent", "system_administrator", "counsel")


@pytest.mark.parametrize("reader", ["mentor", "mentee"])
def test_both_of_the_pair_read_a_note(world: World, pair_id: int, reader: str) -> None:
    write(world, pair_id)
    assert [line.text for line in pair_notes_page(pair_id=pair_id, by=world.actor(reader), now=NOW).notes] == [MARKER]


@pytest.mark.parametrize("reader", OTHERS)
def test_nobody_else_finds_even_the_page(world: World, pair_id: int, browse: Browse, reader: str) -> None:
    note = write(world, pair_id)
    client = browse(reader)
    answers = [
        client.get(reverse("confidences:pair-notes", args=[pair_id])),
        client.get(reverse("confidences:note-detail", args=[note])),
    ]
    assert [(each.status_code, "MARKER" in each.content.decode()) for each in answers] == [(404, False)] * 2


def test_the_database_holds_no_word_of_it(world: World, pair_id: int) -> None:
    write(world, pair_id)
    assert "MARKER" not in str(Note.objects.values().get())


def test_the_same_form_sent_twice_is_one_note(world: World, pair_id: int) -> None:
    assert write(world, pair_id) == write(world, pair_id)


def test_a_note_stands_beside_the_entry_that_it_is_about(world: World, pair_id: int) -> None:
    entry = world.enter()
    write(world, pair_id, activity_id=entry)
    (line,) = pair_notes_page(pair_id=pair_id, by=world.actor("mentee"), now=NOW).notes
    assert line.entry is not None
    assert (line.entry.id, line.entry.title) == (entry, "Coaching meeting")


def test_a_note_cannot_hang_on_somebody_elses_entry(world: World, pair_id: int) -> None:
    entry = world.enter(partner_ids=(world.people["other"].pk,))
    with pytest.raises(NotYours):
        write(world, pair_id, activity_id=entry)


def test_the_entry_leads_to_its_note(world: World, pair_id: int, browse: Browse) -> None:
    entry = world.enter()
    page = browse("mentor").get(reverse("activities:entry-detail", args=[entry])).content.decode()
    assert f"{reverse('confidences:pair-notes', args=[pair_id])}?entry={entry}" in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_an_empty_or_endless_note_is_refused(world: World, pair_id: int, text: str) -> None:
    with pytest.raises(NoteRefused):
        write(world, pair_id, text)


def test_a_note_moved_to_another_row_opens_nothing(world: World, pair_id: int) -> None:
    write(world, pair_id)
    write(world, pair_id, "something else")
    first, second = Note.objects.order_by("pk")
    Note.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with pytest.raises(SealedUnreadable):
        pair_notes_page(pair_id=pair_id, by=world.actor("mentor"), now=NOW)


def test_a_wrong_sealing_key_shows_a_refusal_and_no_content(
    world: World, pair_id: int, browse: Browse, settings: Settings
) -> None:
    write(world, pair_id)
    settings.SEALING_KEYS = (b"x" * 32,)
    response = browse("mentor").get(reverse("confidences:pair-notes", args=[pair_id]))
    assert (response.status_code, "MARKER" in response.content.decode()) == (503, False)


def test_a_note_is_new_until_the_other_has_seen_it(world: World, pair_id: int, browse: Browse) -> None:
    write(world, pair_id)
    see_notes(pair_id=pair_id, by=world.actor("mentor"), now=NOW)
    assert Note.objects.get().seen_at is None
    browse("mentee").get(reverse("confidences:pair-notes", args=[pair_id]))
    assert Note.objects.get().seen_at == NOW


def test_pages_with_notes_are_kept_by_no_cache(world: World, pair_id: int, browse: Browse) -> None:
    response = browse("mentor").get(reverse("confidences:pair-notes", args=[pair_id]))
    assert "no-store" in response.headers["Cache-Control"]


def test_a_note_is_written_on_its_page(world: World, pair_id: int, browse: Browse) -> None:
    url = reverse("confidences:pair-notes", args=[pair_id])
    response = browse("mentee").post(url, {"text": MARKER, "entry": "", "sent_key": "k"}, follow=True)
    assert MARKER in response.content.decode()


def test_what_is_refused_stays_on_the_screen(world: World, pair_id: int, browse: Browse) -> None:
    url = reverse("confidences:pair-notes", args=[pair_id])
    response = browse("mentee").post(url, {"text": " ", "entry": "", "sent_key": "k"})
    assert (response.status_code, response.context["form"].errors.keys()) == (422, {"text"})


# ---------------------------------------------------------------- releases


def released(world: World, pair_id: int) -> int:
    note = write(world, pair_id)
    email = world.people["stranger"].email
    return release_note(note_id=note, email=email, by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand


def test_the_named_person_reads_what_the_mentee_released(world: World, pair_id: int, browse: Browse) -> None:
    url = reverse("confidences:released-note", args=[released(world, pair_id)])
    assert MARKER in browse("stranger").get(url).content.decode()


@pytest.mark.parametrize("reader", ["other", "supervisor", "program_coordinator", "system_administrator", "mentor"])
def test_a_release_serves_the_named_person_alone(world: World, pair_id: int, reader: str) -> None:
    number = released(world, pair_id)
    with pytest.raises(NotYours):
        released_note_page(release_id=number, by=world.actor(reader))


def test_a_release_opens_one_note_and_no_other(world: World, pair_id: int) -> None:
    released(world, pair_id)
    other = write(world, pair_id, "another")
    with pytest.raises(NotYours):
        note_detail_page(note_id=other, by=world.actor("stranger"))  # type: ignore[arg-type]  # a test's short hand


def test_what_is_withdrawn_is_read_no_more(world: World, pair_id: int) -> None:
    number = released(world, pair_id)
    withdraw_release(release_id=number, by=world.actor("mentee"), now=NOW)
    with pytest.raises(NotYours):
        released_note_page(release_id=number, by=world.actor("stranger"))


def test_the_mentor_cannot_release_and_is_told_of_a_release(world: World, pair_id: int) -> None:
    note = write(world, pair_id)
    email = world.people["stranger"].email
    with pytest.raises(NoteRefused) as told:
        release_note(note_id=note, email=email, by=world.actor("mentor"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    assert told.value.code == "mentee-releases"
    release_note(note_id=note, email=email, by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand
    letters = Letter.objects.filter(letter__startswith="confidences.")
    assert {(each.letter, each.person_id) for each in letters} == {
        ("confidences.released", world.people["stranger"].pk),
        ("confidences.released_mentor", world.people["mentor"].pk),
    }
    assert not [each for each in letters if "MARKER" in each.body + each.subject]


def test_pressed_twice_a_note_is_released_once(world: World, pair_id: int) -> None:
    assert released(world, pair_id) == released(world, pair_id)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("email", ["nobody@district.example", "mentor@district.example", ""])
def test_a_note_is_released_to_somebody_else_of_the_district(world: World, pair_id: int, email: str) -> None:
    note = write(world, pair_id)
    with pytest.raises(NoteRefused):
        release_note(note_id=note, email=email, by=world.actor("mentee"), now=NOW)  # type: ignore[arg-type]  # a test's short hand


def test_a_release_and_its_withdrawal_by_the_pages(world: World, pair_id: int, browse: Browse) -> None:
    note, mentee = write(world, pair_id), browse("mentee")
    url = reverse("confidences:note-detail", args=[note])
    mentee.post(url, {"email": world.people["stranger"].email})
    assert "Ana Stranger" in mentee.get(url).content.decode()
    mentee.post(reverse("confidences:release-withdraw", args=[Release.objects.get().pk]))
    assert Release.objects.get().withdrawn_at == NOW


def test_every_pair_has_a_circle_of_its_own(world: World, pair_id: int) -> None:
    write(world, pair_id)
    assert PairCircle.objects.get().pair_id == pair_id

"""A reflection portfolio: its owner's alone until released, by code of the framework, ended on its day."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.urls import reverse

from preceptor.develop.activities.tests.world import NOW, PROGRAM, World, make_world
from preceptor.develop.confidences.commands.notes import NoteRefused
from preceptor.develop.confidences.commands.portfolio import (
    Written,
    end_portfolio,
    release_reflection,
    withdraw_reflection,
    write_reflection,
)
from preceptor.develop.confidences.models import Portfolio, Reflection
from preceptor.develop.confidences.queries.circles import NotYours
from preceptor.develop.confidences.queries.portfolio import due_portfolios, portfolio_page, released_reflection_page
from preceptor.develop.confidences.rules.destroying import Step
from preceptor.develop.confidences.tests.conftest import Browse
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.messages.models import Letter

MARKER = "MARKER I talked too much"
FRAMEWORK = Path(__file__).resolve().parents[5] / "frameworks" / "mentor-competencies.case.json"
COACHING = 'kind = "coaching"'
KEPT = """
[frameworks.mentor_competencies]
title = "Mentor competencies"

[portfolio]
kept_by = ["mentor", "mentee"]
framework = "mentor_competencies"
says = "For your own reflections."
"""
OTHERS = ("mentee", "other", "stranger", "supervisor", "program_coordinator", "superintendent", "counsel")


@pytest.fixture
def world_text() -> str:
    """The shipped program, with a portfolio for both sides, whose meetings point at its competencies."""
    return PROGRAM.read_text().replace(COACHING, f'{COACHING}\nframework = "mentor_competencies"') + KEPT


@pytest.fixture
def kept(world: World) -> World:
    """The mentor's world with the framework loaded."""
    call_command("load_framework", str(FRAMEWORK), key="mentor_competencies", wording="paraphrase", write=True)
    return world


def write(world: World, by: str = "mentor", key: str = "k", **more: object) -> UUID:
    written = Written(MARKER, **more)  # type: ignore[arg-type]  # a test's short hand
    return write_reflection(cycle_id=world.cycle_id, written=written, sent_key=key, by=world.actor(by), now=NOW)


def released(world: World) -> int:
    email = world.people["supervisor"].email
    return release_reflection(reflection_id=write(world), email=email, by=world.actor("mentor"), now=NOW)


def test_the_owner_reads_it_with_its_activity_and_the_code_and_title_of_each_competency(kept: World) -> None:
    entry = kept.enter()
    write(kept, activity_id=entry, competencies=("MC2.2", "MC1"))
    (line,) = portfolio_page(cycle_id=kept.cycle_id, by=kept.actor("mentor"), now=NOW).reflections
    assert (line.text, line.entry is not None and line.entry.id) == (MARKER, entry)
    assert [code for code, _title in line.competencies] == ["MC1", "MC2.2"]
    assert line.competencies[1][1].startswith("MC2.2 Listens well")


@pytest.mark.parametrize(("name", "kept_by_them"), [("mentor", True), ("mentee", True), ("stranger", False)])
def test_whoever_keeps_one_finds_it_beside_their_notes(
    kept: World, browse: Browse, name: str, kept_by_them: bool
) -> None:
    page = browse(name).get(reverse("confidences:pair-list")).content.decode()
    assert (reverse("confidences:portfolio", args=[kept.cycle_id]) in page) is kept_by_them


def test_what_entries_and_reflections_point_at_is_counted_for_their_owner(kept: World) -> None:
    kept.enter(competencies=("MC1",))
    kept.enter(date(2024, 2, 13), competencies=("MC1", "MC3"))
    write(kept, competencies=("MC3",))
    page = portfolio_page(cycle_id=kept.cycle_id, by=kept.actor("mentor"), now=NOW)
    assert [(each.title[:3], each.entries, each.reflections) for each in page.worked] == [("MC1", 2, 0), ("MC3", 1, 1)]


@pytest.mark.parametrize("reader", OTHERS)
def test_nobody_else_reads_it_the_partner_neither(kept: World, browse: Browse, reader: str) -> None:
    number = write(kept)
    client = browse(reader)
    answers = [
        client.get(reverse("confidences:reflection-detail", args=[number])),
        client.get(reverse("confidences:portfolio", args=[kept.cycle_id])),
        client.get(reverse("confidences:pair-list")),
    ]
    assert answers[0].status_code == 404
    assert all("MARKER" not in each.content.decode() for each in answers)


def test_neither_the_table_nor_the_record_holds_a_word(kept: World) -> None:
    write(kept)
    assert "MARKER" not in str(Reflection.objects.values().get()) + str(list(Entry.objects.values_list("facts")))


def test_a_named_person_reads_one_reflection_until_it_is_taken_back(kept: World) -> None:
    release = released(kept)
    by = kept.actor("supervisor")
    assert released_reflection_page(release_id=release, by=by).reflection.text == MARKER
    assert "MARKER" not in Letter.objects.get(letter="confidences.reflection_released").body
    with pytest.raises(NotYours):
        released_reflection_page(release_id=release, by=kept.actor("program_coordinator"))
    withdraw_reflection(release_id=release, by=kept.actor("mentor"), now=NOW)
    with pytest.raises(NotYours):
        released_reflection_page(release_id=release, by=by)


def test_nobody_releases_what_is_not_theirs(kept: World) -> None:
    number, email = write(kept), kept.people["supervisor"].email
    with pytest.raises(NotYours):
        release_reflection(reflection_id=number, email=email, by=kept.actor("mentee"), now=NOW)


def test_a_code_that_the_framework_lacks_is_refused_with_the_next_step(kept: World) -> None:
    with pytest.raises(NoteRefused, match="ZZ9") as refused:
        write(kept, competencies=("MC1", "ZZ9"))
    assert refused.value.remedy


def test_an_activity_of_others_is_refused(kept: World) -> None:
    entry = kept.enter()
    with pytest.raises(NotYours):
        write(kept, by="other", activity_id=entry)


def test_the_same_form_sent_twice_is_one_reflection(kept: World) -> None:
    assert write(kept) == write(kept)


def test_where_the_definition_gives_no_portfolio_there_is_none(db: None) -> None:
    plain = make_world(signed=False)
    with pytest.raises(NotYours):
        write(plain)


def test_a_letter_first_then_the_key_is_destroyed_and_releases_end(kept: World) -> None:
    release = released(kept)
    row = Portfolio.objects.get()
    later = NOW + timedelta(days=365 * 3)
    assert due_portfolios(NOW) == []
    steps = [end_portfolio(portfolio_id=row.pk, now=each) for each in (later, later + timedelta(days=30))]
    assert steps == [Step.TELL, Step.DESTROY]
    assert Letter.objects.filter(letter="confidences.portfolio_ends").count() == 1
    assert Reflection.objects.get().sealed == ""
    assert portfolio_page(cycle_id=kept.cycle_id, by=kept.actor("mentor"), now=later).reflections == ()
    with pytest.raises(NotYours):
        released_reflection_page(release_id=release, by=kept.actor("supervisor"))


def test_through_the_page_it_is_sealed_and_what_was_typed_stays_after_a_refusal(kept: World, browse: Browse) -> None:
    url, mentor = reverse("confidences:portfolio", args=[kept.cycle_id]), browse("mentor")
    said = {"entry": "", "text": MARKER, "competencies": ["MC2"], "sent_key": "a"}
    mentor.post(url, said)
    assert ">MC2 " in mentor.get(url).content.decode()
    refused = mentor.post(url, {**said, "text": " ", "sent_key": "b"})
    assert refused.status_code == 422
    assert 'value="MC2"' in refused.content.decode()

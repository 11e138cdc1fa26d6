"""Cycles from import to close: stale drafts, unsound dates, names used twice; nothing half done."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from preceptor.develop.programs import commands, queries
from preceptor.develop.programs.commands import CycleState, FaultyDefinition
from preceptor.develop.programs.models import Cycle, CycleDate, ProgramVersion
from preceptor.foundation.accounts.tests.cast import NOW, enter, make_cast
from preceptor.foundation.audit.public import NotPermitted

PROGRAMS = Path(__file__).resolve().parents[5] / "programs"
FILES = sorted(file.name for file in PROGRAMS.glob("*.toml"))
TEXT = (PROGRAMS / "nps-2023-24.toml").read_text()


@pytest.fixture
def cast(db):
    return make_cast()


def draft(cast, name="2026-27", text=TEXT):
    unit_id, by = cast.units["hr"].pk, cast.actor("program_coordinator")
    return commands.import_draft(text=text, file="a.toml", name=name, unit_id=unit_id, by=by, now=NOW)


def publish(cast, cycle_id, revision=0):
    commands.publish_cycle(cycle_id=cycle_id, revision=revision, by=cast.actor("program_coordinator"), now=NOW)
    return cycle_id


def edit(cast, cycle_id, revision=0, **edits):
    said = {path.replace("__", "."): value for path, value in edits.items()}
    by = cast.actor("program_coordinator")
    return commands.edit_draft(cycle_id=cycle_id, revision=revision, edits=said, by=by, now=NOW)


def test_a_published_cycle_has_the_dates_of_its_definition(cast):
    brief = queries.cycle(publish(cast, draft(cast)))
    assert brief.dates["applications_due"] == datetime(2023, 12, 9, 7, 59, 59, tzinfo=UTC)


def test_the_second_of_two_who_edit_one_draft_is_told(cast):
    cycle_id = draft(cast)
    edit(cast, cycle_id, title="New title")
    with pytest.raises(CycleState) as refused:
        edit(cast, cycle_id, title="Another title")
    assert (refused.value.code, "New title" in Cycle.objects.get().draft_text) == ("cycle-changed-meanwhile", True)


def test_what_is_published_is_what_was_read(cast):
    cycle_id = draft(cast)
    edit(cast, cycle_id, title="New title")
    with pytest.raises(CycleState):
        publish(cast, cycle_id, revision=0)
    assert Cycle.objects.get().state == "draft"


def test_an_edit_that_spoils_the_definition_changes_nothing(cast):
    cycle_id = draft(cast)
    with pytest.raises(FaultyDefinition):
        edit(cast, cycle_id, timeline__applications_due__when="someday")
    assert (Cycle.objects.get().revision, Cycle.objects.get().draft_text) == (0, TEXT)


def test_dates_out_of_order_are_not_published_and_nothing_is_half_done(cast):
    cycle_id = draft(cast)
    revision = edit(cast, cycle_id, timeline__applications_due__when=date(2023, 11, 1))
    with pytest.raises(CycleState) as refused:
        publish(cast, cycle_id, revision)
    assert (refused.value.code, CycleDate.objects.count(), ProgramVersion.objects.count()) == (
        "cycle-dates-wrong",
        0,
        1,
    )


def test_a_missing_date_is_named_before_publishing(cast):
    cycle_id = draft(cast)
    revision = edit(cast, cycle_id, timeline__call_opens__when="open")
    with pytest.raises(CycleState) as refused:
        publish(cast, cycle_id, revision)
    assert refused.value.code == "cycle-dates-missing"


def test_a_date_that_counts_from_an_open_one_is_as_open_as_that(cast):
    cycle_id = draft(cast, text=(PROGRAMS / "mentor-certification.toml").read_text())
    with pytest.raises(CycleState, match="Internships can be chosen") as refused:
        publish(cast, cycle_id, 0)
    assert refused.value.code == "cycle-dates-missing"
    revision = edit(cast, cycle_id, timeline__institute__when=date(2026, 12, 5))
    publish(cast, cycle_id, revision)
    assert {"internship_opens", "internship_closes"} <= set(CycleDate.objects.values_list("name", flat=True))


def test_a_name_is_used_once_in_a_program(cast):
    draft(cast)
    with pytest.raises(CycleState) as refused:
        draft(cast)
    assert (refused.value.code, Cycle.objects.count()) == ("cycle-name-taken", 1)


def test_a_faulty_file_leaves_nothing_behind(cast):
    with pytest.raises(FaultyDefinition):
        draft(cast, text=TEXT.replace('filled = "records"', 'filled = "magic"'))
    assert (Cycle.objects.count(), ProgramVersion.objects.count()) == (0, 0)


def test_a_copy_edited_tells_its_difference_and_leaves_the_source(cast):
    source = publish(cast, draft(cast))
    by = cast.actor("program_coordinator")
    copy = commands.copy_cycle(cycle_id=source, name="2027-28", by=by, now=NOW)
    edit(cast, copy, title="Support for new principals")
    page = queries.cycle_review_page(cycle_id=copy, by=by, now=NOW)
    assert "The title changes from “New Principals Support, 2023-24” to “Support for new principals”." in page.changes
    assert queries.cycle(source).title == "New Principals Support, 2023-24"


def test_a_copy_begins_from_the_dates_that_last_year_truly_had(cast):
    source, by = publish(cast, draft(cast)), cast.actor("program_coordinator")
    due = queries.cycle(source).dates["applications_due"] + timedelta(days=7)
    commands.move_date(cycle_id=source, name="applications_due", moment=due, reason="Storm", by=by, now=NOW)
    copy = commands.copy_cycle(cycle_id=source, name="2027-28", by=by, now=NOW)
    page = queries.cycle_review_page(cycle_id=copy, by=by, now=NOW)
    assert "“Applications are due” moves from December 15, 2023 to December 15, 2024." in page.changes
    assert page.carried[0].startswith("“Applications are due” was moved by hand from December 8, 2023")


def test_a_text_that_names_the_old_amount_is_told_before_publishing(cast):
    client = Client()
    enter(client, cast.users["program_coordinator"])
    cycle_id = draft(cast)
    edit(cast, cycle_id, pay__stipend__at_most=3500)
    page = client.get(reverse("programs:cycle-review", args=[cycle_id])).content.decode()
    assert "still names $3,060, which is now $3,500" in page


def test_a_date_moves_with_a_reason_only(cast):
    cycle_id, by = publish(cast, draft(cast)), cast.actor("program_coordinator")
    due = queries.cycle(cycle_id).dates["applications_due"]
    said = {"cycle_id": cycle_id, "name": "applications_due", "moment": due + timedelta(days=2), "by": by, "now": NOW}
    with pytest.raises(CycleState):
        commands.move_date(**said, reason=" ")
    commands.move_date(**said, reason="Storm")
    assert queries.cycle(cycle_id).dates["applications_due"] == due + timedelta(days=2)


def test_a_closed_cycle_is_no_longer_open_but_still_readable(cast):
    cycle_id = publish(cast, draft(cast))
    commands.close_cycle(cycle_id=cycle_id, by=cast.actor("program_coordinator"), now=NOW)
    assert (queries.open_cycles(), queries.cycle(cycle_id).state) == ([], "closed")


@pytest.mark.parametrize("role", ["principal", "staff", "supervisor", "participant"])
def test_only_authors_write_programs(cast, role):
    with pytest.raises(NotPermitted):
        commands.import_definition(text=TEXT, file="a.toml", unit_id=cast.units["hr"].pk, by=cast.actor(role), now=NOW)


@pytest.mark.parametrize("file", FILES)
def test_every_shipped_program_has_its_pages(cast, file):
    client = Client()
    enter(client, cast.users["program_coordinator"])
    cycle_id = draft(cast, text=(PROGRAMS / file).read_text())
    pages = [reverse(f"programs:{page}", args=[cycle_id]) for page in ("cycle-detail", "cycle-edit", "cycle-review")]
    assert [client.get(page).status_code for page in [reverse("programs:program-list"), *pages]] == [200] * 4


def test_saving_the_untouched_form_changes_nothing(cast):
    client = Client()
    enter(client, cast.users["program_coordinator"])
    url = reverse("programs:cycle-edit", args=[draft(cast)])
    form = client.get(url).context["form"]
    said = {field.html_name: field.value() for field in form}
    assert client.post(url, said).status_code == 302
    assert (Cycle.objects.get().revision, Cycle.objects.get().draft_text) == (0, TEXT)


def test_drafts_are_not_found_by_others(cast):
    client = Client()
    enter(client, cast.users["principal"])
    assert client.get(reverse("programs:cycle-detail", args=[draft(cast)])).status_code == 404

"""The same application without script, in two tabs, offline, with an impatient finger and with wrong files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from preceptor.develop.admissions.models import Application, Submission
from tests.journeys.papers import renamed_executable, resume
from tests.journeys.town import MORNING, Town
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

Walk = Callable[..., Walker]
FIRST, SECOND = "Typed in the first tab.", "Typed in the second tab."
OFFLINE = "Typed in the elevator, without a connection."


def test_an_application_goes_from_call_to_submission_without_script(town: Town, walk: Walk, tmp_path: Path) -> None:
    applicant = walk(town.users["applicant"], path=f"/admissions/calls/{town.cycle_id}/", script=False)
    applicant.press("Start my application")
    applicant.press("Ask my supervisor")
    applicant.press("Answer the questions")
    applicant.type("How many new principals", "2")
    applicant.type("Describe one improvement", FIRST)
    applicant.type("How would you help a new principal", SECOND)
    applicant.press("Save")
    applicant.upload(resume(tmp_path))
    applicant.press("Code of ethics for mentors")
    applicant.answer("have read this and will keep to it")
    applicant.press("Sign")
    applicant.press("Check and submit")
    applicant.press("Submit my application")
    applicant.reads("Your application is submitted.")


def test_two_tabs_show_both_texts_and_the_one_that_is_saved_last_counts(town: Town, walk: Walk) -> None:
    url = f"/admissions/applications/{town.start('applicant', MORNING)}/edit/"
    first = walk(town.users["applicant"], path=url, script=False)
    second = Walker(first.tab.context.new_page(), first.width, first.seen)
    second.tab.goto(url)
    first.type("How would you help", FIRST)
    first.press("Save")
    second.type("How would you help", SECOND)
    second.press("Save")
    second.reads("Changed in another tab", FIRST)
    second.press("Save")
    assert Application.objects.get().answers["coaching"] == SECOND


def test_what_is_typed_without_connection_is_saved_when_it_is_back(town: Town, walk: Walk) -> None:
    url = f"/admissions/applications/{town.start('applicant', MORNING)}/edit/"
    applicant = walk(town.users["applicant"], 390, path=url)
    applicant.tab.context.set_offline(True)
    applicant.type("How would you help", OFFLINE)
    applicant.tab.get_by_text("No connection.").wait_for()
    applicant.tab.context.set_offline(False)
    applicant.tab.get_by_text("Saved", exact=True).wait_for()
    assert Application.objects.get().answers["coaching"] == OFFLINE


def test_an_impatient_finger_submits_once(town: Town, walk: Walk) -> None:
    application_id = town.start("applicant", MORNING)
    town.fill(application_id, "applicant", MORNING)
    applicant = walk(town.users["applicant"], 390, path=f"/admissions/applications/{application_id}/check/")
    applicant.tab.get_by_role("button", name="Submit my application").dblclick()
    applicant.tab.get_by_text("Your application is submitted.").wait_for()
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (lambda folder: resume(folder, 2), r"2 pages.*1"),
        (renamed_executable, r"not a PDF|is not|program"),
    ],
    ids=["a résumé of two pages", "a program under another name"],
)
def test_a_file_that_does_not_fit_is_told_kindly_and_nothing_is_lost(
    town: Town, walk: Walk, tmp_path: Path, paper: Callable[[Path], Path], sentence: str
) -> None:
    url = f"/admissions/applications/{town.start('applicant', MORNING)}/"
    applicant = walk(town.users["applicant"], 390, path=url)
    applicant.upload(paper(tmp_path))
    applicant.look(f"refused-{paper.__name__.strip('<>')}")
    told = applicant.tab.inner_text(".refusal")
    assert re.search(sentence, told, re.DOTALL), told
    assert applicant.tab.get_by_role("button", name="Upload").is_visible()

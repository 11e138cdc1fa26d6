"""Mentors of pupils and sponsors of families, from the call to the record of a month: counted, and nobody named."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from preceptor.develop.activities.commands.entering import enter_activity
from preceptor.develop.activities.commands.logs import submit_log
from preceptor.develop.activities.models import Activity, MonthlyLog
from preceptor.develop.activities.queries.month import my_month_page
from preceptor.develop.activities.rules.entering import Typed as Entered
from preceptor.develop.activities.tests.world import ZONE
from preceptor.develop.admissions.commands.drafting import Typed
from preceptor.develop.admissions.public import (
    Choice,
    decide,
    letters_page,
    save_answers,
    send_letters,
    sign_text,
    start_application,
    submit_application,
)
from preceptor.develop.admissions.queries.own import mark_of, whole_applications
from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.accounts.tests.cast import Cast, make_cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.public import current_text
from preceptor.foundation.look.public import Refusal

PROGRAMS = Path(__file__).resolve().parents[5] / "programs"


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, tzinfo=ZONE)


@dataclass(frozen=True)
class Told:
    """A program for others: its role and text, what an application answers, what must be a number, a month's work."""

    key: str
    role: str
    text: str
    answers: dict[str, str]
    counted: str
    first: str
    work: tuple[str, ...]


MENTORING = Told(
    "student_mentoring",
    "mentor",
    "safe_mentoring",
    {"pupils": "4", "age": "middle"},
    "pupils",
    "training",
    ("one_pupil", "four_to_six"),
)
SPONSORS = Told(
    "outreach_sponsor_training",
    "sponsor",
    "with_families",
    {"families": "30", "resource": "A dentist: I called four, and one took them."},
    "families",
    "session",
    ("put_together", "talked_over"),
)


def running(told: Told, cast: Cast) -> int:
    """The shipped definition, published as a cycle without a line of code."""
    text = (PROGRAMS / f"{told.key.replace('_', '-')}.toml").read_text(encoding="utf-8")
    unit, now = cast.units["hr"].pk, on(8, 1)
    cycle_id = programs.import_draft(text=text, file="p.toml", name="2026-27", unit_id=unit, by=SYSTEM, now=now)
    revision = Cycle.objects.get(pk=cycle_id).revision
    programs.publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=now)
    return cycle_id


def applied(told: Told, cast: Cast, cycle_id: int) -> int:
    """An application with numbers; a name where a number is asked for is refused."""
    by, now = cast.actor("staff"), on(8, 20)
    application = start_application(cycle_id=cycle_id, role=told.role, by=by, now=now)
    named = {**told.answers, told.counted: "Maria Lopez and her brother"}
    version = save_answers(application_id=application, typed=Typed(named, 1, "t"), by=by, now=now)
    wording = current_text(f"{told.key}.{told.text}").id
    sign_text(application_id=application, text=told.text, text_version_id=wording, by=by, now=now)
    with pytest.raises(Refusal):
        handed_in(application, cast)
    save_answers(application_id=application, typed=Typed(told.answers, version, "t"), by=by, now=now)
    handed_in(application, cast)
    return application


def handed_in(application: int, cast: Cast) -> None:
    checked = mark_of(whole_applications().get(pk=application))
    submit_application(application_id=application, checked=checked, by=cast.actor("staff"), now=on(8, 20))


def admitted(told: Told, cast: Cast, cycle_id: int, application: int) -> None:
    """The office accepts and tells everybody at once."""
    by, now = cast.actor("program_coordinator"), on(4, 2, 2027)
    choices = [Choice(application, "accepted")]
    decide(cycle_id=cycle_id, role=told.role, choices=choices, by=by, now=now)
    key = letters_page(cycle_id=cycle_id, role=told.role, by=by, now=now).key
    assert send_letters(cycle_id=cycle_id, role=told.role, key=key, by=by, now=now) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("told", [MENTORING, SPONSORS], ids=lambda told: told.key)
def test_a_cycle_for_others_counts_and_names_nobody(told: Told) -> None:
    cast = make_cast()
    cycle_id = running(told, cast)
    admitted(told, cast, cycle_id, applied(told, cast, cycle_id))
    me, now = cast.actor("staff"), on(4, 30, 2027)
    for turn, kind in enumerate((told.first, *told.work)):
        typed = Entered(kind=kind, mode="in_person", starts=on(4, 10 + turn, 2027), minutes=60)
        enter_activity(cycle_id=cycle_id, typed=typed, sent_key=f"k{turn}", by=me, now=now)
    page = my_month_page(person_id=me.id or 0, cycle_id=cycle_id, period="2027-04", now=now)
    assert len(page.entries) == len(told.work) + 1
    submit_log(cycle_id=cycle_id, name="month", period="2027-04", reply="", by=me, now=on(5, 2, 2027))
    assert MonthlyLog.objects.get().person_id == me.id
    parties = Activity.objects.values_list("parties__person_id", flat=True)
    assert set(parties) == {me.id}, "only the mentor or sponsor is a party of what was done"

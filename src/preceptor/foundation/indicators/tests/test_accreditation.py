"""Accreditation: entered once, reminded in time, done with evidence; and the board's workbook beside the pages."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from preceptor.foundation.accounts.tests.cast import Cast, enter, make_cast
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.indicators.commands.accreditation import DutyValues, add_duty, finish_duty, remind_duties
from preceptor.foundation.indicators.commands.freezing import freeze
from preceptor.foundation.indicators.models import AccreditationDuty, DutyReminder
from preceptor.foundation.indicators.tests.papers import pdf
from preceptor.foundation.indicators.tests.world import CLEARED, NOW, build, define
from preceptor.foundation.look.public import Refusal

DUE = date(2026, 12, 20)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def entered(cast: Cast, by: str = "accreditation_officer", title: str = "Report", due: date = DUE) -> int:
    values = DutyValues(title, "Induction", "Commission", "The report", due, cast.people["staff"].pk)
    return add_duty(values=values, by=cast.actor(by), now=NOW)


def test_a_duty_is_entered_once_and_by_the_office(cast: Cast) -> None:
    entered(cast)
    with pytest.raises(Refusal, match="stands already"):
        entered(cast)
    with pytest.raises(NotPermitted):
        entered(cast, by="board_member", title="Other")


def test_a_duty_is_done_with_its_evidence_by_its_owner_and_no_second_time(cast: Cast) -> None:
    duty_id, owner = entered(cast), cast.actor("staff")
    with pytest.raises(NotPermitted):
        finish_duty(duty_id=duty_id, evidence=pdf("e.pdf"), note="", by=cast.actor("principal"), now=NOW)
    with pytest.raises(Refusal, match="evidence is here"):
        finish_duty(duty_id=duty_id, evidence=None, note="", by=owner, now=NOW)
    finish_duty(duty_id=duty_id, evidence=pdf("e.pdf"), note="Sent.", by=owner, now=NOW)
    row = AccreditationDuty.objects.get()
    assert (row.done_by_id, row.note, row.done_on) == (owner.id, "Sent.", date(2026, 12, 1))
    with pytest.raises(Refusal, match="done already"):
        finish_duty(duty_id=duty_id, evidence=pdf("e.pdf"), note="", by=owner, now=NOW)


@pytest.mark.parametrize(
    ("days", "letters"), [((0, 0), [1, 0]), ((0, 20), [1, 1]), ((0, 20, 21), [1, 1, 0]), ((-20,), [0])]
)
def test_owners_are_reminded_before_the_day_and_once_when_late(
    cast: Cast, days: tuple[int, ...], letters: list[int]
) -> None:
    entered(cast)
    moments: list[datetime] = [NOW + timedelta(days=each) for each in days]
    assert [remind_duties(now=each) for each in moments] == letters
    assert DutyReminder.objects.count() == sum(letters)


def test_what_is_done_reminds_nobody(cast: Cast) -> None:
    finish_duty(duty_id=entered(cast), evidence=pdf("e.pdf"), note="", by=cast.actor("staff"), now=NOW)
    assert remind_duties(now=NOW) == 0


def test_the_workbook_holds_what_the_pages_show_and_nothing_hidden(db: None) -> None:
    town = build()
    define(CLEARED)
    freeze(code="cleared", period="2025-26", by=town.cast.actor("indicator_officer"), now=NOW)
    client = Client()
    enter(client, town.cast.users["board_member"])
    answer = client.get("/indicators/?format=xlsx")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head, *rows = load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["number"], row["out_of"]) for row in found if not row["breakdown"]] == [(14, 40)]
    assert {row["number"] for row in found if row["breakdown"] and row["out_of"] == 20} == {None}

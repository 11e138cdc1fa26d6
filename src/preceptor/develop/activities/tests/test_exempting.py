"""The office exempts somebody from a duty: with a reason, told to the person, withdrawn without losing what stood."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from time_machine import travel

from preceptor.develop.activities.commands.exempting import (
    ExemptionRefused,
    Owed,
    exempt_from_duty,
    withdraw_exemption,
)
from preceptor.develop.activities.models import DutyExemption
from preceptor.develop.activities.public import judge_cycle
from preceptor.develop.activities.queries.running import CycleOver
from preceptor.develop.activities.tests.test_pages import browse
from preceptor.develop.activities.tests.world import NOW, World
from preceptor.develop.programs.models import Cycle
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.messages.models import Letter

REASON = "The school was moved to another building in January."
JANUARY = "2024-01"


def owed(world: World, who: str = "mentor", duty: str = "check_ins", period: str = JANUARY) -> Owed:
    return Owed(world.cycle_id, duty, world.people[who].pk, period)


def exempt(world: World, by: str = "program_coordinator", reason: str = REASON, **of: str) -> int:
    return exempt_from_duty(owed=owed(world, **of), reason=reason, by=world.actor(by), now=NOW)


def standing(world: World, duty: str = "check_ins", period: str = JANUARY) -> set[tuple[str, int | None]]:
    return {
        (each.standing, each.exemption_id)
        for each in judge_cycle(world.cycle_id, NOW).verdicts()
        if (each.duty, each.person_id, each.period.key) == (duty, world.people["mentor"].pk, period)
    }


def address(world: World) -> str:
    return reverse("activities:person-duties", args=[world.cycle_id, world.people["mentor"].pk])


def test_an_exemption_stands_behind_the_verdict_and_its_withdrawal_brings_the_duty_back(world: World) -> None:
    before = standing(world)
    number = exempt(world)
    exempted = standing(world)
    withdraw_exemption(exemption_id=number, by=world.actor("program_coordinator"), now=NOW + timedelta(hours=1))
    assert (before, exempted, standing(world)) == ({("SHORT", None)}, {("EXEMPTED", number)}, {("SHORT", None)})


def test_what_was_withdrawn_stays_with_both_names_and_can_be_given_anew(world: World) -> None:
    office = world.actor("program_coordinator")
    first = exempt(world)
    withdraw_exemption(exemption_id=first, by=office, now=NOW)
    second = exempt(world)
    row = DutyExemption.objects.get(pk=first)
    assert (row.reason, row.given_by_id, row.withdrawn_by_id, first != second) == (REASON, office.id, office.id, True)
    assert list(Entry.objects.filter(action__contains="exempt").order_by("pk").values_list("action", flat=True)) == [
        "activities.exempt",
        "activities.withdraw-exemption",
        "activities.exempt",
    ]


def test_the_reason_is_in_no_record_that_others_read(world: World) -> None:
    exempt(world)
    assert REASON not in str(Entry.objects.get(action="activities.exempt").facts)


def test_pressed_twice_it_is_one_exemption_and_one_letter(world: World) -> None:
    assert exempt(world) == exempt(world)
    assert Letter.objects.filter(subject__contains="You do not owe this").count() == 1


def test_the_table_itself_keeps_two_from_standing(world: World) -> None:
    row = DutyExemption.objects.get(pk=exempt(world))
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_letter_says_who_and_why_and_a_second_one_that_it_is_over(world: World) -> None:
    withdraw_exemption(exemption_id=exempt(world), by=world.actor("program_coordinator"), now=NOW)
    letters = Letter.objects.filter(person_id=world.people["mentor"].pk, subject__contains="owe this").order_by("pk")
    given, taken = (each.body for each in letters)
    assert REASON in given
    assert str(world.people["program_coordinator"]) in given
    assert "has withdrawn your exemption" in taken


@pytest.mark.parametrize("by", ["mentor", "mentee", "supervisor", "system_administrator"])
def test_the_office_alone_exempts(world: World, by: str) -> None:
    with pytest.raises(NotPermitted):
        exempt(world, by=by)


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ({"reason": "  "}, "no-reason"),
        ({"period": "2031-01"}, "not-owed"),
        ({"duty": "nothing"}, "not-owed"),
        ({"who": "stranger"}, "not-owed"),
        ({"who": "program_coordinator"}, "own-duty"),
    ],
)
def test_what_cannot_be_exempted_is_refused_with_the_next_step(world: World, of: dict[str, str], code: str) -> None:
    with pytest.raises(ExemptionRefused) as refused:
        exempt(world, **of)
    assert refused.value.code == code
    assert refused.value.remedy


def test_a_closed_cycle_changes_no_more(world: World) -> None:
    number = exempt(world)
    Cycle.objects.filter(pk=world.cycle_id).update(state="closed")
    with pytest.raises(CycleOver):
        exempt(world, duty="orientation", period="program")
    with pytest.raises(CycleOver):
        withdraw_exemption(exemption_id=number, by=world.actor("program_coordinator"), now=NOW)


def test_through_the_page_it_is_given_shown_to_the_person_and_withdrawn(world: World) -> None:
    with travel(NOW, tick=False):
        office = browse(world, "program_coordinator")
        office.post(address(world), {"owed": f"check_ins/{JANUARY}", "reason": REASON})
        mine = browse(world, "mentor").get(reverse("activities:my-month"), {"period": JANUARY}).content.decode()
        number = DutyExemption.objects.get().pk
        office.post(reverse("activities:exemption-withdraw", args=[number]))
        page = office.get(address(world)).content.decode()
    assert f"exempted you on Feb 20, 2024: {REASON}" in mine
    assert "withdrawn by" in page


def test_the_partner_does_not_read_why(world: World) -> None:
    world.orient()
    world.enter(date(2024, 1, 30), 60)
    exempt(world, duty="coaching_hours")
    with travel(NOW, tick=False):
        theirs = browse(world, "mentee").get(reverse("activities:my-month"), {"period": JANUARY}).content.decode()
    assert "Not owed" in theirs
    assert REASON not in theirs


def test_a_form_without_a_reason_keeps_what_was_chosen(world: World) -> None:
    with travel(NOW, tick=False):
        page = browse(world, "program_coordinator").post(address(world), {"owed": f"check_ins/{JANUARY}"})
    assert page.status_code == 422
    assert f'value="check_ins/{JANUARY}" selected' in page.content.decode()


@pytest.mark.parametrize("name", ["mentor", "mentee", "supervisor", "system_administrator"])
def test_the_page_is_the_office_s_alone(world: World, name: str) -> None:
    client: Client = browse(world, name)
    assert client.get(address(world)).status_code in (403, 404)

"""Pages of pay: my pay, the office's list, the choice of a formula, a run; and who finds nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from preceptor.develop.activities.tests.test_pages import browse
from preceptor.develop.programs.public import open_cycles
from preceptor.develop.stipends.desk import desk_items
from preceptor.develop.stipends.models import FormulaChoice, PayLine, PaymentRun
from preceptor.develop.stipends.tests.world import JULY, SPRING, World, approve, choose, hand_over, paid, work_out
from preceptor.foundation.accounts.public import remembering as grants_kept
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.look.public import remembering
from preceptor.foundation.look.templatetags.look import money

CHOICE = {"formula": "flat", "amount": "3060", "missing_log": "all", "reason": "As the agreement says."}


def formula_url(world: World) -> str:
    return reverse("stipends:formula-choose", args=[world.cycle_id]) + f"?payment=stipend&period={SPRING}"


def post_choice(world: World, **more: str) -> tuple[Client, int]:
    client = browse(world, "program_coordinator")
    return client, client.post(formula_url(world), {**CHOICE, **more}).status_code


def test_the_formula_is_chosen_on_a_page(world: World) -> None:
    post_choice(world)
    assert FormulaChoice.objects.get().reason == "As the agreement says."


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "", "The amount is missing"),
        ("amount", "4000", "more than the upper"),
        ("formula", "by_partners", "Give amounts"),
    ],
)
def test_a_fault_stands_beside_its_field(world: World, field: str, value: str, said: str) -> None:
    client = browse(world, "program_coordinator")
    response = client.post(formula_url(world), {**CHOICE, field: value})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_amounts_by_number_of_partners_are_typed_one_by_one(world: World) -> None:
    post_choice(world, formula="by_partners", amount="", tier_1="1500", tier_2="2250", tier_3="3000")
    assert FormulaChoice.objects.get().tiers == [[1, "1500"], [2, "2250"], [3, "3000"]]


def test_my_pay_says_that_no_formula_is_chosen(world: World) -> None:
    with travel(JULY, tick=False):
        page = browse(world, "mentor").get(reverse("stipends:my-pay")).content.decode()
    assert "the office has not chosen one yet" in page


def test_my_pay_says_what_today_s_logs_would_give(world: World) -> None:
    choose(world)
    with travel(JULY, tick=False):
        (mine,) = browse(world, "mentor").get(reverse("stipends:my-pay")).context["page"].periods
    assert (money(mine.expected), [step.sentence for step in mine.steps]) == (
        "$3,060",
        ["One amount for the period, whatever the number of partners: $3,060."],
    )


def test_my_pay_shows_what_is_with_payroll(world: World) -> None:
    paid(world)
    with travel(JULY, tick=False):
        (mine,) = browse(world, "mentor").get(reverse("stipends:my-pay")).context["page"].periods
    assert (mine.paid, mine.lines[0].badge[1], mine.expected) == (3060, "With payroll", None)


def test_a_mentee_is_paid_nothing_and_told_so(world: World) -> None:
    page = browse(world, "mentee").get(reverse("stipends:my-pay")).content.decode()
    assert "No program pays you" in page


def test_the_run_shows_each_step_beside_the_line(world: World) -> None:
    choose(world)
    run = work_out(world)
    page = browse(world, "personnel_officer").get(reverse("stipends:run-detail", args=[run.pk])).content.decode()
    assert "One amount for the period, whatever the number of partners: $3,060." in page


@pytest.mark.parametrize("name", ["mentor", "system_administrator"])
@pytest.mark.parametrize("address", ["run-detail", "run-file"])
def test_nobody_else_sees_others_pay(world: World, name: str, address: str) -> None:
    run = paid(world).run
    assert browse(world, name).get(reverse(f"stipends:{address}", args=[run.pk])).status_code == 404


def test_the_file_is_the_same_each_time_it_is_downloaded(world: World) -> None:
    run, client = paid(world).run, browse(world, "program_coordinator")
    first, second = (client.get(reverse("stipends:run-file", args=[run.pk])) for _turn in range(2))
    assert first.content == second.content == bytes(run.file.content)


def test_the_whole_way_through_pages(world: World) -> None:
    office, personnel = browse(world, "program_coordinator"), browse(world, "personnel_officer")
    with travel(JULY, tick=False):
        office.post(formula_url(world), CHOICE)
        said = {"payment": "stipend", "period": SPRING}
        office.post(reverse("stipends:run-start", args=[world.cycle_id]), said)
        run = work_out(world)
        for client in (office, personnel):
            client.post(reverse("stipends:run-approve", args=[run.pk]))
        office.post(reverse("stipends:run-export", args=[run.pk]))
        hand_over(world, run)
    run.refresh_from_db()
    assert (run.state, PayLine.objects.get().pays) == ("exported", 3060)


def test_the_second_approver_finds_the_run_on_the_desk(world: World) -> None:
    choose(world)
    run = work_out(world)
    approve(world, run, "program_coordinator")
    (item,) = desk_items(world.people["personnel_officer"].pk, JULY)
    assert item.url == reverse("stipends:run-detail", args=[run.pk])


def test_the_office_finds_the_open_formula_on_the_desk(world: World) -> None:
    (item,) = desk_items(world.people["program_coordinator"].pk, JULY)
    assert str(item.title) == "Choose how pay is worked out"


def test_a_line_is_corrected_on_a_page(world: World) -> None:
    old = paid(world)
    url = reverse("stipends:line-correct", args=[old.pk])
    browse(world, "program_coordinator").post(url, {"owed": "2550", "reason": "June was not served."})
    assert PaymentRun.objects.get(by_hand=True).lines.get().pays == -510


@pytest.mark.parametrize("name", ["mentor", "program_coordinator"])
def test_what_pay_puts_on_a_desk_costs_little(world: World, name: str) -> None:
    choose(world)
    work_out(world)
    person_id = world.people[name].pk
    with remembering(), grants_kept():
        open_cycles()  # read by every source of the desk
        may(Actor("person", person_id, ""), "stipends.approve", now=JULY)
        with CaptureQueriesContext(connection) as asked:
            desk_items(person_id, JULY)
    assert len(asked.captured_queries) <= 5, "\n".join(each["sql"] for each in asked.captured_queries)


@pytest.mark.parametrize("state", ["nothing", "chosen", "paid"])
def test_my_pay_keeps_to_its_queries(world: World, state: str) -> None:
    if state == "chosen":
        choose(world)
    if state == "paid":
        paid(world)
    client, url = browse(world, "mentor"), reverse("stipends:my-pay")
    with travel(JULY, tick=False), CaptureQueriesContext(connection) as asked:
        client.get(url)
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= 15, "\n".join(queries)

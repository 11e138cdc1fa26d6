"""The gate: whatever asks schools for more is asked with reasons and decided by one person, whichever door it takes."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from time_machine import travel

from preceptor.foundation.accounts.tests.cast import enter
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import LoadRefused
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter
from preceptor.relieve.compliance.commands.gate import (
    Reasons,
    ask_for_item,
    ask_for_more,
    decide_request,
    nearest_items,
)
from preceptor.relieve.compliance.commands.loading import load_catalogue
from preceptor.relieve.compliance.commands.writing import change_item, new_item
from preceptor.relieve.compliance.models import Item, ItemRequest, ItemVersion
from preceptor.relieve.compliance.pages.forms import initial_of
from preceptor.relieve.compliance.queries.values import values_of
from preceptor.relieve.compliance.rules.gate import minutes_a_year, more_asked
from preceptor.relieve.compliance.rules.items import (
    CHARTERS,
    FREQUENCIES,
    LEVELS,
    SIGNERS,
    TIMES,
    ItemValues,
    Question,
    write_questions,
)
from preceptor.relieve.compliance.tests.world import DRILL, LEAD, NOW, PLAN, World

WHY = "Nothing asks whether the drill was planned before."
SUNSET = replace(PLAN, sunset=date(2027, 6, 30))
MORE = {
    "oftener": (PLAN, replace(PLAN, frequency="semester", due="")),
    "more levels": (replace(PLAN, levels=("elementary",)), replace(PLAN, levels=("elementary", "high"))),
    "charters too": (PLAN, replace(PLAN, charters=("none", "affiliated"))),
    "the principal for an office": (LEAD, replace(LEAD, signer="principal")),
    "the principal for a designee": (replace(DRILL, signer="designee"), DRILL),
    "another question": (DRILL, replace(DRILL, questions=(Question("yes", "Was it announced?"),))),
    "a file": (PLAN, replace(PLAN, evidence="Minutes", evidence_needed=True)),
    "past its end": (SUNSET, replace(SUNSET, sunset=date(2030, 6, 30))),
    "without an end": (SUNSET, replace(SUNSET, sunset=None)),
}
EACH = pytest.mark.parametrize("name", sorted(MORE))


def reasons(world: World, why_new: str = WHY, sent_key: str = "k", approver: str = "deputy") -> Reasons:
    return Reasons(why_new, world.people[approver].pk, sent_key)


def ask(world: World, **more: str) -> int:
    values = replace(DRILL, code="NEW", title="Drill plan")
    return ask_for_item(values=values, reasons=reasons(world, **more), by=world.actor("owner"), now=NOW)


def test_a_request_shows_the_nearest_items(world: World) -> None:
    near = nearest_items(replace(DRILL, code="NEW"), by=world.actor("owner"), now=NOW)
    assert near[0].code == "DRILL"


def test_a_request_without_its_reason_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="why nothing existing covers it"):
        ask(world, why_new="Because.")


def test_a_form_sent_twice_is_one_request(world: World) -> None:
    assert ask(world) == ask(world)
    assert (ItemRequest.objects.count(), Letter.objects.filter(letter="compliance.request_asked").count()) == (1, 1)


def test_only_the_named_approver_decides(world: World) -> None:
    number = ask(world)
    with pytest.raises(Refusal, match="no such page"):
        decide_request(request_id=number, approve=True, reason="Yes.", by=world.actor("superintendent"), now=NOW)


def test_an_approved_request_makes_the_item(world: World) -> None:
    number = ask(world)
    decide_request(request_id=number, approve=True, reason="Needed.", by=world.actor("deputy"), now=NOW)
    assert Item.objects.filter(code="NEW", versions__number=1).exists()


def test_of_two_requests_for_one_code_the_second_is_refused(world: World) -> None:
    first, second = ask(world), ask(world, sent_key="another")
    decide_request(request_id=first, approve=True, reason="Needed.", by=world.actor("deputy"), now=NOW)
    with pytest.raises(Refusal, match="catalogue has changed NEW"):
        decide_request(request_id=second, approve=True, reason="Needed.", by=world.actor("deputy"), now=NOW)
    assert ItemRequest.objects.get(pk=second).state == "asked"


def test_two_approvers_at_once_make_one_item_and_the_second_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ask(world)
    values = replace(DRILL, code="NEW", title="Drill plan")
    # The other approver's item is in the table and not yet seen by this one's question.
    hidden = Item.objects.select_for_update().none()
    new_item(values, why="x", by=SYSTEM, now=NOW)
    monkeypatch.setattr(Item.objects, "select_for_update", lambda: hidden)
    with pytest.raises(Refusal, match="just made an item NEW") as told:
        decide_request(request_id=number, approve=True, reason="Needed.", by=world.actor("deputy"), now=NOW)
    assert "ask anew" in told.value.remedy
    assert (Item.objects.filter(code="NEW").count(), ItemRequest.objects.get(pk=number).state) == (1, "asked")


def test_a_refused_request_makes_nothing_and_tells_why(world: World) -> None:
    number = ask(world)
    decide_request(request_id=number, approve=False, reason="DRILL covers it.", by=world.actor("deputy"), now=NOW)
    assert not Item.objects.filter(code="NEW").exists()
    assert "DRILL covers it." in Letter.objects.get(letter="compliance.request_decided").body


def begin(world: World, before: ItemValues) -> Item:
    """The item as a case begins with it, written as before the gate was there."""
    item = Item.objects.get(code=before.code)
    last = item.versions.order_by("-number").first()
    assert last is not None
    fields = ("levels", "charters", "signer", "frequency", "due", "evidence_needed", "sunset")
    ItemVersion.objects.filter(pk=last.pk).update(**{name: getattr(before, name) for name in fields})
    return item


def sheet(values: ItemValues) -> bytes:
    """An item as a spreadsheet says it."""
    row = {name: value for name, value in vars(values).items() if value not in (None, "")}
    row |= {name: "; ".join(row[name]) for name in ("levels", "charters", "requirements") if name in row}
    row["questions"] = write_questions(values.questions)
    row["evidence_needed"] = "yes" if values.evidence_needed else "no"
    held = io.StringIO()
    writer = csv.DictWriter(held, list(row))
    writer.writeheader()
    writer.writerow(row)
    return held.getvalue().encode()


@EACH
def test_a_change_that_asks_for_more_is_refused_with_what_to_do(world: World, name: str) -> None:
    before, after = MORE[name]
    item = begin(world, before)
    with pytest.raises(Refusal, match=r"that passes the gate.*Ask for more"):
        change_item(values=after, why="x", by=world.actor("compliance_officer"), now=NOW)
    assert item.versions.count() == 1


@EACH
def test_a_spreadsheet_that_asks_for_more_is_refused_by_row_and_column(world: World, name: str) -> None:
    before, after = MORE[name]
    item = begin(world, before)
    with pytest.raises(LoadRefused) as refused:
        load_catalogue(kind="items", data=sheet(after), by=world.actor("compliance_officer"), now=NOW)
    assert [(each.row, each.column) for each in refused.value.told] == [(2, *more_asked(before, after))]
    assert "passes the gate" in refused.value.told[0].sentence
    assert item.versions.count() == 1


@EACH
def test_what_asks_for_more_is_asked_at_the_gate_and_decided(world: World, name: str) -> None:
    before, after = MORE[name]
    item = begin(world, before)
    number = ask_for_more(values=after, reasons=reasons(world), by=world.actor("owner"), now=NOW)
    assert item.versions.count() == 1
    decide_request(request_id=number, approve=True, reason="Needed.", by=world.actor("deputy"), now=NOW)
    assert (values_of(item), item.versions.count()) == (after, 2)


@EACH
def test_before_the_first_cycle_the_catalogue_is_still_being_written(before: World, name: str) -> None:
    old, new = MORE[name]
    item = begin(before, old)
    change_item(values=new, why="x", by=SYSTEM, now=NOW)
    assert item.versions.count() == 2


@EACH
def test_the_way_back_asks_for_less_and_needs_no_gate(world: World, name: str) -> None:
    less, more = MORE[name]
    begin(world, more)
    assert more_asked(more, less) == ()


def test_an_item_that_an_office_signs_may_be_widened_and_moving_it_to_the_principal_may_not(world: World) -> None:
    wide = replace(LEAD, levels=LEVELS, frequency="month", due="")
    change_item(values=wide, why="x", by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="Who is asked"):
        change_item(values=replace(wide, signer="principal"), why="x", by=SYSTEM, now=NOW)


values = st.builds(
    replace,
    st.just(DRILL),
    signer=st.sampled_from(SIGNERS),
    frequency=st.sampled_from(FREQUENCIES),
    minutes=st.integers(1, 60),
    levels=st.sets(st.sampled_from(LEVELS), min_size=1).map(lambda found: tuple(sorted(found))),
    charters=st.sets(st.sampled_from(CHARTERS), min_size=1).map(lambda found: tuple(sorted(found))),
)


@given(values, values)
def test_what_passes_no_gate_takes_no_school_more_often(before: ItemValues, after: ItemValues) -> None:
    """Each kind of school signs as often as before at most, unless the gate was asked."""

    def asked(said: ItemValues, level: str, run: str) -> int:
        at_school = said.signer in ("principal", "designee")
        return TIMES[said.frequency] if at_school and level in said.levels and run in said.charters else 0

    kinds = [(level, run) for level in LEVELS for run in CHARTERS]
    grows = any(asked(after, *each) > asked(before, *each) for each in kinds)
    assert not grows or more_asked(before, after)


@given(values)
def test_minutes_count_where_a_school_signs(said: ItemValues) -> None:
    at_school = said.signer in ("principal", "designee")
    assert minutes_a_year(said) == (said.minutes * TIMES[said.frequency] if at_school else 0)


def test_a_request_that_asks_for_nothing_more_needs_no_gate(world: World) -> None:
    with pytest.raises(Refusal, match="nothing more than today"):
        ask_for_more(values=replace(PLAN, minutes=19), reasons=reasons(world), by=world.actor("owner"), now=NOW)


def more(world: World, key: str = "k") -> int:
    oftener = replace(PLAN, frequency="semester", due="")
    return ask_for_more(values=oftener, reasons=reasons(world, sent_key=key), by=world.actor("owner"), now=NOW)


def test_the_item_itself_is_not_among_what_exists_already(world: World) -> None:
    more(world)
    assert "PLAN" not in [each["code"] for each in ItemRequest.objects.get().nearest]


def test_a_form_for_more_sent_twice_is_one_request(world: World) -> None:
    assert more(world) == more(world)


def test_a_decision_on_an_item_that_has_changed_since_is_refused(world: World) -> None:
    number = more(world)
    change_item(values=replace(PLAN, minutes=12), why="x", by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="changed PLAN since"):
        decide_request(request_id=number, approve=True, reason="Yes.", by=world.actor("deputy"), now=NOW)
    decide_request(request_id=number, approve=False, reason="It moved.", by=world.actor("deputy"), now=NOW)
    assert values_of(Item.objects.get(code="PLAN")).frequency == "year"


def test_two_requests_for_one_code_make_one_item(world: World) -> None:
    numbers = [ask(world, sent_key=key) for key in ("one", "two")]
    decide_request(request_id=numbers[0], approve=True, reason="Yes.", by=world.actor("deputy"), now=NOW)
    with pytest.raises(Refusal, match="changed NEW since"):
        decide_request(request_id=numbers[1], approve=True, reason="Yes.", by=world.actor("deputy"), now=NOW)


def test_a_requirement_that_nobody_knows_is_refused_and_not_dropped(world: World) -> None:
    with pytest.raises(Refusal, match="no requirement FLOOD"):
        change_item(values=replace(PLAN, requirements=("FLOOD",)), why="x", by=SYSTEM, now=NOW)


def test_an_item_that_ended_comes_back_by_no_spreadsheet(before: World) -> None:
    Item.objects.filter(code="PLAN").update(ended_on=date(2026, 7, 1))
    with pytest.raises(LoadRefused) as refused:
        load_catalogue(kind="items", data=sheet(PLAN), by=SYSTEM, now=NOW)
    assert "no longer asked" in refused.value.told[0].sentence


def browse(world: World, who: str) -> Client:
    client = Client()
    enter(client, world.users[who])
    return client


def typed(after: ItemValues, **more: str) -> dict[str, object]:
    """A form as a browser sends it."""
    said = initial_of(after) | more
    plain = {name: value for name, value in said.items() if value not in (None, False)}
    return plain | {"evidence_needed": "on"} if after.evidence_needed else plain


def test_a_refused_change_arrives_at_the_gate_with_everything_that_was_typed(world: World) -> None:
    item = Item.objects.get(code="PLAN")
    oftener = replace(PLAN, frequency="semester", due="", title="Safety plan adopted each semester")
    with travel(NOW, tick=False):
        client = browse(world, "compliance_officer")
        url = reverse("compliance:item-edit", args=[item.pk])
        page = client.post(url, typed(oftener, why="The board wants it"))
        assert page.status_code == 422
        form = page.context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        sent |= {"why_new": WHY, "approver": str(world.people["deputy"].pk)}
        at_gate = client.post(reverse("compliance:request-change", args=[item.pk]), sent, follow=True)
    assert "Safety plan adopted each semester" in at_gate.content.decode()
    assert "Once a year → Each semester" in at_gate.content.decode()
    asked = ItemRequest.objects.get()
    assert (asked.version_id, asked.values["frequency"]) == (item.versions.get().pk, "semester")


def test_the_approver_sees_what_would_change_and_decides_on_the_page(world: World) -> None:
    number = more(world)
    with travel(NOW, tick=False):
        client = browse(world, "deputy")
        page = client.get(reverse("compliance:request-detail", args=[number])).content.decode()
        client.post(
            reverse("compliance:request-decide", args=[number]), {"answer": "approve", "reason": "The board asked."}
        )
    assert "asks for more" in page
    assert "(20 so far)" in page
    assert values_of(Item.objects.get(code="PLAN")).frequency == "semester"


@pytest.mark.parametrize("door", ["compliance:item-detail", "compliance:request-change"])
def test_an_ended_item_offers_no_door_to_more(world: World, door: str) -> None:
    item = Item.objects.get(code="PLAN")
    Item.objects.filter(pk=item.pk).update(ended_on=date(2026, 7, 1))
    with travel(NOW, tick=False):
        page = browse(world, "owner").get(reverse(door, args=[item.pk]))
    assert page.status_code == 404 or "Ask for more" not in page.content.decode()

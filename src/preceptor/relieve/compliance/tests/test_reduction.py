"""Reduction: whatever the catalogue, no requirement ever loses its cover; adopting, undo, looking back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Person, SchoolYear, Semester
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.commands import adopting, looking_back, overlapping, proposing
from preceptor.relieve.compliance.commands.writing import change_item, new_item
from preceptor.relieve.compliance.models import (
    Approval,
    Certification,
    Certified,
    Item,
    ItemVersion,
    Obligation,
    OverlapPair,
    PairLabel,
    Proposal,
    YearlyCycle,
)
from preceptor.relieve.compliance.plans.reduction import reduce
from preceptor.relieve.compliance.queries.workbench import approvals_waiting, look_backs_due
from preceptor.relieve.compliance.rules.items import FREQUENCIES, SIGNERS, ItemValues, item_faults
from preceptor.relieve.compliance.rules.looking_back import YearOf, anniversary, kept, slips
from preceptor.relieve.compliance.rules.reduction import Way, changes_of, same_groups
from preceptor.relieve.compliance.rules.sheet import RequirementValues
from preceptor.relieve.compliance.tests.world import DRILL, NOW, PLAN, ZONE, World, run_cycle

CODES = ("R1", "R2", "R3", "R4")
SCHOOLS = {"elementary": 60, "high": 20}


def requirement(code: str, frequency: str, least: str, oath: bool) -> RequirementValues:
    said = (code, "statute", "Code 1", None, "x", frequency, least, ("elementary", "high"), ("none",))
    return RequirementValues(code, *said, oath)


def item(number: int, drawn: tuple[object, ...]) -> ItemValues:
    frequency, least, levels, met, minutes, data, form, basis = drawn
    return ItemValues(
        code=f"I{number}",
        title=f"Item {number}",
        statement="I certify that this was done as it is asked.",
        owner="x",
        basis=str(basis),
        citation="Code 1",
        least_signer=str(least),
        frequency=str(frequency),
        due="10-15" if frequency == "year" else "",
        minutes=int(minutes),  # type: ignore[call-overload]  # drawn as a number
        minutes_low=1,
        minutes_high=int(minutes) * 2,  # type: ignore[call-overload]  # drawn as a number
        minutes_data=1 if data else None,
        minutes_office=2,
        levels=tuple(levels),  # type: ignore[arg-type]  # drawn as names
        requirements=tuple(sorted(met)),  # type: ignore[type-var,arg-type]  # drawn as codes
        form=str(form),
    )


REQUIREMENTS = some.tuples(
    *[
        some.builds(
            requirement,
            some.just(code),
            some.sampled_from(FREQUENCIES),
            some.sampled_from(SIGNERS),
            some.sampled_from((False, False, True)),
        )
        for code in CODES
    ]
)
ITEMS = some.lists(
    some.tuples(
        some.sampled_from(FREQUENCIES),
        some.sampled_from(SIGNERS),
        some.sampled_from((("elementary", "high"), ("elementary",), ("high",))),
        some.sets(some.sampled_from(CODES), max_size=3),
        some.integers(1, 30),
        some.booleans(),
        some.sampled_from(("", "F")),
        some.sampled_from(("statute", "none")),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(ITEMS, REQUIREMENTS, some.lists(some.tuples(some.integers(0, 8), some.integers(0, 8)), max_size=3))
def test_no_requirement_ever_loses_its_cover(
    drawn: list[tuple[object, ...]], requirements: tuple[RequirementValues, ...], labels: list[tuple[int, int]]
) -> None:
    items = {f"I{number}": item(number, each) for number, each in enumerate(drawn)}
    oaths = {each.code for each in requirements if each.oath}
    same = [
        (f"I{a}", f"I{b}")
        for a, b in labels
        if {f"I{a}", f"I{b}"} <= items.keys()
        if not oaths & {*items[f"I{a}"].requirements, *items[f"I{b}"].requirements}
    ]
    found = reduce(items, requirements, SCHOOLS, same)
    assert [(name, scope, before) for name, scope, before, after in found.cover if before and not after] == []
    assert found.hours.low <= found.hours.likely <= found.hours.high


def test_an_item_that_nobody_has_mapped_is_not_needless() -> None:
    unmapped = replace(DRILL, requirements=(), basis="policy")
    assert reduce({"DRILL": unmapped}, [], {"elementary": 1}, []).changes == ()


def test_an_item_without_basis_and_requirement_goes() -> None:
    habit = replace(DRILL, requirements=(), basis="none")
    assert [each.act for each in reduce({"DRILL": habit}, [], {"elementary": 1}, []).changes] == ["end"]


def test_an_item_that_kinds_of_school_would_answer_by_different_people_stays() -> None:
    ways = [Way("elementary", "principal", 4), Way("high", "data", 4)]
    item_ = replace(DRILL, levels=("elementary", "high"))
    assert changes_of({"DRILL": item_}, {"DRILL": ways}, {}, {}) == ()


def test_of_two_rhythms_the_more_frequent_holds_for_all() -> None:
    ways = [Way("elementary", "principal", 1), Way("high", "principal", 4)]
    changes = changes_of({"DRILL": replace(DRILL, levels=("elementary", "high"))}, {"DRILL": ways}, {}, {})
    assert [(each.act, each.frequency) for each in changes] == [("change", "quarter")]


def test_items_judged_the_same_share_one_name() -> None:
    assert same_groups("ABCD", [("A", "C"), ("C", "B")]) == {"A": "A", "B": "A", "C": "A"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"statement": "Too short"}, "statement"),
        ({"owner": ""}, "owner"),
        ({"citation": ""}, "citation"),
        ({"signer": "designee", "least_signer": "principal"}, "signer"),
        ({"levels": ()}, "levels"),
        ({"frequency": "year"}, "due"),
        ({"minutes": 0}, "minutes"),
        ({"minutes_low": 6}, "minutes_low"),
    ],
)
def test_each_fault_of_an_item_is_told_at_its_field(change: dict[str, object], field: str) -> None:
    assert [each.field for each in item_faults(replace(DRILL, **change))] == [field]  # type: ignore[arg-type]  # a test's short hand


def next_year() -> None:
    year = SchoolYear.objects.create(code="2027-28", start=datetime(2027, 7, 1), end=datetime(2028, 6, 30))  # noqa: DTZ001  days without a zone
    Semester.objects.create(year=year, name="Fall", start=datetime(2027, 8, 9), end=datetime(2027, 12, 17))  # noqa: DTZ001  days without a zone
    Semester.objects.create(year=year, name="Spring", start=datetime(2028, 1, 10), end=datetime(2028, 6, 9))  # noqa: DTZ001  days without a zone


def propose(world: World) -> Proposal:
    next_year()
    number = proposing.start_proposal(year="2027-28", by=world.actor("compliance_officer"), now=NOW)
    run_pending(now=NOW)
    return Proposal.objects.get(pk=number)


def approve(proposal: Proposal, world: World) -> None:
    for each in Approval.objects.filter(proposal=proposal):
        who = "counsel" if each.side == "counsel" else "owner"
        proposing.answer_proposal(approval_id=each.pk, approved=True, reason="", by=world.actor(who), now=NOW)


def test_a_proposal_spaces_out_what_the_law_asks_less_often(world: World) -> None:
    changes = {each["code"]: (each["act"], each["frequency"]) for each in propose(world).changes}
    assert changes == {"DRILL": ("change", "quarter")}


def test_nothing_is_adopted_before_everybody_has_approved(world: World) -> None:
    proposal = propose(world)
    with pytest.raises(Refusal, match="Not everybody has approved"):
        adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)


def test_only_counsel_speaks_for_counsel(world: World) -> None:
    proposal = propose(world)
    counsel = Approval.objects.get(proposal=proposal, side="counsel")
    with pytest.raises(Refusal, match="does not carry"):
        proposing.answer_proposal(approval_id=counsel.pk, approved=True, reason="", by=world.actor("owner"), now=NOW)


def test_the_desk_asks_for_no_plan_or_proof(world: World) -> None:
    proposal = propose(world)
    counsel = world.actor("counsel")
    with CaptureQueriesContext(connection) as asked:
        found = approvals_waiting(counsel, NOW)
    assert [each[:2] for each in found] == [(proposal.pk, "2027-28")]
    heavy = ("answer", "changes", "versions")
    assert [each for each in heavy for one in asked.captured_queries if f'"{each}"' in one["sql"]] == []


def test_adopting_rewrites_the_next_cycle_and_leaves_history(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=world.actor("compliance_officer"), now=NOW)
    before = Obligation.objects.filter(cycle_item__item__code="DRILL", unit=world.units["school-a"]).count()
    run_cycle("2027-28", NOW + timedelta(days=260))
    after = Obligation.objects.filter(
        cycle_item__item__code="DRILL", cycle_item__cycle__year="2027-28", unit=world.units["school-a"]
    )
    assert (before, after.count()) == (10, 4)


def test_a_catalogue_changed_after_planning_is_planned_again(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    change_item(values=replace(PLAN, minutes=25), why="x", by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="changed after this was planned"):
        adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)


def test_an_adoption_is_taken_back_with_one_press(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    adopting.undo_adoption(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    newest = ItemVersion.objects.filter(item__code="DRILL").order_by("-number").first()
    assert newest is not None
    assert (newest.number, newest.frequency, Item.objects.filter(ended_on=None).count()) == (3, "month", 4)


def test_a_reduction_is_not_looked_back_on_before_a_year(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    with pytest.raises(Refusal, match="a year after its start"):
        looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=NOW + timedelta(days=400))


def test_a_reduction_waits_to_be_looked_back_on_after_a_year_and_once(world: World) -> None:
    proposal = adopted(world)
    early = look_backs_due(LATER - timedelta(days=4))
    ripe = look_backs_due(LATER)
    looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=LATER)
    assert (early, ripe, look_backs_due(LATER)) == ([], [(proposal.pk, "2027-28", date(2028, 7, 1))], [])


LATER = datetime(2028, 7, 3, 9, tzinfo=ZONE)


def adopted(world: World) -> Proposal:
    """An adopted reduction and the cycle that asks what it left."""
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    run_cycle("2027-28", NOW + timedelta(days=260))
    return proposal


def sign_all(year: str, days_late: int = 0) -> None:
    """Everything of a year is signed so many days after its due day."""
    for owed in Obligation.objects.filter(cycle_item__cycle__year=year).select_related("cycle_item"):
        at = datetime.combine(owed.due, time(12), ZONE) + timedelta(days=days_late)
        said = {"person": Person.objects.first(), "version_id": owed.cycle_item.version_id}
        signed = Certification.objects.create(signed_at=at, sent_from=at, **said)
        Certified.objects.create(certification=signed, obligation=owed)
    Obligation.objects.filter(cycle_item__cycle__year=year).update(state="signed")


def test_after_a_year_the_records_say_whether_the_hours_fell(world: World) -> None:
    proposal = adopted(world)
    for year in ("2026-27", "2027-28"):
        sign_all(year)
    looking_back.look_back(proposal_id=proposal.pk, by=world.actor("compliance_officer"), now=LATER)
    proposal.refresh_from_db()
    found = proposal.look_back
    assert found is not None
    # Ten drills of five minutes became four: half an hour a school.
    assert (found["before"]["sign_offs"], found["after"]["sign_offs"], found["fell"]) == (10, 4, 0.5)
    assert (found["kept"], found["slips"]) == (True, [])


def test_pilots_are_compared_at_the_schools_that_both_years_asked(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    run_cycle("2027-28", NOW + timedelta(days=260), pilot=("school-a",))
    looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=LATER)
    proposal.refresh_from_db()
    found = proposal.look_back
    assert found is not None
    assert (found["pilot"], found["before"]["sign_offs"], found["after"]["sign_offs"]) == (1, 10, 4)


def test_pilots_without_a_school_in_common_are_not_compared(world: World) -> None:
    proposal = propose(world)
    approve(proposal, world)
    adopting.adopt_proposal(proposal_id=proposal.pk, by=SYSTEM, now=NOW)
    YearlyCycle.objects.update(pilot=[world.units["school-b"].pk])
    run_cycle("2027-28", NOW + timedelta(days=260), pilot=("school-a",))
    with pytest.raises(Refusal, match="no school in common"):
        looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=LATER)


def test_what_is_later_than_before_has_slipped(world: World) -> None:
    proposal = adopted(world)
    sign_all("2026-27")
    sign_all("2027-28", days_late=3)
    looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=LATER)
    proposal.refresh_from_db()
    assert proposal.look_back is not None
    assert [(each["kind"], each["requirement"], each["after"]) for each in proposal.look_back["slips"]] == [
        ("late", "FIRE", 100.0)
    ]


def test_what_a_new_item_asks_again_has_slipped(world: World) -> None:
    proposal = adopted(world)
    new_item(replace(DRILL, code="DRILL-2"), why="x", by=SYSTEM, now=NOW + timedelta(days=300))
    looking_back.look_back(proposal_id=proposal.pk, by=SYSTEM, now=LATER)
    proposal.refresh_from_db()
    assert proposal.look_back is not None
    assert [each["item"] for each in proposal.look_back["slips"] if each["kind"] == "again"] == ["DRILL-2"]


def test_hours_that_did_not_fall_as_promised_are_said_so() -> None:
    before = YearOf("2026-27", 10, 100, 6000, {}, frozenset("A"), whole=True)
    assert (kept(before, replace(before, minutes=5400), 1.0), kept(before, replace(before, minutes=5500), 1.0)) == (
        True,
        False,
    )


def test_a_requirement_without_cover_has_slipped() -> None:
    before = YearOf("2026-27", 10, 100, 6000, {"A": 2.0, "B": 2.0}, frozenset("AB"), whole=True)
    after = replace(before, late={"A": 6.0}, covered=frozenset("A"))
    assert [(each.kind, each.requirement) for each in slips(before, after, "AB", {})] == [("bare", "B")]


def test_the_anniversary_of_a_leap_day_is_the_day_before() -> None:
    assert anniversary(date(2028, 2, 29)) == date(2029, 2, 28)


def test_overlaps_are_searched_and_labelled_once(world: World) -> None:
    overlapping.search_overlaps(by=world.actor("compliance_officer"), now=NOW)
    run_pending(now=NOW)
    pair = OverlapPair.objects.first()
    assert pair is not None
    for label in ("same", "different"):
        overlapping.label_pair(pair_id=pair.pk, label=label, by=world.actor("compliance_officer"), now=NOW)
    assert [each.label for each in PairLabel.objects.all()] == ["different"]

"""Changes of a plan: loading, dates and slips, what happened, ties, dependencies, people, letters."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from preceptor.foundation.accounts.tests.cast import NOW
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.measures.public import Figure, register_measure
from preceptor.foundation.measures.queries.registry import forget
from preceptor.foundation.messages.models import Letter
from preceptor.resource.initiatives.commands.common import PlanRefused
from preceptor.resource.initiatives.commands.dates import NewDates, change_dates
from preceptor.resource.initiatives.commands.happening import finish_milestone, reopen_milestone, start_milestone
from preceptor.resource.initiatives.commands.links import add_link
from preceptor.resource.initiatives.commands.loading import FileRefused, load_initiative
from preceptor.resource.initiatives.commands.people import Charge, charge_milestone
from preceptor.resource.initiatives.commands.reminding import remind_owners
from preceptor.resource.initiatives.commands.ties import keep_readings, tie_milestone
from preceptor.resource.initiatives.models import Initiative, Milestone, PlanChange, Slip
from preceptor.resource.initiatives.queries.computing import Line, standings
from preceptor.resource.initiatives.queries.shipped import shipped_initiatives
from preceptor.resource.initiatives.rules.schedule import Link
from preceptor.resource.initiatives.tests.town import PLAN, TODAY, Town

COUNT = [Decimal(3)]


@pytest.fixture
def measured() -> Iterator[str]:
    """A measure whose value the test sets."""
    COUNT[0] = Decimal(3)
    register_measure("tests.schools_served", "Schools served", lambda on: Figure(COUNT[0], "schools", [], on))
    yield "tests.schools_served"
    forget("tests.schools_served")


def line(town: Town, name: str) -> Line:
    found = standings([town.initiative_id], TODAY)[town.initiative_id]
    return next(one for one in found.lines if one.row.pk == town.milestones[name])


def slip(town: Town, name: str, start: date, end: date | None, reason: str = "The survey came late.") -> Slip | None:
    dates = NewDates(start, end, reason)
    return change_dates(milestone_id=town.milestones[name], dates=dates, by=town.cast.actor("staff"), now=NOW)


def test_the_four_shipped_initiatives_load_once(db: None) -> None:
    for _turn in range(2):
        for name, text in shipped_initiatives():
            load_initiative(text=text, file=name, by=SYSTEM, now=NOW)
    assert Initiative.objects.count() == 4
    assert Milestone.objects.count() == 26
    assert PlanChange.objects.filter(what="loaded").count() == 4


def test_a_slip_keeps_its_reason_what_it_moves_and_what_that_costs(town: Town) -> None:
    made = slip(town, "map", date(2026, 11, 2), date(2026, 12, 24))
    assert made is not None
    assert [(one["title"], one["end_days"], one["cost"]) for one in made.downstream] == [
        ("Fill the positions", 10, "4000.00"),
        ("Crews begin", 7, None),
    ]
    assert (made.days, made.downstream_days, made.last_days, made.cost) == (13, 10, 7, Decimal("4000.00"))
    change = PlanChange.objects.get(what="dates")
    assert (change.was, change.reason) == ("2026-11-02 – 2026-12-11", "The survey came late.")
    assert Entry.objects.filter(action="initiatives.dates", actor_id=town.cast.people["staff"].pk).count() == 1


def test_the_baseline_stays_and_the_forecast_moves(town: Town) -> None:
    slip(town, "map", date(2026, 11, 2), date(2026, 12, 24))
    begin = line(town, "begin")
    assert (begin.planned[0], begin.forecast.start, begin.late_days) == (date(2027, 2, 1), date(2027, 2, 8), 7)
    assert [one.row.key for one in standings([town.initiative_id], TODAY)[town.initiative_id].path] == [
        "map",
        "hire",
        "begin",
    ]


@pytest.mark.parametrize(
    ("name", "start", "end", "reason", "code"),
    [
        ("map", date(2026, 11, 2), date(2026, 10, 1), "x", "end-before-start"),
        ("map", date(2026, 11, 2), date(2026, 12, 24), " ", "reason-missing"),
        ("hire", date(2026, 12, 1), date(2027, 1, 29), "x", "before-its-predecessor"),
    ],
)
def test_dates_that_cannot_be_change_nothing(
    town: Town, name: str, start: date, end: date, reason: str, code: str
) -> None:
    dates = NewDates(start, end, reason)
    with pytest.raises(PlanRefused) as refused:
        change_dates(
            milestone_id=town.milestones[name], dates=dates, by=town.cast.actor("program_coordinator"), now=NOW
        )
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)
    assert not PlanChange.objects.filter(what="dates").exists()


def test_who_opened_the_page_before_somebody_else_s_change_overwrites_nothing(town: Town) -> None:
    slip(town, "map", date(2026, 11, 2), date(2026, 12, 24))
    dates = NewDates(date(2026, 11, 2), date(2026, 12, 30), "Late.", revision=2)
    with pytest.raises(PlanRefused, match="since you opened the page"):
        change_dates(milestone_id=town.milestones["map"], dates=dates, by=town.cast.actor("staff"), now=NOW)


def test_what_began_late_and_is_planned_anew_ends_on_the_day_that_was_said(town: Town) -> None:
    start_milestone(milestone_id=town.milestones["map"], on=date(2026, 11, 9), by=SYSTEM, now=NOW)
    assert line(town, "map").forecast.end == date(2026, 12, 18)  # a week late, as long as planned
    slip(town, "map", date(2026, 11, 2), date(2026, 12, 24))
    found = line(town, "map")
    assert (found.row.start, found.forecast.end) == (date(2026, 11, 9), date(2026, 12, 24))


def test_only_the_owner_the_lead_and_the_office_change_a_milestone(town: Town) -> None:
    dates = NewDates(date(2026, 12, 14), date(2027, 1, 30), "Late.")
    for role in ("staff", "principal", "finance_officer"):
        with pytest.raises(NotPermitted):
            change_dates(milestone_id=town.milestones["hire"], dates=dates, by=town.cast.actor(role), now=NOW)
    for role in ("program_coordinator", "superintendent"):
        change_dates(milestone_id=town.milestones["hire"], dates=dates, by=town.cast.actor(role), now=NOW)
    assert Slip.objects.count() == 1


def test_started_finished_and_taken_back(town: Town) -> None:
    key, by = town.milestones["map"], town.cast.actor("staff")
    assert line(town, "advise").state == "late"  # nobody has said that it started
    start_milestone(milestone_id=key, on=date(2026, 11, 9), by=by, now=NOW)
    assert line(town, "map").state == "running"
    with pytest.raises(PlanRefused, match="has not come yet"):
        finish_milestone(milestone_id=key, on=TODAY + timedelta(days=1), by=by, now=NOW)
    with pytest.raises(PlanRefused, match="cannot have ended before"):
        finish_milestone(milestone_id=key, on=date(2026, 11, 8), by=by, now=NOW)
    finish_milestone(milestone_id=key, on=TODAY, by=by, now=NOW)
    assert line(town, "map").state == "done"
    reopen_milestone(milestone_id=key, reason="Two areas lack.", by=by, now=NOW)
    assert line(town, "map").state == "running"
    assert list(PlanChange.objects.filter(milestone_id=key).order_by("pk").values_list("what", flat=True))[-3:] == [
        "started",
        "finished",
        "reopened",
    ]


def tie(town: Town, code: str) -> None:
    by = town.cast.actor("program_coordinator")
    key = town.milestones["begin"]
    tie_milestone(milestone_id=key, code=code, comparison="at_least", threshold=Decimal(10), by=by, now=NOW)


def test_a_tied_milestone_is_done_when_the_data_say_so_and_not_before(town: Town, measured: str) -> None:
    tie(town, measured)
    assert line(town, "begin").state == "planned"
    turned = keep_readings(figures={measured: Figure(Decimal(10), "schools")}, on=TODAY, now=NOW)
    assert (turned, line(town, "begin").state) == (1, "done")
    assert "reached, but nobody has set it as done" in line(town, "begin").clash
    later = TODAY + timedelta(days=1)
    assert keep_readings(figures={measured: Figure(Decimal(9), "schools")}, on=later, now=NOW) == 1
    assert line(town, "begin").state == "planned"


def test_a_hand_set_state_against_the_data_is_told_as_a_contradiction(town: Town, measured: str) -> None:
    tie(town, measured)
    finish_milestone(
        milestone_id=town.milestones["begin"], on=TODAY, by=town.cast.actor("program_coordinator"), now=NOW
    )
    found = line(town, "begin")
    assert found.state != "done"
    assert "the data of Dec 1, 2026 say 3 schools: not reached" in found.clash


def test_an_unknown_measure_is_refused_and_nothing_is_lost(town: Town) -> None:
    with pytest.raises(PlanRefused, match=r"no measure named tests.nothing\. Choose one from the list"):
        tie(town, "tests.nothing")
    assert Milestone.objects.exclude(measure="").count() == 0


def test_a_circle_of_dependencies_is_refused_and_named(town: Town) -> None:
    ids = town.milestones
    with pytest.raises(PlanRefused) as refused:
        add_link(link=Link(ids["begin"], ids["map"]), by=town.cast.actor("program_coordinator"), now=NOW)
    assert all(title in refused.value.sentence for title in ("Draw the areas", "Fill the positions", "Crews begin"))


def test_a_new_version_of_a_file_keeps_what_people_did(town: Town) -> None:
    slip(town, "map", date(2026, 11, 2), date(2026, 12, 24))
    newer = PLAN.replace("end = 2026-12-11", "end = 2026-12-12").replace("start = 2027-02-01", "start = 2027-02-03")
    newer = newer.replace('[milestones.advise]\ntitle = "Advise schools"\nstart = 2026-11-02\non_going = true\n', "")
    loaded = load_initiative(text=newer, file="crews.toml", by=SYSTEM, now=NOW)
    assert loaded.kept == ("Advise schools",)
    changed, moved = line(town, "map").row, line(town, "begin").row
    assert (changed.base_end, changed.end) == (date(2026, 12, 12), date(2026, 12, 24))
    assert (moved.base_start, moved.start) == (date(2027, 2, 3), date(2027, 2, 3))
    assert changed.owner_id == town.cast.people["staff"].pk


def test_a_faulty_file_changes_nothing_and_names_the_line(town: Town) -> None:
    with pytest.raises(FileRefused) as refused:
        load_initiative(text=PLAN.replace("end = 2026-12-11", "end = 2026-10-11"), file="x.toml", by=SYSTEM, now=NOW)
    assert str(refused.value.faults[0]).startswith("x.toml:18: 'map' ends on 2026-10-11, before it starts")
    assert line(town, "map").row.base_end == date(2026, 12, 11)


def test_owners_are_written_to_once_for_a_date(town: Town) -> None:
    assert remind_owners(now=NOW) == 2  # the map to its owner, the advice to the lead
    assert remind_owners(now=NOW) == 0
    letter = Letter.objects.get(letter="initiatives.due")
    assert letter.subject == "Milestone due Dec 11, 2026: Draw the areas"
    late = NOW + timedelta(days=14)
    charge_milestone(
        milestone_id=town.milestones["map"], charge=Charge(town.cast.people["principal"].pk), by=SYSTEM, now=NOW
    )
    remind_owners(now=late)
    assert Letter.objects.get(letter="initiatives.late").to_email == "principal@district.example"

"""Initiatives of the demonstration: the four of the source with what came of them, and one under way today."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from preceptor.config.demo.seeding import Seeding
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.measures.public import measure
from preceptor.resource.initiatives.public import (
    Charge,
    NewDates,
    add_remark,
    any_initiative,
    change_dates,
    charge_milestone,
    finish_milestone,
    load_initiative,
    milestone_ids,
    set_leads,
    shipped_initiatives,
    start_milestone,
    tie_milestone,
)

INVENTED = "What came of these milestones is invented for the demonstration; the plan and its dates are the source's."
# Milestone, the new last day (the new only day), when it was said, and why.
SLIPS = (
    ("new_positions", date(2019, 10, 31), date(2019, 9, 18), "Two supervisor positions had to be advertised again."),
    (
        "new_positions",
        date(2019, 11, 15),
        date(2019, 10, 21),
        "The last supervisor starts two weeks later than agreed.",
    ),
)
TODAY_KEY = "communities_second_phase"
TODAY_TEXT = """format = 1
key = "communities_second_phase"
title = "Communities of Schools in the Other Four Local Districts"
purpose = "What was learned in two local districts reaches the other four."
source = "Invented for the demonstration, after the second phase that the district's plan announces"
issue = "Four local districts still support their schools from one office each."
solution = [
  "Draw communities of about 20 to 25 schools along feeder patterns in four more local districts.",
  "Give each a leader and a small team, from positions that exist.",
]
benefits = ["Support is nearer to schools and fits their needs."]
launch = "Next semester"
[budget]
kind = "cost_neutral"
says = "Cost neutral: positions move, none are added"
[milestones.lessons]
title = "Write down what the first two local districts learned"
start = {0}
end = {1}
[milestones.maps]
title = "Finalize the maps of communities in four local districts"
start = {2}
end = {3}
after = [{{ milestone = "lessons", kind = "start_to_start" }}]
[milestones.positions]
title = "Obtain freeze approval for leaders and teams"
start = {4}
end = {5}
cost_per_day = 1800
[milestones.staff]
title = "Recruit leaders and teams"
start = {6}
end = {7}
cost_per_day = 2400
after = [{{ milestone = "maps" }}, {{ milestone = "positions" }}]
[milestones.training]
title = "Open a training program for the new leaders"
start = {8}
end = {9}
after = [{{ milestone = "staff", kind = "start_to_start", lag = 14 }}]
[milestones.launch]
title = "Communities of schools begin in four local districts"
start = {10}
after = [{{ milestone = "staff" }}, {{ milestone = "training" }}]
[milestones.support]
title = "Support that fits each community"
start = {10}
on_going = true
after = [{{ milestone = "launch" }}]
"""
OFFSETS = (-120, -75, -90, -3, -60, -8, 2, 72, 16, 72, 75)


@transaction.atomic
def initiatives(seeding: Seeding) -> str:
    """Load the four of the source with what came of them in 2019, and one that runs today."""
    if any_initiative():  # all of it is written in one transaction
        return "initiatives: already there"
    for name, text in shipped_initiatives():
        loaded = load_initiative(text=text, file=name, by=SYSTEM, now=_at(date(2018, 8, 1)))
        add_remark(initiative_id=loaded.initiative_id, text=INVENTED, kind="comment", by=SYSTEM, now=seeding.now)
    _come_of_it(seeding)
    _under_way(seeding)
    return "initiatives: the four of the source, and one under way"


def _at(day: date) -> datetime:
    """Noon in California on that day, nearly."""
    return datetime.combine(day, time(20), UTC)


def _come_of_it(seeding: Seeding) -> None:
    """Everything happened as planned, but for positions that were filled late and held the teams up."""
    crews = milestone_ids("less_compliance_and_facilities")
    _happen(crews, {"service_history": (date(2018, 9, 1), date(2019, 8, 31)), "bargaining": _span("03-18", "08-31")})
    _happen(crews, {"service_levels": _span("01-01", "06-28"), "phone_line": _span("03-01", "06-30")})
    _happen(crews, {"help_desk_training": _span("03-01", "06-30"), "help_desk_launch": _span("07-01", "07-01")})
    _happen(crews, {"new_positions": (date(2019, 3, 4), None)})
    for key, end, said_on, reason in SLIPS:
        dates = NewDates(date(2019, 3, 1), end, reason)
        change_dates(milestone_id=crews[key], dates=dates, by=SYSTEM, now=_at(said_on))
    _happen(crews, {"new_positions": _span("03-04", "11-15"), "multi_craft_teams": _span("11-15", "11-15")})
    _follow(crews["multi_craft_teams"], "district.schools_with_multi_craft_teams", 900, seeding.now)
    need = milestone_ids("highest_needs")
    _happen(need, {"local_districts": _span("02-15", "03-11"), "local_budgets": _span("03-13", "04-10")})
    _happen(need, {"school_budgets": _span("03-13", "03-29"), "school_year": _span("08-20", "08-20")})
    training = milestone_ids("training_of_school_leaders")
    _happen(training, {"survey": _span("02-01", "03-15"), "focus_groups": _span("02-01", "03-15")})
    _happen(training, {"review": _span("03-15", "06-14"), "current_content": _span("03-15", "04-30")})
    _happen(training, {"content": _span("03-15", "06-30"), "advisory_group": _span("03-15", "12-15")})
    _happen(training, {"communications": _span("05-01", "08-30"), "launch": _span("07-01", "10-31")})
    _follow(training["launch"], "programs.cycles_running", 1, seeding.now)
    near = milestone_ids("communities_of_schools")
    _happen(near, {"positions": _span("01-02", "02-28"), "maps": _span("01-02", "04-12")})
    _happen(near, {"support_structure": _span("03-21", "04-30"), "staff": _span("04-15", "06-28")})
    _happen(near, {"phase_one": _span("07-01", "07-01"), "differentiated_support": (date(2019, 7, 1), None)})
    _follow(near["phase_one"], "district.schools_in_communities", 40, seeding.now)


def _span(start: str, end: str) -> tuple[date, date]:
    """Two days of 2019."""
    return date.fromisoformat(f"2019-{start}"), date.fromisoformat(f"2019-{end}")


def _happen(ids: dict[str, int], told: dict[str, tuple[date, date | None]]) -> None:
    """Say of each that it started, and ended where it did."""
    for key, (start, end) in told.items():
        start_milestone(milestone_id=ids[key], on=start, by=SYSTEM, now=_at(start))
        if end is not None:
            finish_milestone(milestone_id=ids[key], on=end, by=SYSTEM, now=_at(end))


def _follow(milestone_id: int, code: str, threshold: int, now: datetime) -> None:
    """Tie a milestone to a measure."""
    tie_milestone(
        milestone_id=milestone_id, code=code, comparison="at_least", threshold=Decimal(threshold), by=SYSTEM, now=now
    )


def _under_way(seeding: Seeding) -> None:
    """One whose milestones wait on the desks of people whom a visitor can be; one is late, one slipped."""
    days = [(seeding.today + timedelta(days=offset)).isoformat() for offset in OFFSETS]
    text = TODAY_TEXT.format(*days)
    before = seeding.now - timedelta(days=130)
    made = load_initiative(text=text, file="second-phase.toml", by=SYSTEM, now=before).initiative_id
    ids = milestone_ids(TODAY_KEY)
    lead = seeding.person_id("coordinator")
    set_leads(initiative_id=made, person_ids=[lead], by=SYSTEM, now=before)
    head, finance = seeding.person_id("budget_approver"), seeding.person_id("finance_officer")
    charge_milestone(milestone_id=ids["maps"], charge=Charge(head), by=SYSTEM, now=before)
    charge_milestone(
        milestone_id=ids["positions"], charge=Charge(finance, cost_per_day=Decimal(1800)), by=SYSTEM, now=before
    )
    _started(seeding, ids)
    dates = NewDates(
        date.fromisoformat(days[2]),
        seeding.today + timedelta(days=10),
        "Three schools asked to stay with their feeder pattern; the map is drawn again.",
    )
    by = Actor("person", head, "demonstration")
    change_dates(milestone_id=ids["maps"], dates=dates, by=by, now=seeding.now - timedelta(days=5))
    running = int(measure("programs.cycles_running", seeding.today).value)
    _follow(ids["training"], "programs.cycles_running", running + 1, seeding.now)
    decided = "Positions move from the local districts' offices; none are added."
    long_ago = seeding.now - timedelta(days=40)
    add_remark(initiative_id=made, text=decided, kind="decision", by=SYSTEM, now=long_ago)


def _started(seeding: Seeding, ids: dict[str, int]) -> None:
    """What has begun, and what is finished."""
    for key, start, end in (("lessons", -120, -77), ("maps", -90, None), ("positions", -58, None)):
        begun = seeding.today + timedelta(days=start)
        start_milestone(milestone_id=ids[key], on=begun, by=SYSTEM, now=seeding.now + timedelta(days=start))
        if end is not None:
            ended = seeding.today + timedelta(days=end)
            finish_milestone(milestone_id=ids[key], on=ended, by=SYSTEM, now=seeding.now + timedelta(days=end))

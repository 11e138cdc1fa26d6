"""A small plan for tests: four milestones around the first of December 2026, one lead, one owner."""

from dataclasses import dataclass
from datetime import date

from preceptor.foundation.accounts.tests.cast import NOW, Cast, make_cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.resource.initiatives.commands.happening import start_milestone
from preceptor.resource.initiatives.commands.loading import load_initiative
from preceptor.resource.initiatives.commands.people import Charge, charge_milestone, set_leads
from preceptor.resource.initiatives.queries.shipped import milestone_ids

TODAY = date(2026, 12, 1)
PLAN = """format = 1
key = "crews"
title = "Crews near schools"
purpose = "Repairs come sooner."
source = "The facilities office"
issue = "Crews drive far."
solution = ["Crews of several crafts."]
benefits = ["Less driving."]
launch = "February 2027"
leads = [{ name = "Somebody", title = "Senior Director" }]
[budget]
kind = "amount"
amount = 250000
says = "$250,000 of this year's budget"
[milestones.map]
title = "Draw the areas"
start = 2026-11-02
end = 2026-12-11
[milestones.hire]
title = "Fill the positions"
start = 2026-12-14
end = 2027-01-29
after = [{ milestone = "map" }]
cost_per_day = 400
[milestones.begin]
title = "Crews begin"
start = 2027-02-01
after = [{ milestone = "hire" }]
[milestones.advise]
title = "Advise schools"
start = 2026-11-02
on_going = true
"""


@dataclass
class Town:
    """The people, and the milestones by name."""

    cast: Cast
    initiative_id: int
    milestones: dict[str, int]


def build() -> Town:
    """The coordinator leads, the staff member answers for the map, which has begun."""
    cast = make_cast()
    return plan_for(cast)


def plan_for(cast: Cast) -> Town:
    """The plan in a district that is there already."""
    made = load_initiative(text=PLAN, file="crews.toml", by=SYSTEM, now=NOW).initiative_id
    ids = milestone_ids("crews")
    lead, owner = cast.people["program_coordinator"].pk, cast.people["staff"].pk
    set_leads(initiative_id=made, person_ids=[lead], by=SYSTEM, now=NOW)
    charge_milestone(milestone_id=ids["map"], charge=Charge(owner), by=SYSTEM, now=NOW)
    start_milestone(milestone_id=ids["map"], on=date(2026, 11, 2), by=SYSTEM, now=NOW)
    return Town(cast, made, ids)

"""The source's own example: multi-craft teams serve schools when the list of groups of schools says so."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from preceptor.foundation.accounts.tests.cast import NOW
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import load
from preceptor.foundation.measures.public import measure
from preceptor.resource.initiatives.commands.happening import finish_milestone
from preceptor.resource.initiatives.commands.loading import load_initiative
from preceptor.resource.initiatives.commands.ties import keep_readings, tie_milestone
from preceptor.resource.initiatives.models import Initiative, PlanChange
from preceptor.resource.initiatives.queries.computing import Line, figure_of, standings
from preceptor.resource.initiatives.queries.shipped import milestone_ids, shipped_initiatives
from preceptor.resource.initiatives.tests.town import TODAY

KEY, CODE = "less_compliance_and_facilities", "district.schools_with_multi_craft_teams"
SCHOOLS = b"""School Code,School Name,Level,Grades,Active
T1,First School,elementary,K-5,yes
T2,Second School,elementary,K-5,yes
"""
HEAD = "School Code,Group Type,Group Code,Group Name,Start Date,End Date\n"
ROW = "{0},multi-craft team,M1,Team 1,11/01/2019,{1}\n"


def served(*rows: tuple[str, str]) -> None:
    """Load who is served by the team, and until when."""
    text = HEAD + "".join(ROW.format(*row) for row in rows)
    load(kind="groups", data=text.encode(), by=SYSTEM, now=NOW)


def morning(on: date = TODAY) -> Line:
    """What the milestone says after the measures were read."""
    keep_readings(figures={CODE: measure(CODE, on)}, on=on, now=NOW)
    plan = Initiative.objects.get(key=KEY).pk
    return next(one for one in standings([plan], on)[plan].lines if one.row.key == "multi_craft_teams")


@pytest.fixture
def tied(db: None) -> int:
    """The shipped milestone, tied to two schools served; none is yet."""
    load(kind="schools", data=SCHOOLS, by=SYSTEM, now=NOW)
    for name, text in shipped_initiatives():
        load_initiative(text=text, file=name, by=SYSTEM, now=NOW)
    found = milestone_ids(KEY)["multi_craft_teams"]
    tie_milestone(milestone_id=found, code=CODE, comparison="at_least", threshold=Decimal(2), by=SYSTEM, now=NOW)
    return found


def test_teams_serve_schools_once_the_list_says_so(tied: int) -> None:
    served(("T1", ""))
    assert morning().state == "late"
    served(("T1", ""), ("T2", ""))
    line = morning()
    assert (line.state, line.row.met_on) == ("done", TODAY)
    assert "say 2 schools: reached" in line.clash
    with translation.override("es"):
        assert figure_of(line.row) == "2 escuelas"
    assert [one.label for one in measure(CODE, TODAY).records] == ["First School", "Second School"]


def test_a_school_that_loses_its_team_takes_the_milestone_back_with_the_reason(tied: int) -> None:
    served(("T1", ""), ("T2", ""))
    morning()
    finish_milestone(milestone_id=tied, on=date(2026, 11, 30), by=SYSTEM, now=NOW)
    served(("T2", "12/01/2026"))
    line = morning()
    assert line.state != "done"
    assert line.clash == "Set by hand as done on Nov 30, 2026, but the data of Dec 1, 2026 say 1 schools: not reached."
    assert list(PlanChange.objects.filter(what__startswith="data").order_by("pk").values_list("what", flat=True)) == [
        "data_done",
        "data_not_done",
    ]

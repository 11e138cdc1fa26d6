"""The district of the tests: four schools with counts of two years, and a formula of our own."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from preceptor.foundation.accounts.tests.cast import NOW, Cast, give_position, make_cast, make_person, make_user
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.models import GroupMembership, OrgUnit, School, SchoolFigure, SchoolGroup
from preceptor.resource.funding.commands import publishing, scenarios

YEAR = "2026-27"
FORMULA = """
format = 1
key = "small"
title = "Small allocation"
source = "Ours"
label = "Made up."
name = "name"
pupils = "pupils"
[columns]
level = { title = "Level", kind = "words" }
local = { title = "Local district", kind = "words", header = "local_district", missing = "leave_out" }
pupils = { title = "Pupils", kind = "count", header = "total_enrolled" }
poor = { title = "Poor", kind = "count", stand_in = "poor_before", missing = "leave_out_school" }
poor_before = { title = "Poor, year before", kind = "count", header = "poor -1", missing = "leave_out" }
rooms = { title = "Rooms", kind = "count", missing = "leave_out" }
latitude = { title = "Latitude", kind = "number" }
longitude = { title = "Longitude", kind = "number", signed = true }
[figures]
share = { title = "Share of poor", kind = "ratio", of = "poor", by = "pupils", shown = "share" }
rank = { title = "Rank", kind = "rank", of = "need" }
tier = { title = "Tier", kind = "tier", of = "need", names = ["High", "Low"] }
claim = { title = "Claim", kind = "product", of = ["pupils", "need"] }
[indices.need]
title = "Need"
indicators = { poor = { title = "Poverty", of = "share" } }
[pools]
money = { title = "Money", amount = 100000, purpose = "Pupils of high need", spend_on = ["teacher", "materials"] }
days = { title = "Half-days", amount = 12, measure = "half_days" }
offices = { title = "Local districts", amount = 5000 }
[grants]
equity = { title = "Equity", kind = "share", pool = "money", by = "claim", bounds = { minimum = 1000 } }
nurses = { title = "Nurses", kind = "share", pool = "days", by = "claim", unit = 1, bounds = { minimum = 1 } }
[groups]
offices = { title = "Local districts", pool = "offices", among = "local", by = "claim", foundation = 100 }
[staffing.teachers]
title = "Teachers"
cost = 100000
rooms = "rooms"
norms = { all = { title = "All", pupils = "pupils", base = 30 } }
years = [{ title = "Year 1", by = 1 }, { title = "Year 2", by = 5 }]
[sharing.nurse]
title = "Sharing"
amount = "nurses"
full = 10
latitude = "latitude"
longitude = "longitude"
within_km = 3
[translations.es]
"Poverty" = "Pobreza"
"Equity" = "Equidad"
"High" = "Alto"
"Low" = "Bajo"
"""


@dataclass
class Town:
    """The cast with its schools and a finance officer."""

    cast: Cast
    finance: Actor

    def actor(self, role: str) -> Actor:
        """Somebody of the cast."""
        return self.cast.actor(role)

    def unit(self, code: str) -> int:
        """The number of a school's unit."""
        return self.cast.units[code].pk

    def scenario(self, **changes: str) -> int:
        """A computed scenario on the district's records."""
        wanted = scenarios.Wanted(
            "Trial", YEAR, FORMULA, "", {name.replace("__", "."): v for name, v in changes.items()}
        )
        made = scenarios.start_scenario(wanted=wanted, by=self.finance, now=NOW)
        scenarios.compute_scenario(scenario_id=made, now=NOW)
        return made

    def published(self, kind: str = "budget", **changes: str) -> int:
        """A published scenario, with the schools' window open."""
        made = self.scenario(**changes)
        publishing.publish_scenario(scenario_id=made, kind=kind, by=self.finance, now=NOW)
        ends = {"opens": NOW - timedelta(days=1), "closes": NOW + timedelta(days=10)}
        publishing.set_window(year=YEAR, audience="schools", by=self.finance, now=NOW, **ends)
        return made


def build() -> Town:
    """Everything."""
    cast = make_cast()
    school(cast, "school-a", 400, 300, (34.0, -118.0))
    school(cast, "school-b", 200, 50, (34.01, -118.0))
    for code, pupils, poor, place in (("school-c", 300, 290, (34.5, -118.0)), ("school-d", 100, 10, (34.51, -118.0))):
        parent = cast.units["south"]
        cast.units[code] = OrgUnit.objects.create(code=code, name=code.title(), kind="school", parent=parent)
        cast.units[code].path = f"{parent.path}{cast.units[code].pk}/"
        cast.units[code].save()
        school(cast, code, pupils, poor, place)
    group(cast, "north", "school-a")
    group(cast, "south", "school-b", "school-c", "school-d")
    cast.people["finance"] = make_person("finance")
    cast.users["finance"] = make_user(cast.people["finance"])
    give_position(cast.people["finance"], "finance_officer", cast.units["hr"])
    return Town(cast, cast.actor("finance"))


def group(cast: Cast, district: str, *codes: str) -> None:
    """The schools of a local district."""
    made = SchoolGroup.objects.create(kind="local_district", code=district, name=cast.units[district].name)
    for code in codes:
        row = School.objects.get(code=code)
        GroupMembership.objects.create(school=row, group=made, kind="local_district", start=NOW.date())


def school(cast: Cast, code: str, pupils: int, poor: int, place: tuple[float, float]) -> None:
    """A school with its counts of two years."""
    made = School.objects.create(
        unit=cast.units[code],
        code=code,
        level="elementary",
        latitude=Decimal(str(place[0])),
        longitude=Decimal(str(place[1])),
    )
    counts: dict[str, Any] = {"total_enrolled": pupils, "poor": poor, "rooms": pupils // 30}
    for year in (YEAR, "2025-26"):
        for name, value in counts.items():
            SchoolFigure.objects.create(school=made, year=year, name=name, value=value, source="test")

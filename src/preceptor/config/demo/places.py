"""The places of the demonstration: offices, local districts, communities, schools, figures and feeder links."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from preceptor.config.demo.calendar import first_year, year_code
from preceptor.config.demo.names import COMMUNITY_WORDS, FIRST_WORDS, SECOND_WORDS, STREETS
from preceptor.config.demo.sheets import Sheet, sheet

ROOT = "DEMO"
LOCAL_DISTRICTS = ("North", "Northeast", "East", "South", "Harbor", "West")
# Degrees of the imaginary basin, and where in it the local districts and maintenance regions have their middles.
MIDDLE = (36.20, -119.60)
SPREAD = {"North": (0.16, -0.08), "Northeast": (0.14, 0.18), "East": (0.0, 0.26), "South": (-0.12, 0.08)} | {
    "Harbor": (-0.20, -0.14),
    "West": (0.0, -0.26),
}
TEAMS_FROM = date(2019, 11, 15)
"""The day on which multi-craft teams begin, as the demonstration's initiative says."""
REGIONS = ((0.18, 0.0), (0.10, 0.22), (-0.05, 0.25), (-0.15, 0.05), (-0.20, -0.15), (0.0, -0.28), (0.03, -0.02))
COMMUNITIES = (9, 8, 8, 9, 8, 8)
OFFICES = (
    ("SUP", "Office of the Superintendent", "office", ""),
    ("HR", "Human Resources Division", "division", ""),
    ("HR-EDS", "Educator Development and Support", "office", "HR"),
    ("HR-PER", "Personnel Records", "office", "HR"),
    ("DOI", "Division of Instruction", "division", ""),
    ("DOI-SEC", "Secondary Instruction", "office", "DOI"),
    ("COMP", "Office of Compliance", "office", ""),
    ("FIN", "Finance Division", "division", ""),
    ("FAC", "Facilities Division", "division", ""),
    ("IT", "Information Technology Division", "division", ""),
)
LEVELS = (
    ("elementary", "Elementary School", ("K-5", "K-5", "K-5", "TK-5", "K-6"), 13),
    ("middle", "Middle School", ("6-8",), 4),
    ("high", "High School", ("9-12",), 3),
)
NEEDS = (
    ("free_or_reduced_meals", 1.0),
    ("english_learners", 0.32),
    ("foster", 0.012),
    ("homeless", 0.035),
    ("unduplicated_need", 1.04),
)


@dataclass(frozen=True)
class DemoSchool:
    """A school of the demonstration."""

    code: str
    name: str
    level: str
    grades: str
    charter: str
    magnet: bool
    street: str
    city: str
    postal_code: str
    latitude: float
    longitude: float
    opened: date
    local_district: str
    community: int
    size: int
    need: float


def _near(chance: Random, middle: tuple[float, float], spread: float) -> tuple[float, float]:
    """A point around a middle."""
    return round(chance.gauss(middle[0], spread), 6), round(chance.gauss(middle[1], spread * 1.2), 6)


def communities(chance: Random) -> list[tuple[str, tuple[float, float]]]:
    """Each community's local district and middle."""
    found: list[tuple[str, tuple[float, float]]] = []
    for district, count in zip(LOCAL_DISTRICTS, COMMUNITIES, strict=True):
        middle = (MIDDLE[0] + SPREAD[district][0], MIDDLE[1] + SPREAD[district][1])
        found.extend((district, _near(chance, middle, 0.045)) for _ in range(count))
    return found


def schools(chance: Random) -> list[DemoSchool]:
    """Every school, community by community."""
    names = [f"{first} {second}" for first in FIRST_WORDS for second in SECOND_WORDS]
    chance.shuffle(names)
    found: list[DemoSchool] = []
    for number, (district, middle) in enumerate(communities(chance)):
        poverty = min(max(chance.gauss(0.68, 0.2), 0.12), 0.98)
        where = (number, district, middle, poverty)
        for level, word, spans, count in LEVELS:
            found.extend(_school(chance, where, (level, word), spans, names.pop()) for _ in range(count))
        if number % 5 < 3:
            kind = ("span", "K-8 School") if number % 5 else ("span", "Academy")
            served = ("K-8",) if number % 5 else ("6-12", "K-12")
            found.append(_school(chance, where, kind, served, names.pop()))
    return [_with_charter(chance, school, index) for index, school in enumerate(found)]


_Where = tuple[int, str, tuple[float, float], float]


def _school(chance: Random, where: _Where, kind: tuple[str, str], spans: Sequence[str], name: str) -> DemoSchool:
    """One school in its community."""
    number, district, middle, poverty = where
    latitude, longitude = _near(chance, middle, 0.014)
    size = {"elementary": 470, "middle": 780, "high": 1350, "span": 720}[kind[0]]
    return DemoSchool(
        code=f"9964{number + 1:03d}{chance.randrange(10**7):07d}",
        name=f"{name} {kind[1]}",
        level=kind[0],
        grades=chance.choice(spans),
        charter="none",
        magnet=chance.random() < 0.15,
        street=f"{chance.randrange(100, 9900)} {chance.choice(FIRST_WORDS)} {chance.choice(STREETS)}",
        city=COMMUNITY_WORDS[number].replace("-", " "),
        postal_code=f"{99000 + number:05d}",
        latitude=latitude,
        longitude=longitude,
        opened=date(chance.randrange(1921, 2018), 7, 1),
        local_district=district,
        community=number,
        size=max(round(chance.gauss(size, size * 0.28)), 90),
        need=min(max(chance.gauss(poverty, 0.1), 0.05), 0.99),
    )


def _with_charter(chance: Random, school: DemoSchool, index: int) -> DemoSchool:
    """One school in 34 is a directly funded charter, one in 25 an affiliated one."""
    draw = chance.random()
    if index % 34 == 17:
        return _replaced(school, "independent")
    return _replaced(school, "affiliated") if draw < 0.04 else school


def _replaced(school: DemoSchool, charter: str) -> DemoSchool:
    """The same school as a charter school."""
    return DemoSchool(**{**vars(school), "charter": charter})


def unit_sheet(name: str) -> Sheet:
    """The district and its offices; local districts come with the schools."""
    rows: list[tuple[str, ...]] = [(ROOT, name, "district", ""), *OFFICES]
    rows += [(local_code(one), f"Local District {one}", "local_district", "") for one in LOCAL_DISTRICTS]
    return sheet("Unit Code,Unit Name,Unit Type,Parent Unit Code", rows)


def local_code(district: str) -> str:
    """The code of a local district."""
    return f"LD-{district.upper()}"


def school_sheet(found: Sequence[DemoSchool]) -> Sheet:
    """The list of schools."""
    header = (
        "School Code,School Name,Level,Grades,Charter Status,Magnet,Street,City,ZIP,Latitude,Longitude,Opened,Active,"
        "Local District,Local District Code"
    )
    rows = [
        (
            *(one.code, one.name, one.level, one.grades, one.charter, "yes" if one.magnet else "no", one.street),
            *(one.city, one.postal_code, one.latitude, one.longitude, one.opened, "yes"),
            *(f"Local District {one.local_district}", local_code(one.local_district)),
        )
        for one in found
    ]
    return sheet(header, rows)


def group_sheet(found: Sequence[DemoSchool]) -> Sheet:
    """Communities of schools, maintenance regions, and the schools of each multi-craft team: near one another."""
    rows: list[tuple[object, ...]] = []
    for one in found:
        word = COMMUNITY_WORDS[one.community].replace("-", " ")
        region = min(range(len(REGIONS)), key=lambda index: _far(one, REGIONS[index])) + 1
        community = (f"C{one.community + 1:02d}", f"{word} Community of Schools")
        rows.append((one.code, "community", *community, max(one.opened, date(2021, 7, 1)), None))
        rows.append((one.code, "maintenance region", f"M{region}", f"Maintenance Region {region}", one.opened, None))
        team = (f"T{one.community + 1:02d}", f"{word} Multi-Craft Team")
        rows.append((one.code, "multi-craft team", *team, max(one.opened, TEAMS_FROM), None))
    return sheet("School Code,Group Type,Group Code,Group Name,Start Date,End Date", rows)


def _far(school: DemoSchool, region: tuple[float, float]) -> float:
    """How far a school lies from a region's middle."""
    return math.dist((school.latitude, school.longitude), (MIDDLE[0] + region[0], MIDDLE[1] + region[1]))


def figure_sheet(chance: Random, found: Sequence[DemoSchool], today: date) -> Sheet:
    """Pupils and need counts of three years."""
    begins = first_year(today) - (0 if today >= date(first_year(today), 10, 15) else 1)
    rows: list[tuple[object, ...]] = []
    for one in found:
        size = float(one.size)
        for back in (2, 1, 0):
            year = year_code(begins - back)
            size *= chance.uniform(0.94, 1.03)
            counts = [("total_enrolled", round(size))]
            counts += [(name, _count(chance, size, one.need, factor)) for name, factor in NEEDS]
            rows += [(one.code, year, name, value, "October count of the demonstration") for name, value in counts]
    return sheet("School Code,School Year,Figure,Value,Source", rows)


def _count(chance: Random, size: float, need: float, factor: float) -> int:
    """A need count that never exceeds the school."""
    return min(round(size * need * factor * chance.uniform(0.95, 1.05)), round(size))


def feeder_sheet(found: Sequence[DemoSchool], today: date) -> Sheet:
    """Elementary schools feed the two nearest middle schools of their community, those one or two high schools."""
    rows: list[tuple[object, ...]] = []
    year = year_code(first_year(today))
    by_place: dict[tuple[int, str], list[DemoSchool]] = {}
    for one in found:
        by_place.setdefault((one.community, one.level), []).append(one)
    for one in found:
        above = {"elementary": "middle", "middle": "high"}.get(one.level)
        targets = by_place.get((one.community, above), []) if above else []
        if one.charter == "independent" or not targets:
            continue
        nearest = sorted(targets, key=lambda other: math.dist(_place(one), _place(other)))[:2]
        for school, share in zip(nearest, ("0.75", "0.25") if len(nearest) == 2 else ("1",), strict=True):
            rows.append((one.code, school.code, share, year))
    return sheet("From School Code,To School Code,Share,School Year", rows)


def _place(school: DemoSchool) -> tuple[float, float]:
    """Where a school lies."""
    return school.latitude, school.longitude

"""A small district to stand on: three schools, an office, a line of supervisors."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from preceptor.foundation.audit import permission
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.commands.load import LoadOutcome, load

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
READER = Actor("person", 1, "Reader")

UNITS = "Unit Code,Unit Name,Unit Type,Parent Unit Code\nD,Little District,district,\nHR,Human Resources,office,\n"
SCHOOLS = """School Code,School Name,Level,Grades,Charter Status,Latitude,Longitude,Local District,Local District Code
S1,Cedar Elementary,elementary,K-5,none,36.1,-119.1,North,LD-N
S2,Maple Middle,middle,6-8,none,36.2,-119.2,North,LD-N
S3,Oak High,high,9-12,independent,36.3,-119.3,South,LD-S
"""
PEOPLE = """Employee Number,Given Name,Family Name,Work E-mail,Work Phone,Language
1,Ana,Rojas,ana@d.example,555-0100,English
2,Bo,Tan,bo@d.example,,English
3,Cy,Okafor,cy@d.example,,Spanish
4,Di,Haddad,di@d.example,,English
"""
POSITIONS = """Position Number,Employee Number,Job,Title,Unit Code,Status,Start Date,End Date,Reports To Position
10,1,superintendent,Superintendent,D,Perm,07/01/2018,,
20,2,community_administrator,Administrator,LD-N,Perm,07/01/2019,,10
30,3,principal,Principal,S1,Perm,07/01/2020,,20
40,4,assistant_principal,Assistant Principal,S1,Prob,2025-08-01,,30
"""


def give(kind: str, text: str | bytes, *, now: datetime = NOW, dry_run: bool = False) -> LoadOutcome:
    """Load a file given as text."""
    data = text.encode() if isinstance(text, str) else text
    return load(kind=kind, data=data, dry_run=dry_run, by=SYSTEM, now=now)


@pytest.fixture
def little_district(db: None) -> None:
    """Three schools, four people in a line."""
    for kind, text in (("units", UNITS), ("schools", SCHOOLS), ("people", PEOPLE), ("positions", POSITIONS)):
        give(kind, text)


@pytest.fixture
def allowed() -> Iterator[set[str]]:
    """Actions that everybody may do in a test; the installation's policy comes back afterwards."""
    before = list(permission._policy)
    actions = {"district.read", "district.load", "district.standing"}
    permission.set_policy(lambda by, action, *, where, now: action in actions)
    yield actions
    permission._policy[:] = before

"""Workers are killed with -9 while a year's obligations are made: none is lost, none is made twice."""

import random
import time
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import OrgUnit, School, SchoolYear, Semester
from preceptor.foundation.jobs.models import Job
from preceptor.relieve.compliance.commands.cycles import JOB, SCHOOLS_AT_ONCE, start_cycle
from preceptor.relieve.compliance.commands.writing import new_item
from preceptor.relieve.compliance.models import Obligation, YearlyCycle
from preceptor.relieve.compliance.rules.items import ItemValues
from tests.faults.workers import Pool, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 8, 3, tzinfo=UTC)
SCHOOLS, ITEMS, PERIODS = 10 * SCHOOLS_AT_ONCE, 10, 10


def district() -> None:
    """Many schools, one office and items of every month."""
    office = OrgUnit.objects.create(code="office", name="Office", kind="office", path="/1/")
    for number in range(SCHOOLS):
        unit = OrgUnit.objects.create(code=f"s{number}", name=f"School {number}", kind="school", path=f"/s{number}/")
        School.objects.create(unit=unit, code=f"s{number}", level="elementary")
    year = SchoolYear.objects.create(code="2026-27", start=date(2026, 7, 1), end=date(2027, 6, 30))
    Semester.objects.create(year=year, name="Fall", start=date(2026, 8, 10), end=date(2026, 12, 18))
    Semester.objects.create(year=year, name="Spring", start=date(2027, 1, 4), end=date(2027, 6, 11))
    said = {"basis": "none", "least_signer": "principal", "frequency": "month", "minutes": 5}
    for number in range(ITEMS):
        statement = "I certify that the log of this month is complete."
        values = ItemValues(f"LOG-{number}", "Log", statement, office.code, **said, minutes_low=3, minutes_high=9)  # type: ignore[arg-type]  # a test's short hand
        new_item(values, why="test", by=SYSTEM, now=NOW)


def made() -> int:
    return Obligation.objects.count()


def test_a_cycle_whose_workers_are_killed_is_made_whole(pool: Pool) -> None:
    district()
    dice, seen = random.Random(5), [0]
    cycle_id = start_cycle(year="2026-27", by=SYSTEM, now=timezone.now())
    pool.start()
    for kill in range(2):
        wait_for(lambda: made() > seen[0] or YearlyCycle.objects.get().state == "running")
        time.sleep(dice.uniform(0.0, 0.08))
        pool.kill_all()
        seen[0] = made()
        assert seen[0] % (SCHOOLS_AT_ONCE * ITEMS * PERIODS) == 0, "half a batch was left"
        # Half of the time the office presses again, half of the time the lease of the dead worker runs out.
        if kill % 2:
            start_cycle(year="2026-27", by=SYSTEM, now=timezone.now())
        Job.objects.filter(name=JOB, state="running").update(due_at=timezone.now())
        pool.start()
    wait_for(lambda: not Job.objects.filter(name=JOB).exclude(state="done").exists())
    assert made() == SCHOOLS * ITEMS * PERIODS
    rows = Obligation.objects.values_list("cycle_item_id", "unit_id", "period")
    assert len(set(rows)) == made()
    cycle = YearlyCycle.objects.get(pk=cycle_id)
    assert (cycle.state, cycle.made) == ("running", made())

"""Workers are killed with -9 while a run goes to payroll: there is one file, and it holds every line once."""

import csv
import hashlib
import io
import random
import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from preceptor.develop.activities.tests.world import _cycle
from preceptor.develop.programs.models import Cycle
from preceptor.develop.stipends.models import PayLine, PaymentRun, PayrollFile
from preceptor.develop.stipends.queries.terms import terms_as_data
from preceptor.develop.stipends.rules.values import Terms
from preceptor.develop.stipends.tests.world import PROGRAM
from preceptor.foundation.accounts.tests.cast import make_person
from preceptor.foundation.audit.models import Entry
from preceptor.foundation.district.models import OrgUnit
from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.messages.models import Letter
from tests.faults.workers import Pool, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
LINES = 40
SUM = Decimal("1530.25")


def approved_run() -> PaymentRun:
    """A run of many lines that two have approved."""
    unit = OrgUnit.objects.create(code="hr", name="HR", kind="division", path="/1/")
    cycle = Cycle.objects.get(pk=_cycle(PROGRAM.read_text(), unit.pk))
    terms = terms_as_data(Terms("flat", SUM, Decimal(3060)))
    now = datetime(2024, 7, 2, tzinfo=UTC)
    run = PaymentRun.objects.create(
        cycle=cycle, payment="stipend", period="program", number=1, state="approved", terms=terms, created_at=now
    )
    people = [make_person(f"mentor-{number}") for number in range(LINES)]
    PayLine.objects.bulk_create(PayLine(run=run, person=each, owed=SUM, pays=SUM) for each in people)
    return run


def test_payroll_gets_every_line_once_whatever_is_killed(pool: Pool) -> None:
    run, dice, kills = approved_run(), random.Random(7), [0]
    enqueue("stipends.export", key=str(run.pk), payload={"run": run.pk}, now=timezone.now())
    pool.start()

    def kill_all() -> None:
        if kills[0] < 5:
            time.sleep(dice.uniform(0.02, 0.3))
            pool.kill_all()
            enqueue("stipends.export", key=f"{run.pk}-again-{kills[0]}", payload={"run": run.pk}, now=timezone.now())
            pool.start()
            kills[0] += 1

    wait_for(
        lambda: kills[0] >= 5 and not Job.objects.filter(name="stipends.export").exclude(state="done").exists(),
        meanwhile=kill_all,
    )
    file = PayrollFile.objects.get()
    rows = list(csv.DictReader(io.StringIO(bytes(file.content).decode("utf-8-sig"))))
    assert sorted(int(row["line"]) for row in rows) == sorted(run.lines.values_list("pk", flat=True))
    assert sum(Decimal(row["amount"]) for row in rows) == file.total == SUM * LINES
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    assert Letter.objects.filter(letter="stipends.paid").count() == LINES
    assert Entry.objects.filter(action="stipends.export").count() == 1

"""Each page keeps to the number of queries of the house, with two months of entries."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from preceptor.develop.activities.commands.answering import dispute_activity
from preceptor.develop.activities.commands.logs import return_log, submit_log
from preceptor.develop.activities.desk import desk_items
from preceptor.develop.activities.models import Activity, MonthlyLog
from preceptor.develop.activities.tests.test_pages import browse
from preceptor.develop.activities.tests.world import NOW, ZONE, World
from preceptor.develop.confidences.tests.signing import sign_all
from preceptor.develop.pairing.models import Pair, Participant
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.accounts.public import remembering as grants_kept
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import waits
from preceptor.foundation.look.public import remembering

MOST = 15
PAGES = (
    ("mentor", "activities:my-month"),
    ("mentee", "activities:my-month"),
    ("mentor", "activities:entry-form"),
    ("mentor", "activities:entry-correct"),
    ("mentee", "activities:entry-detail"),
    ("mentor", "activities:log-detail"),
    ("program_coordinator", "activities:log-detail"),
    ("program_coordinator", "activities:log-board"),
    ("program_coordinator", "activities:logs-remind"),
)


@pytest.fixture
def busy(world: World) -> World:
    """A mentor with three mentees, two months of entries, a dispute and a returned log."""
    third = world.people["stranger"]
    two = {"mentor": world.people["mentor"], "mentee": third}
    begun = date(2024, 1, 8)
    Pair.objects.create(cycle_id=world.cycle_id, origin="hand", started=begun, adopted_at=NOW, **two)
    Participant.objects.create(cycle_id=world.cycle_id, person=third, side="mentee", since=begun, source="test")
    sign_all(world.cycle_id, datetime(2024, 1, 8, 12, tzinfo=ZONE))
    sign_all(world.cycle_id, datetime(2024, 1, 8, 12, tzinfo=ZONE))
    world.orient()
    for turn in range(18):
        partner = world.people[("mentee", "other", "stranger")[turn % 3]].pk
        world.enter(date(2024, 1, 10) + timedelta(days=2 * turn), partner_ids=(partner,))
    with_mentee = Activity.objects.filter(parties__person=world.people["mentee"]).order_by("starts")
    dispute_activity(activity_id=with_mentee[0].pk, reason="day", by=world.actor("mentee"), now=NOW)
    handed = datetime(2024, 2, 1, 12, tzinfo=ZONE)
    by = world.actor("mentor")
    log = submit_log(cycle_id=world.cycle_id, name="service", period="2024-01", reply="", by=by, now=handed)
    return_log(log_id=log, question="Both on one day?", by=world.actor("program_coordinator"), now=handed)
    submit_log(cycle_id=world.cycle_id, name="service", period="2024-01", reply="Yes.", by=by, now=NOW)
    return world


def address(world: World, name: str) -> str:
    if name == "activities:my-month":
        return reverse(name) + "?period=2024-01"
    if name in ("activities:entry-detail", "activities:entry-correct"):
        return reverse(name, args=[Activity.objects.filter(parties__person=world.people["mentee"]).first().pk])  # type: ignore[union-attr]  # there are entries
    if name == "activities:log-detail":
        return reverse(name, args=[MonthlyLog.objects.get().pk])
    return reverse(name, args=[world.cycle_id]) + "?period=2024-01"


@pytest.mark.parametrize(("reader", "name"), PAGES)
def test_a_page_of_a_busy_spring_keeps_to_its_queries(busy: World, reader: str, name: str) -> None:
    with travel(NOW, tick=False):
        client = browse(busy, reader)
        url = address(busy, name)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url)
    assert response.status_code == 200
    queries = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= MOST, "\n".join(queries)


@pytest.mark.parametrize(
    ("reader", "most"), [("mentor", 2), ("mentee", 2), ("participant", 1), ("system_administrator", 1)]
)
def test_what_activities_put_on_a_desk_costs_little(busy: World, reader: str, most: int) -> None:
    person_id = busy.people[reader].pk
    with remembering(), grants_kept():
        open_cycles()  # read by every source of the desk
        waits(person_id, "activities.logs", NOW)  # the desk asks for all traces at once
        may(Actor("person", person_id, ""), "activities.coordinate", now=NOW)
        with CaptureQueriesContext(connection) as asked:
            desk_items(person_id, NOW)
    assert len(asked.captured_queries) <= most

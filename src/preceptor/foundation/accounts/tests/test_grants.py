"""Permissions from positions of the day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.accounts.public import (
    from_outside,
    grants_of,
    make_link,
    people_who_may,
    remembering,
    role_codes,
    use_link,
)
from preceptor.foundation.accounts.queries.outside import is_closed
from preceptor.foundation.accounts.tests.cast import NOW, PLACES, Cast, give_position
from preceptor.foundation.audit.public import SYSTEM, Actor, NotPermitted, may, require
from preceptor.foundation.district.models import Position


@pytest.mark.parametrize("role", PLACES)
def test_a_position_gives_its_role(cast: Cast, role: str) -> None:
    assert role in role_codes(cast.people[role].pk, NOW)


def test_a_coordinator_decides_in_the_own_office(cast: Cast) -> None:
    assert may(cast.actor("program_coordinator"), "admissions.decide", where=cast.path("hr"), now=NOW)


def test_a_coordinator_decides_nowhere_else(cast: Cast) -> None:
    elsewhere = [cast.path(code) for code in cast.units if code != "hr"]
    assert not any(
        may(cast.actor("program_coordinator"), "admissions.decide", where=path, now=NOW) for path in elsewhere
    )


def test_an_administrator_decides_on_nothing(cast: Cast) -> None:
    assert not may(cast.actor("system_administrator"), "admissions.decide", where=cast.path("hr"), now=NOW)


def test_a_position_carries_from_its_first_day(cast: Cast) -> None:
    give_position(cast.people["participant"], "personnel_officer", cast.units["hr"], start=date(2026, 12, 2))
    moments = [
        datetime(2026, 12, 2, 7, 59, tzinfo=UTC),
        datetime(2026, 12, 2, 8, 0, tzinfo=UTC),
    ]  # midnight in Los Angeles
    assert [may(cast.actor("participant"), "district.load", now=now) for now in moments] == [False, True]


def test_a_position_carries_nothing_from_the_day_it_ends(cast: Cast) -> None:
    give_position(cast.people["participant"], "personnel_officer", cast.units["hr"], end=date(2026, 12, 1))
    assert not may(cast.actor("participant"), "district.load", now=NOW)


def test_an_inactive_persons_positions_carry_nothing(cast: Cast) -> None:
    person = cast.people["personnel_officer"]
    person.active = False
    person.save()
    assert not may(cast.actor("personnel_officer"), "district.load", now=NOW)


def test_a_technical_account_may_nothing(cast: Cast) -> None:
    assert not may(Actor("person", None, "root@district.example"), "accounts.manage", now=NOW)


def test_an_action_that_nobody_listed_is_refused(cast: Cast) -> None:
    assert not may(cast.actor("system_administrator"), "nothing.such", now=NOW)


def test_a_refusal_says_what_to_do_next(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="ask your administrator"):
        require(cast.actor("staff"), "district.load", now=NOW)


def test_people_who_may_are_found_by_their_jobs(cast: Cast) -> None:
    assert people_who_may("admissions.decide", cast.path("hr"), NOW) == [cast.people["program_coordinator"].pk]


def test_nobody_is_found_outside_the_reach(cast: Cast) -> None:
    assert people_who_may("admissions.decide", cast.path("north"), NOW) == []


def test_actions_on_own_records_name_nobody(cast: Cast) -> None:
    assert people_who_may("admissions.apply", cast.path("hr"), NOW) == []


def test_permissions_cost_one_query_a_request(cast: Cast) -> None:
    with remembering(), CaptureQueriesContext(connection) as asked:
        for action in ("admissions.decide", "district.load", "audit.read"):
            may(cast.actor("program_coordinator"), action, where=cast.path("hr"), now=NOW)
    assert len(asked) == 1


def test_the_next_request_sees_a_changed_position(cast: Cast) -> None:
    with remembering():
        grants_of(cast.people["staff"].pk, NOW)
    give_position(cast.people["staff"], "personnel_officer", cast.units["hr"])
    with remembering():
        assert may(cast.actor("staff"), "district.load", now=NOW)


def test_a_link_may_what_its_purpose_carries_in_the_moment_of_use(cast: Cast) -> None:
    later = NOW + timedelta(hours=1)
    url = make_link(purpose="admissions.endorse", about="a:1", email="x@y.example", name="Rosa", expires=later, now=NOW)
    link = use_link(url.rstrip("/").rsplit("/", 1)[1], "admissions.endorse", NOW).actor
    asked = [("admissions.endorse", NOW), ("admissions.decide", NOW), ("admissions.endorse", later)]
    assert [may(link, action, now=now) for action, now in asked] == [True, False, False]


def test_the_system_may_everything(cast: Cast) -> None:
    assert may(SYSTEM, "district.load", now=NOW)


def test_whoever_begins_later_works_in_the_district_already_and_holds_nothing_yet(cast: Cast) -> None:
    who = cast.people["participant"]
    assert from_outside(who.pk, NOW)
    give_position(who, "principal", cast.units["school-a"])
    Position.objects.filter(person=who).update(start=NOW.date() + timedelta(days=30))
    assert not from_outside(who.pk, NOW)
    assert not is_closed(who.pk, "district:school-list", NOW)
    assert "principal" not in role_codes(who.pk, NOW)


def test_whose_position_has_ended_comes_from_outside(cast: Cast) -> None:
    who = cast.people["staff"]
    Position.objects.filter(person=who).update(end=NOW.date() - timedelta(days=1))
    assert from_outside(who.pk, NOW)

"""People from outside the district: invited by letter, entered when they accept, kept to their own program."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import travel

from preceptor.develop.programs import commands as programs
from preceptor.develop.programs.models import Cycle
from preceptor.develop.sessions.commands import inviting, roster
from preceptor.develop.sessions.models import GroupLeader, GroupMember, Invitation
from preceptor.develop.sessions.tests.test_sessions import certification
from preceptor.develop.sessions.tests.world import BEFORE, PROGRAMS, World, make_world
from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.public import LinkClosed, PasswordUnfit
from preceptor.foundation.accounts.tests.cast import PASSWORD, enter
from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.district.models import Person
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.models import Letter

EMAIL = "guest@else.example"
SAID = inviting.Accepting("Gus", "Else", "en", PASSWORD)
OWN, FOREIGN = "National mentor training and certification", "New Principals Support"


class Sent(NamedTuple):
    """The newest letter's link."""

    token: str
    path: str


def link() -> Sent:
    """The secret link of the newest invitation."""
    letter = Letter.objects.filter(letter="cohorts.invited").order_by("pk").last()
    assert letter is not None
    path = reverse("cohorts:invitation", args=["X"]).removesuffix("X/")
    word = next(word for word in letter.body.split() if path in word)
    found = word[word.index(path) :]
    return Sent(found.removeprefix(path).strip("/"), found)


@pytest.fixture
def world(db: None, settings: Settings) -> Iterator[World]:
    """A group of a program that takes people from outside, and another program of the district."""
    cache.clear()
    settings.TIME_ZONE, settings.DEMO = "America/Los_Angeles", False
    made = make_world("institute", certification())
    text, unit = (PROGRAMS / "nps-2023-24.toml").read_text(), made.cast.units["hr"].pk
    other = programs.import_draft(text=text, file="n.toml", name="2023-24", unit_id=unit, by=SYSTEM, now=BEFORE)
    revision = Cycle.objects.get(pk=other).revision
    programs.publish_cycle(cycle_id=other, revision=revision, by=SYSTEM, now=BEFORE)
    with travel(BEFORE, tick=False):
        yield made


def invite(
    world: World, email: str = EMAIL, role: str = "", by: str = "program_coordinator", now: datetime = BEFORE
) -> inviting.Invited:
    people = [inviting.Invitee("Gus", "Else", email)]
    return inviting.invite(group_id=world.group_id, people=people, role=role, by=world.actor(by), now=now)


def guest(world: World, role: str = "") -> User:
    """Somebody from outside who has accepted."""
    invite(world, role=role)
    inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    return User.objects.get(email=EMAIL)


def browse(user: User, *, second_factor: bool = True) -> Client:
    client = Client()
    enter(client, user, second_factor=second_factor)
    return client


def nobody_came() -> bool:
    return not Person.objects.filter(email=EMAIL).exists() and not User.objects.filter(email=EMAIL).exists()


def test_an_invitation_is_one_letter_and_makes_nobody_yet(world: World) -> None:
    assert (invite(world), Letter.objects.filter(letter="cohorts.invited").count()) == ((1, 0, ()), 1)
    assert nobody_came()


def test_looking_at_the_link_changes_nothing(world: World) -> None:
    invite(world)
    for _turn in range(2):
        assert Client().get(link().path).status_code == 200
    assert nobody_came()


def test_accepting_makes_person_account_and_place_together(world: World) -> None:
    invite(world)
    sent = {"given_name": "Gus", "family_name": "Else", "language": "es", "password": PASSWORD, "again": PASSWORD}
    answer = Client().post(link().path, sent)
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_login"))
    member = GroupMember.objects.get(person__email=EMAIL)
    assert (member.group_id, member.person.language) == (world.group_id, "es")


def test_who_accepted_signs_in_with_the_password_that_they_chose(world: World) -> None:
    guest(world)
    client = Client()
    client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert client.get(reverse("cohorts:my-sessions")).status_code == 200


def test_a_weak_password_uses_nothing_up(world: World) -> None:
    invite(world)
    weak = inviting.Accepting("Gus", "Else", "en", "password1")
    with pytest.raises(PasswordUnfit):
        inviting.accept_invitation(token=link().token, said=weak, now=BEFORE)
    assert nobody_came()
    inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    assert not nobody_came()


def test_a_link_that_has_expired_lets_nobody_in(world: World) -> None:
    invite(world)
    with pytest.raises(LinkClosed):
        inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE + inviting.LASTS + timedelta(seconds=1))
    assert nobody_came()


def test_the_page_of_an_expired_link_says_so(world: World) -> None:
    invite(world)
    with travel(BEFORE + timedelta(days=31), tick=False):
        assert Client().get(link().path).status_code == 410


def test_a_link_is_used_once(world: World) -> None:
    guest(world)
    other = inviting.Accepting("Somebody", "Different", "en", PASSWORD)
    with pytest.raises(LinkClosed):
        inviting.accept_invitation(token=link().token, said=other, now=BEFORE)
    assert str(Person.objects.get(email=EMAIL)) == "Gus Else"


def test_invited_twice_the_newest_letter_alone_works(world: World) -> None:
    invite(world)
    first = link().token
    invite(world, now=BEFORE + timedelta(minutes=5))
    with pytest.raises(LinkClosed):
        inviting.accept_invitation(token=first, said=SAID, now=BEFORE)
    inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    assert (Invitation.objects.count(), GroupMember.objects.filter(person__email=EMAIL).count()) == (1, 1)


def test_one_address_written_twice_is_one_invitation(world: World) -> None:
    people = [inviting.Invitee("Gus", "Else", each) for each in (EMAIL, f" {EMAIL.upper()} ")]
    office = world.actor("program_coordinator")
    assert inviting.invite(group_id=world.group_id, people=people, by=office, now=BEFORE) == (1, 0, ())


def test_an_invitation_taken_back_lets_nobody_in(world: World) -> None:
    invite(world)
    office = world.actor("program_coordinator")
    inviting.withdraw_invitation(invitation_id=Invitation.objects.get().pk, by=office, now=BEFORE)
    with pytest.raises(LinkClosed):
        inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    assert nobody_came()


def test_who_has_an_account_is_put_on_the_roster_without_a_letter(world: World) -> None:
    here = world.cast.people["supervisor"]
    assert invite(world, here.email.upper()) == (0, 1, ())
    assert GroupMember.objects.filter(person=here, left=None).exists()
    assert not Letter.objects.filter(letter="cohorts.invited").exists()


def test_who_came_by_one_invitation_joins_another_group_with_the_same_account(world: World) -> None:
    guest(world)
    assert invite(world) == (0, 1, ())
    assert (User.objects.filter(email=EMAIL).count(), GroupMember.objects.filter(person__email=EMAIL).count()) == (1, 1)


def test_an_address_that_somebody_got_meanwhile_is_refused_and_the_link_stays(world: World) -> None:
    invite(world)
    taken = Person.objects.create(given_name="Other", family_name="Person", email=EMAIL)
    with pytest.raises(Refusal, match="known here already"):
        inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    taken.delete()
    inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    assert GroupMember.objects.filter(person__email=EMAIL).exists()


@pytest.mark.parametrize("by", ["principal", "supervisor", "system_administrator"])
def test_the_office_alone_invites(world: World, by: str) -> None:
    with pytest.raises(NotPermitted):
        invite(world, by=by)


def test_one_line_that_is_no_address_invites_nobody(world: World) -> None:
    people = [inviting.Invitee("Gus", "Else", EMAIL), inviting.Invitee("No", "Address", "nowhere")]
    office = world.actor("program_coordinator")
    with pytest.raises(Refusal, match="no e-mail address"):
        inviting.invite(group_id=world.group_id, people=people, by=office, now=BEFORE)
    assert not Invitation.objects.exists()


def test_two_who_invite_somebody_at_once_make_one_invitation_and_the_second_is_told(world: World) -> None:
    first, again = invite(world), invite(world, now=BEFORE + timedelta(seconds=20))
    letters = Letter.objects.filter(letter="cohorts.invited").count()
    assert (first[0], again, letters) == (1, (0, 0, (EMAIL,)), 1)
    inviting.accept_invitation(token=link().token, said=SAID, now=BEFORE)
    assert User.objects.filter(email=EMAIL).exists()


def test_whoever_is_told_that_a_letter_stands_reads_the_address(world: World) -> None:
    office = browse(world.cast.users["program_coordinator"])
    invite(world)
    url = reverse("cohorts:invite", args=[world.group_id])
    page = office.post(url, {"people": f"Gus, Else, {EMAIL}", "role": ""}, follow=True).content.decode()
    assert f"that letter stands: {EMAIL}" in page


def test_a_program_of_the_district_alone_invites_nobody_from_outside(db: None) -> None:
    with pytest.raises(Refusal, match="only people of the district"):
        invite(make_world())


# ---------------------------------------------------------------- what somebody from outside sees


def page(client: Client, name: str, **query: str) -> str:
    return client.get(reverse(name), query).content.decode()


@pytest.mark.parametrize(
    "name", ["programs:program-list", "admissions:call-list", "desk:my-desk", "cohorts:my-sessions"]
)
def test_lists_hold_nothing_of_other_programs(world: World, name: str) -> None:
    html = page(browse(guest(world)), name)
    assert FOREIGN not in html
    assert page(browse(world.cast.users["staff"]), "programs:program-list").count(FOREIGN)


def test_the_own_program_is_open_and_the_other_is_unknown(world: World) -> None:
    client, other = browse(guest(world)), Cycle.objects.exclude(pk=world.cycle_id).get()
    assert OWN in page(client, "programs:program-list")
    for name in ("programs:cycle-detail", "programs:cycle-definition", "admissions:call-detail"):
        seen = client.get(reverse(name, args=[world.cycle_id])), client.get(reverse(name, args=[other.pk]))
        assert [each.status_code for each in seen] == [200, 404], name


def test_no_application_begins_in_a_program_that_is_not_one_s_own(world: World) -> None:
    client, other = browse(guest(world)), Cycle.objects.exclude(pk=world.cycle_id).get()
    assert client.post(reverse("admissions:application-start", args=[other.pk, "mentor"])).status_code == 404


@pytest.mark.parametrize("text", ["Ana", "School", "New Principals", "principal@district.example"])
def test_the_search_finds_nothing_of_the_district(world: World, text: str) -> None:
    client = browse(guest(world))
    assert client.get(reverse("desk:search"), {"q": text}).context["page"].number == 0
    assert client.get(reverse("desk:search"), {"q": "National mentor"}).context["page"].number == 1


def test_every_entry_of_the_menu_opens(world: World) -> None:
    client = browse(guest(world))
    entries = client.get("/").context["frame"].navigation
    assert {each.url: client.get(each.url).status_code for each in entries} == {each.url: 200 for each in entries}
    assert reverse("frameworks:framework-list") not in {each.url for each in entries}


@pytest.mark.parametrize(
    "name", ["district:school-list", "frameworks:framework-list", "handbooks:handbook-list", "growth:my-growth"]
)
def test_pages_of_the_district_are_closed_with_a_reason(world: World, name: str) -> None:
    answer = browse(guest(world)).get(reverse(name))
    assert (answer.status_code, "hold a position in the district" in answer.content.decode()) == (403, True)


def test_who_is_off_the_roster_sees_no_members_of_the_group(world: World) -> None:
    user, office = guest(world), world.actor("program_coordinator")
    assert user.person_id is not None
    roster.remove_member(group_id=world.group_id, person_id=user.person_id, by=office, now=BEFORE)
    assert browse(user).get(reverse("cohorts:session-detail", args=[1])).status_code == 404


# ---------------------------------------------------------------- who leads


def test_who_is_invited_to_lead_leads_and_is_no_member(world: World) -> None:
    user = guest(world, role="coach")
    assert GroupLeader.objects.get(person=user.person).role == "coach"
    assert not GroupMember.objects.filter(person=user.person).exists()


def test_who_leads_needs_a_second_factor_wherever_they_work(world: World) -> None:
    outside, inside = guest(world, role="coach"), world.cast.users["board_member"]
    by = world.actor("program_coordinator")
    roster.name_leader(group_id=world.group_id, email=inside.email, role="coach", by=by, now=BEFORE)
    for user in (outside, inside):
        answer = browse(user, second_factor=False).get(reverse("cohorts:my-sessions"))
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, reverse("mfa_activate_totp"))
        assert browse(user).get(reverse("cohorts:my-sessions")).status_code == 200


def test_who_only_learns_needs_none_and_neither_does_who_led_once(world: World) -> None:
    learner = guest(world)
    assert browse(learner, second_factor=False).get(reverse("cohorts:my-sessions")).status_code == 200
    inside, by = world.cast.users["board_member"], world.actor("program_coordinator")
    roster.name_leader(group_id=world.group_id, email=inside.email, role="coach", by=by, now=BEFORE)
    leader = GroupLeader.objects.get(person=inside.person)
    roster.end_leader(group_id=world.group_id, leader_id=leader.pk, by=by, now=BEFORE)
    assert browse(inside, second_factor=False).get(reverse("cohorts:my-sessions")).status_code == 200
    assert not Authenticator.objects.exists()

"""From placing oneself to training: placements, goals, what is open to whom, readiness, nominations."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from time_machine import travel

from preceptor.develop.frameworks.public import Source, load_framework
from preceptor.develop.growth.commands.goals import GoalRefused, add_evidence, close_goal, set_goal
from preceptor.develop.growth.commands.loading import TextUnfit, load_text, shipped
from preceptor.develop.growth.commands.placing import (
    Placed,
    PlacingRefused,
    accept_answer,
    answer_placement,
    ask_partner,
    save_placement,
    start_placement,
    take_back,
)
from preceptor.develop.growth.commands.releasing import (
    ReleaseRefused,
    release_to,
    release_to_office,
    withdraw_release,
)
from preceptor.develop.growth.models import GrowthText, Placement, PlacementLine
from preceptor.develop.growth.queries.others import placement_answer_page, released_page
from preceptor.develop.growth.queries.own import my_growth_page, placement_page
from preceptor.develop.growth.queries.reach import NotYours
from preceptor.develop.growth.queries.readiness import Asked, readiness_page
from preceptor.foundation.accounts.tests.cast import NOW, Cast, enter
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Position

STRANDS = ("coaching", "instruction")
SAID = {name: Placed(3, f"Why {name}") for name in STRANDS}


def asked(school: Cast, partner: str = "coordinator", *, knowing: bool = False) -> UUID:
    """A placement of the teacher on which somebody is asked."""
    by = school.actor("staff")
    number = start_placement(by=by, now=NOW)
    save_placement(placement_id=number, placed=SAID, by=by, now=NOW)
    ask_partner(placement_id=number, partner_id=school.people[partner].pk, knowing=knowing, by=by, now=NOW)
    return number


def agreed(school: Cast) -> UUID:
    """A placement on which the teacher and the coordinator agreed."""
    number = asked(school)
    answer_placement(placement_id=number, placed=SAID, by=school.actor("coordinator"), now=NOW)
    return number


def coaching_line(number: UUID) -> UUID:
    return PlacementLine.objects.get(placement_id=number, strand="coaching").pk


def test_the_shipped_texts_are_loaded_once(school: Cast) -> None:
    before = GrowthText.objects.count()
    call_command("load_growth")
    assert (GrowthText.objects.count(), before) == (len(shipped()), len(shipped()))


def test_another_text_of_a_group_is_a_new_version_and_runs_no_job_twice(school: Cast) -> None:
    text = next(path for _kind, path in shipped() if path.stem == "teachers").read_text()
    system = GrowthText.Kind.SYSTEM
    done = load_text(kind=system, text=text + "\n# changed\n", file="t.toml", by=SYSTEM, now=NOW)
    assert (done.key, done.number, done.new) == ("teachers", 2, True)
    other = text.replace('key = "teachers"', 'key = "others"')
    with pytest.raises(TextUnfit, match="belongs to the group “teachers” already"):
        load_text(kind=system, text=other, file="t.toml", by=SYSTEM, now=NOW)


def test_the_command_tells_a_fault_with_its_line(school: Cast, tmp_path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('key = "a"\n')
    with pytest.raises(CommandError, match=r"broken\.toml:1: 'group' is missing"):
        call_command("load_growth", str(path))


def test_the_same_levels_are_agreed_at_once(school: Cast) -> None:
    number = agreed(school)
    assert Placement.objects.get(pk=number).state == "agreed"
    page = my_growth_page(by=school.actor("staff"), now=NOW)
    assert [(each.level, each.title) for each in page.strands] == [(3, "Progressing"), (3, "Progressing")]


def test_other_levels_go_back_to_the_person_who_decides(school: Cast) -> None:
    number = asked(school)
    lower = {**SAID, "coaching": Placed(2, "Not yet")}
    assert not answer_placement(placement_id=number, placed=lower, by=school.actor("coordinator"), now=NOW)
    page = placement_page(placement_id=number, by=school.actor("staff"), now=NOW)
    assert (page.state, page.lines[0].theirs, page.lines[0].answer) == ("answered", 2, "Not yet")
    accept_answer(placement_id=number, by=school.actor("staff"), now=NOW)
    assert PlacementLine.objects.get(pk=coaching_line(number)).agreed == 2


def test_a_strand_without_a_level_is_refused_and_nothing_is_lost(school: Cast) -> None:
    by = school.actor("staff")
    number = start_placement(by=by, now=NOW)
    save_placement(placement_id=number, placed={"coaching": Placed(2, "Only this")}, by=by, now=NOW)
    with pytest.raises(PlacingRefused, match="A strand has no level yet"):
        ask_partner(placement_id=number, partner_id=school.people["coordinator"].pk, knowing=False, by=by, now=NOW)
    assert placement_page(placement_id=number, by=by, now=NOW).lines[0].why == "Only this"


@pytest.mark.parametrize("partner", ["finance_officer", "principal", "staff"])
def test_only_those_whom_the_system_names_can_be_asked(school: Cast, partner: str) -> None:
    with pytest.raises(PlacingRefused, match="does not name this person"):
        asked(school, partner)


def test_an_evaluator_is_asked_only_by_somebody_who_says_so(school: Cast) -> None:
    above = Position.objects.get(person=school.people["coordinator"])
    Position.objects.filter(person=school.people["staff"]).update(reports_to=above)
    with pytest.raises(PlacingRefused, match="may evaluate you"):
        asked(school)
    number = asked(school, knowing=True)
    assert placement_answer_page(placement_id=number, by=school.actor("coordinator"), now=NOW).owner


def test_what_is_taken_back_closes_at_once(school: Cast) -> None:
    number = asked(school)
    take_back(placement_id=number, by=school.actor("staff"), now=NOW)
    with pytest.raises(NotYours):
        placement_answer_page(placement_id=number, by=school.actor("coordinator"), now=NOW)


def test_whoever_comes_into_the_reporting_line_later_reads_nothing_more(school: Cast) -> None:
    number = agreed(school)
    assert placement_answer_page(placement_id=number, by=school.actor("coordinator"), now=NOW)
    above = Position.objects.get(person=school.people["coordinator"])
    Position.objects.filter(person=school.people["staff"]).update(reports_to=above)
    with pytest.raises(NotYours):
        placement_answer_page(placement_id=number, by=school.actor("coordinator"), now=NOW)


def test_one_item_is_opened_to_one_person_and_taken_back(school: Cast) -> None:
    by, reader = school.actor("staff"), school.actor("principal")
    goal = set_goal(strand="coaching", text="Ask before I tell", due=date(2027, 3, 1), by=by, now=NOW)
    add_evidence(goal_id=goal, text="A colleague counted my questions", by=by, now=NOW)
    email = school.people["principal"].email
    with pytest.raises(ReleaseRefused, match="reporting line"):
        release_to(item="goal", number=goal, email=email, knowing=False, by=by, now=NOW)
    release = release_to(item="goal", number=goal, email=email, knowing=True, by=by, now=NOW)
    page = released_page(release_id=release, by=reader, now=NOW)
    assert page.goal is not None
    assert page.goal.proofs[0].text == "A colleague counted my questions"
    withdraw_release(release_id=release, by=by, now=NOW)
    with pytest.raises(NotYours):
        released_page(release_id=release, by=reader, now=NOW)


@pytest.mark.parametrize("item", ["goal", "placement", "level", "nothing"])
def test_nobody_opens_what_is_not_theirs(school: Cast, item: str) -> None:
    number, thief = agreed(school), school.actor("coordinator")
    with pytest.raises(NotYours):
        release_to(item=item, number=number, email=thief.label, knowing=True, by=thief, now=NOW)


def test_a_goal_is_reached_only_with_evidence(school: Cast) -> None:
    by = school.actor("staff")
    goal = set_goal(strand="coaching", text="Ask more", due=date(2027, 3, 1), by=by, now=NOW)
    with pytest.raises(GoalRefused, match="Nothing shows yet"):
        close_goal(goal_id=goal, reached=True, by=by, now=NOW)
    add_evidence(goal_id=goal, text="Seen", by=by, now=NOW)
    close_goal(goal_id=goal, reached=True, by=by, now=NOW)
    with pytest.raises(GoalRefused, match="closed"):
        add_evidence(goal_id=goal, text="More", by=by, now=NOW)


def test_a_day_that_has_passed_is_refused(school: Cast) -> None:
    with pytest.raises(GoalRefused, match="has passed"):
        set_goal(strand="coaching", text="x", due=date(2026, 1, 1), by=school.actor("staff"), now=NOW)


def ready(school: Cast, role: str = "program_coordinator", shown: str = "all") -> dict[str, tuple[str, ...]]:
    page = readiness_page(key="coach", asked=Asked(shown=shown), by=school.actor(role), now=NOW)
    return {row.name: tuple(each.word for each in row.verdicts) for row in page.rows}


def test_a_level_counts_for_readiness_only_when_it_is_shared(school: Cast) -> None:
    number, by = agreed(school), school.actor("staff")
    name = str(school.people["staff"])
    assert ready(school)[name][0] == "not shared"
    release = release_to_office(line_id=coaching_line(number), by=by, now=NOW)
    assert ready(school)[name] == ("met", "not met", "not on record", "met")
    withdraw_release(release_id=release, by=by, now=NOW)
    assert ready(school)[name][0] == "not shared"


def test_a_shared_level_is_not_shown_to_a_reader_of_the_reporting_line(school: Cast) -> None:
    number, by = agreed(school), school.actor("staff")
    release_to_office(line_id=coaching_line(number), by=by, now=NOW)
    above = Position.objects.get(person=school.people["program_coordinator"])
    Position.objects.filter(job="teacher").update(reports_to=above)
    assert ready(school)[str(school.people["staff"])][0] == "not shared"


def test_the_filter_leaves_out_who_lacks_more(school: Cast) -> None:
    release_to_office(line_id=coaching_line(agreed(school)), by=school.actor("staff"), now=NOW)
    assert ready(school, shown="ready") == {}
    assert len(ready(school)) > 2


@pytest.fixture
def browse(school: Cast) -> Callable[[str], Client]:
    def made(role: str) -> Client:
        client = Client()
        enter(client, school.users[role])
        return client

    return made


def test_the_form_keeps_what_was_typed_when_somebody_is_refused(school: Cast, browse: Callable[[str], Client]) -> None:
    with travel(NOW, tick=False):
        client = browse("staff")
        client.post(reverse("growth:placement-start"))
        url = reverse("growth:placement-detail", args=[Placement.objects.get().pk])
        answer = client.post(url, {"ask": "yes", "level-coaching": "2", "text-coaching": "My words"})
    assert answer.status_code == 422
    assert "My words" in answer.content.decode()
    assert "Choose a level in every strand" in answer.content.decode()


@pytest.mark.parametrize("key", ["systems/dentists/", "ready/astronauts/"])
def test_an_unknown_group_or_rule_is_answered_in_words(school: Cast, browse: Callable[[str], Client], key: str) -> None:
    answer = browse("program_coordinator").get(f"/growth/{key}")
    assert answer.status_code == 404
    assert "There is no" in answer.content.decode()


def test_a_goal_due_within_two_weeks_is_on_the_desk_without_a_word_of_it(
    school: Cast, browse: Callable[[str], Client]
) -> None:
    by, due = school.actor("staff"), NOW.date() + timedelta(days=9)
    set_goal(strand="coaching", text="Zebra stripes", due=due, by=by, now=NOW)
    with travel(NOW, tick=False):
        page = browse("staff").get("/").content.decode()
    assert "A goal of yours is due" in page
    assert "Zebra" not in page


def test_a_system_goes_out_as_a_case_package_that_can_be_taken_in_again(
    school: Cast, browse: Callable[[str], Client]
) -> None:
    data = browse("staff").get(reverse("growth:system-rubric", args=["teachers"])).content
    outcome = load_framework(source=Source("taken_in", data, "own"), write=False, by=SYSTEM, now=NOW)
    assert (outcome.faults, outcome.rubrics) == ((), 1)

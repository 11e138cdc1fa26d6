"""Pages: my month, the form, one entry, the coordinator's list; and who finds nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from preceptor.develop.activities.commands.logs import submit_log
from preceptor.develop.activities.models import Activity, ActivityDraft, ActivityParty
from preceptor.develop.activities.tests.world import NOW, World
from preceptor.foundation.accounts.tests.cast import enter


def browse(world: World, name: str) -> Client:
    client = Client()
    enter(client, world.users[name])
    return client


def typed(world: World, **more: str) -> dict[str, str]:
    said = {"what": "coaching/in_person", "partner": str(world.people["mentee"].pk), "day": "2024-02-06"}
    return {**said, "time": "10:00", "minutes": "60", "remote_reason": "", "sent_key": "k", **more}


@pytest.fixture(autouse=True)
def spring(world: World):
    with travel(NOW, tick=False):
        yield


def test_my_month_shows_what_is_owed_and_done(world: World) -> None:
    world.orient()
    world.enter(minutes=180)
    page = browse(world, "mentor").get(reverse("activities:my-month")).content.decode()
    assert "3 h of 3 h" in page
    assert "Ana Mentee" in page


def test_somebody_without_a_program_is_told_why_the_page_is_empty(world: World) -> None:
    page = browse(world, "stranger").get(reverse("activities:my-month")).content.decode()
    assert "You do not take part" in page


def test_the_form_comes_filled(world: World) -> None:
    url = reverse("activities:entry-form", args=[world.cycle_id]) + f"?partner={world.people['other'].pk}"
    page = browse(world, "mentor").get(url).context["page"]
    assert page.initial["partner"] == str(world.people["other"].pk)
    assert page.initial["day"] == "2024-02-20"


def test_one_press_enters_the_meeting(world: World) -> None:
    url = reverse("activities:entry-form", args=[world.cycle_id])
    response = browse(world, "mentor").post(url, typed(world))
    assert response.status_code == 302
    assert Activity.objects.get().minutes == 60


def test_a_refused_form_keeps_what_was_typed(world: World) -> None:
    url = reverse("activities:entry-form", args=[world.cycle_id])
    response = browse(world, "mentor").post(url, typed(world, what="coaching/video", minutes="35"))
    assert response.status_code == 422
    assert 'value="35"' in response.content.decode()


def test_the_form_saves_itself(world: World) -> None:
    browse(world, "mentor").post(reverse("activities:entry-save", args=[world.cycle_id]), {"minutes": "35"})
    page = browse(world, "mentor").get(reverse("activities:entry-form", args=[world.cycle_id])).context["page"]
    assert (ActivityDraft.objects.count(), page.initial["minutes"]) == (1, "35")


def test_the_mentee_confirms_with_one_press(world: World) -> None:
    entry = world.enter()
    browse(world, "mentee").post(reverse("activities:entry-confirm", args=[entry]))
    assert ActivityParty.objects.get(activity_id=entry, role="mentee").answer == "confirmed"


def test_the_mentee_says_what_is_wrong_with_one_press(world: World) -> None:
    entry = world.enter()
    browse(world, "mentee").post(reverse("activities:entry-dispute", args=[entry]), {"reason": "day"})
    assert ActivityParty.objects.get(activity_id=entry, role="mentee").dispute == "day"


@pytest.mark.parametrize("name", ["other", "stranger", "supervisor", "program_coordinator", "system_administrator"])
def test_nobody_else_opens_an_entry(world: World, name: str) -> None:
    response = browse(world, name).get(reverse("activities:entry-detail", args=[world.enter()]))
    assert response.status_code in (403, 404)


def test_a_correction_shows_the_earlier_version(world: World) -> None:
    entry, mentor = world.enter(), browse(world, "mentor")
    mentor.post(reverse("activities:entry-correct", args=[entry]), typed(world, minutes="90"))
    new = Activity.objects.get(state="held")
    page = mentor.get(reverse("activities:entry-detail", args=[new.pk])).context["page"]
    assert [line.minutes for line in page.versions] == [60]


def test_the_coordinator_sees_who_is_short_by_mentee(world: World) -> None:
    world.orient()
    world.enter(date(2024, 1, 30), 180)
    url = reverse("activities:log-board", args=[world.cycle_id]) + "?period=2024-01"
    (line,) = browse(world, "program_coordinator").get(url).context["page"].pager
    stands = {each.name: each.duties[0].badge[1] for each in line.partners}
    assert stands == {"Ana Mentee": "Met", "Ana Other": "Short"}


def test_the_list_comes_as_csv(world: World) -> None:
    url = reverse("activities:log-board", args=[world.cycle_id]) + "?period=2024-01&format=csv"
    response = browse(world, "program_coordinator").get(url)
    assert b"Ana Other" in b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a streamed answer


def test_the_preview_of_reminders_writes_to_nobody(world: World) -> None:
    url = reverse("activities:logs-remind", args=[world.cycle_id]) + "?period=2024-01"
    page = browse(world, "program_coordinator").get(url).content.decode()
    assert "Remind one person" in page


@pytest.mark.parametrize("name", ["mentor", "mentee", "supervisor", "superintendent", "system_administrator"])
def test_the_list_of_logs_is_the_coordinator_s_alone(world: World, name: str) -> None:
    response = browse(world, name).get(reverse("activities:log-board", args=[world.cycle_id]))
    assert response.status_code in (403, 404)


@pytest.mark.parametrize(
    ("name", "status"), [("mentor", 200), ("program_coordinator", 200), ("mentee", 404), ("supervisor", 404)]
)
def test_a_log_is_read_by_its_author_and_the_office(world: World, name: str, status: int) -> None:
    world.enter()
    by = world.actor("mentor")
    log = submit_log(cycle_id=world.cycle_id, name="service", period="2024-02", reply="", by=by, now=NOW)
    assert browse(world, name).get(reverse("activities:log-detail", args=[log])).status_code == status

"""Who sees which background work, and what the pages tell."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from preceptor.foundation.accounts.tests.cast import Cast, enter, make_cast
from preceptor.foundation.jobs.models import Job
from preceptor.foundation.jobs.public import enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def queued(person_id: int | None = None, **changes: Any) -> Job:
    payload = {"secret": "do-not-show", "result_url": "/pairing/7/"}
    job_id = enqueue("jobs.clear-old", key="1", payload=payload, now=timezone.now(), started_by=person_id)
    Job.objects.filter(id=job_id).update(**changes)
    return Job.objects.get(id=job_id)


def over(state: str, **changes: Any) -> dict[str, Any]:
    return {"state": state, "due_at": None, "finished_at": timezone.now(), **changes}


def page(client: Client, job: Job) -> str:
    return client.get(reverse("jobs:job-progress", args=[job.id])).content.decode()


def test_who_started_the_work_sees_how_far_it_is(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    job = queued(cast.people["principal"].id, state="running", progress_done=3, progress_total=9)
    assert "3 of 9 done." in page(client, job)


def test_open_work_is_looked_at_again_by_itself(client: Client, cast: Cast) -> None:
    enter(client, cast.users["system_administrator"])
    assert 'hx-trigger="every 2s"' in page(client, queued())


def test_ended_work_is_not_looked_at_again(client: Client, cast: Cast) -> None:
    enter(client, cast.users["system_administrator"])
    text = page(client, queued(**over("done")))
    assert "hx-trigger" not in text
    assert 'href="/pairing/7/"' in text


def test_somebody_elses_work_does_not_exist(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    job = queued(cast.people["supervisor"].id)
    assert client.get(reverse("jobs:job-progress", args=[job.id])).status_code == 404


def test_the_list_is_for_those_who_look_after_it(client: Client, cast: Cast) -> None:
    enter(client, cast.users["principal"])
    assert client.get(reverse("jobs:job-list")).status_code == 403


def test_the_list_tells_why_and_never_the_payload(client: Client, cast: Cast) -> None:
    queued(**over("failed", fault="unexpected", sentence="KeyError"))
    enter(client, cast.users["system_administrator"])
    text = client.get(reverse("jobs:job-list"), {"state": "failed"}).content.decode()
    assert "Something unexpected stopped this work (KeyError)" in text
    assert "do-not-show" not in text


def test_given_up_work_is_tried_again_by_a_button(client: Client, cast: Cast) -> None:
    job = queued(**over("failed", fault="unexpected", sentence="KeyError"))
    enter(client, cast.users["system_administrator"])
    assert "Try again" in page(client, job)
    client.post(reverse("jobs:job-retry", args=[job.id]))
    job.refresh_from_db()
    assert job.state == "waiting"


def test_the_list_takes_the_same_few_queries_whatever_its_length(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    Job.objects.bulk_create(
        Job(name="jobs.clear-old", key=str(n), due_at=timezone.now(), created_at=timezone.now()) for n in range(120)
    )
    enter(client, cast.users["system_administrator"])
    with django_assert_max_num_queries(12):
        assert "Older" in client.get(reverse("jobs:job-list")).content.decode()

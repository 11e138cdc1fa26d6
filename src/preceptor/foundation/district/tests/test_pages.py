"""The district's pages: lists, details, one's own standing, and loading with a preview."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import Actor, NotPermitted
from preceptor.foundation.district.commands.uploads import (
    UploadGone,
    UploadMoved,
    confirm_upload,
    keep_upload,
    preview_upload,
)
from preceptor.foundation.district.models import OrgUnit, PendingLoad, Person
from preceptor.foundation.district.pages import views
from preceptor.foundation.district.public import people_by_number
from preceptor.foundation.district.tests.conftest import NOW, PEOPLE, READER, give
from preceptor.foundation.jobs.public import enqueue, run_pending

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("little_district", "allowed")]
MORE = PEOPLE + "5,Ed,New,ed@d.example,,English\n"


def asked(path: str = "/", data: dict[str, object] | None = None, by: Actor = READER) -> HttpRequest:
    """A request in somebody's name; with data it posts."""
    request = RequestFactory().get(path) if data is None else RequestFactory().post(path, data)
    request.user = AnonymousUser()
    request.actor = by
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def unit(code: str) -> int:
    return OrgUnit.objects.get(code=code).pk


def test_the_list_of_schools_is_narrowed_by_the_address() -> None:
    page = views.school_list(asked("/?level=high")).content.decode()
    assert "Oak High" in page
    assert "Maple Middle" not in page


def test_an_empty_list_says_what_to_do() -> None:
    assert "No school fits" in views.school_list(asked("/?q=nothing")).content.decode()


def test_the_file_holds_what_is_shown() -> None:
    body = b"".join(views.school_list(asked("/?level=high&format=csv")).streaming_content).decode()
    assert "Oak High" in body
    assert "Cedar" not in body


def test_the_list_takes_few_queries_whatever_the_number_of_schools() -> None:
    with CaptureQueriesContext(connection) as few:
        views.school_list(asked())
    assert len(few) <= 5


def test_a_school_shows_its_people_and_neighbours() -> None:
    page = views.school_detail(asked(), unit("S1")).content.decode()
    assert "Cy Okafor" in page
    assert "Maple Middle" in page


def test_an_office_is_no_school() -> None:
    with pytest.raises(Http404):
        views.school_detail(asked(), unit("HR"))


def test_a_person_shows_supervisor_and_reports_but_no_standing() -> None:
    give("standing", "Employee Number,Record,Value,As Of,Source\n3,Suspension,yes,06/30/2026,Secret file\n")
    page = views.person_detail(asked(), people_by_number(["3"])["3"]).content.decode()
    assert "Bo Tan" in page
    assert "Di Haddad" in page
    assert "Secret file" not in page


def test_my_standing_is_mine_alone() -> None:
    give("standing", "Employee Number,Record,Value,As Of,Source\n3,Suspension,yes,06/30/2026,Secret file\n")
    number = people_by_number(["3", "4"])
    assert "Secret file" in views.my_standing(asked(by=Actor("person", number["3"], "Cy"))).content.decode()
    assert "Secret file" not in views.my_standing(asked(by=Actor("person", number["4"], "Di"))).content.decode()


def test_whoever_may_not_read_is_refused(allowed: set[str]) -> None:
    allowed.clear()
    with pytest.raises(NotPermitted):
        views.school_list(asked())


def test_a_file_is_shown_before_it_is_written() -> None:
    answer = views.load(asked(data={"kind": "people", "file": SimpleUploadedFile("p.csv", MORE.encode())}))
    kept = PendingLoad.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/district/load/{kept.pk}/")
    page = views.load_preview(asked(), kept.pk).content.decode()
    assert "Load it" in page
    assert not Person.objects.filter(employee_number="5").exists()


def test_confirming_writes_and_forgets_the_file() -> None:
    kept = keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    digest = preview_upload(upload_id=kept, by=READER, now=NOW).outcome.digest
    assert views.load_confirm(asked(data={"digest": digest}), kept).status_code == 302
    assert Person.objects.filter(employee_number="5").exists()
    assert not PendingLoad.objects.exists()


def test_that_a_file_was_kept_is_recorded_without_what_it_says() -> None:
    keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    entry = Entry.objects.get(action="district.file-kept")
    assert (entry.about, sorted(json.loads(entry.facts))) == ("district.people", ["bytes", "sha256"])


def test_what_was_not_shown_is_not_written() -> None:
    kept = keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    digest = preview_upload(upload_id=kept, by=READER, now=NOW).outcome.digest
    give("people", PEOPLE.replace("Rojas", "Paz"))
    with pytest.raises(UploadMoved):
        confirm_upload(upload_id=kept, digest=digest, by=READER, now=NOW)


def test_somebody_elses_file_is_not_found() -> None:
    kept = keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    with pytest.raises(UploadGone):
        preview_upload(upload_id=kept, by=Actor("person", 2, "Other"), now=NOW)


def test_files_that_nobody_confirms_go_after_a_day() -> None:
    keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW - timedelta(days=2))
    keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    assert PendingLoad.objects.count() == 1


def test_the_nightly_sweep_forgets_a_file_that_nobody_confirmed() -> None:
    keep_upload(kind="people", name="p.csv", data=MORE.encode(), mapping="", by=READER, now=NOW)
    enqueue("district.sweep-uploads", key="sweep", payload={}, now=NOW + timedelta(days=2))
    run_pending(now=NOW + timedelta(days=2))
    assert not PendingLoad.objects.exists()


def test_faults_are_a_table_with_rows_and_remedies() -> None:
    kept = keep_upload(
        kind="people", name="p.csv", data=(PEOPLE + "5,,New,x,,\n").encode(), mapping="", by=READER, now=NOW
    )
    answer = views.load_preview(asked(), kept)
    assert answer.status_code == 422
    assert "no e-mail address" in answer.content.decode()


def test_a_picture_is_refused_in_the_form() -> None:
    answer = views.load(asked(data={"kind": "people", "file": SimpleUploadedFile("p.csv", b"\x89PNG\r\n")}))
    assert answer.status_code == 422
    assert "a picture" in answer.content.decode()

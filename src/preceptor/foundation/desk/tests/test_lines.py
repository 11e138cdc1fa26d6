"""Lines of many sources are read in one query, and come back by name with what they say."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from preceptor.foundation.desk.public import line_rows, lines
from preceptor.foundation.desk.queries import lines as module
from preceptor.foundation.district.models import Person
from preceptor.foundation.look.public import remembering

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def people(person_id, now):
    rows = Person.objects.all()
    return {
        "late": line_rows(rows, text="family_name", due=Value(now + timedelta(days=2))),
        "numbered": line_rows(rows.filter(pk=person_id), number="pk", more="email"),
    }


def nothing(person_id, now):
    return {"none": line_rows(Person.objects.none(), text="email")}


def test_the_lines_of_all_sources_cost_one_query(db, monkeypatch):
    monkeypatch.setattr(module, "line_sources", [people, nothing])
    ana, _ben = (
        Person.objects.create(given_name=name, family_name="Ruiz", email=f"{name}@district.example")
        for name in ("ana", "ben")
    )
    with remembering(), CaptureQueriesContext(connection) as asked:
        late = lines(ana.pk, "late", NOW)
        numbered = lines(ana.pk, "numbered", NOW)
        assert lines(ana.pk, "none", NOW) == ()
    assert len(asked) == 1
    assert [line.text for line in late] == ["Ruiz", "Ruiz"]
    assert late[0].due == NOW + timedelta(days=2)
    assert late[0].since is None
    assert (numbered[0].key, numbered[0].number, numbered[0].more) == (str(ana.pk), ana.pk, "ana@district.example")


def test_without_sources_nothing_is_asked(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(module, "line_sources", [])
    with django_assert_num_queries(0):
        assert lines(1, "late", NOW) == ()

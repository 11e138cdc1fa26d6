"""What visits weigh, as the real site sends them: styles, scripts and pictures with brotli, pages with gzip."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.utils import timezone

from preceptor.foundation.accounts.models import User
from preceptor.foundation.desk.public import DeskItem
from preceptor.foundation.desk.queries import sources
from preceptor.foundation.district.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

FIRST_VISIT = 130_000
NEXT_PAGE = 10_000
_PACKED = ("text/", "javascript", "json", "svg")


@pytest.fixture
def weighed(visit, monkeypatch):
    """A person's desk of ten things, and then another page: the bytes that each brings in."""
    now = timezone.now()
    items = [
        DeskItem(f"Endorse applicant {at}", f"/x/{at}", 5, now + timedelta(days=at), now, "x", "New Principals")
        for at in range(10)
    ]
    monkeypatch.setattr(sources, "desk_sources", [lambda person_id, at: items])
    person = Person.objects.create(given_name="Ana", family_name="Ruiz", email="ana@example.org")
    User.objects.create_user("ana@example.org", "x" * 14, person=person)
    tab = visit(person, "about:blank", width=390)
    answers = []
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright cannot mark a built-in method
    sums, held = [], set()
    for path in ("/", "/keyboard"):
        answers.clear()
        tab.goto(path, wait_until="networkidle")
        # Files carry their fingerprint in their name on the real site, so that a browser asks for each once.
        new = [answer for answer in answers if answer.url not in held]
        held.update(answer.url for answer in new if "/static/" in answer.url)
        sums.append({answer.url.rpartition("/")[2] or "/": sent_bytes(answer) for answer in new})
    return sums


def sent_bytes(answer):
    """Bytes of an answer as the real site sends it."""
    body, kind = answer.body(), answer.headers.get("content-type", "")
    if "text/html" in kind:
        return len(gzip.compress(body, 6))
    return len(brotli.compress(body)) if any(part in kind for part in _PACKED) else len(body)


def test_the_first_visit_and_the_next_page_keep_to_their_budgets(weighed):
    first, following = weighed
    assert sum(first.values()) <= FIRST_VISIT, first
    assert sum(following.values()) <= NEXT_PAGE, following
    assert any(name.endswith(".woff2") for name in first), "the fonts were not measured"

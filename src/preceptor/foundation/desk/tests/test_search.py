"""The search box: what it finds and when it jumps."""

from datetime import UTC, datetime

import pytest

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import Hit
from preceptor.foundation.desk.queries import sources

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ANA = Actor("person", 1, "Ana Ruiz")
SCHOOL = Hit("Maple Elementary", "/schools/1", "School", exact=True)


@pytest.fixture
def found(monkeypatch):
    """Search with these hits, as somebody to whom the addresses given as `closed` are not open."""

    def search(text, *hits, closed=()):
        asked = []
        monkeypatch.setattr(sources, "leads_nowhere", lambda person, url, now: url in closed)
        monkeypatch.setattr(sources, "search_sources", [lambda by, wanted, now: asked.append(wanted) or hits])
        return sources.search_page(ANA, text, NOW), asked

    return search


def test_hits_stand_together_by_kind(found):
    page, _ = found("ma", Hit("Maria", "/p/1", "Person"), Hit("Maple", "/s/1", "School"), Hit("Mark", "/p/2", "Person"))
    assert [(group.kind, len(group.hits)) for group in page.groups] == [("Person", 2), ("School", 1)]


def test_one_exact_hit_is_jumped_to(found):
    assert found("1234567", SCHOOL, Hit("Near", "/x", "School"))[0].jump == "/schools/1"


def test_two_exact_hits_are_listed(found):
    assert found("1234567", SCHOOL, Hit("Ana", "/p/1", "Person", exact=True))[0].jump is None


def test_one_letter_is_too_little_and_asks_nobody(found):
    page, asked = found("m", SCHOOL)
    assert page.too_short
    assert asked == []


def test_an_empty_box_is_no_mistake(found):
    assert not found("", SCHOOL)[0].too_short


def test_spaces_around_and_between_words_do_not_matter(found):
    assert found("  maple   elementary ", SCHOOL)[1] == ["maple elementary"]


def test_a_hit_that_would_be_refused_is_not_shown_and_not_jumped_to(found):
    page, _ = found("1234567", SCHOOL, Hit("Maria", "/p/1", "Person"), closed={"/schools/1"})
    assert [(group.kind, len(group.hits)) for group in page.groups] == [("Person", 1)]
    assert (page.number, page.jump) == (1, None)

"""Pairs that ask for the same come first, with what made their score; habits and omnibus sources count little."""

import random

import pytest

from preceptor.planning.consolidation.overlaps.citations import citations
from preceptor.planning.consolidation.overlaps.problem import Item, Weights
from preceptor.planning.consolidation.overlaps.solve import overlaps
from preceptor.planning.consolidation.overlaps.words import acronyms, habitual, spelled_out, stem, without

TOPICS = (
    "pesticide sprays", "fire drills", "asthma plans", "library books", "bus safety", "water flushing", "sun hats",
    "locker keys", "chess clubs", "lost property", "choir robes", "milk orders",
)  # fmt: skip
CROWD = [Item(f"i{at:02}", f"At the beginning of each school year, tell about {it}.") for at, it in enumerate(TOPICS)]


def test_verbatim_copies_score_as_much_as_texts_can() -> None:
    pair = overlaps([Item("a", "Post the fire drill log."), Item("b", "Post the fire drill log."), *CROWD], 1)[0]
    assert (pair.a, pair.b) == ("a", "b")
    assert pair.score == pytest.approx(1 / Weights().top, abs=1e-6)


def test_a_habitual_phrase_makes_no_overlap() -> None:
    by_phrase = overlaps(CROWD, 100)
    assert all(pair.score < 0.3 for pair in by_phrase)


def test_copies_of_one_sentence_make_no_phrase_habitual() -> None:
    copies = [f"Conduct codes are posted on the web by {at}" for at in ("schools", "offices", "the board")] * 20
    assert habitual(copies, 4) == frozenset()


def test_a_phrase_used_by_many_different_sentences_is_habitual() -> None:
    phrases = habitual([item.text for item in CROWD], 4)
    assert phrases == frozenset()
    texts = [f"{it} are checked every school year by {at} staff" for at, it in enumerate(TOPICS)]
    assert without("Sun hats are checked every school year by kind staff", habitual(texts, 4)) == [
        "sun", "hats", "kind", "staff",
    ]  # fmt: skip


def test_the_parts_of_a_score_add_up_to_it() -> None:
    items = [Item("a", "Fire drill log", "BUL-1234.1"), Item("b", "Log of the fire drills", "BUL-1234"), *CROWD]
    for pair in overlaps(items, 10):
        parts = pair.why.from_words + pair.why.from_letters + pair.why.from_citations
        assert parts == pytest.approx(pair.score, abs=1e-5)


def test_a_source_that_everything_names_counts_less_than_one_that_two_name() -> None:
    items = [Item(f"x{at}", f"{it} matter", "Education Code 48980") for at, it in enumerate(TOPICS)]
    items += [Item("a", "teapots", "Education Code 12"), Item("b", "umbrellas", "Ed. Code 12")]
    best = overlaps(items, 1)[0]
    assert (best.a, best.b) == ("a", "b")


def test_rows_in_another_order_give_the_same_pairs() -> None:
    mixed = random.Random(3).sample(CROWD, len(CROWD))
    assert [(it.a, it.b) for it in overlaps(mixed, 20)] == [(it.a, it.b) for it in overlaps(CROWD, 20)]


def test_no_more_pairs_come_than_were_asked_for() -> None:
    assert len(overlaps(CROWD, 3)) == 3


@pytest.mark.parametrize("items", [[], [Item("a", "one")], [Item("a", "the"), Item("b", "of")]])
def test_few_or_empty_texts_give_no_pairs(items: list[Item]) -> None:
    assert overlaps(items, 5) == ()


def test_the_words_shown_are_words_that_an_item_uses() -> None:
    pair = overlaps([Item("a", "Notify of immunizations"), Item("b", "Immunization is notified"), *CROWD], 1)[0]
    assert {it.word for it in pair.why.words} <= {"notify", "notified", "immunizations", "immunization"}


def test_an_explained_acronym_is_written_in_full_everywhere() -> None:
    texts = ["The school accountability report card (SARC) is posted.", "The SARCs are printed."]
    assert acronyms(texts) == {"SARC": "school accountability report card"}
    assert "school accountability report card" in spelled_out(texts)[1]


@pytest.mark.parametrize(("word", "root"), [("notifications", "notif"), ("posted", "post"), ("bus", "bus")])
def test_endings_are_cut_and_short_words_left(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize(
    ("text", "ref", "found"),
    [
        ("", "Education Code 35291, 48980", {"Education Code 35291", "Education Code 48980"}),
        ("as in 5 CCR 4622.", "", {"5 CCR 4622"}),
        ("see 34 C.F.R. 99.37 and 20 USC 1232g", "", {"34 CFR 99.37", "20 USC 1232g"}),
        ("", "Ed. Code 48980", {"Education Code 48980"}),
        ("", "BUL-5212.2", {"BUL 5212"}),
        ("", "See AR 5111.1, See BP 5117", {"policy 5111.1", "policy 5117"}),
        ("", "5145.6-E", {"policy 5145.6"}),
        ("in the year 2024 with 1200 pupils", "", set()),
        ("", "Health and Safety Code 1797.196", {"Health and Safety Code 1797.196"}),
    ],
)
def test_a_source_is_known_however_it_is_written(text: str, ref: str, found: set[str]) -> None:
    assert citations(text, ref) == found

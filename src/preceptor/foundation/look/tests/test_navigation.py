"""The side navigation: order, limit, and where the reader is."""

from preceptor.foundation.look.navigation import MOST_ITEMS, NavItem, chosen, leads_to


def items(*urls: str) -> list[NavItem]:
    return [NavItem(url.strip("/").title() or "Desk", url, order) for order, url in enumerate(urls)]


def test_entries_stand_in_their_order():
    shown = chosen(reversed(items("/", "/programs/", "/letters/")), "/")
    assert [item.url for item in shown] == ["/", "/programs/", "/letters/"]


def test_seven_entries_are_shown_and_the_others_folded():
    found = chosen(items(*(f"/{number}/" for number in range(12))), "/")
    assert [item.folded for item in found] == [False] * MOST_ITEMS + [True] * 5


def test_nothing_is_folded_alone():
    assert not any(item.folded for item in chosen(items(*(f"/{number}/" for number in range(MOST_ITEMS + 1))), "/"))


def test_the_place_of_the_reader_is_marked_under_the_fold_too():
    (here,) = [item for item in chosen(items(*(f"/{number}/" for number in range(10, 22))), "/21/") if item.current]
    assert here.folded


def test_an_address_stands_once_even_when_two_contexts_offer_it():
    assert len(chosen([NavItem("Programs", "/programs/"), NavItem("All programs", "/programs/")], "/")) == 1


def test_the_entry_with_the_longest_matching_address_is_marked():
    shown = chosen(items("/", "/programs/", "/programs/drafts/"), "/programs/drafts/3")
    assert [item.url for item in shown if item.current] == ["/programs/drafts/"]


def test_the_first_page_is_marked_only_when_the_reader_is_there():
    assert not any(item.current for item in chosen(items("/", "/programs/"), "/letters/1"))


def test_a_similar_beginning_does_not_count():
    assert not leads_to("/program", "/programs/3")


def test_the_query_of_an_entry_does_not_matter():
    assert leads_to("/letters/?unread=1", "/letters/")

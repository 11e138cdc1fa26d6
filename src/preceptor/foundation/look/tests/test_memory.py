"""The memory of one page."""

from itertools import count

from preceptor.foundation.look.memory import is_remembering, remembered, remembering


def test_within_a_page_a_question_is_asked_once() -> None:
    numbers = count()
    with remembering():
        assert [remembered("next", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]


def test_another_page_asks_again() -> None:
    numbers = count()
    for expected in (0, 1):
        with remembering():
            assert remembered("next", lambda: next(numbers)) == expected


def test_outside_of_pages_nothing_is_remembered() -> None:
    numbers = count()
    assert [remembered("next", lambda: next(numbers)) for _ in range(2)] == [0, 1]
    assert not is_remembering()

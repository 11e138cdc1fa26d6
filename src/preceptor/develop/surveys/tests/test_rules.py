"""The rules of surveys: samples, answers, what may be shown, agreement."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.surveys.rules.agreement import kappa
from preceptor.develop.surveys.rules.answering import Asked, faults, tidy
from preceptor.develop.surveys.rules.publishing import OTHERS, merged, tally
from preceptor.develop.surveys.rules.sampling import draw, shares

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=8)
QUESTIONS = (
    Asked("1", "scale", 0, required=True),
    Asked("2", "many", 3, required=False),
    Asked("3", "words", 0, required=False),
)


@given(SIZES, st.integers(0, 3000))
def test_a_sample_adds_up_and_keeps_the_proportions(sizes: dict[str, int], sample: int) -> None:
    found, whole = shares(sizes, sample), sum(sizes.values())
    wanted = min(sample, whole)
    assert sum(found.values()) == wanted
    assert all(0 <= found[name] <= size for name, size in sizes.items())
    assert all(abs(found[name] - wanted * size / whole) < 1 for name, size in sizes.items())


@given(st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from("abc")), unique_by=lambda one: one[0]), st.randoms())
def test_a_sample_does_not_depend_on_the_order_of_people(people: list[tuple[int, str]], chance: object) -> None:
    turned = list(people)
    chance.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert draw(people, 5, 3) == draw(turned, 5, 3)


def test_the_seed_decides_who_is_drawn() -> None:
    people = [(number, "a") for number in range(400)]
    assert draw(people, 40, 1) != draw(people, 40, 2)


def test_everybody_is_asked_without_a_sample() -> None:
    assert draw([(2, "a"), (1, "b")], None, 1) == (1, 2)


def test_every_fault_of_the_answers_is_named_at_once() -> None:
    answers = tidy(QUESTIONS, {"2": ["0", "9"], "3": ["x" * 2001]})
    assert [(each.key, each.code) for each in faults(QUESTIONS, answers)] == [
        ("1", "missing"),
        ("2", "unknown"),
        ("3", "long"),
    ]


def test_answers_are_trimmed_and_empty_ones_left_out() -> None:
    assert tidy(QUESTIONS, {"1": [" 4 "], "2": ["1", "1"], "3": ["  "]}) == {"1": "4", "2": ["1"]}


def test_a_tally_counts_each_choice_and_means_the_scale() -> None:
    found = tally(QUESTIONS[0], [{"1": "5"}, {"1": "2"}, {}])
    assert (found.answered, found.counts, found.mean) == (2, (0, 1, 0, 0, 1), 3.5)


@given(SIZES, st.integers(5, 60))
def test_no_subtraction_of_what_is_shown_bares_a_small_group(sizes: dict[str, int], least: int) -> None:
    """Every sum and difference of shown groups and the total is a union of whole groups, each of which is large."""
    shown = merged(sizes, least)
    if shown is None:
        return
    parts: Counter[str] = Counter()
    for name, size in sizes.items():
        parts[shown[name]] += size
    assert all(size >= least for size in parts.values())
    total = sum(parts.values())
    for count in range(1, len(parts)):
        for some in combinations(parts.values(), count):
            assert total - sum(some) >= least
    assert (
        sum(shown[name] == OTHERS for name in sizes) != 1
        or sizes[next(name for name in sizes if shown[name] == OTHERS)] >= least
    )


def test_no_breakdown_is_shown_where_two_groups_cannot_be_large_enough() -> None:
    assert merged({"high": 9, "middle": 12}, 10) is None


def test_small_groups_are_shown_together_with_the_next_larger_one() -> None:
    assert merged({"high": 4, "middle": 12, "elementary": 30}, 10) == {
        "high": OTHERS,
        "middle": OTHERS,
        "elementary": "elementary",
    }


def test_agreement_is_the_known_kappa_of_cohen() -> None:
    read = [str(number) for number in range(50)]
    first, second = read[:25], read[:20] + read[25:35]  # 20 both, 5 first alone, 10 second alone, 15 neither
    found = kappa(read, first, second)
    assert found is not None
    assert abs(found - 0.4) < 1e-9


def test_agreement_says_nothing_where_chance_explains_all() -> None:
    assert (kappa(["a"], [], []), kappa([], ["a"], ["a"])) == (None, None)

"""The same hours in two programs count only where both allow it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.develop.activities.models import Activity
from preceptor.develop.activities.rules.elsewhere import overlap
from preceptor.develop.activities.tests.world import NOW, PROGRAM, ZONE, World, _cycle, _pairs, make_world
from preceptor.foundation.district.models import OrgUnit
from preceptor.foundation.look.public import Refusal

TEN = datetime(2024, 2, 6, 10, tzinfo=ZONE)
STRETCH = st.tuples(st.integers(0, 600).map(lambda n: TEN + timedelta(minutes=n)), st.integers(1, 240))
ALLOWED = PROGRAM.read_text().replace(
    'confirmed_by = "mentee"\nsays', 'confirmed_by = "mentee"\ncounts_elsewhere = true\nsays'
)


def second_program(world: World, text: str) -> World:
    """The same people in another program."""
    other = World(world.people, world.users)
    other.cycle_id = _cycle(text.replace('key = "nps"', 'key = "other"'), OrgUnit.objects.get(code="hr").pk)
    _pairs(other)
    return other


@pytest.mark.parametrize(("later", "shares"), [(30, True), (59, True), (60, False), (-60, False), (-59, True)])
def test_an_hour_shares_a_moment_with_another(later: int, shares: bool) -> None:
    assert overlap((TEN, 60), (TEN + timedelta(minutes=later), 60)) is shares


@given(STRETCH, STRETCH)
def test_sharing_is_mutual(one: tuple[datetime, int], other: tuple[datetime, int]) -> None:
    assert overlap(one, other) == overlap(other, one)


def test_hours_of_one_program_are_not_taken_by_another(world: World) -> None:
    other = second_program(world, PROGRAM.read_text())
    world.enter()
    with pytest.raises(Refusal, match="another program already"):
        other.enter()


@pytest.mark.parametrize("texts", [(ALLOWED, PROGRAM.read_text()), (PROGRAM.read_text(), ALLOWED)])
def test_one_program_alone_cannot_allow_it(db: None, texts: tuple[str, str]) -> None:
    world = make_world(texts[0])
    other = second_program(world, texts[1])
    world.enter()
    with pytest.raises(Refusal, match="another program already"):
        other.enter()


def test_both_programs_together_allow_it(db: None) -> None:
    world = make_world(ALLOWED)
    other = second_program(world, ALLOWED)
    world.enter()
    other.enter(now=NOW)
    assert Activity.objects.count() == 2

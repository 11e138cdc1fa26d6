"""Filling a cycle with activities twice is filling it once, and closes what is over."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.apps import apps

from preceptor.config.demo.activities import activities
from preceptor.config.demo.seeding import Seeding
from preceptor.develop.activities.models import LogSubmission
from preceptor.develop.activities.tests.world import ZONE, make_world
from preceptor.develop.pairing.models import Participant


class SmallSeeding(Seeding):
    """A seeding of one mentor with two mentees instead of a whole district."""

    def person_id(self, key: str) -> int:
        """Somebody of the small world."""
        return Participant.objects.filter(side="mentor").values_list("person_id", flat=True)[0]


def seeding(day: date) -> Seeding:
    return SmallSeeding(datetime(day.year, day.month, day.day, 12, tzinfo=ZONE), day, 1, None)  # type: ignore[arg-type]  # no district is asked for


def rows() -> Counter[str]:
    models = [model for model in apps.get_models() if model.__module__.startswith("preceptor.")]
    return Counter({model._meta.label: model._default_manager.count() for model in models})


@pytest.mark.parametrize("later", [date(2024, 4, 20), date(2024, 6, 3)])
def test_a_second_seeding_adds_nothing_on_whatever_day(db: None, later: date) -> None:
    make_world()
    told = activities(seeding(date(2024, 4, 20)))
    once = rows()
    assert (once["activities.Activity"] > 8, once["activities.LogSubmission"] > 0) == (True, True)
    assert "entered" in told
    assert "already there" in activities(seeding(later))
    assert rows() == once
    assert LogSubmission.objects.count() == once["activities.LogSubmission"]

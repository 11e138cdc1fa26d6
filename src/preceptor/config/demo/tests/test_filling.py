"""What the worker adds to the demonstration after the doors are open."""

from datetime import UTC, datetime

import pytest

from preceptor.config.demo import filling
from preceptor.config.demo.seeding import Seeding
from preceptor.foundation.accounts.queries.accounts import DEMO_FILLING, demo_sign_in_page
from preceptor.foundation.jobs.public import Run

NOW = datetime(2026, 11, 16, 18, tzinfo=UTC)


def run_of(told: list[tuple[int, int]]) -> Run:
    """An attempt that writes down how far it says it is."""
    return Run(1, {"seed": 3, "now": NOW.isoformat()}, 1, NOW, lambda done, total: told.append((done, total)), list)


def test_later_steps_run_in_their_order_on_the_same_district(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, Seeding]] = []
    steps = [lambda seeding, name=name: seen.append((name, seeding)) or name for name in ("one", "two")]
    monkeypatch.setattr(filling, "LATER", steps)
    told: list[tuple[int, int]] = []
    filling.fill(run_of(told))
    assert [name for name, _seeding in seen] == ["one", "two"]
    assert {(seeding.seed, seeding.now) for _name, seeding in seen} == {(3, NOW)}
    assert told == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.django_db
def test_the_sign_in_page_tells_of_it_until_it_is_done() -> None:
    assert demo_sign_in_page("").filled_percent is None
    filling.fill_later(filling.seeding_of(3, NOW))
    filling.fill_later(filling.seeding_of(3, NOW))
    assert demo_sign_in_page("").filled_percent == 0


def test_accounts_knows_the_work_by_the_name_it_has() -> None:
    assert filling.JOB == DEMO_FILLING

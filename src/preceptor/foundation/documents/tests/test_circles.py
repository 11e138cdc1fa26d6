"""Circles in the database: rotation that can be broken off, shredding, and refusals that show nothing."""

import logging

import pytest
from django.core.management import call_command
from pytest_django import Settings

from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.documents.commands import circles
from preceptor.foundation.documents.models import CircleKey
from preceptor.foundation.documents.public import (
    Circle,
    CircleShredded,
    Place,
    SealedUnreadable,
    circle_of,
    make_circle,
    rotate_keys,
    shred_circle,
)
from preceptor.foundation.documents.rules.sealing import key_name
from preceptor.foundation.documents.tests.conftest import ADA, NOON

pytestmark = pytest.mark.django_db
OLD, NEW = b"o" * 32, b"n" * 32
HERE = Place("note", "sealed", "1")


@pytest.fixture(autouse=True)
def old_key(settings: Settings) -> None:
    settings.SEALING_KEYS = (OLD,)


def sealed(name: str = "pair:1") -> str:
    return make_circle(name=name, now=NOON).seal(HERE, "MARKER")


def opened(kept: str, name: str = "pair:1") -> str:
    return circle_of(name).open(HERE, kept)


def test_what_a_circle_sealed_it_opens_later() -> None:
    assert opened(sealed()) == "MARKER"


def test_a_circle_is_made_once() -> None:
    kept = sealed()
    make_circle(name="pair:1", now=NOON)
    assert opened(kept) == "MARKER"


def test_another_circle_opens_nothing() -> None:
    kept, _other = sealed(), sealed("pair:2")
    with pytest.raises(SealedUnreadable):
        opened(kept, "pair:2")


def test_a_key_moved_to_another_circle_opens_nothing() -> None:
    kept, _other = sealed(), sealed("pair:2")
    CircleKey.objects.filter(circle="pair:2").update(wrapped=CircleKey.objects.get(circle="pair:1").wrapped)
    with pytest.raises(SealedUnreadable):
        opened(kept, "pair:2")


@pytest.mark.parametrize("keys", [(NEW,), (b"x" * 32, NEW)])
def test_a_wrong_sealing_key_fails_closed(settings: Settings, keys: tuple[bytes, ...]) -> None:
    kept, settings.SEALING_KEYS = sealed(), keys
    with pytest.raises(SealedUnreadable) as told:
        opened(kept)
    assert "MARKER" not in f"{told.value} {told.value.facts} {kept}"


def test_an_altered_text_is_refused_without_a_word_of_it_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    kept = sealed()
    with caplog.at_level(logging.DEBUG), pytest.raises(SealedUnreadable):
        opened(kept[:-6] + "AAAA==")
    assert "MARKER" not in caplog.text


def test_after_a_rotation_the_old_key_may_be_dropped(settings: Settings) -> None:
    kept, settings.SEALING_KEYS = sealed(), (NEW, OLD)
    assert rotate_keys(by=SYSTEM, now=NOON).rewrapped == 1
    settings.SEALING_KEYS = (NEW,)
    assert opened(kept) == "MARKER"


def test_a_second_rotation_has_nothing_to_do(settings: Settings) -> None:
    sealed()
    settings.SEALING_KEYS = (NEW, OLD)
    rotate_keys(by=SYSTEM, now=NOON)
    assert rotate_keys(by=SYSTEM, now=NOON).rewrapped == 0


def test_a_rotation_killed_in_the_middle_loses_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: sealed(name) for name in ("a", "b", "c", "d", "e")}
    settings.SEALING_KEYS = (NEW, OLD)
    monkeypatch.setattr(circles, "PORTION", 2)

    def kill(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(by=SYSTEM, now=NOON, report=kill)
    assert CircleKey.objects.filter(under=key_name(NEW)).count() == 2
    assert {opened(text, name) for name, text in kept.items()} == {"MARKER"}
    assert rotate_keys(by=SYSTEM, now=NOON).rewrapped == 3
    settings.SEALING_KEYS = (NEW,)
    assert {opened(text, name) for name, text in kept.items()} == {"MARKER"}


def test_a_key_that_cannot_be_opened_stays_as_it_is_and_is_named(settings: Settings) -> None:
    sealed()
    settings.SEALING_KEYS = (NEW,)
    outcome = rotate_keys(by=SYSTEM, now=NOON)
    assert (outcome.rewrapped, outcome.unreadable) == (0, (("pair:1", key_name(OLD)),))
    settings.SEALING_KEYS = (OLD,)
    assert circle_of("pair:1").name == "pair:1"


def test_the_command_ends_with_one_when_a_key_is_missing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed()
    settings.SEALING_KEYS = (NEW,)
    with pytest.raises(SystemExit):
        call_command("rotate_keys")
    assert key_name(OLD) in capsys.readouterr().err


def test_only_those_who_may_rotate_do() -> None:
    with pytest.raises(NotPermitted):
        rotate_keys(by=ADA, now=NOON)


def test_a_shredded_circle_opens_nothing_ever_again(settings: Settings) -> None:
    kept = sealed()
    shred_circle(name="pair:1", by=SYSTEM, now=NOON)
    settings.SEALING_KEYS = (NEW, OLD)
    rotate_keys(by=SYSTEM, now=NOON)
    with pytest.raises(CircleShredded):
        opened(kept)
    assert CircleKey.objects.get().wrapped == ""


def test_a_shredded_circle_is_not_made_again() -> None:
    sealed()
    shred_circle(name="pair:1", by=SYSTEM, now=NOON)
    with pytest.raises(CircleShredded):
        make_circle(name="pair:1", now=NOON)


def test_a_circle_does_not_show_its_key_when_printed() -> None:
    circle: Circle = make_circle(name="pair:1", now=NOON)
    assert repr(circle) == "Circle(name='pair:1')"

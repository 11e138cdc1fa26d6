"""A rotation of sealing keys killed with -9: every note opens with the old key or the new, and a second ends it."""

import base64
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from preceptor.foundation.documents.models import CircleKey
from preceptor.foundation.documents.public import Place, circle_of
from preceptor.foundation.documents.rules import sealing
from tests.faults.workers import database_url

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
OLD, NEW = b"o" * 32, b"n" * 32
CIRCLES = 2000
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HERE = Place("note", "sealed", "1")
COMMAND = [sys.executable, "-c", "from preceptor.config.cli import main; main()", "rotate-keys"]


def sealed() -> dict[str, str]:
    """A note of each of many circles, whose keys are wrapped under the old sealing key."""
    notes, rows = {}, []
    for number in range(CIRCLES):
        name = f"pair:{number}"
        secret = sealing.new_secret(name)
        notes[name] = sealing.seal(secret, HERE, f"Note {number}")
        wrapped = sealing.wrap(secret, OLD)
        rows.append(CircleKey(circle=name, wrapped=wrapped, under=sealing.key_name(OLD), made_at=NOON))
    CircleKey.objects.bulk_create(rows)
    return notes


def opened(notes: dict[str, str]) -> set[bool]:
    """Whether each note opens and is the one that was sealed."""
    return {circle_of(name).open(HERE, kept) == f"Note {name[5:]}" for name, kept in notes.items()}


def rotation(data: Path) -> "subprocess.Popen[str]":
    """The command as an administrator starts it, with the new key before the old one."""
    keys = ",".join(base64.b64encode(key).decode() for key in (NEW, OLD))
    said = {
        "DATABASE_URL": database_url(),
        "PRECEPTOR_DATA": str(data),
        "PRECEPTOR_SEALING_KEYS": keys,
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        COMMAND, env={**os.environ, **said}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def under(key: bytes) -> int:
    """How many keys of circles are wrapped under a sealing key."""
    return CircleKey.objects.filter(under=sealing.key_name(key)).count()


def test_a_rotation_killed_in_the_middle_loses_no_note_and_is_ended_by_the_next(
    settings: Settings, tmp_path: Path
) -> None:
    notes = sealed()
    first = rotation(tmp_path)
    assert first.stdout is not None
    assert first.stdout.readline().startswith("200 "), "the first portion is told"
    first.kill()
    assert first.wait(timeout=30) == -9
    first.stdout.close()
    time.sleep(0.2)  # the database takes back what the killed one had begun
    settings.SEALING_KEYS = (NEW, OLD)
    done = under(NEW)
    assert 200 <= done < CIRCLES, "killed in the middle"
    assert (done % 200, done + under(OLD)) == (0, CIRCLES), "whole portions and nothing else"
    assert opened(notes) == {True}
    second = rotation(tmp_path)
    said, _none = second.communicate(timeout=120)
    assert (second.returncode, under(OLD)) == (0, 0), said
    assert f"{CIRCLES - done} keys wrapped anew" in said
    settings.SEALING_KEYS = (NEW,)
    assert opened(notes) == {True}

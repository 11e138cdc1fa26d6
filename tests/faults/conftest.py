"""One loaded process for all fault tests, from which workers and sites are forked."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.workers import Pool, free_port


@pytest.fixture(scope="session")
def mail_port() -> int:
    """Where the tests' mail server listens whenever there is one."""
    return free_port()


@pytest.fixture(scope="session")
def source(django_db_setup: None, mail_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """The loaded process; its sites take their static files as gathered already."""
    data = tmp_path_factory.mktemp("data")
    gathered = data / "static" / "staticfiles.json"
    gathered.parent.mkdir()
    gathered.write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    os.utime(gathered, (time.time() + 3600, time.time() + 3600))
    workers = Pool({"PRECEPTOR_DATA": str(Path(data)), "PRECEPTOR_MAIL_URL": f"smtp://127.0.0.1:{mail_port}"})
    yield workers
    workers.close()


@pytest.fixture
def pool(source: Pool) -> Iterator[Pool]:
    """No worker yet, and none left behind."""
    yield source
    source.kill_all()

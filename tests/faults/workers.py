"""Worker processes that the fault tests kill, and what they share with them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import connection

WORKER = Path(__file__).with_name("jobs_worker.py")
PATIENCE_SECONDS = 60


def database_url() -> str:
    """The test database as the child processes are told of it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, port = settings["HOST"] or "127.0.0.1", settings["PORT"] or 5432
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{host}:{port}/{settings['NAME']}"


def wait_for(wanted: Callable[[], bool], *, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Wait until it is so; what takes a minute never comes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not wanted():
        assert time.monotonic() < until, "it did not happen within a minute"
        meanwhile()
        time.sleep(0.05)


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def gone(pid: int) -> bool:
    """Whether the process has ended; one that only waits to be buried has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def kill(pid: int) -> None:
    """Kill in the way that nothing can catch."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class Pool:
    """Workers forked from one process that has loaded Django."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self.source = subprocess.Popen(
            [sys.executable, str(WORKER)],
            env={**os.environ, "DATABASE_URL": database_url(), **(environ or {})},
            text=True,
            bufsize=1,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.workers: list[int] = []

    def start(self, options: str = "") -> int:
        """Start one more worker."""
        self.workers.append(self.fork(f"work --poll 0.05 --threads 2 {options}"))
        return self.workers[-1]

    def fork(self, command: str) -> int:
        """Start a command of Preceptor and tell its process."""
        assert self.source.stdin is not None
        assert self.source.stdout is not None
        self.source.stdin.write(f"{command}\n")
        self.source.stdin.flush()
        return int(self.source.stdout.readline())

    def kill(self, worker: int) -> None:
        """Kill one worker."""
        kill(worker)
        self.workers.remove(worker)

    def kill_all(self) -> None:
        """Kill all workers."""
        for worker in list(self.workers):
            self.kill(worker)

    def close(self) -> None:
        """Kill all and end the process that they came from."""
        self.kill_all()
        assert self.source.stdin is not None
        self.source.stdin.close()
        self.source.wait(timeout=30)

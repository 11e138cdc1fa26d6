"""Keeps a few programs running: restarts what dies, ends all when asked, takes them along when it is killed."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from types import FrameType

logger = logging.getLogger("preceptor.supervisor")

PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 0.1
SHORT_LIFE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 10.0


def die_with_parent(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """End this process when its parent ends, even by a kill that nothing can catch; elsewhere nothing."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if os.getppid() != parent:  # it ended before we could ask
        os.kill(os.getpid(), by)


@dataclass(frozen=True)
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]


@dataclass
class _Child:
    """A program's present process and how it has fared."""

    program: Program
    process: "subprocess.Popen[bytes]"
    started: float
    pause: float = 0.0
    start_again_at: float | None = None


@dataclass
class Supervisor:
    """Runs programs until told to stop by SIGTERM, SIGINT or `stop()`."""

    programs: Sequence[Program]
    stop_seconds: float = 30.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask for the end."""
        self._stop.set()

    def run(self) -> None:
        """Start all, restart what dies, end all when asked."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        children = [_Child(each, _start(each), monotonic()) for each in self.programs]
        try:
            while not self._stop.wait(LOOK_SECONDS):
                for child in children:
                    _look_after(child)
        finally:
            _end(children, self.stop_seconds)


def _start(program: Program) -> "subprocess.Popen[bytes]":
    """Start a program in a session of its own, so that Ctrl+C reaches the supervisor alone, which ends all in order."""
    return subprocess.Popen(  # noqa: S603  the commands are ours
        list(program.command),
        env=dict(program.environ),
        start_new_session=True,
        preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509  the supervisor has one thread
    )


def _look_after(child: _Child) -> None:
    """Start a dead child again: at once after a long life, after a growing pause when it keeps dying young."""
    if child.process.poll() is None:
        return
    if child.start_again_at is None:
        young = monotonic() - child.started < SHORT_LIFE_SECONDS
        child.pause = min(LONGEST_PAUSE_SECONDS, max(0.2, 2 * child.pause)) if young else 0.0
        child.start_again_at = monotonic() + child.pause
        _signal_group(child, signal.SIGKILL)  # what it may have left behind
        logger.warning("%s ended (%s); starting it again", child.program.name, child.process.returncode)
    if monotonic() >= child.start_again_at:
        child.process, child.started, child.start_again_at = _start(child.program), monotonic(), None


def _end(children: Sequence[_Child], patience: float) -> None:
    """Ask every child to finish, wait, then kill what is left."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    until = monotonic() + patience
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, until - monotonic()))
        _signal_group(child, signal.SIGKILL)
        child.process.wait()


def _signal_group(child: _Child, number: signal.Signals) -> None:
    """Signal a child and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, number)

"""Keeps a few programs running: restarts what dies, ends all when asked, takes them along when it is killed."""

import contextlib
import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from time import monotonic
from types import FrameType
from typing import Any

logger = logging.getLogger("preceptor.supervisor")

PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 0.1
SHORT_LIFE_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
# Forked from a parent that has loaded everything, a program starts at once; where forking is not safe it loads anew.
CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


def die_with_parent(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """End this process when its parent ends, even by a kill that nothing can catch; on Linux alone."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if os.getppid() != parent:  # it ended before we could ask
        os.kill(os.getpid(), by)


@dataclass(frozen=True)
class Program:
    """One program to keep running: a function of a module and its arguments."""

    name: str
    target: Callable[..., None]
    arguments: tuple[Any, ...] = ()


@dataclass
class _Child:
    """A program's present process and how it has fared."""

    program: Program
    process: BaseProcess
    started: float
    pause: float = 0.0
    start_again_at: float | None = None


@dataclass
class Supervisor:
    """Runs programs until told to stop by SIGTERM, SIGINT or `stop()`; `meanwhile` is called at every look."""

    programs: Sequence[Program]
    meanwhile: Callable[[], None] = lambda: None
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
                self.meanwhile()
        finally:
            _end(children, self.stop_seconds)


def _start(program: Program) -> BaseProcess:
    """Start one program."""
    process = CONTEXT.Process(target=_become, args=(program, os.getpid()), name=program.name)
    process.start()
    return process


def _become(program: Program, parent: int) -> None:
    """Be the program: in a session of its own, so that Ctrl+C reaches the supervisor alone, which ends all in order."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    die_with_parent(parent)
    program.target(*program.arguments)


def _look_after(child: _Child) -> None:
    """Start a dead child again: at once after a long life, after a growing pause when it keeps dying young."""
    if child.process.is_alive():
        return
    if child.start_again_at is None:
        young = monotonic() - child.started < SHORT_LIFE_SECONDS
        child.pause = min(LONGEST_PAUSE_SECONDS, max(FIRST_PAUSE_SECONDS, 2 * child.pause)) if young else 0.0
        child.start_again_at = monotonic() + child.pause
        _kill_group(child)  # what it may have left behind
        logger.warning("%s ended (%s); starting it again", child.program.name, child.process.exitcode)
    if monotonic() >= child.start_again_at:
        child.process, child.started, child.start_again_at = _start(child.program), monotonic(), None


def _end(children: Sequence[_Child], patience: float) -> None:
    """Ask every child to finish, wait, then kill what is left."""
    for child in children:
        child.process.terminate()
    until = monotonic() + patience
    for child in children:
        child.process.join(max(0.0, until - monotonic()))
        _kill_group(child)
        child.process.join()


def _kill_group(child: _Child) -> None:
    """Kill a child and all that it started."""
    if child.process.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)

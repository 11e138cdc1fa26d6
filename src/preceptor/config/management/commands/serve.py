"""`preceptor serve`: the site and its background work under one supervisor."""

import gc
import os
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from preceptor.config.collecting import collect_when_changed
from preceptor.config.supervisor import Program, Supervisor
from preceptor.config.tables import bring_up_to_date

READY_SECONDS = 60.0
ANSWER_SECONDS = 10.0
WEB_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


class Command(BaseCommand):
    """Run the web server and the workers, restart what dies, end all together."""

    help = "Serve the site and do background work, in one command."
    requires_system_checks: list[
        str
    ] = []  # `make check` and `migrate` check; once more would cost a second at every start

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--web", type=int, default=1, help="web processes (1)")
        parser.add_argument(
            "--web-threads", type=int, default=WEB_THREADS, help=f"requests answered at once in each ({WEB_THREADS})"
        )
        parser.add_argument(
            "--work", type=int, default=1, help="worker processes (1; 0: run `preceptor work` elsewhere)"
        )
        parser.add_argument("--threads", type=int, default=2, help="jobs done at once in each worker process (2)")
        parser.add_argument(
            "--demo", action="store_true", help="make the demonstration's district first, if there is none"
        )

    def handle(self, *_args: object, **options: Any) -> None:
        """Start all and stay until told to stop."""
        host, port = options["host"], options["port"]
        _refuse_taken_port(host, port)
        if options["demo"]:
            self._prepare_demo()
        collect_when_changed()
        connections.close_all()
        programs = [_web_program(options), *_work_programs(options)]
        Supervisor(programs, meanwhile=_Ready(host, port, self.stdout.write, self.stderr.write)).run()

    def _prepare_demo(self) -> None:
        """Bring the demonstration's database up to date and fill it if it is empty."""
        # The rows made here live until the end: looking for unreachable ones again and again costs a fifth of the time.
        gc.disable()
        try:
            bring_up_to_date()
            call_command("seed_demo", first=True, stdout=self.stdout)
        finally:
            gc.enable()


@dataclass
class _Ready:
    """Says once when the site answers, or that it does not."""

    host: str
    port: int
    say: Callable[[str], object]
    complain: Callable[[str], object]
    told: bool = False
    until: float = field(default_factory=lambda: monotonic() + READY_SECONDS)

    def __call__(self) -> None:
        """Look, as long as nothing was said."""
        if self.told:
            return
        if _answers(self.host, self.port):
            self.told = True
            self.say(f"Ready: http://{_named(self.host)}:{self.port} (stop with Ctrl+C)")
        elif monotonic() > self.until:
            self.told = True
            self.complain("The site does not answer yet; the messages above say why.")


def _answers(host: str, port: int) -> bool:
    """Whether the site answers a request without a fault of its own."""
    connection = HTTPConnection(_reachable(host), port, timeout=ANSWER_SECONDS)
    try:
        connection.request("HEAD", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def _named(host: str) -> str:
    """The address as a browser takes it."""
    reachable = _reachable(host)
    return f"[{reachable}]" if ":" in reachable else reachable


def _refuse_taken_port(host: str, port: int) -> None:
    """Stop with a remedy when something listens there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            remedy = "Stop the program that uses it, or choose another port with --port (make demo PORT=8001)."
            raise CommandError(f"Port {port} on {host} cannot be used: {fault.strerror}. {remedy}") from fault


def _reachable(host: str) -> str:
    """An address under which this machine reaches itself."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared with, not listened on


def _web_program(options: dict[str, Any]) -> Program:
    """The web server."""
    return Program("web", serve_web, (options["host"], options["port"], options["web"], options["web_threads"]))


def serve_web(host: str, port: int, processes: int, threads: int) -> None:
    """Answer requests until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "preceptor.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_level=LogLevels.warning,
    ).serve()


def _work_programs(options: dict[str, Any]) -> list[Program]:
    """The worker processes."""
    return [Program(f"work {number + 1}", do_work, (options["threads"],)) for number in range(options["work"])]


def do_work(threads: int) -> None:
    """Do background jobs until told to stop."""
    django.setup()
    call_command("work", "--child", "--threads", str(threads))

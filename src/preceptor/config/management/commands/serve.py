"""`preceptor serve`: the site and its background work under one supervisor."""

import os
import socket
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from preceptor.config.supervisor import Program, Supervisor

READY_SECONDS = 60.0


class Command(BaseCommand):
    """Run the web server and the workers, restart what dies, end all together."""

    help = "Serve the site and do background work, in one command."
    requires_system_checks: list[str] = []  # the children check; twice would cost a second at every start

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--web", type=int, default=1, help="web processes (1)")
        parser.add_argument("--web-threads", type=int, default=8, help="requests answered at once in each (8)")
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
            call_command("seed_demo")
        supervisor = Supervisor([_web(options), *_workers(options)])
        threading.Thread(target=self._tell_when_ready, args=(host, port), daemon=True).start()
        supervisor.run()

    def _tell_when_ready(self, host: str, port: int) -> None:
        """Say so as soon as the site answers."""
        until = monotonic() + READY_SECONDS
        while monotonic() < until:
            try:
                with socket.create_connection((_reachable(host), port), timeout=1):
                    self.stdout.write(f"Ready: {settings.SITE_URL} (stop with Ctrl+C)")
                    self.stdout.flush()
                    return
            except OSError:
                sleep(0.1)


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


def _environ() -> dict[str, str]:
    """The children's environment: this one's, with the package where this process found it."""
    source = str(Path(__file__).resolve().parents[4])
    path = os.pathsep.join(part for part in (source, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "preceptor.config.settings"}


def _web(options: dict[str, Any]) -> Program:
    """The web server."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["web"]), "--blocking-threads", str(options["web_threads"])),
        *("--respawn-failed-workers", "--workers-kill-timeout", "20", "--log-level", "warning"),
        "preceptor.config.wsgi:application",
    ]
    return Program("web", command, _environ())


def _workers(options: dict[str, Any]) -> list[Program]:
    """The worker processes."""
    command = [sys.executable, "-m", "django", "work", "--child", "--threads", str(options["threads"])]
    return [Program(f"work {number + 1}", command, _environ()) for number in range(options["work"])]

"""Workers and whole sites for the fault tests: short jobs, short leases, and a table where every effect leaves a row.

One process loads Django and forks a child for each command that it reads, so that a worker or a site starts at once.
"""

import os
import shlex
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

EFFECTS = "faults_effect"
LEASE_SECONDS = 0.8


def register_short_jobs() -> None:
    """Make the short jobs known."""
    from django.db import connection

    from preceptor.foundation.jobs.public import Effect, Run, register

    def short(run: Run) -> Effect:
        for step in range(4):
            time.sleep(run.payload["seconds"] / 4)
            run.progress(step + 1, 4)

        def effect() -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {EFFECTS} (job_key) VALUES (%s)", [run.payload["key"]])

        return effect

    register("faults.short", short, lease_seconds=LEASE_SECONDS, max_attempts=1000, first_wait_seconds=0.1)


def shorten_letters() -> None:
    """Send letters with short leases and waits."""
    from preceptor.foundation.jobs.rules import registry

    kind = registry.kind_of("letters.send")
    registry._kinds[kind.name] = replace(
        kind, lease_seconds=LEASE_SECONDS, first_wait_seconds=0.1, longest_wait_seconds=0.2
    )


def shorten_payroll() -> None:
    """Hand pay over with short leases and waits."""
    from preceptor.foundation.jobs.rules import registry

    kind = registry.kind_of("stipends.export")
    registry._kinds[kind.name] = replace(
        kind, lease_seconds=LEASE_SECONDS, first_wait_seconds=0.1, longest_wait_seconds=0.2, max_attempts=1000
    )


def run(command: str) -> None:
    """Be a worker or a site until stopped, in silence: what this process prints is the children's numbers."""
    from django.core.management import call_command

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    call_command(*shlex.split(command))


def main() -> None:
    """Fork a child for every line, and tell its number."""
    django.setup()
    register_short_jobs()
    shorten_letters()
    shorten_payroll()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away the dead
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                run(line)
            finally:
                os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

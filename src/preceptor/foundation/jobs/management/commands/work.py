"""`preceptor work`: do background jobs until told to stop."""

import os
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from preceptor.foundation.jobs.management.worker import Worker


class Command(BaseCommand):
    """Run one worker process; run as many as you like, on as many machines."""

    help = "Do background jobs until told to stop (Ctrl+C or SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how many jobs at once, and how long they may take to end."""
        parser.add_argument("--threads", type=int, default=2, help="jobs done at the same time (2)")
        parser.add_argument("--poll", type=float, default=0.5, help="seconds between looks when nothing is due (0.5)")
        parser.add_argument("--grace", type=float, default=20, help="seconds that running jobs get to end (20)")
        parser.add_argument("--child", action="store_true", help="stop when the program that started this one is gone")

    def handle(self, *_args: object, **options: Any) -> None:
        """Work until told to stop."""
        worker = Worker(threads=options["threads"], poll=options["poll"], grace=options["grace"])

        def stop(_signal: int, _frame: FrameType | None) -> None:
            worker.stop.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        parent = os.getppid()
        worker.run(still_wanted=lambda: not options["child"] or os.getppid() == parent)

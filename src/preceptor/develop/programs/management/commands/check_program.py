"""`preceptor check-program FILE`: validate a program definition and explain it in plain sentences."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from preceptor.develop.programs.definition import check_program
from preceptor.develop.programs.definition.reference import render


class Command(BaseCommand):
    """Check definition files, or write the language's reference page."""

    help = "Validate program definitions and explain them, or tell every fault with its line and remedy."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files to check, or the reference page to write."""
        parser.add_argument("file", nargs="*", type=Path, help="the definition, a TOML file")
        parser.add_argument("--reference", type=Path, metavar="PAGE", help="write the language's reference page")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check each file; the exit code is the worst of all."""
        if options["reference"]:
            options["reference"].write_text(render(), encoding="utf-8")
        elif not options["file"]:
            self.stderr.write(str(_("Name a definition file, for example programs/nps-2023-24.toml.")))
            sys.exit(2)
        worst = 0
        for file in options["file"]:
            code, text = check_program(file, _)
            (self.stderr if code else self.stdout).write(text)
            worst = max(worst, code)
        if worst:
            sys.exit(worst)

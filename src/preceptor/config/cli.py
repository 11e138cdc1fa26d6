"""The `preceptor` command: Django's commands with hyphens allowed in their names."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preceptor.config.settings")
    from django.core.management import execute_from_command_line

    arguments = sys.argv[:]
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)

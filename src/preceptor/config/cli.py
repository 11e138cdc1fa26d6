"""The `preceptor` command: Django's commands with hyphens allowed in their names."""

import os
import sys


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "preceptor.config.settings")
    arguments = sys.argv[:]
    if arguments[1:2] == ["plan"]:
        from preceptor.config import planning

        planning.main(arguments[2:])  # Django would take as long to load as a district's matching takes
        return
    if arguments[1:2] == ["verify-credential"]:
        from preceptor.config import credentials

        credentials.main(arguments[2:])
        return
    from django.core.management import execute_from_command_line

    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)

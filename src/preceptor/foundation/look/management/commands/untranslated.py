"""`preceptor untranslated`: name the texts that have no Spanish yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from preceptor.foundation.look import catalogue


class Command(BaseCommand):
    """List texts without Spanish, as entries ready to be filled in."""

    help = "Print the texts without Spanish as catalogue entries, those of one folder if it is named."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", default="", help="Only texts of this folder, for example foundation/desk."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each missing text with its place."""
        known, conflicts = catalogue.catalogue_of()
        missing = [
            text
            for text in catalogue.untranslated(catalogue.texts(), known)
            if text.place.startswith(options["folder"])
        ]
        for text in missing:
            context = f"msgctxt {quoted(text.context)}\n" if text.context else ""
            self.stdout.write(f'#: {text.place}\n{context}msgid {quoted(text.text)}\nmsgstr ""\n')
        for conflict in conflicts:
            self.stderr.write(f"Two versions of {conflict.text!r}: {conflict.first} | {conflict.second}")
        self.stderr.write(f"{len(missing)} texts without Spanish.")


def quoted(text: str | None) -> str:
    """The text as a catalogue writes it."""
    plain = (text or "").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'

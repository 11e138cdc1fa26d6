"""`preceptor write-reference`: write the reference pages anew from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from preceptor.config import reference
from preceptor.config.environment import ROOT
from preceptor.foundation.indicators.public import language_page
from preceptor.resource.funding.public import formulas_page
from preceptor.resource.initiatives.public import initiatives_page


class Command(BaseCommand):
    """Write docs/reference from the code."""

    help = "Write the reference pages (settings, pages, formulas, initiatives, indicators) anew from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each page."""
        folder = ROOT / "docs" / "reference"
        pages = {
            "settings.md": reference.settings_page(),
            "pages.md": reference.pages_page(),
            "formulas.md": formulas_page(),
            "initiatives.md": initiatives_page(),
            "indicator-language.md": language_page(),
        }
        for name, text in pages.items():
            (folder / name).write_text(text)
            self.stdout.write(f"wrote docs/reference/{name}")

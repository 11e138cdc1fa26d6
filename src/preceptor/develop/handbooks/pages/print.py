"""A handbook on paper: a tagged PDF (PDF/UA)."""

import json
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.develop.handbooks.queries import BookPage
from preceptor.foundation.look.public import day

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "handbook.typ"


def printed(page: BookPage) -> bytes:
    """The pages of a version."""
    said = {
        "language": (get_language() or "en")[:2],
        "title": page.title,
        "district": settings.DISTRICT_NAME,
        "version": _("Version %(number)s, %(day)s") % {"number": page.number, "day": day(page.published_at)},
        "parts": [{"title": part.title, "blocks": part.blocks} for part in page.parts],
        "plan": [[each.audience, each.message, each.channel, each.when, each.owner] for each in page.plan],
        "plan_title": _("The plan"),
        "columns": [_("Whom"), _("What"), _("How"), _("When"), _("Who sees to it")],
    }
    inputs = {"said": json.dumps(said)}
    return bytes(typst.compile(str(TEMPLATE), format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs))

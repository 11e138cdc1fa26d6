"""The certificate on paper: one tagged page (PDF/UA) with a code that leads to the page on which it is verified."""

import io
import json
import threading
from dataclasses import dataclass
from pathlib import Path

import segno
import typst
from django.utils import translation
from django.utils.translation import gettext as _

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.site import certificate_address
from preceptor.develop.awards.queries.terms import AwardTerms
from preceptor.develop.awards.rules.certificate import plain_text
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day

# Finding the fonts takes four times as long as a page: each thread finds them once. A holder's name may need any font.
_setting = threading.local()
TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "certificate.typ"


@dataclass(frozen=True)
class Paper:
    """What a page says, worked out beforehand, so that typesetting touches no database."""

    said: str

    def pdf(self) -> bytes:
        """The page."""
        if not hasattr(_setting, "compiler"):
            _setting.compiler = typst.Compiler()
        asked = {"format": "pdf", "pdf_standards": ["ua-1"], "sys_inputs": {"said": self.said}}
        return bytes(_setting.compiler.compile(str(TEMPLATE), **asked))


def paper_of(row: Certificate, terms: AwardTerms, language: str) -> Paper:
    """What the page of a certificate says, in its holder's language; what the program wrote stays as written."""
    address = certificate_address(row.number)
    with translation.override(language):
        said = {
            "language": language,
            "issuer": plain_text(terms.issuer),
            "title": plain_text(row.title),
            "given": _("is given to"),
            "holder": plain_text(row.holder_name),
            "text": plain_text(terms.says),
            "lines": _lines(row),
            "check": _("Anyone can verify this certificate at"),
            "address": address,
            "code": code_of(address),
            "code_says": _("QR code that leads to the page on which this certificate is verified"),
        }
    return Paper(json.dumps(said))


def code_of(address: str) -> str:
    """The QR code of an address, as a drawing."""
    held = io.BytesIO()
    # One mask for all: trying the eight that the standard knows takes longer than all the rest of a page.
    segno.make(address, error="m", mask=2).save(held, kind="svg", xmldecl=False, border=2)
    return held.getvalue().decode()


def _lines(row: Certificate) -> list[str]:
    lines = [_("Number %(number)s") % {"number": row.number}]
    if row.awarded_on is not None:
        lines.append(_("Awarded on %(day)s") % {"day": day(row.awarded_on)})
    if row.valid_until is not None:
        lines.append(_("Valid until %(day)s") % {"day": day(today(row.valid_until))})
    if row.hours is not None:
        lines.append(_("%(hours)s hours of professional development") % {"hours": row.hours.normalize()})
    if row.corrects is not None:
        lines.append(_("Corrects the certificate %(number)s") % {"number": row.corrects.number})
    if row.renews is not None:
        lines.append(
            _("Renews the certificate %(number)s") % {"number": row.renews.earlier_number or row.renews.number}
        )
    return lines

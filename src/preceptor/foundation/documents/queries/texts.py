"""Reads of texts in versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import canonical
from preceptor.foundation.documents.models import TextVersion as TextRow
from preceptor.foundation.documents.rules.signing import text_content
from preceptor.foundation.look.public import Refusal

FIRST_LANGUAGE = "en"


class UnknownText(Refusal):
    """No text has been published under this code, or this version does not exist."""

    status = 404


@dataclass(frozen=True)
class TextVersion:
    """One published wording in one language; `sha256` covers the wording in every language."""

    id: int
    code: str
    number: int
    title: str
    body: str
    language: str
    sha256: str


def current_text(code: str, language: str | None = None) -> TextVersion:
    """The newest version of a text, in the language asked for or else the reader's; refuses a code that has none."""
    row = TextRow.objects.filter(code=code).order_by("-number").first()
    if row is None:
        raise _unknown(code)
    return as_version(row, language or (get_language() or FIRST_LANGUAGE)[:2])


def text(version_id: int, language: str) -> TextVersion:
    """One version of a text in a language, or in English where it has no such wording."""
    row = TextRow.objects.filter(pk=version_id).first()
    if row is None:
        raise _unknown(str(version_id))
    return as_version(row, language)


def as_version(row: TextRow, language: str) -> TextVersion:
    """A row in one language; the first language where the asked one is missing."""
    chosen = language if language in row.bodies else FIRST_LANGUAGE
    return TextVersion(row.pk, row.code, row.number, row.title, row.bodies[chosen], chosen, row.sha256)


def wording_digest(code: str, number: int, title: str, bodies: Mapping[str, str]) -> str:
    """Hash of a version's wording in every language."""
    return sha256(canonical(text_content(code, number, title, bodies)).encode()).hexdigest()


def digest_of(row: TextRow) -> str:
    """Hash of the wording as it stands in the row now."""
    return wording_digest(row.code, row.number, row.title, row.bodies)


def _unknown(name: str) -> UnknownText:
    return UnknownText(
        "text-unknown",
        _("There is no published text %(name)s.") % {"name": name},
        remedy=_("Ask the office that runs this program to publish it."),
        facts={"text": name},
    )

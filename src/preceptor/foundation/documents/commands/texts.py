"""Publishing texts in versions."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.documents.models import TextVersion as TextRow
from preceptor.foundation.documents.queries.texts import FIRST_LANGUAGE, TextVersion, as_version, wording_digest
from preceptor.foundation.look.public import Refusal


class TextUnfit(Refusal):
    """The text cannot be published as it stands."""


def publish_text(*, by: Actor, code: str, title: str, bodies: Mapping[str, str], now: datetime) -> TextVersion:
    """Make a new version when the wording differs from the newest, else give that; the caller asked permission."""
    _check(code, bodies)
    try:
        return _published(by, code, title, dict(bodies), now)
    except IntegrityError:  # somebody published in the same moment; theirs is the newest version now
        return _published(by, code, title, dict(bodies), now)


@transaction.atomic
def _published(by: Actor, code: str, title: str, bodies: dict[str, str], now: datetime) -> TextVersion:
    """The newest version if it has this wording, else a new one."""
    last = TextRow.objects.filter(code=code).order_by("-number").first()
    if last is not None and (last.title, last.bodies) == (title, bodies):
        return as_version(last, FIRST_LANGUAGE)
    number = last.number + 1 if last else 1
    row = TextRow.objects.create(
        code=code,
        number=number,
        title=title,
        bodies=bodies,
        sha256=wording_digest(code, number, title, bodies),
        published_at=now,
        published_by=by.label,
    )
    facts = {"code": code, "number": number, "sha256": row.sha256}
    record(by=by, action="documents.text-published", about=f"documents.text:{row.pk}", facts=facts, now=now)
    return as_version(row, FIRST_LANGUAGE)


def _check(code: str, bodies: Mapping[str, str]) -> None:
    """A text has at least its English wording, and no empty one."""
    if not bodies.get(FIRST_LANGUAGE, "").strip() or not all(body.strip() for body in bodies.values()):
        raise TextUnfit(
            "text-empty",
            _("The text %(code)s has no wording in English, or an empty one in another language.") % {"code": code},
            remedy=_("Write the English wording, and fill in or leave out the others."),
            facts={"code": code},
        )

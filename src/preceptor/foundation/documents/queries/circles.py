"""Sealed texts of a circle: the circle's key is fetched once, and every text opens with it or not at all."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from preceptor.foundation.documents.models import CircleKey
from preceptor.foundation.documents.rules import sealing
from preceptor.foundation.documents.rules.sealing import CircleSecret, Place, SealBroken
from preceptor.foundation.look.public import Refusal


class SealedUnreadable(Refusal):
    """A sealed text does not open; nothing of it is told."""

    status = 503


class CircleShredded(Refusal):
    """The key of the circle was destroyed, and with it everything that was sealed."""

    status = 410


@dataclass(frozen=True)
class Circle:
    """A circle whose key is at hand: seals and opens texts, each at its place."""

    name: str
    secret: CircleSecret = field(repr=False)

    def seal(self, place: Place, text: str) -> str:
        """The text sealed for this place."""
        return sealing.seal(self.secret, place, text)

    def open(self, place: Place, sealed: str) -> str:
        """The text that was sealed at this place; refuses whatever was changed or moved."""
        try:
            return sealing.unseal(self.secret, place, sealed)
        except SealBroken:
            raise unreadable() from None


def circle_of(name: str) -> Circle:
    """The circle of this name with its key; refuses when the key is destroyed, missing or not to be unwrapped."""
    row = CircleKey.objects.filter(circle=name).first()
    if row is None:
        raise unreadable()
    if row.shredded_at is not None:
        raise CircleShredded(
            "sealed-destroyed",
            _("What was sealed here has been destroyed, and nobody can bring it back."),
            remedy=_("Nothing is left to do; its dates stay in the record."),
        )
    try:
        return Circle(name, sealing.unwrap(row.wrapped, name, tuple(settings.SEALING_KEYS)))
    except SealBroken:
        raise unreadable() from None


def unreadable() -> SealedUnreadable:
    """The same answer for a wrong key and for anything that was tampered with: no content, and whom to tell."""
    return SealedUnreadable(
        "sealed-unreadable",
        _("This sealed text cannot be opened: its key is missing, or it is not as it was sealed."),
        remedy=_("Tell your administrator, who can look for the key; nothing of the text has been shown to anybody."),
    )

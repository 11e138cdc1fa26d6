"""What awards refuse, and the one who may ask."""

from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal

COORDINATE = "awards.coordinate"
APPROVE = "awards.approve"
HOLD = "awards.hold"


class AwardRefused(Refusal):
    """A certificate cannot be proposed, approved, changed or revoked like this."""


class CertificateUnknown(Refusal):
    """There is no such certificate for this reader."""

    status = 404


def unknown() -> CertificateUnknown:
    """The same answer whether it does not exist or is not theirs."""
    return CertificateUnknown(
        "unknown-certificate",
        _("There is no such certificate for you to open."),
        remedy=_("Open “My certificates”, or ask the program's office."),
    )

"""People from outside the district: entered once, by their e-mail address, with no position here."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.models import Person
from preceptor.foundation.look.public import Refusal

LONGEST_NAME = 80


class AddressTaken(Refusal):
    """Somebody here has this e-mail address already."""


@transaction.atomic
def add_outsider(*, given_name: str, family_name: str, email: str, language: str, by: Actor, now: datetime) -> int:
    """Enter somebody who works elsewhere; the calling command has asked who may. Gives the person's number."""
    try:
        with transaction.atomic():
            made = Person.objects.create(
                given_name=given_name.strip()[:LONGEST_NAME],
                family_name=family_name.strip()[:LONGEST_NAME],
                email=email.strip().lower(),
                language=language if language in {"en", "es"} else "en",
            )
    except IntegrityError:
        raise AddressTaken(
            "address-taken",
            _("Somebody with this e-mail address is known here already."),
            remedy=_("Sign in with it; the password can be chosen anew there."),
        ) from None
    record(by=by, action="district.outsider-added", about=f"district.person:{made.pk}", facts={}, now=now)
    return made.pk

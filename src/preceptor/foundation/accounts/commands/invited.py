"""The account of somebody who was invited: made when they accept, with a password of their own choice."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.models import User
from preceptor.foundation.audit.public import Actor, record
from preceptor.foundation.district.public import person
from preceptor.foundation.look.public import Refusal


class PasswordUnfit(Refusal):
    """This password protects too little."""

    status = 422


def check_password(password: str, email: str) -> None:
    """Refuse a password that is short, common or like the address, with every reason."""
    try:
        validate_password(password, User(email=email))
    except ValidationError as weak:
        raise PasswordUnfit(
            "password-weak", " ".join(weak.messages), remedy=_("Choose another; several words together are good.")
        ) from None


@transaction.atomic
def open_invited_account(*, person_id: int, password: str, by: Actor, now: datetime) -> None:
    """An account with this password, whose address the invitation has proven; the calling command has asked."""
    who = person(person_id)
    check_password(password, who.email)
    user = User.objects.create_user(who.email, password, person_id=person_id, created=now)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(by=by, action="accounts.invited-opened", about=f"accounts.user:{user.pk}", facts={}, now=now)

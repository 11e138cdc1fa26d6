"""Accounts: opened, closed, their sessions ended, their second factor removed, their secrets sealed anew."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.models import DemoPersona, User
from preceptor.foundation.accounts.rules import keyring
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.look.public import Refusal

SECOND_FACTOR = "accounts.second-factor"
BATCH = 1_000


class AccountMissing(Refusal):
    """There is no such account."""

    status = 404


class NotADemonstration(Refusal):
    """Only a demonstration offers people to be."""


@transaction.atomic
def open_accounts(*, by: Actor, person_ids: Collection[int], now: datetime) -> int:
    """Accounts for these active people who have none yet; they choose a password by letter. How many were opened."""
    require(by, "accounts.manage", now=now)
    there = set(User.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True))
    new = [person for person in people(person_ids).values() if person.active and person.id not in there]
    _refuse_taken(new)
    # One unusable password for all: hashing 8,000 random ones would take minutes and protect nothing.
    unusable = make_password(None)
    users = User.objects.bulk_create(
        [User(email=person.email.lower(), person_id=person.id, password=unusable, created=now) for person in new],
        batch_size=BATCH,
    )
    # The personnel office's address is taken as proven; nobody can change it here.
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users], batch_size=BATCH
    )
    record(by=by, action="accounts.opened", about="", facts={"accounts": len(users)}, now=now)
    return len(users)


def _refuse_taken(new: list[PersonBrief]) -> None:
    """Refuse when a technical account already uses a person's address."""
    taken = list(User.objects.filter(person=None, email__in=[one.email.lower() for one in new]).values_list("email"))
    if taken:
        raise Refusal(
            "address-taken",
            _("A technical account already signs in with %(email)s.") % {"email": taken[0][0]},
            remedy=_("Give the technical account another address, then open the accounts again."),
        )


@transaction.atomic
def close_account(*, by: Actor, user_id: int, now: datetime) -> None:
    """Nobody signs in with the account any more, and its sessions end."""
    require(by, "accounts.manage", now=now)
    _change(user_id, is_active=False, session_round=F("session_round") + 1)
    record(by=by, action="accounts.closed", about=f"accounts.user:{user_id}", facts={}, now=now)


@transaction.atomic
def reopen_account(*, by: Actor, user_id: int, now: datetime) -> None:
    """The account can be used again."""
    require(by, "accounts.manage", now=now)
    _change(user_id, is_active=True)
    record(by=by, action="accounts.reopened", about=f"accounts.user:{user_id}", facts={}, now=now)


@transaction.atomic
def end_sessions(*, by: Actor, user_id: int, now: datetime) -> None:
    """End every session of the account; one's own always, another's by administrators."""
    if not _own(by, user_id):
        require(by, "accounts.manage", now=now)
    _change(user_id, session_round=F("session_round") + 1)
    record(by=by, action="accounts.sessions-ended", about=f"accounts.user:{user_id}", facts={}, now=now)


@transaction.atomic
def remove_second_factor(*, by: Actor, user_id: int, now: datetime) -> None:
    """Take away a lost second factor; the person signs in again and sets up a new one."""
    require(by, "accounts.manage", now=now)
    _change(user_id, session_round=F("session_round") + 1)
    Authenticator.objects.filter(user_id=user_id).delete()
    record(by=by, action="accounts.second-factor-removed", about=f"accounts.user:{user_id}", facts={}, now=now)


@transaction.atomic
def offer_persona(*, by: Actor, person_id: int, line: str, order: int, now: datetime) -> None:
    """Offer somebody on the demonstration's sign-in page."""
    require(by, "accounts.manage", now=now)
    if not settings.DEMO:
        raise NotADemonstration(
            "not-a-demonstration",
            _("This installation is not a demonstration."),
            remedy=_("Set PRECEPTOR_DEMO=1 on an installation that holds invented people only."),
        )
    user = User.objects.filter(person_id=person_id).first() or _missing()
    DemoPersona.objects.update_or_create(user=user, defaults={"line": line, "order": order})
    record(by=by, action="accounts.persona-offered", about=f"accounts.user:{user.pk}", facts={"line": line}, now=now)


@transaction.atomic
def reseal_second_factors(*, by: Actor, now: datetime) -> int:
    """Seal every second factor under the newest installation key, so that a retired key can be thrown away."""
    require(by, "accounts.manage", now=now)
    newest = keyring.key_name(settings.INSTALLATION_KEYS[0])
    count = 0
    for authenticator in Authenticator.objects.select_for_update().order_by("pk"):
        resealed = {name: _resealed(value, newest) for name, value in authenticator.data.items()}
        if resealed != authenticator.data:
            authenticator.data = resealed
            authenticator.save(update_fields=["data"])
            count += 1
    record(by=by, action="accounts.second-factors-resealed", about="", facts={"count": count}, now=now)
    return count


def _resealed(value: object, newest: str) -> object:
    if not isinstance(value, str) or not keyring.is_sealed(value) or keyring.sealed_under(value) == newest:
        return value
    keys = settings.INSTALLATION_KEYS
    return keyring.seal(keyring.unseal(value, keys=keys, purpose=SECOND_FACTOR), keys=keys, purpose=SECOND_FACTOR)


def _own(by: Actor, user_id: int) -> bool:
    return by.kind == "person" and by.id is not None and User.objects.filter(pk=user_id, person_id=by.id).exists()


def _change(user_id: int, **fields: object) -> None:
    if not User.objects.filter(pk=user_id).update(**fields):
        _missing()


def _missing() -> User:
    raise AccountMissing(
        "account-missing", _("There is no such account."), remedy=_("Open the account first, or look for it by name.")
    )

"""Seals with the installation's keys: whoever holds only the database can neither make nor mend one."""

from typing import Literal

from django.conf import settings

from preceptor.foundation.audit.rules import Key, canonical, key_ring, mac, same

SealState = Literal["holds", "broken", "unknown-key"]


def keys_for(purpose: str) -> dict[str, Key]:
    """Keys of a purpose by id, newest first."""
    return key_ring(tuple(settings.INSTALLATION_KEYS), purpose)


def newest_key(purpose: str) -> Key:
    """The key that new seals are made with."""
    return next(iter(keys_for(purpose).values()))


def seal(purpose: str, content: object) -> str:
    """Seal a content (anything that canonical JSON can write) for a purpose: 'key id:hash'."""
    key = newest_key(purpose)
    return f"{key.id}:{mac(key, canonical(content))}"


def check_seal(purpose: str, content: object, sealed: str) -> SealState:
    """Whether a seal holds for a content; a key that the installation no longer lists is told apart."""
    key_id, _, told = sealed.partition(":")
    key = keys_for(purpose).get(key_id)
    if key is None:
        return "unknown-key"
    return "holds" if same(mac(key, canonical(content)), told) else "broken"

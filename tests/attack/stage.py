"""People on a stage that is built once: signed in beforehand, and nothing that they do lasts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.tests.cast import enter


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Stage:
    """Signed-in people by name."""

    def __init__(self, users: Mapping[str, User]) -> None:
        cache.clear()
        self._sessions = {name: _session(user) for name, user in users.items()}

    def client(self, name: str | None = None, *, faults: bool = False, brief: bool = False) -> Client:
        """A fresh browser of this person, or of a stranger; with `faults` an exception comes through to the test.

        A `brief` one wants refusals as JSON: thousands of them are asked for, and drawing the same page around each
        would take most of the time. Other pages are the same to it.
        """
        client = Client(raise_request_exception=faults, headers={"accept": "application/json"} if brief else None)
        if name is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[name]
        return client


def _session(user: User) -> str:
    client = Client()
    enter(client, user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
